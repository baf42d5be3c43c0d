"""What waits is counted, and what is next is found, without a look at what is over."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, event, insert, literal, select, text

from dialogues.address import Workspace
from storage.database import Database
from storage.outbox import Backlog, DeliveryState, Doubtful
from storage.port import Storage
from storage.sql import backlog as counted
from storage.sql import sending as sent_next
from storage.sql.ownership import Sole, SqlOutbox
from storage.tables import account, delivery
from tests.storage.dump import within
from tests.storage.example import AT, DAY, SLACK, found, say
from tests.storage.sending import EVERYWHERE, claim, record, scatter, sent

SECOND = timedelta(seconds=1)
#: So much is over.
OLD = 20_000


def waiting(
    state: DeliveryState, count: int, *, age: timedelta, lasts: timedelta | None = None, workspace: Workspace = SLACK
) -> Backlog:
    return Backlog(
        workspace=workspace,
        state=state,
        count=count,
        since=AT - age,
        expires_at=None if lasts is None else AT + lasts,
    )


def _key(each: Backlog) -> tuple[str, str, datetime]:
    return each.state, each.workspace.platform, each.expires_at or AT


async def test_what_waits_is_counted_by_state_and_by_when_it_expires(storage: Storage) -> None:
    await found(storage)
    for number, user in enumerate(("U1", "U2", "U3", "U4")):
        assert await say(storage, user, user, at=AT - number * SECOND)
    oldest, next_, third = await claim(storage, most=3)
    await record(storage, sent(oldest), Doubtful(outgoing=next_, at=AT - 5 * SECOND, reason="timeout"))
    for key, lasts in (("a", DAY), ("b", 2 * DAY), ("c", 2 * DAY)):
        assert await say(storage, "U5", key, expires_at=AT + lasts)
    assert sorted(await storage.backlog(), key=_key) == [
        waiting("planned", 2, age=0 * SECOND, lasts=DAY),
        waiting("planned", 2, age=0 * SECOND, lasts=2 * DAY),
        waiting("sending", 1, age=0 * SECOND),
        waiting("unknown", 1, age=5 * SECOND),
    ]
    assert third.intent_at == AT


async def test_each_workspace_is_counted_by_itself(storage: Storage) -> None:
    await scatter(storage)
    for user in ("U1", "U2"):
        assert await say(storage, user, user)
    assert sorted(await storage.backlog(), key=_key) == [
        waiting("planned", 1, age=0 * SECOND, lasts=DAY, workspace=each) for each in EVERYWHERE[:2]
    ]


async def test_nothing_waits_in_an_empty_store(storage: Storage) -> None:
    assert await storage.backlog() == []


@pytest.fixture
async def old(storage: Storage, database_url: str) -> str:
    """A store with little to do, and much that is over."""
    await scatter(storage)
    for user in ("U1", "U2", "U3"):
        assert await say(storage, user, user)

    def grow(connection: Connection) -> None:
        numbers = select(literal(1).label("n")).cte("numbers", recursive=True)
        numbers = numbers.union_all(select(numbers.c.n + 1).where(numbers.c.n < OLD))
        name = "old " + numbers.c.n.cast(delivery.c.key.type)
        first = select(account.c.id, account.c.workspace).limit(1).subquery()
        values = {
            "key": name,
            "mark": name,
            "workspace": first.c.workspace,
            "account": first.c.id,
            "dialogue": literal("x"),
            "subject": literal(""),
            "message": literal("{}"),
            "due_at": literal(AT - 9 * DAY, delivery.c.due_at.type),
            "expires_at": literal(AT - 8 * DAY, delivery.c.expires_at.type),
            "state": literal("sent"),
        }
        connection.execute(insert(delivery).from_select([*values], select(*values.values()).join(first, literal(True))))
        connection.execute(text("ANALYZE"))

    await within(database_url, grow)
    return database_url


async def plans(url: str, work: Callable[[Connection], None]) -> Sequence[str]:
    """How the database goes about each question that `work` asks of it and changes nothing by."""
    store = Database.open(url)
    asked: list[str] = []

    def explain(connection: Connection) -> None:
        prefix = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "

        def look(_: object, cursor: object, statement: str, parameters: object, *__: object) -> None:
            if statement.lstrip().startswith(("SELECT", "WITH")) and "delivery" in statement:
                cursor.execute(prefix + statement, parameters)  # type: ignore[attr-defined]
                asked.append("\n".join(str(row) for row in cursor.fetchall()))  # type: ignore[attr-defined]

        event.listen(connection, "before_cursor_execute", look)
        work(connection)

    await store.write(explain)
    await store.close()
    assert asked
    return asked


def _hold(connection: Connection) -> None:
    SqlOutbox(session=None, locks=Sole())._hold(connection, AT, {*EVERYWHERE}, ())  # type: ignore[arg-type]


def _claim(connection: Connection) -> None:
    ids = connection.scalars(select(account.c.workspace).distinct()).all()
    assert len(sent_next.claim(connection, among=ids, at=AT)) == 3


def _count(connection: Connection) -> None:
    assert counted.backlog(connection)


@pytest.mark.parametrize("work", [_hold, _claim, _count])
async def test_what_is_over_is_not_looked_at(old: str, work: Callable[[Connection], None]) -> None:
    for plan in await plans(old, work):
        assert "Seq Scan on delivery" not in plan, plan
        assert "SCAN delivery" not in plan.replace("SCAN delivery USING", ""), plan
        assert "ix_delivery_" in plan, plan

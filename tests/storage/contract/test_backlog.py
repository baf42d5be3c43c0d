"""What waits is counted, and what is next is found, without a look at what is over."""

import re
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
from storage.sql.locks import Sole
from storage.sql.outbox import SqlOutbox
from storage.tables.people import account, workspace
from storage.tables.sending import delivery
from tests.storage.dump import within
from tests.storage.example import AT, DAY, SLACK, found, say
from tests.storage.sending import EVERYWHERE, claim, record, scatter, sent

SECOND = timedelta(seconds=1)
#: So much is over.
OLD = 20_000
#: A thousand times as much is planned.
MORE = """
    INSERT INTO delivery ("key", mark, workspace, account, dialogue, subject, message, due_at, expires_at)
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1000)
    SELECT "key" || n, mark || n, workspace, account, dialogue, subject, message, due_at, expires_at
    FROM delivery, numbers WHERE state = 'planned'
"""


def waiting(
    state: DeliveryState, count: int, *, age: timedelta, lasts: timedelta | None = None, where: Workspace = SLACK
) -> Backlog:
    return Backlog(
        workspace=where,
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
        waiting("planned", 1, age=0 * SECOND, lasts=DAY, where=each) for each in EVERYWHERE[:2]
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


async def plans(url: str, work: Callable[[Connection], None], *, measured: bool = False) -> Sequence[str]:
    """How the database goes about each question that `work` asks of it and changes nothing by.

    `measured`: PostgreSQL also says how many rows it has looked at.
    """
    store = Database.open(url)
    asked: list[str] = []

    def explain(connection: Connection) -> None:
        server = "EXPLAIN (ANALYZE) " if measured else "EXPLAIN "
        prefix = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else server

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
    SqlOutbox(session=None, locks=Sole(), marks=str)._hold(connection, AT, {*EVERYWHERE}, ())  # type: ignore[arg-type]


def _claim(connection: Connection) -> None:
    busy = [each.platform for each in EVERYWHERE[:3]]
    ids = connection.scalars(select(workspace.c.id).where(workspace.c.platform.in_(busy))).all()
    assert len(sent_next.claim(connection, among=ids, at=AT, marks=str)) == 3


def _count(connection: Connection) -> None:
    assert counted.backlog(connection)


@pytest.mark.parametrize("work", [_hold, _claim, _count])
async def test_what_is_over_is_not_looked_at(old: str, work: Callable[[Connection], None]) -> None:
    for plan in await plans(old, work):
        assert "Seq Scan on delivery" not in plan, plan
        assert "SCAN delivery" not in plan.replace("SCAN delivery USING", ""), plan
        assert "ix_delivery_" in plan, plan


async def test_of_what_is_planned_only_the_first_of_each_workspace_is_looked_at(old: str, database: str) -> None:
    def plan_more(connection: Connection) -> None:
        connection.execute(text(MORE))
        connection.execute(text("ANALYZE"))

    await within(old, plan_more)
    (first, *_) = await plans(old, _claim, measured=True)
    if database == "sqlite":
        assert "ix_delivery_planned (workspace=? AND due_at<?)" in first
        assert "TEMP B-TREE FOR ORDER BY" not in first
    else:
        ((rows, times),) = re.findall(
            r"ix_delivery_planned on delivery first.*actual time\S+ rows=(\S+) loops=(\d+)", first
        )
        assert float(rows) * int(times) <= 2 * 3, first

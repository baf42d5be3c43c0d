"""Who has read a team's results is kept once a day and never changed, and outlives whom it names."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from dialogues.audit import Entry, Insight, Role, Through
from dialogues.facts import Want
from dialogues.rules import Rules
from storage.port import Storage
from tests.storage.dump import dump, within
from tests.storage.example import EXAMPLE, KUND, MONDAY, changed, facts, found, person
from tests.storage.turning import turning

LATE = datetime(2026, 9, 7, 23, tzinfo=UTC)  # it is the 8th in Stockholm


@pytest.fixture(autouse=True)
async def founded(storage: Storage) -> None:
    await found(storage)


async def by_lead(storage: Storage, on: date = MONDAY, through: Through = Through.GOALS) -> Entry:
    who = (await person(storage, "ULEAD")).id
    return Entry(on=on, role=Role.LEAD, through=through, team=KUND, who=who)


async def keep(storage: Storage, *entries: Entry) -> None:
    async with turning(storage) as turn:
        for each in entries:
            await turn.audit(entry=each)


async def known(storage: Storage, user: str = "U1") -> tuple[Insight, ...]:
    return (await facts(storage, user, Want.AUDIT)).audit


async def execute(url: str, statement: str, **values: object) -> None:
    def work(connection: Connection) -> None:
        connection.execute(text(statement), values)

    await within(url, work)


async def test_it_is_told_to_the_team_the_latest_first_and_with_the_readers_name(storage: Storage) -> None:
    first, second = await by_lead(storage), await by_lead(storage, MONDAY + timedelta(days=1))
    report = Entry(on=MONDAY + timedelta(days=2), role=Role.OPERATOR, through=Through.REPORT, purpose="Q3 '; --")
    await keep(storage, first, second)
    await storage.audit(entry=report)
    assert await known(storage) == (
        Insight(entry=report),
        Insight(entry=second, name="Name ULEAD"),
        Insight(entry=first, name="Name ULEAD"),
    )
    assert await known(storage, "ULEAD") == (Insight(entry=report),)
    assert (await facts(storage, "U1", Want.NOTHING)).audit == ()


async def test_the_same_on_one_day_is_kept_once(storage: Storage) -> None:
    entry = await by_lead(storage)
    await keep(storage, entry, entry)
    await keep(storage, entry, replace(entry, through=Through.DIGEST))
    assert [each.entry.through for each in await known(storage)] == [Through.DIGEST, Through.GOALS]


async def test_whoever_leaves_has_no_name_any_more_and_what_they_read_stays_told(storage: Storage) -> None:
    entry = await by_lead(storage)
    await keep(storage, entry)
    gone = replace(changed(ULEAD=None), teams=(replace(EXAMPLE.teams[0], lead=None), EXAMPLE.teams[1]))
    await storage.adopt(blueprint=gone, at=LATE)
    assert await known(storage) == (Insight(entry=entry),)


async def test_nothing_that_is_kept_is_changed_or_taken_away(storage: Storage, database_url: str) -> None:
    await keep(storage, await by_lead(storage), await by_lead(storage, MONDAY + timedelta(days=731)))
    before = (await dump(database_url))["audit"]
    for statement in ("UPDATE audit SET who = 'x'", "DELETE FROM audit", "DELETE FROM audit WHERE day < '2027-01-01'"):
        with pytest.raises(DBAPIError, match="audit is"):
            await execute(database_url, statement)
    if database_url.startswith("postgresql"):
        with pytest.raises(DBAPIError, match="never changed"):
            await execute(database_url, "TRUNCATE audit")
    assert (await dump(database_url))["audit"] == before


async def test_what_is_more_than_two_years_older_than_the_latest_may_go(storage: Storage, database_url: str) -> None:
    await keep(storage, await by_lead(storage), await by_lead(storage, MONDAY + timedelta(days=732)))
    await execute(database_url, "DELETE FROM audit WHERE day < '2027-01-01'")
    assert [each.entry.on for each in await known(storage)] == [MONDAY + timedelta(days=732)]


@pytest.mark.parametrize(
    "wrong",
    [{"role": Role.OPERATOR}, {"who": None}, {"purpose": "x" * 201}],
    ids=["an operator is nobody", "a lead is somebody", "a long purpose"],
)
async def test_what_makes_no_sense_is_refused(storage: Storage, wrong: Mapping[str, object]) -> None:
    entry = replace(await by_lead(storage), **wrong)  # type: ignore[arg-type]
    with pytest.raises(DBAPIError, match="ck_audit"):
        await keep(storage, entry)


async def test_an_import_that_changes_the_rules_is_kept_and_any_other_is_not(storage: Storage) -> None:
    await storage.adopt(blueprint=EXAMPLE, at=LATE)
    await storage.adopt(blueprint=changed(U1=None), at=LATE)
    assert await known(storage, "U2") == ()
    stricter = replace(EXAMPLE, organisation=replace(EXAMPLE.organisation, rules=Rules(k=7)))
    for _ in range(2):
        await storage.adopt(blueprint=stricter, at=LATE)
    entry = Entry(on=date(2026, 9, 8), role=Role.OPERATOR, through=Through.RULES)
    assert await known(storage, "U2") == (Insight(entry=entry),)

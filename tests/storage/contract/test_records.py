"""What an organisation's report is composed from: readings, and what is counted of no person."""

from dataclasses import fields, replace
from datetime import date, timedelta

from sqlalchemy import text

from dialogues.effect import CloseWindow, Hush, LogOneOnOne, LogTalk, OpenWindow, SavePromise, SaveSettings
from dialogues.facts import Want
from dialogues.goal import State
from dialogues.kind import Kind
from dialogues.person import TeamId
from dialogues.promise import Promise, PromiseId
from dialogues.pulse.item import ItemId
from dialogues.report.records import FOUR_WEEKS, RECENT, Closed, OneOnOnes, Records
from dialogues.window import Reading, Slot
from storage.port import Storage
from tests.storage.dump import within
from tests.storage.example import AT, DAY, KUND, LEDNING, MONDAY, NKI, boundary, facts, found, person, say
from tests.storage.goal_example import EVERYBODY, FULL, SALES, SOLD, WHOLE, WITH_GOALS, known, save
from tests.storage.sending import claim, record, sent
from tests.storage.turning import turning

TODAY = MONDAY


async def founded(storage: Storage) -> None:
    await found(storage, WITH_GOALS, users=EVERYBODY)


async def publish(
    storage: Storage,
    item: ItemId = ItemId.CLARITY,
    *,
    team: TeamId = KUND,
    weeks: int = 1,
    yes: int = 3,
    read: bool = True,
) -> Reading | None:
    """A window that closed so many weeks ago, with a reading or without one."""
    at = AT - timedelta(weeks=weeks)
    async with turning(storage) as turn:
        await turn.open_window(
            window=OpenWindow(team=team, goal=NKI.key, item=item, slot=Slot.B), at=at - timedelta(weeks=1)
        )
    window = next(each for each in (await boundary(storage, team)).windows if each.slot is Slot.B)
    last = TODAY - timedelta(weeks=weeks, days=1)
    reading = Reading(
        window=window.id,
        team=team,
        item=item,
        goal=NKI.key,
        first=last - timedelta(days=6),
        last=last,
        people=5,
        yes=yes,
        members=6,
        counts={"5": yes, "1": 5 - yes},
    )
    async with turning(storage) as turn:
        await turn.close_window(window=CloseWindow(window=window.id, reading=reading if read else None), at=at)
    return reading if read else None


async def recorded(storage: Storage) -> Records:
    there = await storage.records(at=AT)
    assert there is not None
    return there


async def test_before_the_first_import_there_is_nothing(storage: Storage) -> None:
    assert await storage.records(at=AT) is None


async def test_teams_and_goals_stand_in_it_but_drafts_and_what_is_closed(storage: Storage) -> None:
    await founded(storage)
    there = await recorded(storage)
    assert (there.today, there.organisation.name) == (TODAY, "Exempel AB")
    assert [(each.id, each.lead is not None) for each in there.teams] == [
        (KUND, True),
        (LEDNING, False),
        (SALES, False),
    ]
    assert [each.id for each in there.goals] == [WHOLE, NKI.key, FULL, SOLD]
    assert len(next(each for each in there.goals if each.id == NKI.key).behaviours) == 3
    states = {NKI.key: State.CLOSED, FULL: State.DRAFT}
    for goal in there.goals:
        if goal.id in states:
            await save(storage, replace(await known(storage, goal.id), state=states[goal.id]))
    assert [each.id for each in (await recorded(storage)).goals] == [WHOLE, SOLD]


async def test_readings_stand_by_their_days_and_outlive_what_they_are_about_but_not_their_team(
    storage: Storage,
) -> None:
    await founded(storage)
    late = await publish(storage, weeks=1)
    early = await publish(storage, team=SALES, weeks=60)
    assert (await recorded(storage)).readings == (early, late)
    people = tuple(each for each in WITH_GOALS.people if each.team != SALES)
    gone = replace(WITH_GOALS, teams=WITH_GOALS.teams[:2], people=people, goals=(NKI,))
    await storage.adopt(blueprint=gone, at=AT)
    there = await recorded(storage)
    assert there.readings == (late,)
    assert SALES not in {each.id for each in there.teams}


async def test_what_was_counted_is_that_of_lately(storage: Storage) -> None:
    await founded(storage)
    weeks = RECENT.days // 7
    await publish(storage, weeks=1)
    await publish(storage, weeks=2, read=False)
    await publish(storage, weeks=weeks + 1, read=False)
    async with turning(storage) as turn:
        for day in (TODAY, TODAY - FOUR_WEEKS + DAY, TODAY - FOUR_WEEKS):
            await turn.log_talk(log=LogTalk(team=KUND, on=day))
        await turn.hush(hush=Hush(team=SALES, quiet=True))
        await turn.save_promise(save=SavePromise(promise=RAISED))
        old = replace(RAISED, id=PromiseId("old"), obstacle="tools", raised_on=TODAY - RECENT - DAY)
        await turn.save_promise(save=SavePromise(promise=old))
    there = await recorded(storage)
    assert there.closed == Closed(windows=2, silent=1)
    assert there.talks == {KUND: 2}
    assert [each.id for each in there.teams if each.quiet] == [SALES]
    assert there.promises == (RAISED,)


RAISED = Promise(id=PromiseId("h1"), team=KUND, obstacle="time", raised_on=TODAY - RECENT, due_on=date(2026, 9, 21))


async def test_messages_that_came_too_soon_are_counted(storage: Storage, database_url: str) -> None:
    """Of these there are none while the database refuses them: here their moments are changed afterwards."""
    await founded(storage)
    for number, at in enumerate((AT, AT + 2 * DAY, AT + 4 * DAY)):
        for key, user, kind in (("one", "U1", Kind.NEWS), ("other", "U2", Kind.NEWS), ("asked for", "U1", Kind.BEFORE)):
            assert await say(storage, user, f"{key} {number}", at=at, expires_at=at + DAY, kind=kind)
        await record(storage, *(sent(each, at=at, on=at.date()) for each in await claim(storage, at=at)))
    later = AT + FOUR_WEEKS + DAY
    there = await storage.records(at=later)
    assert there is not None
    assert there.soon == 0
    sooner = text("UPDATE delivery SET intent_at = (SELECT max(intent_at) FROM delivery) WHERE key = 'one 1'")
    await within(database_url, lambda connection: connection.execute(sooner))
    there = await storage.records(at=later)
    assert there is not None
    assert there.soon == 1


async def test_one_on_ones_are_a_sum_and_who_has_stopped_a_number(storage: Storage) -> None:
    await founded(storage)
    assert (await recorded(storage)).one_on_ones == OneOnOnes()
    lead, other = [(await person(storage, user)).id for user in ("ULEAD", "U1")]
    async with turning(storage) as turn:
        for who, week, is_about_goal in (
            (lead, TODAY, True),
            (lead, TODAY - timedelta(weeks=1), False),
            (other, TODAY, True),
            (other, TODAY - RECENT - timedelta(weeks=1), True),
        ):
            await turn.log_one_on_one(person=who, log=LogOneOnOne(week=week, is_about_goal=is_about_goal))
        await turn.settings(person=other, settings=SaveSettings(stopped=True), at=AT)
    there = await recorded(storage)
    assert there.one_on_ones == OneOnOnes(leads=2, told=3, about_goal=2)
    assert (there.people, there.stopped) == (len(WITH_GOALS.people), 1)


async def test_who_owns_a_goal_of_the_whole_organisation_knows_the_newest_and_nobody_else_anything(
    storage: Storage,
) -> None:
    await founded(storage)
    for weeks in (9, 5):
        await publish(storage, weeks=weeks)
    newest = await publish(storage, weeks=1)
    last = await publish(storage, ItemId.LAST, weeks=3)
    await publish(storage, ItemId.KNOW, weeks=3)
    other = await publish(storage, team=SALES, weeks=2)
    owner = (await facts(storage, "U1", Want.RECORDS)).records
    assert owner is not None
    assert list(owner.readings) == [last, other, newest]
    everything = await recorded(storage)
    same = [each.name for each in fields(Records) if each.name not in ("readings", "today")]
    assert [getattr(owner, each) for each in same] == [getattr(everything, each) for each in same]
    assert (await facts(storage, "U1", Want.GOALS)).records is None
    for user in ("U2", "ULEAD"):
        assert (await facts(storage, user, Want.RECORDS)).records is None

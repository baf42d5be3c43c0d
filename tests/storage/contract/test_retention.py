"""What is older than the organisation's rules let it be is forgotten, everything else stays, and readings always do."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from dialogues.audit import Entry, Role, Through
from dialogues.celebration import Celebration, CelebrationId
from dialogues.effect import (
    Comment,
    LogOneOnOne,
    OpenWindow,
    SaveCelebration,
    SavePersonalPromise,
    SavePlan,
    SaveReflection,
    SaveSettings,
)
from dialogues.facts import Want
from dialogues.goal import Arena, Behaviour
from dialogues.meeting.personal_promise import PersonalPromise, PersonalPromiseId
from dialogues.nudge.plan import Plan
from dialogues.reflection import Reflection, ReflectionId
from dialogues.rules import Rules
from dialogues.situation import Days
from dialogues.translation.confirmation import Judgement
from dialogues.window import Visibility, Window
from storage.port import Storage
from storage.sql import erasing, retention
from storage.sql.store import FEW, SqlStorage
from tests.storage.dump import Row, dump
from tests.storage.example import (
    AT,
    DAY,
    KUND,
    MEMBERS,
    MONDAY,
    NKI,
    act,
    answer,
    close,
    facts,
    found,
    opened,
    person,
    reading,
)
from tests.storage.goal_example import EVERYBODY, FULL, WITH_GOALS, judge, known
from tests.storage.turning import turning

ANSWERS, TEXTS, PLANS = 180 * DAY, 90 * DAY, 60 * DAY
WEEK = 7 * DAY


@pytest.fixture(autouse=True)
async def founded(storage: Storage) -> None:
    await found(storage, WITH_GOALS, users=EVERYBODY)


async def window_at(storage: Storage, at: datetime, *, published: bool = True) -> Window:
    """A window that is open for a week, answered by five on its first day and commented on by two."""
    goal = await known(storage, NKI.key)
    window = OpenWindow(team=KUND, goal=goal.id, behaviour=goal.focus)
    await storage.turn(lambda turn: turn.open_window(window=window, at=at))
    found = await opened(storage)
    assert found
    for user in MEMBERS[:5]:
        await answer(storage, user, found, "yes", on=at.date())
    for user, comment in (
        ("U1", Comment(window=found.id, visibility=Visibility.VERBATIM, text="ord", theme="time")),
        ("U2", Comment(window=found.id, visibility=Visibility.THEME, theme="time")),
    ):
        whose = (await person(storage, user)).id
        async with turning(storage) as turn:
            await act(turn, user, event=f"comment {user} {at}", subject=found.id, wants=Want.WINDOW)
            await turn.comment(person=whose, comment=comment)
            await turn.remember(person=whose, dialogue="pulse", subject=found.id, state='{"tag":"asked"}')
    await close(storage, found, reading(found) if published else None, at=at + WEEK)
    return found


async def left(storage: Storage, url: str, at: datetime) -> Mapping[str, list[Row]]:
    await storage.retain(at=at)
    return await dump(url)


async def plan(storage: Storage, user: str, behaviour: Behaviour, **changes: object) -> None:
    whose = (await person(storage, user)).id
    one = Plan(behaviour=behaviour, situation="x", days=Days.WORKING, at=time(9))
    saved = SavePlan(plan=replace(one, **changes))  # type: ignore[arg-type]
    await storage.turn(lambda turn: turn.save_plan(person=whose, save=saved))


async def plans(storage: Storage, user: str, at: datetime) -> int:
    await storage.retain(at=at)
    return len((await facts(storage, user, Want.PLANS)).plans)


async def test_before_there_is_an_organisation_nothing_is_forgotten(other_database_url: str) -> None:
    other = SqlStorage.open(other_database_url, ids=lambda: "x")
    assert await other.retain(at=AT) == 0
    await other.close()


async def test_answers_are_kept_for_half_a_year_texts_for_a_quarter_and_readings_for_ever(
    storage: Storage, database_url: str
) -> None:
    await window_at(storage, AT)
    await window_at(storage, AT + WEEK, published=False)
    readings = (await dump(database_url))["reading"]
    whole = await left(storage, database_url, AT + WEEK + TEXTS)
    assert (len(whole["answer"]), len(whole["comment"])) == (10, 4)
    # Of the first, the texts; nobody knows on which day of its week they were written.
    some = await left(storage, database_url, AT + WEEK + TEXTS + DAY)
    assert (len(some["answer"]), len(some["comment"])) == (10, 3)
    assert (len((await left(storage, database_url, AT + ANSWERS))["answer"])) == 10
    some = await left(storage, database_url, AT + ANSWERS + DAY)
    assert (len(some["answer"]), len(some["comment"]), len(some["conversation"])) == (5, 2, 4)
    none = await left(storage, database_url, AT + 2 * WEEK + ANSWERS + DAY)
    assert (none["answer"], none["comment"], none["conversation"]) == ([], [], [])
    assert none["reading"] == readings
    assert len(none["window"]) == 2
    assert await storage.retain(at=AT + 2 * WEEK + ANSWERS + DAY) == 0


async def test_the_organisation_says_for_how_long(storage: Storage, database_url: str) -> None:
    await window_at(storage, AT)
    rules = Rules(keep_answers=90, keep_texts=0)
    ruled = replace(WITH_GOALS, organisation=replace(WITH_GOALS.organisation, rules=rules))
    await storage.adopt(blueprint=ruled, at=AT + WEEK)
    some = await left(storage, database_url, AT + WEEK + DAY)
    assert (len(some["answer"]), len(some["comment"])) == (5, 1)
    assert (await left(storage, database_url, AT + 91 * DAY))["answer"] == []


async def test_of_an_open_window_everything_stays(storage: Storage, database_url: str) -> None:
    goal = await known(storage, NKI.key)
    window = OpenWindow(team=KUND, goal=goal.id, behaviour=goal.focus)
    await storage.turn(lambda turn: turn.open_window(window=window, at=AT))
    found = await opened(storage)
    assert found
    await answer(storage, "U1", found, "yes", on=MONDAY + 20 * DAY)
    assert len((await left(storage, database_url, AT + ANSWERS))["answer"]) == 1


async def test_a_plan_is_kept_while_it_is_followed_and_sixty_days_longer(storage: Storage) -> None:
    goal = await known(storage, NKI.key)
    in_focus = next(each for each in goal.behaviours if each.id == goal.focus)
    other = next(each for each in goal.behaviours if each.id != goal.focus)
    resting = (await known(storage, FULL)).behaviours[1]
    await plan(storage, "U1", in_focus)
    await plan(storage, "U2", other, kept=True)
    await plan(storage, "U3", other)
    await plan(storage, "U4", resting, kept=True)
    await plan(storage, "U5", in_focus, days=Days.ONCE, day=MONDAY)
    await plan(storage, "U6", other)
    whose = (await person(storage, "U6")).id
    chosen = SaveSettings(nudged_about=other.id)
    await storage.turn(lambda turn: turn.settings(person=whose, settings=chosen, at=AT))
    for at, expected in (
        (AT, [1, 1, 1, 1, 1, 1]),
        (AT + PLANS, [1, 1, 1, 1, 1, 1]),
        (AT + PLANS + DAY, [1, 1, 0, 0, 1, 1]),
        (AT + PLANS + 2 * DAY, [1, 1, 0, 0, 1, 1]),
        (AT + 2 * PLANS + 3 * DAY, [1, 1, 0, 0, 0, 1]),
    ):
        assert [await plans(storage, user, at) for user in MEMBERS] == expected, at


async def test_a_plan_that_is_followed_again_begins_anew(storage: Storage) -> None:
    goal = await known(storage, NKI.key)
    other = next(each for each in goal.behaviours if each.id != goal.focus)
    await plan(storage, "U1", other)
    assert await plans(storage, "U1", AT) == 1
    await plan(storage, "U1", other, kept=True)
    await storage.retain(at=AT + DAY)
    assert await plans(storage, "U1", AT + PLANS + 9 * DAY) == 1
    await plan(storage, "U2", other)
    await storage.retain(at=AT)
    whose = (await person(storage, "U2")).id
    for about in (other.id, "focus"):
        async with turning(storage) as turn:
            await turn.settings(person=whose, settings=SaveSettings(nudged_about=about), at=AT)
        await storage.retain(at=AT + PLANS)
    assert await plans(storage, "U2", AT + 2 * PLANS) == 1


async def test_other_texts_and_counts_go_too(storage: Storage, database_url: str) -> None:
    lead, one = (await person(storage, "ULEAD")).id, (await person(storage, "U1")).id
    proposed = Celebration(id=CelebrationId("c"), team=KUND, text="Hurra", on=MONDAY)
    written = Reflection(id=ReflectionId("r"), arena=Arena.MEETING, text="Mer tid", on=MONDAY)
    promised = PersonalPromise(
        id=PersonalPromiseId("p"), lead=lead, to=one, text="Kaffe", made_on=MONDAY, due_on=MONDAY + 9 * DAY
    )
    behaviour = (await known(storage, FULL)).behaviours[1].id
    await judge(storage, "U1", behaviour, Judgement.YES)
    async with turning(storage) as turn:
        await turn.save_celebration(person=one, save=SaveCelebration(celebration=proposed))
        await turn.save_reflection(person=lead, save=SaveReflection(reflection=written))
        await turn.save_personal_promise(person=lead, save=SavePersonalPromise(promise=promised))
        await turn.log_one_on_one(person=lead, log=LogOneOnOne(week=MONDAY, is_about_goal=True))
    tables = ("celebration", "reflection", "personal_promise", "one_on_one", "judgement")
    for at, expected in (
        (AT + PLANS + 9 * DAY, [1, 1, 1, 1, 1]),
        (AT + PLANS + 10 * DAY, [1, 1, 0, 1, 1]),
        (AT + TEXTS + DAY, [0, 0, 0, 1, 1]),
        (AT + ANSWERS + DAY, [0, 0, 0, 0, 1]),
    ):
        rows = await left(storage, database_url, at)
        assert [len(rows[each]) for each in tables] == expected, at
    without = tuple(
        replace(each, behaviours=each.behaviours[:1]) if each.key == FULL else each for each in WITH_GOALS.goals
    )
    await storage.adopt(blueprint=replace(WITH_GOALS, goals=without), at=AT)
    assert (await left(storage, database_url, AT))["judgement"] == []


async def test_the_audit_is_kept_for_two_years_and_never_longer_than_the_trigger_lets_go(
    storage: Storage, database_url: str
) -> None:
    def read(on: date) -> Entry:
        return Entry(on=on, role=Role.OPERATOR, through=Through.REPORT)

    for day in (0, 1, 800):
        await storage.audit(entry=read(MONDAY + day * DAY))
    later = MONDAY + timedelta(days=731)
    # As long as the youngest is not two years younger, the database itself would refuse.
    for at, days in ((AT + 731 * DAY, [0, 1, 800]), (AT + 732 * DAY, [1, 800]), (AT + 5000 * DAY, [800])):
        rows = (await left(storage, database_url, at))["audit"]
        assert [row[1] for row in rows] == [MONDAY + day * DAY for day in days], (at, later)


async def test_much_is_forgotten_a_little_at_a_time(storage: Storage, database_url: str) -> None:
    for number in range(FEW + 20):
        day = MONDAY + number * DAY
        await storage.audit(entry=Entry(on=day, role=Role.OPERATOR, through=Through.REPORT))
    await storage.audit(entry=Entry(on=MONDAY + 5000 * DAY, role=Role.OPERATOR, through=Through.REPORT))
    assert await storage.retain(at=AT + 5000 * DAY) == FEW + 20
    assert len((await dump(database_url))["audit"]) == 1


def test_whatever_somebody_has_said_has_an_end() -> None:
    ended = {getattr(each.table, "name", "") for each in retention.FORGOTTEN.values()}
    # What somebody wants to bring up is forgotten after the day of the talk, by `Storage.forget_topics`.
    assert set(erasing.ERASED) - ended == {"topic"}

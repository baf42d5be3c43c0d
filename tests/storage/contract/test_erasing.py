"""Everything that is kept of somebody is there for them, and goes when they say so, but for what was published."""

import asyncio
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

import pytest

from dialogues.celebration import Celebration, CelebrationId
from dialogues.effect import Comment, OpenWindow, SaveCelebration, SavePlan, SaveReflection, Schedule
from dialogues.event import Due, Occasion
from dialogues.facts import Want
from dialogues.goal import Arena, Behaviour
from dialogues.kind import Kind
from dialogues.nudge.plan import Plan
from dialogues.own.mine import Part
from dialogues.person import PersonId
from dialogues.reflection import Reflection, ReflectionId
from dialogues.situation import Days
from dialogues.translation.confirmation import Judgement
from dialogues.window import Visibility, Window
from storage.port import Storage
from tests.storage.dump import dump
from tests.storage.example import (
    AT,
    DAY,
    KUND,
    MONDAY,
    NKI,
    act,
    answer,
    close,
    counted,
    facts,
    found,
    opened,
    person,
    queue,
    reading,
    say,
    tally,
)
from tests.storage.goal_example import EVERYBODY, FULL, WITH_GOALS, judge, known
from tests.storage.turning import turning

WORDS = '\'; DROP TABLE answer; -- "å" 😀'


@pytest.fixture(autouse=True)
async def founded(storage: Storage) -> None:
    await found(storage, WITH_GOALS, users=EVERYBODY)


async def opened_at(storage: Storage, at: datetime) -> Window:
    """A window about what the team has in focus."""
    goal = await known(storage, NKI.key)
    window = OpenWindow(team=KUND, goal=goal.id, behaviour=goal.focus)
    await storage.turn(lambda turn: turn.open_window(window=window, at=at))
    found = await opened(storage)
    assert found
    return found


@pytest.fixture
async def windows(storage: Storage) -> tuple[Window, Window]:
    """One that is published, with the answers of five, and one that is open."""
    first = await opened_at(storage, AT)
    for number in range(1, 6):
        await answer(storage, f"U{number}", first, "yes")
    await close(storage, first, reading(first))
    second = await opened_at(storage, AT + 7 * DAY)
    for user in ("U1", "U2"):
        await answer(storage, user, second, "not_that_time", on=MONDAY + 7 * DAY)
    return first, second


async def mine(storage: Storage, user: str) -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    parts: tuple[Part, ...] = (await facts(storage, user, Want.MINE)).mine
    return {each.name: each.records for each in parts if each.records}


async def fill(storage: Storage, user: str, window: Window) -> None:
    """Somebody says whatever can be said."""
    whose = (await person(storage, user)).id
    behaviour: Behaviour = (await known(storage, FULL)).behaviours[1]
    plan = Plan(behaviour=behaviour, situation=WORDS, action="x", days=Days.FRIDAY, at=time(9))
    proposed = Celebration(id=CelebrationId(f"c{user}"), team=KUND, text=WORDS, on=MONDAY)
    reflection = Reflection(id=ReflectionId(f"r{user}"), arena=Arena.MEETING, text=WORDS, on=MONDAY)
    await judge(storage, user, behaviour.id, Judgement.NO)
    async with turning(storage) as turn:
        await act(turn, user, event=f"fill {user}", subject=window.id, wants=Want.WINDOW)
        comment = Comment(window=window.id, visibility=Visibility.OWN, text=WORDS)
        await turn.comment(person=whose, comment=comment)
        await turn.save_plan(person=whose, save=SavePlan(plan=plan))
        await turn.save_celebration(person=whose, save=SaveCelebration(celebration=proposed))
        await turn.save_reflection(person=whose, save=SaveReflection(reflection=reflection))
        for subject in ("", window.id):
            await turn.remember(person=whose, dialogue="pulse", subject=subject, state='{"tag":"asked"}')
        await turn.schedule(
            schedule=Schedule(occasion=Occasion.REMINDER, subject=whose, at=AT + 8 * DAY, about=window.id)
        )


async def erase(storage: Storage, user: str) -> None:
    whose: PersonId = (await person(storage, user)).id
    async with turning(storage) as turn:
        await act(turn, user, event=f"erase {user}")
        await turn.erase(person=whose)


async def test_somebody_is_shown_what_they_have_said_and_nothing_of_others(
    storage: Storage, windows: tuple[Window, Window]
) -> None:
    first, second = windows
    for user in ("U1", "U2"):
        await fill(storage, user, second)
    told = await mine(storage, "U1")
    assert told["profile"][0]["name"] == "Name U1"
    assert told["settings"][0]["nudged_about"] == "focus"
    assert [each["user"] for each in told["accounts"]] == ["U1"]
    assert [(each["window"].id, each["value"], each["day"]) for each in told["answers"]] == [
        (second.id, "not_that_time", date(2026, 9, 14)),
        (first.id, "yes", MONDAY),
    ]
    assert told["answers"][0]["window"].behaviour == second.behaviour
    assert [each["comment"] for each in told["comments"]] == [WORDS]
    assert [each["judgement"] for each in told["judgements"]] == ["no"]
    assert [(each["situation"], each["at"]) for each in told["plans"]] == [(WORDS, time(9))]
    assert [each["text"] for each in told["celebrations"]] == [WORDS]
    assert [(each["arena"], each["text"]) for each in told["reflections"]] == [("meeting", WORDS)]
    assert [each["title"].texts["sv"] for each in told["goals"]] == ["Vi växer"]
    assert [each["subject"] for each in told["conversations"]] == ["", second.id]
    assert "leads" not in told
    lead = await mine(storage, "ULEAD")
    assert [each["team"] for each in lead["leads"]] == ["Kundservice"]
    assert not {"answers", "comments", "judgements", "plans", "celebrations", "reflections"} & set(lead)
    assert (await facts(storage, "U1", Want.NOTHING)).mine == ()


async def test_all_of_it_goes_and_nothing_of_anybody_else(
    storage: Storage, windows: tuple[Window, Window], database_url: str
) -> None:
    _, second = windows
    await fill(storage, "U2", second)
    before = await dump(database_url)
    others = await mine(storage, "U2")
    await fill(storage, "U1", second)
    await erase(storage, "U1")
    left = await mine(storage, "U1")
    assert not {"answers", "comments", "judgements", "plans", "celebrations", "reflections"} & set(left)
    assert await mine(storage, "U2") == others
    after = await dump(database_url)
    for table in (
        "comment",
        "judgement",
        "plan",
        "celebration",
        "reflection",
        "reading",
        "window",
        "person",
        "respondent",
    ):
        assert after[table] == before[table]
    assert len(after["answer"]) == len(before["answer"]) - 2
    assert WORDS not in str({name: rows for name, rows in after.items() if name in ("conversation", "delivery")})


async def test_what_was_published_stays_and_what_is_open_counts_without_them(
    storage: Storage, windows: tuple[Window, Window], database_url: str
) -> None:
    published = (await dump(database_url))["reading"]
    assert await tally(storage) == counted(not_that_time=2)
    await erase(storage, "U1")
    assert (await dump(database_url))["reading"] == published
    assert await tally(storage) == counted(not_that_time=1)


async def test_twice_is_once_and_they_may_answer_again(storage: Storage, windows: tuple[Window, Window]) -> None:
    await erase(storage, "U1")
    once = await mine(storage, "U1")
    whose = (await person(storage, "U1")).id
    await storage.turn(lambda turn: turn.erase(person=whose))
    assert await mine(storage, "U1") == once
    await answer(storage, "U1", windows[1], "yes", on=MONDAY + 8 * DAY)
    assert await tally(storage) == counted(not_that_time=1, yes=1)


async def test_nobody_is_reminded_or_asked_again_of_what_they_have_erased(
    storage: Storage, windows: tuple[Window, Window]
) -> None:
    await fill(storage, "U1", windows[1])
    whose = (await person(storage, "U1")).id
    await erase(storage, "U1")
    assert Due(at=AT + 8 * DAY, occasion=Occasion.REMINDER, subject=whose) not in await storage.due(
        at=AT + 9 * DAY, most=99
    )
    told = await mine(storage, "U1")
    assert [each["subject"] for each in told["conversations"]] == [windows[1].id]


async def test_what_is_still_to_be_said_of_it_is_not_and_what_was_said_has_no_words_any_more(
    storage: Storage, database_url: str
) -> None:
    for key, kind in (("plan", Kind.BEFORE), ("news", Kind.NEWS)):
        assert await say(storage, "U1", key, kind=kind)
    assert await say(storage, "U2", "theirs", kind=Kind.BEFORE)
    await erase(storage, "U1")
    assert await queue(storage) == {"planned": 2}
    rows = {row[1]: str(row) for row in (await dump(database_url))["delivery"]}
    assert set(rows) == {"news", "theirs"}


async def test_a_window_that_is_being_counted_is_waited_for(
    storage: Storage, windows: tuple[Window, Window], database_url: str
) -> None:
    due = Due(at=AT, occasion=Occasion.WINDOW, subject=KUND)
    async with turning(storage) as turn:
        await turn.due(due=due, dialogue="closing", wants=Want.TALLY | Want.GOALS)
        erasing = asyncio.create_task(erase(storage, "U1"))
        await asyncio.wait({erasing}, timeout=0.3)
        assert not erasing.done()
    await erasing
    assert await tally(storage) == counted(not_that_time=1)

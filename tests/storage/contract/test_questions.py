"""Several questions by turns: which one a person is asked, what they have been asked before, and what is kept of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from dialogues.effect import Comment, OpenWindow, Record, Schedule, Withdraw
from dialogues.event import Due, Occasion
from dialogues.facts import Want
from dialogues.goal import GoalId
from dialogues.person import PersonId
from dialogues.phrase import Wording
from dialogues.pulse.back_off import Before
from dialogues.pulse.custom import QuestionKey
from dialogues.pulse.item import ItemId
from dialogues.pulse.scale import SKIPPED
from dialogues.window import Aspect, Option, Slot, Tally, Value, Visibility, Window, WindowId
from storage.port import Storage
from storage.tables.questions import window as windows
from storage.turn import Scene
from tests.storage.dump import dump, within
from tests.storage.example import (
    AT,
    DAY,
    KUND,
    NKI,
    act,
    answer,
    boundary,
    close,
    facts,
    found,
    open_window,
    person,
    queue,
    reading,
    say,
)
from tests.storage.turning import turning

WEEK = 7 * DAY
CLARITY = OpenWindow(team=KUND, item=ItemId.CLARITY, slot=Slot.B, goal=NKI.key)


async def opens(storage: Storage, opening: OpenWindow, *, after: timedelta = WEEK) -> Window:
    async with turning(storage) as turn:
        await turn.open_window(window=opening, at=AT + after)
    return next(each for each in (await boundary(storage)).windows if each.slot is opening.slot)


async def falls_due(storage: Storage, whom: PersonId, occasion: Occasion, *, at: timedelta = WEEK) -> Scene | None:
    async with turning(storage) as turn:
        due = Due(at=AT + at, occasion=occasion, subject=whom)
        scene: Scene | None = await turn.due(due=due, dialogue="pulse", wants=Want.WINDOW)
    return scene


async def asks(storage: Storage, whom: PersonId, window: WindowId, tag: str = "asked") -> None:
    async with turning(storage) as turn:
        await turn.remember(person=whom, dialogue="pulse", subject=window, state=f'{{"tag":"{tag}"}}')


async def plans(storage: Storage, whom: PersonId, occasion: Occasion, *, about: WindowId | None = None) -> None:
    async with turning(storage) as turn:
        await turn.schedule(schedule=Schedule(occasion=occasion, subject=whom, at=AT, about=about))


async def next_question(storage: Storage, whom: PersonId) -> tuple[WindowId | None, str | None]:
    await plans(storage, whom, Occasion.PULSE)
    scene = await falls_due(storage, whom, Occasion.PULSE)
    assert scene
    return scene.facts.window.id if scene.facts.window else None, scene.state


async def test_whoever_is_asked_gets_the_newest_question_and_then_what_they_missed(storage: Storage) -> None:
    await found(storage)
    whom = (await person(storage, "U1")).id
    assert await next_question(storage, whom) == (None, None)
    focus = await open_window(storage)
    assert await next_question(storage, whom) == (focus.id, None)
    clarity = await opens(storage, CLARITY)
    assert await next_question(storage, whom) == (clarity.id, None)
    await asks(storage, whom, clarity.id)
    assert await next_question(storage, whom) == (focus.id, None)
    await asks(storage, whom, focus.id)
    assert (await next_question(storage, whom))[1] is not None
    # Nobody else has been asked, and what is closed is asked of nobody.
    other = (await person(storage, "U2")).id
    await close(storage, clarity, None, at=AT + WEEK)
    assert await next_question(storage, other) == (focus.id, None)


async def test_a_reminder_is_about_its_own_window(storage: Storage) -> None:
    await found(storage)
    whom = (await person(storage, "U1")).id
    focus = await open_window(storage)
    clarity = await opens(storage, CLARITY)
    await asks(storage, whom, focus.id)
    await plans(storage, whom, Occasion.REMINDER, about=focus.id)
    scene = await falls_due(storage, whom, Occasion.REMINDER)
    assert scene
    assert (scene.facts.window, scene.state) == (focus, '{"tag":"asked"}')
    # It is over with an answer in that window, and with none in another.
    for about, is_due in ((clarity.id, True), (focus.id, False)):
        async with turning(storage) as turn:
            over = Schedule(occasion=Occasion.REMINDER, subject=whom, at=None, about=about)
            await turn.schedule(schedule=over)
        assert (await falls_due(storage, whom, Occasion.REMINDER) is not None) is is_due


async def test_what_is_planned_is_not_sent_to_who_has_answered(storage: Storage) -> None:
    await found(storage)
    focus = await open_window(storage)
    for user in ("U1", "U2"):
        assert await say(storage, user, f"reminder {user}", dialogue="pulse", subject=focus.id)
    assert await say(storage, "U1", "else", dialogue="pulse", subject="another")
    await answer(storage, "U1", focus, Value.YES)
    assert await queue(storage) == {"planned": 2}


async def before(storage: Storage, whom: PersonId) -> tuple[Before, ...]:
    await plans(storage, whom, Occasion.PULSE)
    scene = await falls_due(storage, whom, Occasion.PULSE)
    assert scene
    return scene.facts.asked_before


async def test_what_somebody_was_asked_before_is_known_to_their_own_question_alone(
    storage: Storage, database_url: str
) -> None:
    await found(storage)
    whom = (await person(storage, "U1")).id
    first = await open_window(storage)
    second = await opens(storage, CLARITY)
    await asks(storage, whom, first.id)
    await asks(storage, whom, second.id, "silent")
    await asks(storage, whom, WindowId("x"))
    async with turning(storage) as turn:
        await turn.remember(person=whom, dialogue="goals", subject=first.id, state="[]")
    await answer(storage, "U2", second, "5")
    assert await before(storage, whom) == (
        Before(tag="silent", opened_at=AT + WEEK, answered=False),
        Before(tag="asked", opened_at=AT, answered=False),
    )
    await answer(storage, "U1", first, SKIPPED)
    assert [each.answered for each in await before(storage, whom)] == [False, True]
    assert (await facts(storage, "U1", ~Want.NOTHING, subject=first.id)).asked_before == ()
    # What never arrived was not left unanswered.
    await say(storage, "U1", f"pulse:{first.id}:{whom}", dialogue="pulse", subject=first.id)
    await within(database_url, lambda connection: connection.exec_driver_sql("UPDATE delivery SET state = 'expired'"))
    assert [each.tag for each in await before(storage, whom)] == ["silent"]


async def test_what_stood_in_the_way_is_kept_beside_not_that_time_alone(storage: Storage, database_url: str) -> None:
    await found(storage)
    focus = await open_window(storage)

    async def why(user: str, obstacle: str) -> None:
        async with turning(storage) as turn:
            scene = await act(turn, user, event=f"{user} {obstacle}", subject=focus.id)
            record = Record(window=focus.id, value=obstacle, aspect=Aspect.OBSTACLE)
            await turn.record(person=scene.facts.someone.id, record=record, on=AT.date())

    for user, value in (("U1", Value.NOT_THAT_TIME), ("U2", Value.NOT_THAT_TIME), ("U3", Value.YES)):
        await answer(storage, user, focus, value)
        await why(user, "time")
    await why("U1", "tools")
    await why("U4", "time")
    told = (await boundary(storage)).tallies[focus.id]
    expected = {"not_that_time": 2, "yes": 1}
    assert told == Tally(counts=expected, members=6, obstacles={"tools": 1, "time": 1})
    # Another answer takes it along, and so does none.
    await answer(storage, "U1", focus, Value.NO_OCCASION)
    async with turning(storage) as turn:
        scene = await act(turn, "U2", event="undo", subject=focus.id)
        await turn.withdraw(person=scene.facts.someone.id, withdraw=Withdraw(window=focus.id))
    assert (await boundary(storage)).tallies[focus.id].obstacles == {}
    assert len((await dump(database_url))["answer"]) == 2


async def test_who_skips_is_counted_nowhere(storage: Storage) -> None:
    await found(storage)
    focus = await open_window(storage)
    await answer(storage, "U1", focus, SKIPPED)
    await answer(storage, "U2", focus, Value.YES)
    assert (await boundary(storage)).tallies[focus.id].counts == {"yes": 1}


async def test_a_window_keeps_what_it_asks_as_it_was(storage: Storage) -> None:
    await found(storage)
    text = Wording(texts={"sv": "Hur ofta?", "en": "How often?"})
    options = (Option(goal=NKI.key, title=NKI.title),)
    opening = OpenWindow(
        team=KUND,
        item=ItemId.HOW_OFTEN,
        slot=Slot.B,
        question=QuestionKey("ofta"),
        text=text,
        options=options,
    )
    window = await opens(storage, opening)
    assert (window.item, window.slot, window.text, window.options) == (ItemId.HOW_OFTEN, Slot.B, text, options)
    assert (window.behaviour, window.goal, window.title, window.lives) == (None, None, None, True)
    await close(storage, window, None, at=AT + WEEK)
    clarity = await opens(storage, CLARITY, after=2 * WEEK)
    assert (clarity.goal, clarity.title, clarity.behaviour) == (NKI.key, NKI.title, None)
    past = (await boundary(storage)).past
    assert [(each.item, each.opened_at, each.goal, each.question) for each in past] == [
        (ItemId.CLARITY, AT + 2 * WEEK, NKI.key, None),
        (ItemId.HOW_OFTEN, AT + WEEK, None, "ofta"),
    ]


async def test_a_reading_keeps_how_many_gave_each_answer(storage: Storage) -> None:
    await found(storage)
    focus = await open_window(storage)
    whole = reading(focus, counts={"yes": 3, "not_that_time": 2}, obstacles={"time": 3})
    await close(storage, focus, whole)
    assert (await facts(storage, "U1", Want.READINGS)).readings == (whole,)


@pytest.mark.parametrize(
    "wrong", [{"slot": "c"}, {"behaviour": "b", "goal": None}, {"question": "lunch"}, {"goal": GoalId("gone")}]
)
async def test_the_database_refuses_a_window_that_asks_nothing_whole(
    storage: Storage, database_url: str, wrong: dict[str, Any]
) -> None:
    await found(storage)
    right = {"id": "w", "team": KUND, "item": "clarity", "slot": "b", "opened_at": AT}
    with pytest.raises(IntegrityError):
        await within(database_url, lambda connection: connection.execute(insert(windows), right | wrong))


async def writes(storage: Storage, user: str, window: Window, text: str) -> None:
    async with turning(storage) as turn:
        scene = await act(turn, user, event=f"{user} {text}", subject=window.id)
        comment = Comment(window=window.id, visibility=Visibility.OWN, text=text)
        await turn.comment(person=scene.facts.someone.id, comment=comment)


async def comments(database_url: str) -> list[str]:
    return sorted(str(row[-1]) for row in (await dump(database_url))["comment"])


async def test_a_comment_is_kept_once_beside_an_answer_and_goes_with_it(storage: Storage, database_url: str) -> None:
    await found(storage)
    focus = await open_window(storage)
    for user in ("U1", "U2"):
        await answer(storage, user, focus, Value.NOT_THAT_TIME)
    for user, text in (("U1", "a"), ("U1", "b"), ("U2", "c"), ("U3", "d")):
        await writes(storage, user, focus, text)
    assert await comments(database_url) == ["b", "c"]
    # Who answers otherwise has still written it.
    await answer(storage, "U1", focus, Value.YES)
    async with turning(storage) as turn:
        scene = await act(turn, "U2", event="undo", subject=focus.id)
        await turn.withdraw(person=scene.facts.someone.id, withdraw=Withdraw(window=focus.id))
    assert await comments(database_url) == ["b"]
    await close(storage, focus, None)
    await writes(storage, "U1", focus, "e")
    async with turning(storage) as turn:
        scene = await act(turn, "U1", event="undo too late", subject=focus.id)
        await turn.withdraw(person=scene.facts.someone.id, withdraw=Withdraw(window=focus.id))
    assert await comments(database_url) == ["b"]


async def test_who_wrote_in_the_last_fortnight_is_not_invited_again(storage: Storage) -> None:
    await found(storage)
    focus = await open_window(storage)
    await answer(storage, "U1", focus, Value.NOT_THAT_TIME)
    await writes(storage, "U1", focus, "a")
    await close(storage, focus, None)

    async def knows(user: str, window: Window) -> tuple[bool, bool]:
        known = await facts(storage, user, Want.WINDOW, subject=window.id)
        return known.invited, known.missed_before

    assert await knows("U1", focus) == (True, False)
    clarity = await opens(storage, CLARITY)
    assert (await knows("U1", clarity), await knows("U2", clarity)) == ((False, False), (True, False))
    assert focus.behaviour
    again = await opens(storage, OpenWindow(team=KUND, goal=NKI.key, behaviour=focus.behaviour.id), after=2 * WEEK)
    assert (await knows("U1", again), await knows("U2", again)) == ((True, True), (True, False))
    await close(storage, clarity, None, at=AT + 2 * WEEK)
    other = await opens(storage, replace(CLARITY, item=ItemId.OBST), after=2 * WEEK)
    assert await knows("U2", other) == (False, False)

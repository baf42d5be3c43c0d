"""What the racing processes do, each with a store of its own."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar
from uuid import uuid4

from dialogues.effect import Record, SaveGoal, Schedule
from dialogues.event import Due, Occasion
from dialogues.facts import Want
from dialogues.goal import ACTIVE_GOALS_PER_TEAM, Goal, GoalId, State, StopItem
from dialogues.window import Value, WindowId
from migrations.runner import upgrade
from storage.outbox import Outcome
from storage.sql.store import SqlStorage
from storage.turn import Scene, Turn
from tests.storage.example import AT, MEMBERS, MONDAY, key, saying, wording
from tests.storage.sending import EVERYWHERE, sending, sent

T = TypeVar("T")


def migrate(url: str) -> None:
    asyncio.run(upgrade(url))


def take_events(url: str, count: int) -> int:
    """Take all events, several at once, and count each in its person's conversation; how many were new here."""

    def take(number: int, turn: Turn) -> bool:
        account = key(MEMBERS[number % 2])
        scene = turn.act(event=f"event {number}", at=AT, account=account, dialogue="x", subject="", wants=Want.NOTHING)
        if not isinstance(scene, Scene):
            return False
        state = str(int(scene.state or 0) + 1)
        turn.remember(person=scene.facts.someone.id, dialogue="x", subject="", state=state)
        return True

    async def work(storage: SqlStorage) -> int:
        return sum(await asyncio.gather(*(storage.turn(partial(take, number)) for number in range(count))))

    return _run(url, work)


def fall_due(url: str) -> list[tuple[str, str]]:
    """Do what is due until nothing is; what was done here."""

    def do(due: Due, turn: Turn) -> bool:
        scene = turn.due(due=due, dialogue="x", wants=Want.MEMBERS)
        if scene is None:
            return False
        for person in (scene.facts.someone,) if due.occasion is Occasion.GREETING else scene.facts.members:
            word = f"{due.occasion} {due.subject} {person.id}"
            turn.say(say=saying(person.id, word), dialogue="x", subject="", at=AT)
        turn.schedule(schedule=Schedule(occasion=due.occasion, subject=due.subject, at=None))
        return True

    async def work(storage: SqlStorage) -> list[tuple[str, str]]:
        done: list[tuple[str, str]] = []
        while dues := await storage.due(at=AT, most=5):
            done += [(due.occasion, due.subject) for due in dues if await storage.turn(partial(do, due))]
        return done

    return _run(url, work)


def send(url: str, count: int) -> list[str]:
    """Send until that many have been sent by all; which of them were here."""

    async def work(storage: SqlStorage) -> list[str]:
        done: list[str] = []
        known: list[Outcome] = []
        async with sending(storage) as outbox:
            while (await storage.queue())["sent"] < count:
                await outbox.hold(at=AT, among=EVERYWHERE, resting=() if known else EVERYWHERE)
                begun = await outbox.advance(at=AT, outcomes=known, free=EVERYWHERE)
                known = [sent(each) for each in begun]
                done += [str(each.message.summary) for each in begun]
        return done

    return _run(url, work)


def answer_while_open(url: str, user: str, window: WindowId) -> int:
    """Answer until the window is found closed; how many times that was."""

    def answer(number: int, turn: Turn) -> bool:
        scene = turn.act(
            event=f"{user} {number}", at=AT, account=key(user), dialogue="pulse", subject=window, wants=Want.WINDOW
        )
        assert isinstance(scene, Scene)
        assert scene.facts.window
        if scene.facts.window.closed_at:
            return False
        value = Value.YES if number % 2 else Value.NOT_THAT_TIME
        turn.record(person=scene.facts.someone.id, record=Record(window=window, value=value), on=MONDAY)
        return True

    async def work(storage: SqlStorage) -> int:
        for number in range(10_000):
            if not await storage.turn(partial(answer, number)):
                return number
        raise AssertionError("the window was never closed")

    return _run(url, work)


def stop_things(url: str, user: str, goal: GoalId, count: int) -> None:
    """Add so many stop items to a goal, each in a turn of its own."""

    def add(number: int, turn: Turn) -> None:
        found = _goal(turn, user, goal, event=f"{user} {number}")[0]
        item = StopItem(text=wording(f"{user} {number}"))
        turn.save_goal(save=SaveGoal(goal=replace(found, stop=(*found.stop, item))))

    async def work(storage: SqlStorage) -> None:
        for number in range(count):
            await storage.turn(partial(add, number))

    _run(url, work)


def activate(url: str, user: str, goals: Sequence[GoalId]) -> int:
    """Make each of these active, as far as its team may have one more; how many that was."""

    def begin(goal: GoalId, turn: Turn) -> bool:
        found, others = _goal(turn, user, goal, event=f"{user} {goal}")
        if sum(each.is_active and each.team == found.team for each in others) >= ACTIVE_GOALS_PER_TEAM:
            return False
        turn.save_goal(save=SaveGoal(goal=replace(found, state=State.ACTIVE)))
        return True

    async def work(storage: SqlStorage) -> int:
        return sum([await storage.turn(partial(begin, each)) for each in goals])

    return _run(url, work)


def _goal(turn: Turn, user: str, goal: GoalId, *, event: str) -> tuple[Goal, Sequence[Goal]]:
    """The goal, and all that the person knows of."""
    scene = turn.act(event=event, at=AT, account=key(user), dialogue="x", subject=goal, wants=Want.GOALS)
    assert isinstance(scene, Scene)
    assert scene.facts.goal
    return scene.facts.goal, scene.facts.goals


def _run(url: str, work: Callable[[SqlStorage], Coroutine[Any, Any, T]]) -> T:
    async def run() -> T:
        storage = SqlStorage.open(url, ids=lambda: uuid4().hex)
        try:
            return await work(storage)
        finally:
            await storage.close()

    return asyncio.run(run())

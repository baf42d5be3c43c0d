"""The clocks, the loops that go round by them, and time that is let pass."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from adapters.port import ChatError
from bot import loops
from bot.catalogues import read_languages
from bot.clock import ShiftedClock, StillClock, SystemClock
from bot.engine import Engine
from bot.health import Health
from bot.loops import Loops
from bot.metrics import Metrics
from bot.supervision import Supervisor
from bot.tick import describe
from bot.timeline import HORIZON, Timeline
from storage.sql.store import SqlStorage
from tests.bot.scripted import ScriptedChat
from tests.journeys.people import BLUEPRINT

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def test_clocks_run_forward() -> None:
    clock = ShiftedClock()
    before = SystemClock().now()
    clock.move(before + timedelta(days=1))
    clock.move(before)
    assert before + timedelta(days=1) <= clock.now() < before + timedelta(days=1, minutes=5)
    assert before.tzinfo is UTC


Town = tuple[Timeline, Engine, StillClock]


@pytest.fixture
async def town(storage: SqlStorage) -> AsyncIterator[Town]:
    await storage.adopt(blueprint=BLUEPRINT, at=MONDAY)
    clock = StillClock(MONDAY)
    engine = Engine(storage=storage, languages=read_languages(), metrics=Metrics(), seal=b"sealed", clock=clock)
    await engine.connect(ScriptedChat())
    yield Timeline(clock=clock, storage=storage, beat=engine.beat), engine, clock
    await engine.close()


async def test_time_moves_on_to_what_somebody_sees(town: Town) -> None:
    timeline, _, _ = town
    assert await timeline.move_on()  # the greetings
    assert timeline.now() == MONDAY
    assert await timeline.move_on()  # the first question
    assert timeline.now().date() > MONDAY.date()
    upcoming = await timeline.next_at()
    assert upcoming is not None
    await timeline.move(upcoming)
    assert timeline.now() == upcoming


async def test_a_time_that_was_there_before_is_gone_on_from(town: Town) -> None:
    timeline, _, _ = town
    timeline.resume(MONDAY + timedelta(days=3))
    assert timeline.now() == MONDAY + timedelta(days=3)
    timeline.resume(MONDAY)
    assert timeline.now() == MONDAY + timedelta(days=3)


async def test_where_nobody_is_written_to_the_search_ends(storage: SqlStorage) -> None:
    timeline = Timeline(clock=StillClock(MONDAY), storage=storage, beat=_nothing)
    assert not await timeline.move_on()
    assert await timeline.next_at() is None


async def test_what_cannot_be_done_does_not_hold_the_time_up(storage: SqlStorage) -> None:
    await storage.adopt(blueprint=BLUEPRINT, at=MONDAY)
    timeline = Timeline(clock=StillClock(MONDAY), storage=storage, beat=_nothing)
    await timeline.move(MONDAY + timedelta(hours=3))
    assert timeline.now() == MONDAY + timedelta(hours=3)
    assert timedelta(weeks=4) < HORIZON


async def _nothing() -> int:
    return 0


async def test_a_pass_is_told_in_words_without_an_answer(town: Town) -> None:
    _, engine, clock = town
    language = read_languages()["en"]
    lines = [line async for done in engine.planned() for line in describe(done, language)]
    assert "greeting: Anna is told “Hello from Vardag” Mon 2026-11-16 10:00 Europe/Stockholm" in lines
    assert "greeting: Anna next Tue 2026-11-17 08:00 Europe/Stockholm" in lines
    assert "window: of team Kundservice opens" in lines
    await engine.deliver()
    clock.move(MONDAY + timedelta(days=1))
    lines = [line async for done in engine.planned() for line in describe(done, language)]
    assert "greeting: Anna no more" in lines
    assert not any(line.startswith("pulse: Anna") for line in lines), "when somebody is asked next is their own"
    clock.move(MONDAY + timedelta(weeks=4))
    lines = [line async for done in engine.planned() for line in describe(done, language)]
    assert "window: of team Kundservice closes without a reading" in lines
    assert any("team Kundservice is told" in line for line in lines)


async def test_the_loops_go_round_and_what_cannot_be_done_now_is_done_in_the_next_round(
    storage: SqlStorage, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, engine, _ = town
    monkeypatch.setattr(loops, "EVERY", {name: timedelta(milliseconds=20) for name in loops.EVERY})
    rounds = 0
    done = asyncio.Event()
    match = engine.match

    async def failing() -> None:
        nonlocal rounds
        rounds += 1
        if rounds == 1:
            raise ChatError("not there")
        await match()
        done.set()

    monkeypatch.setattr(engine, "match", failing)
    health = Health(storage=storage, chats=())
    supervisor = Supervisor()
    going = Loops(engine=engine, health=health, supervisor=supervisor)
    going.start()
    async with asyncio.timeout(20):
        await done.wait()
    await going.stop()
    assert health.stalled() == []
    assert not supervisor.over.done()

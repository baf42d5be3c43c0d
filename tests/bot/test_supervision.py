"""What becomes of the process when something of it has ended that should have gone on."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from adapters.port import ChatError
from bot import loops, supervision
from bot.catalogues import read_languages
from bot.clock import StillClock
from bot.engine import Engine
from bot.health import Health
from bot.loops import WATCHED, Loops
from bot.metrics import Metrics
from bot.supervision import Supervisor
from storage.port import StorageError
from storage.sql.store import SqlStorage
from tests.bot.scripted import ScriptedChat

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


@pytest.fixture
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything comes round often, and nobody is patient for long."""
    monkeypatch.setattr(loops, "EVERY", {name: timedelta(milliseconds=10) for name in loops.EVERY})
    monkeypatch.setattr(loops, "FAREWELL", 0.2)
    monkeypatch.setattr(loops, "GIVING_UP", 0.2)
    monkeypatch.setattr(supervision, "EVERY", 0.01)
    monkeypatch.setattr("bot.health.PATIENCE", 1.0)


class Bot:
    """An engine that finds nothing to do, its loops, and what watches over them."""

    def __init__(self, storage: SqlStorage) -> None:
        clock = StillClock(MONDAY)
        self.engine = Engine(
            storage=storage, languages=read_languages(), metrics=Metrics(), clock=clock, seal=b"sealed"
        )
        self.chat = WiredChat()
        self.health = Health(storage=storage, chats=())
        self.supervisor = Supervisor()
        self.loops = Loops(engine=self.engine, health=self.health, supervisor=self.supervisor)
        self.rounds = dict.fromkeys(loops.EVERY, 0)
        self.stopped = False
        for name in loops.EVERY:
            self.does(name)

    def does(self, name: str, *failures: BaseException, until: asyncio.Event | None = None) -> None:
        """What a loop does in each round: it fails like this, once each, or waits; otherwise nothing."""
        left = list(failures)

        async def work(**_: object) -> None:
            self.rounds[name] += 1
            if left:
                raise left.pop(0)
            if until is not None:
                await until.wait()

        setattr(self.engine, name, work)

    def start(self) -> None:
        self.loops.start()
        self.supervisor.start(health=self.health, chats=[self.chat])

    async def stop(self) -> None:
        if not self.stopped:
            self.stopped = True
            await self.supervisor.stop()
            await self.loops.stop()

    async def reason(self) -> str:
        async with asyncio.timeout(10):
            return await self.supervisor.over

    async def goes_round(self, times: int = 5) -> None:
        """Wait for every loop to have come round so often."""
        before = dict(self.rounds)
        async with asyncio.timeout(10):
            while any(self.rounds[name] < before[name] + times for name in loops.EVERY):
                await asyncio.sleep(0.005)


class WiredChat(ScriptedChat):
    """Its connection is kept up by `wires`."""

    def __init__(self) -> None:
        super().__init__()
        self.wires: list[asyncio.Future[Any]] = [asyncio.get_running_loop().create_future()]

    def tasks(self) -> Sequence[asyncio.Future[Any]]:
        return self.wires


@pytest.fixture
async def bot(brisk: None, tmp_path: Path) -> AsyncIterator[Bot]:
    storage = SqlStorage.open(f"sqlite:///{tmp_path}/never-opened.sqlite", ids=iter(()).__next__)
    bot = Bot(storage)
    yield bot
    await bot.stop()
    await storage.close()


# What ends it


@pytest.mark.parametrize("name", loops.EVERY)
async def test_a_fault_of_ours_in_any_loop_ends_the_process_and_says_which(bot: Bot, name: str) -> None:
    bot.does(name, RuntimeError("an answer that nobody may read"))
    with capture_logs() as lines:
        bot.start()
        assert await bot.reason() == f"The loop {name} has failed: RuntimeError. The log says where."
    assert [(line["event"], line["loop"]) for line in lines if line["log_level"] == "error"] == [("round failed", name)]
    assert lines[0]["exc_info"]


@pytest.mark.parametrize("name", loops.EVERY)
async def test_a_database_or_a_platform_that_is_away_ends_nothing(bot: Bot, name: str) -> None:
    bot.does(name, StorageError("away"), ChatError("away"), StorageError("still away"))
    with capture_logs() as lines:
        bot.start()
        await bot.goes_round()
    assert [line["reason"] for line in lines] == ["away", "away", "still away"]
    assert not bot.supervisor.over.done()
    assert bot.health.stalled() == []


@pytest.mark.parametrize("name", WATCHED)
async def test_a_loop_that_hangs_ends_the_process(bot: Bot, name: str) -> None:
    bot.does(name, until=asyncio.Event())
    bot.start()
    assert await bot.reason() == f"The loop {name} has not come round for too long."


async def test_a_scheduler_that_has_forgotten_the_loops_ends_the_process(bot: Bot) -> None:
    bot.start()
    await bot.goes_round()
    bot.loops._scheduler.remove_all_jobs()
    assert await bot.reason() == "The loop plan has not come round for too long."


@pytest.mark.parametrize(
    ("error", "word"),
    [(None, "it came to its end"), (KeyError("a ticket"), "KeyError. The log says where")],
)
async def test_a_connection_that_nobody_keeps_up_any_more_ends_the_process(
    bot: Bot, error: Exception | None, word: str
) -> None:
    bot.start()
    await bot.goes_round()
    assert not bot.supervisor.over.done()
    (wire,) = bot.chat.wires
    if error:
        wire.set_exception(error)
    else:
        wire.set_result(None)
    assert await bot.reason() == f"What connects the bot to WiredChat has ended: {word}."


async def test_one_that_was_cancelled_ends_the_process_too(bot: Bot) -> None:
    bot.start()
    bot.chat.wires[0].cancel()
    assert await bot.reason() == "What connects the bot to WiredChat has ended: it was cancelled."


async def test_a_connection_that_is_renewed_ends_nothing(bot: Bot) -> None:
    bot.start()
    for _ in range(5):
        old, bot.chat.wires = bot.chat.wires, [asyncio.get_running_loop().create_future()]
        old[0].cancel()
        await asyncio.sleep(0.03)
    assert not bot.supervisor.over.done()


async def test_a_watch_that_fails_ends_the_process(bot: Bot) -> None:
    bot.chat.wires = [None]  # type: ignore[list-item]
    bot.start()
    assert await bot.reason() == "The watch over the loops has ended."


async def test_the_first_reason_stands(bot: Bot) -> None:
    bot.does("plan", RuntimeError())
    bot.start()
    first = await bot.reason()
    bot.supervisor.fail("Something else.")
    bot.supervisor.end()
    bot.chat.wires[0].cancel()
    await bot.goes_round()
    assert bot.supervisor.over.result() == first
    assert "plan" in first


async def test_what_fails_after_the_bot_was_asked_to_stop_changes_nothing(bot: Bot) -> None:
    bot.start()
    bot.supervisor.end()
    bot.does("plan", RuntimeError())
    await bot.goes_round()
    assert await bot.reason() == ""


async def test_what_ends_after_the_watch_has_ended_is_meant_to(bot: Bot) -> None:
    bot.start()
    await bot.goes_round()
    await bot.supervisor.stop()
    bot.chat.wires[0].cancel()
    await bot.goes_round()
    assert not bot.supervisor.over.done()


# The end


async def test_a_round_under_way_is_finished(bot: Bot) -> None:
    go = asyncio.Event()
    bot.does("deliver", until=go)
    bot.start()
    while not bot.rounds["deliver"]:
        await asyncio.sleep(0.005)
    asyncio.get_running_loop().call_later(0.05, go.set)
    with capture_logs() as lines:
        await bot.stop()
    assert lines == []
    rounds = dict(bot.rounds)
    await asyncio.sleep(0.05)
    assert bot.rounds == rounds


async def test_a_round_that_hangs_is_given_up(bot: Bot) -> None:
    bot.does("deliver", until=asyncio.Event())
    bot.start()
    while not bot.rounds["deliver"]:
        await asyncio.sleep(0.005)
    before = time.perf_counter()
    with capture_logs() as lines:
        await bot.stop()
    assert [(line["event"], line["loop"]) for line in lines] == [("round given up", "deliver")]
    assert 0.2 <= time.perf_counter() - before < 2
    assert not bot.supervisor.over.done()


async def test_a_round_that_cannot_be_given_up_holds_nothing_up(bot: Bot) -> None:
    go = asyncio.Event()

    async def stubborn(**_: object) -> None:
        bot.rounds["deliver"] += 1
        while not go.is_set():
            try:
                await go.wait()
            except asyncio.CancelledError:
                continue

    bot.engine.deliver = stubborn  # type: ignore[assignment, method-assign]
    bot.start()
    while not bot.rounds["deliver"]:
        await asyncio.sleep(0.005)
    before = time.perf_counter()
    await bot.stop()
    assert time.perf_counter() - before < 2
    go.set()

"""Feeds are read a few at a time; one that fails keeps neither the others nor the bot from anything."""

import asyncio
import io
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from adapters.feed import Broken, Occurrences, Unchanged
from bot import logs
from bot.clock import StillClock
from bot.engine import Engine
from bot.feeds import AT_ONCE, HORIZON, FeedReader
from dialogues.effect import SaveFeed
from dialogues.event import Due, Occasion
from dialogues.facts import Want
from dialogues.feed import Fault
from dialogues.person import PersonId
from storage.port import FeedDue, StorageError
from tests.bot.scripted import MONDAY

SECRET = "https://calendar.example/secret-1234.ics"
Answer = Occurrences | Unchanged | Broken


class ScriptedFeeds:
    """What is read is what it was told, one answer after the other; `asked` is what was wanted to be known."""

    def __init__(self, *answers: Answer | BaseException) -> None:
        self.answers = list(answers)
        self.asked: list[dict[str, Any]] = []
        self.now = self.most = 0

    async def read(self, **asked: Any) -> Answer:
        self.asked.append(asked)
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(0)
        self.now -= 1
        answer = self.answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer


class Shelf:
    """A store that has so many feeds to be read, and nothing else."""

    def __init__(self, number: int) -> None:
        self.left = [
            FeedDue(person=PersonId(f"p{each}"), address=SECRET, version="", owner="o", zone=ZoneInfo("UTC"), known=())
            for each in range(number)
        ]

    async def feeds_due(self, *, at: datetime, most: int) -> Sequence[FeedDue]:
        given, self.left = self.left[:most], self.left[most:]
        return given


def reader(engine: Engine, feeds: ScriptedFeeds, clock: StillClock, shelf: Shelf | None = None) -> FeedReader:
    storage: Any = shelf or engine.storage
    return FeedReader(storage=storage, turns=engine.turns, feeds=feeds, clock=clock)


async def lead(engine: Engine) -> PersonId:
    for each in (await engine.storage.reach()).people:
        facts = await engine.storage.look(due=Due(at=MONDAY, occasion=Occasion.PULSE, subject=each), wants=Want.NOTHING)
        if facts and facts.leads:
            return each
    raise LookupError


async def connect(engine: Engine) -> None:
    whose = await lead(engine)
    await engine.storage.turn(lambda turn: turn.save_feed(person=whose, save=SaveFeed(address=SECRET), at=MONDAY))


async def test_a_feed_is_asked_for_the_same_weeks_all_day(engine: Engine, clock: StillClock) -> None:
    await connect(engine)
    feeds = ScriptedFeeds(*(Unchanged(version="v") for _ in range(2)))
    for hour in (0, 5):
        clock.move(MONDAY + timedelta(hours=hour))
        assert await reader(engine, feeds, clock).read() == 1
    first, second = feeds.asked
    assert first | {"version": "v"} == second
    assert first["start"] == datetime(2026, 11, 15, 23, tzinfo=UTC)
    assert first["end"] - first["start"] == HORIZON
    assert (first["url"], first["owner"]) == (SECRET, "lena@example.com")
    assert "anna@example.com" in first["known"]
    assert "lena@example.com" not in first["known"]


async def test_only_a_few_are_read_at_a_time(engine: Engine, clock: StillClock) -> None:
    feeds = ScriptedFeeds(*(Unchanged(version="v") for _ in range(7)))
    assert await reader(engine, feeds, clock, Shelf(7)).read() == 7
    assert feeds.most == AT_ONCE


async def test_one_that_fails_keeps_the_others_from_nothing_and_tells_no_secret(
    engine: Engine, clock: StillClock, logging_restored: None
) -> None:
    out = io.StringIO()
    logs.configure(level="INFO", form="json", stream=out)
    feeds = ScriptedFeeds(RuntimeError("a fault of ours"), Unchanged(version="v"), Broken(fault=Fault.LARGE))
    assert await reader(engine, feeds, clock, Shelf(3)).read() == 3
    assert len(feeds.asked) == 3
    assert "feed failed" in out.getvalue()
    assert "secret-1234" not in out.getvalue()


async def test_where_the_database_is_away_the_round_ends(engine: Engine, clock: StillClock) -> None:
    with pytest.raises(StorageError):
        await reader(engine, ScriptedFeeds(StorageError("away")), clock, Shelf(1)).read()


async def test_without_feeds_none_is_read(engine: Engine) -> None:
    await connect(engine)
    assert await engine.follow() == 0

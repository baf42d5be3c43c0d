"""An organisation, a chat platform and a bot between them, with a clock that is told the time."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from itertools import count

from adapters.feed import Feeds
from adapters.port import Answer, Inbox
from bot.catalogues import read_languages
from bot.clock import StillClock
from bot.engine import Engine
from bot.metrics import Metrics
from bot.timeline import Timeline
from dialogues.blueprint.entries import Blueprint
from dialogues.event import Inbound
from storage.sql.store import SqlStorage
from tests.adapters.harness import Harness
from tests.adapters.playground.harness import playground_harness
from tests.adapters.slack.harness import slack_harness
from tests.adapters.teams.harness import teams_harness
from tests.journeys.people import BLUEPRINT, NAMES, profiles, town

PLATFORMS = ("slack", "teams", "playground")


class Restarted:
    """An inbox that is a new process for each event: nothing but the database goes from one to the next."""

    def __init__(self, open_one: Callable[[], tuple[SqlStorage, Engine]]) -> None:
        self._open = open_one

    async def take(self, event: Inbound) -> Answer:
        storage, engine = self._open()
        try:
            return await engine.turns.take(event)
        finally:
            await storage.close()


class Town:
    """`chat` is what its people do and see, `metrics` what the bot has counted."""

    def __init__(
        self, *, chat: Harness, engine: Engine, timeline: Timeline, database_url: str, metrics: Metrics
    ) -> None:
        self.chat = chat
        self.metrics = metrics
        self.database_url = database_url
        self.engine = engine
        self.until = timeline.move

    def user(self, name: str) -> str:
        """The platform's id of the person with this first name."""
        return next(each.key.user for each in self.chat.users() if each.email == f"{name}@example.com")


@asynccontextmanager
async def living(
    *,
    platform: str,
    database_url: str,
    at: datetime,
    blueprint: Blueprint = BLUEPRINT,
    names: Sequence[str] = NAMES,
    restarts: bool = False,
    feeds: Feeds | None = None,
) -> AsyncIterator[Town]:
    """The organisation of `tests.journeys.people`, or another one, imported and connected at an instant. `names` are
    the first names of everybody on the platform.

    With `restarts` the bot is a new process for everything that somebody does.
    """
    clock = StillClock(at)
    ids, languages, metrics = count(1), read_languages(), Metrics()

    def open_one() -> tuple[SqlStorage, Engine]:
        storage = SqlStorage.open(database_url, ids=lambda: f"id{next(ids):06d}")
        engine = Engine(storage=storage, languages=languages, metrics=metrics, seal=b"sealed", clock=clock, feeds=feeds)
        return storage, engine

    storage, engine = open_one()
    inbox: Inbox = Restarted(open_one) if restarts else engine.turns
    try:
        await storage.adopt(blueprint=blueprint, at=at)
        timeline = Timeline(clock=clock, storage=storage, beat=engine.beat)
        people = profiles(platform, "T0001", names)
        harnesses: dict[str, Callable[[], AbstractAsyncContextManager[Harness]]] = {
            "slack": lambda: slack_harness(inbox, clock.now, people),
            "teams": lambda: teams_harness(inbox, clock.now, people),
            "playground": lambda: playground_harness(inbox, clock.now, people, world=town(people, clock.now)),
        }
        async with harnesses[platform]() as harness:
            await engine.connect(harness.chat)
            for each in harness.users():
                await harness.appears(each.key.user)
            try:
                yield Town(chat=harness, engine=engine, timeline=timeline, database_url=database_url, metrics=metrics)
            finally:
                await engine.close()
    finally:
        await storage.close()

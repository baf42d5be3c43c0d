"""An organisation, a chat platform and a bot between them, with a clock that is told the time."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from itertools import count

from bot.catalogues import read_languages
from bot.clock import StillClock
from bot.engine import Engine
from bot.metrics import Metrics
from bot.timeline import Timeline
from storage.sql.store import SqlStorage
from tests.adapters.harness import Harness
from tests.adapters.playground.harness import playground_harness
from tests.adapters.slack.harness import slack_harness
from tests.adapters.teams.harness import teams_harness
from tests.journeys.people import BLUEPRINT, profiles, town

PLATFORMS = ("slack", "teams", "playground")


class Town:
    """`chat` is what its people do and see."""

    def __init__(self, *, chat: Harness, engine: Engine, timeline: Timeline) -> None:
        self.chat = chat
        self.engine = engine
        self.until = timeline.move

    def user(self, name: str) -> str:
        """The platform's id of the person with this first name."""
        return next(each.key.user for each in self.chat.users() if each.email == f"{name}@example.com")


@asynccontextmanager
async def living(*, platform: str, database_url: str, at: datetime) -> AsyncIterator[Town]:
    """The organisation of `tests.journeys.people`, imported and connected at an instant."""
    clock = StillClock(at)
    ids = count(1)
    storage = SqlStorage.open(database_url, ids=lambda: f"id{next(ids):06d}")
    try:
        await storage.adopt(blueprint=BLUEPRINT, at=at)
        engine = Engine(storage=storage, languages=read_languages(), metrics=Metrics(), seal=b"sealed", clock=clock)
        timeline = Timeline(clock=clock, storage=storage, beat=engine.beat)
        people = profiles(platform, "T0001")
        harnesses: dict[str, Callable[[], AbstractAsyncContextManager[Harness]]] = {
            "slack": lambda: slack_harness(engine.turns, clock.now, people),
            "teams": lambda: teams_harness(engine.turns, clock.now, people),
            "playground": lambda: playground_harness(engine.turns, clock.now, people, world=town(people, clock.now)),
        }
        async with harnesses[platform]() as harness:
            await engine.connect(harness.chat)
            for each in harness.users():
                await harness.appears(each.key.user)
            try:
                yield Town(chat=harness, engine=engine, timeline=timeline)
            finally:
                await engine.close()
    finally:
        await storage.close()

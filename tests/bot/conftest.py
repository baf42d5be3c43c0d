"""What several tests of the bot need."""

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.catalogues import read_languages
from bot.clock import StillClock
from bot.engine import Engine
from bot.metrics import Metrics
from storage.sql.store import SqlStorage
from tests.bot.scripted import MONDAY, ScriptedChat
from tests.journeys.people import BLUEPRINT
from tests.logging_as_before import logging_as_before


@pytest.fixture
def logging_restored() -> Iterator[None]:
    """The test may configure logging; afterwards it is as it was."""
    with logging_as_before():
        yield


@pytest.fixture
async def chat() -> ScriptedChat:
    return ScriptedChat()


@pytest.fixture
async def clock() -> StillClock:
    return StillClock(MONDAY)


@pytest.fixture
async def resent() -> frozenset[str]:
    """The dialogues whose messages are rather sent twice than not at all."""
    return frozenset()


@pytest.fixture
async def unplanned(
    storage: SqlStorage, chat: ScriptedChat, clock: StillClock, resent: frozenset[str]
) -> AsyncIterator[Engine]:
    """An organisation in which everybody is to be greeted now, before anybody has looked."""
    await storage.adopt(blueprint=BLUEPRINT, at=MONDAY)
    engine = Engine(
        storage=storage,
        languages=read_languages(),
        metrics=Metrics(),
        clock=clock,
        seal=b"sealed",
        resent=resent,
    )
    await engine.connect(chat)
    yield engine
    await engine.close()


@pytest.fixture
async def engine(unplanned: Engine) -> Engine:
    """The same, when all is planned."""
    await unplanned.plan()
    return unplanned

"""Every platform behind the same fixture."""

import importlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Protocol

import pytest

from adapters.port import Inbox
from dialogues.address import Profile
from tests.adapters.harness import Harness
from tests.adapters.inbox import RecordingInbox

PLATFORMS = ("slack", "teams", "playground")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Running(Protocol):
    """`tests.adapters.<platform>.harness.<platform>_harness`."""

    def __call__(
        self, inbox: Inbox, clock: Callable[[], datetime], people: Sequence[Profile] = ...
    ) -> AbstractAsyncContextManager[Harness]: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bodies", type=int, default=2_000, help="how many generated bodies test_rubbish tries")


def running(platform: str) -> Running:
    """What runs a platform."""
    module = importlib.import_module(f"tests.adapters.{platform}.harness")
    harness: Running = getattr(module, f"{platform}_harness")
    return harness


def clock() -> datetime:
    return NOW


@pytest.fixture
async def inbox() -> RecordingInbox:
    return RecordingInbox()


@pytest.fixture(params=PLATFORMS)
async def harness(request: pytest.FixtureRequest, inbox: RecordingInbox) -> AsyncIterator[Harness]:
    """One platform after the other, with a bot connected that hands everything to `inbox`."""
    async with running(request.param)(inbox, clock) as harness:
        yield harness

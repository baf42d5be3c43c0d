"""A fake Teams with a bot connected to it."""

import logging
from collections.abc import AsyncIterator, Iterator, MutableMapping
from typing import Any

import pytest
import structlog

from bot.clock import StillClock
from tests.adapters.conftest import NOW
from tests.adapters.inbox import RecordingInbox
from tests.adapters.teams.fake import FakeTeams
from tests.adapters.teams.harness import TeamsHarness, teams_harness
from tests.adapters.teams.signing import BOT_TOKEN, PASSWORD


@pytest.fixture
def time() -> StillClock:
    """The bot's and Teams' clock, which stands until it is moved."""
    return StillClock(NOW)


@pytest.fixture
async def connected(inbox: RecordingInbox, time: StillClock) -> AsyncIterator[TeamsHarness]:
    async with teams_harness(inbox, time.now) as harness:
        yield harness


@pytest.fixture
def teams(connected: TeamsHarness) -> FakeTeams:
    return connected.teams


@pytest.fixture
def logged(connected: TeamsHarness, caplog: pytest.LogCaptureFixture) -> Iterator[list[MutableMapping[str, Any]]]:
    """What is logged in a test. It has no traceback in it, no secret, no token, and nothing that anybody wrote."""
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as entries:
        yield entries
    assert [entry for entry in entries if entry.get("exc_info")] == []
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []
    everything = caplog.text + repr(entries)
    for secret in (PASSWORD, BOT_TOKEN, "eyJ", "my answer"):
        assert secret not in everything

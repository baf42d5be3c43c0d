"""A fake Slack with a bot connected to it."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from adapters.slack.chat import Slack
from tests.adapters.conftest import clock
from tests.adapters.inbox import RecordingInbox
from tests.adapters.slack.fake import SECRET, TOKEN, FakeSlack
from tests.adapters.slack.harness import SlackHarness, slack_harness


@pytest.fixture
async def connected(inbox: RecordingInbox) -> AsyncIterator[SlackHarness]:
    async with slack_harness(inbox, clock) as harness:
        yield harness


@pytest.fixture
def slack(connected: SlackHarness) -> FakeSlack:
    return connected.slack


@pytest.fixture
async def impatient(connected: SlackHarness, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Slack]:
    """A bot that waits for Slack no longer than a tenth of a second."""
    monkeypatch.setattr("adapters.slack.chat.WIRE", aiohttp.ClientTimeout(total=0.1))
    chat = Slack(bot_token=TOKEN, signing_secret=SECRET, app_token=None, api_url=slack.api_url, clock=clock)
    await chat.start(connected._watch)
    yield chat
    await chat.stop()

"""A fake Slack with a bot connected to it."""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.conftest import clock
from tests.adapters.inbox import RecordingInbox
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.harness import SlackHarness, slack_harness


@pytest.fixture
async def connected(inbox: RecordingInbox) -> AsyncIterator[SlackHarness]:
    async with slack_harness(inbox, clock) as harness:
        yield harness


@pytest.fixture
def slack(connected: SlackHarness) -> FakeSlack:
    return connected.slack

"""Who reads a channel, as far as Slack tells it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from adapters.port import Refused, Throttled, Unknown
from adapters.slack.chat import Slack
from dialogues.address import Address
from dialogues.audience import Reach, Readers
from dialogues.message import Message, Paragraph
from tests.adapters.conftest import clock
from tests.adapters.faults import Fault, answered
from tests.adapters.inbox import RecordingInbox
from tests.adapters.slack.fake import TOKEN, FakeSlack, refused, throttled
from tests.adapters.slack.harness import SlackHarness, slack_harness

USERS = ("U0ANNA", "U0BO")
ALL = frozenset(USERS)
PING: Message[str] = Message(summary="Hej", blocks=(Paragraph(text="Hej"),))


@pytest.fixture
async def harness() -> AsyncIterator[SlackHarness]:
    async with slack_harness(RecordingInbox(), clock) as harness:
        yield harness


@pytest.fixture
async def channel(harness: SlackHarness) -> Address:
    return await harness.gather("kund", USERS)


def told(slack: FakeSlack, **more: Any) -> None:
    (channel,) = slack.channels.values()
    channel.told |= more


@pytest.mark.parametrize(
    ("more", "reach"),
    [
        ({"is_ext_shared": True}, Reach.OUTSIDE),
        ({"is_pending_ext_shared": True}, Reach.OUTSIDE),
        ({"is_ext_shared": True, "is_private": False}, Reach.OUTSIDE),
        ({"is_private": False}, Reach.ANYBODY),
        ({"is_org_shared": True, "is_shared": True}, Reach.NOBODY),
    ],
    ids=["Slack Connect", "an invitation to it", "and public", "public", "shared within the organisation"],
)
async def test_who_else_can_look_into_it(
    harness: SlackHarness, channel: Address, more: dict[str, bool], reach: Reach
) -> None:
    told(harness.slack, **more)
    assert await harness.chat.readers(of=channel) == Readers(users=ALL, reach=reach)


@pytest.mark.parametrize("name", ["is_ext_shared", "is_private"])
async def test_what_slack_does_not_say_is_not_guessed(harness: SlackHarness, channel: Address, name: str) -> None:
    told(harness.slack, **{name: None})
    assert await harness.chat.readers(of=channel) == Unknown(reason=f"no_{name}")


async def test_another_program_in_the_channel_is_one_of_its_readers(harness: SlackHarness) -> None:
    channel = await harness.gather("kund", [*USERS, "U0OTHERBOT"])
    assert await harness.chat.readers(of=channel) == Readers(users=ALL | {"U0OTHERBOT"})


@pytest.mark.parametrize("method", ["conversations.info", "conversations.members"])
@pytest.mark.parametrize(
    ("fault", "heard"),
    [
        (throttled(7), Throttled(retry_after=timedelta(seconds=7), scope="message")),
        (refused("fetch_members_failed"), Unknown(reason="fetch_members_failed")),
        (answered(503, "{}"), Unknown(reason="http_503")),
    ],
    ids=["429", "refused", "out of order"],
)
async def test_what_goes_wrong_is_told(
    harness: SlackHarness, channel: Address, method: str, fault: Fault, heard: Throttled | Unknown
) -> None:
    harness.slack.faults[method].append(fault)
    assert await harness.chat.readers(of=channel) == heard


@pytest.mark.parametrize(("scope", "is_private"), [("groups:read", True), ("channels:read", False)])
async def test_without_the_permission_nothing_is_told(
    harness: SlackHarness, channel: Address, scope: str, is_private: bool
) -> None:
    told(harness.slack, is_private=is_private)
    harness.slack.scopes = tuple(each for each in harness.slack.scopes if each != scope)
    assert await harness.chat.readers(of=channel) == Unknown(reason="missing_scope")


async def test_a_channel_as_large_as_no_team_is_not_read_to_its_end(harness: SlackHarness) -> None:
    channel = await harness.gather("kund", [f"U{number}" for number in range(100)])
    assert await harness.chat.readers(of=channel) == Unknown(reason="too_many_members")


async def test_it_can_be_asked_before_anything_is_heard(harness: SlackHarness, channel: Address) -> None:
    """As `vardag doctor` does."""
    alone = Slack(bot_token=TOKEN, signing_secret="s", app_token=None, api_url=harness.slack.api_url, clock=clock)
    assert await alone.readers(of=channel) == Readers(users=ALL)


async def test_a_channel_that_the_bot_is_not_in_any_more_is_out_of_reach(
    harness: SlackHarness, channel: Address
) -> None:
    harness.slack.faults["chat.postMessage"].append(refused("not_in_channel"))
    sent = await harness.chat.send(to=channel, message=PING, key="k")
    assert sent == Refused(scope="account", reason="not_in_channel")

"""Who reads the General channel of a team, as far as the connector tells it, and what is said there."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters.port import Answer, Throttled, Unknown
from adapters.teams.chat import Teams
from dialogues.address import Address
from dialogues.audience import Reach, Readers
from dialogues.event import Commanded
from dialogues.message import Message, Paragraph
from tests.adapters.conftest import clock
from tests.adapters.faults import Fault, answered, reset_after_storing
from tests.adapters.harness import Shown
from tests.adapters.inbox import RecordingInbox
from tests.adapters.teams.harness import TeamsHarness, app_of, teams_harness
from tests.adapters.teams.signing import TENANT

USERS = ("aad-anna", "aad-bo")
ALL = frozenset(USERS)
NOT_THERE = '{"error": {"code": "BotNotInConversationRoster"}}'
TEAM = "19:kund@thread.tacv2"


@pytest.fixture
async def inbox() -> RecordingInbox:
    return RecordingInbox()


@pytest.fixture
async def harness(inbox: RecordingInbox) -> AsyncIterator[TeamsHarness]:
    async with teams_harness(inbox, clock) as harness:
        yield harness


@pytest.fixture
async def channel(harness: TeamsHarness) -> Address:
    return await harness.gather("kund", USERS)


@pytest.mark.parametrize(
    ("kind", "heard"),
    [
        ("standard", Readers(users=ALL)),
        ("sharedChannel", Readers(users=ALL, reach=Reach.OUTSIDE)),
        ("privateChannel", Unknown(reason="not_a_team")),
        ("something new", Unknown(reason="not_a_team")),
    ],
)
async def test_only_a_team_is_told_of(
    harness: TeamsHarness, channel: Address, kind: str, heard: Readers | Unknown
) -> None:
    harness.teams.kinds[TEAM] = kind
    assert await harness.chat.readers(of=channel) == heard


@pytest.mark.parametrize("call", ["team", "members"])
@pytest.mark.parametrize(
    ("fault", "heard"),
    [
        (answered(429, "{}", Retry_After="7"), Throttled(retry_after=timedelta(seconds=7), scope="message")),
        (
            answered(403, NOT_THERE),
            Unknown(reason="BotNotInConversationRoster"),
        ),
        (answered(200, "[]"), Unknown(reason="no_object")),
        (reset_after_storing, Unknown(reason="ConnectionError")),
    ],
    ids=["429", "refused", "something else", "cut off"],
)
async def test_what_goes_wrong_is_told(
    harness: TeamsHarness, channel: Address, call: str, fault: Fault, heard: Throttled | Unknown
) -> None:
    harness.teams.faults[call].append(fault)
    assert await harness.chat.readers(of=channel) == heard


async def test_a_team_as_large_as_no_team_is_not_read_to_its_end(harness: TeamsHarness) -> None:
    channel = await harness.gather("kund", [f"aad-{number}" for number in range(100)])
    assert await harness.chat.readers(of=channel) == Unknown(reason="too_many_members")


async def test_it_can_be_asked_before_anything_is_heard(harness: TeamsHarness, channel: Address) -> None:
    """As `vardag doctor` does."""
    alone = Teams(app=app_of(harness.teams), clock=clock)
    assert await alone.readers(of=channel) == Readers(users=ALL)
    await alone.stop()


async def test_the_command_in_a_channel_is_about_its_team_and_answered_to_its_giver_alone(
    harness: TeamsHarness, inbox: RecordingInbox, channel: Address
) -> None:
    inbox.answers(Commanded, Answer(reply=Message(summary="Målen", blocks=(Paragraph(text="Målen"),))))
    where = {"conversationType": "channel", "id": f"{TEAM};messageid=1", "tenantId": TENANT}
    for text in ("<at>Vardag</at> goal status", "<at>Vardag</at> hej"):
        mention = {"type": "mention", "mentioned": {"id": "28:the-app"}, "text": "<at>Vardag</at>"}
        activity = harness.teams.activity("aad-anna", type="message", text=text, conversation=where)
        mention["mentioned"] = {"id": activity["recipient"]["id"]}
        assert (await harness.teams.deliver({**activity, "entities": [mention]})).status == 200
    (command,) = inbox.events
    assert isinstance(command, Commanded)
    assert (command.words, command.channel, command.where) == ("status", TEAM, None)
    await harness.teams.until(lambda: bool(harness.teams.posted))
    assert await harness.inbox("aad-anna") == [Shown(lines=("Målen",))]
    assert await harness.channel("kund") == []

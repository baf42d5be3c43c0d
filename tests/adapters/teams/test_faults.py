"""The nine faults of botbuilder-core 4.17.1, each by its number in platforms.md (part B, 2), through real HTTP.

Beside most stands a control: the SDK used as its documentation has it fails in the same place. One that fails no
longer says that there is nothing left to go round.
"""

import ast
import asyncio
import re
from typing import Any

import jwt
import pytest
import structlog
from botbuilder.core import ActivityHandler, TurnContext
from botbuilder.core.teams import TeamsInfo
from botbuilder.schema import Activity, ConversationAccount, ConversationParameters
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import ChannelValidation, JwtTokenExtractor, MicrosoftAppCredentials

from adapters.port import Answer, Delivered, Unknown
from adapters.teams import sdk, wire
from dialogues.address import Address
from dialogues.event import Chose, Seen
from dialogues.message import Choice, Choices, Message, Paragraph
from tests.adapters.faults import Fault, answered, held, reset_after_storing
from tests.adapters.inbox import RecordingInbox
from tests.adapters.teams import stock
from tests.adapters.teams.fake import FakeTeams
from tests.adapters.teams.harness import WORKSPACE, TeamsHarness
from tests.adapters.teams.knock import good, knocked
from tests.adapters.teams.signing import TENANT, claims, signed
from tests.architecture.repository import PACKAGES, ROOT, python

SAVED = Message(summary="Saved", blocks=(Paragraph(text="Saved"),))
ASKING = Message(
    summary="Well?",
    blocks=(Paragraph(text="Well?"), Choices(choices=(Choice(label="Yes", token="pulse/answer/w1/yes"),))),
)


@pytest.fixture
def metadata(teams: FakeTeams, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stock SDK has its keys from our fake, and has none yet."""
    monkeypatch.setattr(ChannelValidation, "open_id_metadata_endpoint", f"{teams.address}/metadata")
    monkeypatch.setattr(JwtTokenExtractor, "metadataCache", {})


def known(teams: FakeTeams) -> Address:
    opaque = {"service": teams.service, "member": "29:aad-anna"}
    return Address(workspace=WORKSPACE, user="aad-anna", channel=teams.conversation("aad-anna"), opaque=opaque)


async def sent(connected: TeamsHarness, message: Message[str] = SAVED) -> object:
    return await connected.chat.send(to=known(connected.teams), message=message, key="k")


def test_one_module_alone_knows_the_sdk() -> None:
    knowing = {
        str(file)
        for file in python(*PACKAGES)
        for node in ast.walk(ast.parse((ROOT / file).read_text()))
        for name in imported(node)
        if name.split(".")[0] in ("botbuilder", "botframework", "msrest")
    }
    assert knowing == {"adapters/teams/sdk.py"}


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


# 1. Every invoke that has a body is answered with 500. (The package whose fault it is, is not installed.)


async def test_1_a_tap_is_answered_with_what_stands_in_its_place(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox
) -> None:
    await sent(connected, ASKING)
    inbox.answers(Chose, Answer(replace=SAVED))
    heard = await teams.deliver(connected.execution("aad-anna", *connected.find("aad-anna", "Yes"), {}))
    assert heard.status == 200
    assert heard.json["type"] == "application/vnd.microsoft.card.adaptive"
    assert heard.json["value"]["type"] == "AdaptiveCard"


# 2. A refused invoke has a body that cannot be serialised


async def test_2_an_invoke_that_makes_no_sense_is_refused_in_json(teams: FakeTeams) -> None:
    told = {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": {"type": "Action.Open"}}}
    heard = await teams.deliver(teams.activity("aad-anna", **told))
    assert (heard.status, heard.json["type"]) == (400, "application/vnd.microsoft.error")

    refused = await ActivityHandler().on_invoke_activity(stock.turn(**told))
    assert refused.status == 400
    with pytest.raises(Exception, match="cannot be serialized"):
        refused.body.serialize()


# 3. The action of an invoke is a plain dict, not the model that is documented


async def test_3_what_a_button_says_arrives(connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox) -> None:
    await sent(connected, ASKING)
    execution = connected.execution("aad-anna", *connected.find("aad-anna", "Yes"), {})
    await teams.deliver(execution)
    assert str(inbox.only(Chose).token) == "pulse/answer/w1/yes"

    async def on_adaptive_card_invoke(_: TurnContext, value: Any) -> None:
        seen.append(value.action)

    seen: list[object] = []
    handler = ActivityHandler()
    handler.on_adaptive_card_invoke = on_adaptive_card_invoke
    await handler.on_invoke_activity(stock.turn(**execution))
    assert [type(action) for action in seen] == [dict]


# 4. A bad token raises anything at all, which would be answered with 500


@pytest.mark.parametrize(
    ("token", "raised"),
    [
        ("garbage", jwt.DecodeError),
        (signed(claims("", exp=1)), jwt.ExpiredSignatureError),
        (signed(claims(""), key="mine", kid="first"), jwt.InvalidSignatureError),
        (signed(claims(""), key="mine"), IndexError),
    ],
)
@pytest.mark.usefixtures("metadata", "logged")
async def test_4_a_bad_token_is_a_401(teams: FakeTeams, token: str, raised: type[Exception]) -> None:
    assert await knocked(teams, f"Bearer {token}") == 401

    with pytest.raises(raised):
        await stock.let_in(f"Bearer {token}", teams.service)


# 5. Keys are looked for once a day, whatever comes, with a call that holds up everything


@pytest.mark.usefixtures("metadata")
async def test_5_a_new_key_of_microsofts_is_good_at_once(teams: FakeTeams) -> None:
    await stock.let_in(good(teams), teams.service)
    teams.keys, before = ("second",), teams.calls.count("metadata")
    with pytest.raises(IndexError):
        await stock.let_in(good(teams, key="second"), teams.service)
    assert teams.calls.count("metadata") == before

    assert await knocked(teams, good(teams, key="second")) == 200
    assert teams.calls.count("metadata") == before + 1


async def test_5_a_look_for_keys_holds_nobody_up(teams: FakeTeams) -> None:
    now = asyncio.Event()
    teams.keys = ("first", "second")
    teams.faults["metadata"].append(held(now))
    waiting = asyncio.create_task(knocked(teams, good(teams, key="second")))
    async with asyncio.timeout(5):
        while teams.calls.count("metadata") < 2:
            await asyncio.sleep(0)
    assert await knocked(teams, good(teams)) == 200
    assert not waiting.done()
    now.set()
    assert await waiting == 200


# 6. A token without an end is good for ever


@pytest.mark.usefixtures("metadata")
async def test_6_a_token_without_an_end_is_not_taken(teams: FakeTeams) -> None:
    assert await knocked(teams, good(teams, exp=None)) == 401

    assert (await stock.let_in(good(teams, exp=None), teams.service)).is_authenticated


# 7. Every message asks for an access token of its own


async def test_7_five_messages_need_one_token(connected: TeamsHarness, teams: FakeTeams) -> None:
    assert [type(await sent(connected)) for _ in range(5)] == [Delivered] * 5
    assert len(teams.logins) == 1

    for _ in range(5):
        await stock.proactive(teams, lambda context: context.send_activity("Hej"))
    assert len(teams.logins) == 1 + 5


# 8. What fails is tried again behind our back, and waited for 100 seconds


async def replaced_in_an_old_client(connected: TeamsHarness, inbox: RecordingInbox) -> None:
    """A tap that is answered with a PUT, since the client sends it as a message."""
    posted, action = connected.find("aad-anna", "Yes")
    inbox.answers(Chose, Answer(replace=SAVED))
    told = {"type": "message", "value": action["fallback"]["data"], "replyToId": posted.id}
    assert (await connected.teams.deliver(connected.teams.activity("aad-anna", **told))).status == 200
    await connected.chat.stop()


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (answered(503, "{}"), "http_503"),
        (answered(429, "{}", Retry_After="1"), "http_429"),
        (reset_after_storing, "ConnectionError"),
    ],
)
async def test_8_nothing_is_tried_twice(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox, fault: Fault, reason: str
) -> None:
    await sent(connected, ASKING)
    teams.faults["put"].append(fault)
    with structlog.testing.capture_logs() as logged:
        await replaced_in_an_old_client(connected, inbox)
    assert teams.calls.count("put") == 1
    assert [(entry["event"], entry["reason"]) for entry in logged] == [("teams answer not delivered", reason)]


async def test_8_the_stock_sdk_tries_again(teams: FakeTeams) -> None:
    again = Activity(type="message", id="1", conversation=ConversationAccount(id="a:1"))
    put = "PUT /v3/conversations/a:1/activities/1"
    assert await stock.proactive(teams, lambda context: context.update_activity(again), 503) == [put, put]


async def test_8_a_teams_that_hangs_is_given_up_soon(
    connected: TeamsHarness, teams: FakeTeams, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = ConnectorClient(MicrosoftAppCredentials.empty(), base_url=teams.service)
    assert client.config.connection.timeout == 100
    assert wire.WIRE < sdk.PATIENCE <= 20

    monkeypatch.setattr(wire, "WIRE", 0.2)
    never = asyncio.Event()
    teams.faults["post"].append(held(never))
    assert await sent(connected) == Unknown(reason="ReadTimeout")
    never.set()


# 9. In a turn that nobody began much is missing: the roster cannot be asked, and a message is a reply to nothing


async def test_9_the_roster_tells_who_somebody_is(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox
) -> None:
    await connected.appears("aad-anna")
    profile = inbox.only(Seen).profile
    assert (profile.name, profile.email) == ("Anna", "anna@example.com")

    with pytest.raises(TypeError):
        await stock.proactive(teams, lambda context: TeamsInfo.get_member(context, "29:aad-anna"))


async def test_9_a_message_is_a_reply_to_nothing(connected: TeamsHarness, teams: FakeTeams) -> None:
    assert isinstance(await sent(connected), Delivered)
    assert teams.calls.count("post") == 1

    (call,) = await stock.proactive(teams, lambda context: context.send_activity("Hej"))
    assert re.fullmatch(r"POST /v3/conversations/a:1/activities/[0-9a-f-]{36}", call)


async def test_9_teams_is_told_the_tenant_of_a_new_conversation(connected: TeamsHarness, teams: FakeTeams) -> None:
    to = Address(workspace=WORKSPACE, user="aad-anna")
    assert isinstance(await connected.chat.send(to=to, message=SAVED, key="k"), Delivered)

    assert ConversationParameters(tenant_id=TENANT).serialize() == {"tenantID": TENANT}

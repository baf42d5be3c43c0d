"""The same listeners over a socket that we open."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from typing import Any, Literal

import pytest
from aiohttp import ClientWebSocketResponse
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from adapters.port import Answer, Chat, ChatError, InboxError
from adapters.slack.chat import Slack
from dialogues.address import Address
from dialogues.event import Chose, Commanded, Inbound, Said, Submitted
from dialogues.form import Form, TextField
from dialogues.message import Choice, Choices, Message, Paragraph
from tests.adapters.conftest import clock
from tests.adapters.faults import Fault, answered
from tests.adapters.harness import Shown
from tests.adapters.inbox import RecordingInbox
from tests.adapters.slack.fake import APP_TOKEN, SECRET, TOKEN, FakeSlack, refused
from tests.adapters.slack.harness import PEOPLE, SlackHarness, slack_harness
from tests.adapters.slack.recorded import OTHERS, OURS


def said(text: str) -> Message[str]:
    return Message(summary=text, blocks=(Paragraph(text=text),))


@pytest.fixture
async def socket(inbox: RecordingInbox, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SlackHarness]:
    brisk = partial(AsyncSocketModeHandler, ping_interval=0.5)
    monkeypatch.setattr("adapters.slack.socket_mode.AsyncSocketModeHandler", brisk)
    async with slack_harness(inbox, clock, socket_mode=True) as harness:
        await harness.slack.until(lambda: harness.slack._socket is not None)
        yield harness


async def test_messages_commands_taps_and_forms_come_over_the_socket(
    socket: SlackHarness, inbox: RecordingInbox
) -> None:
    await socket.says("U0ANNA", "hej")
    assert (await inbox.next(Said)).text == "hej"

    inbox.answers(Commanded, Answer(reply=said("Your goals")))
    assert await socket.commands("U0ANNA", "") == Shown(lines=("Your goals",))

    button = Choices(choices=(Choice(label="Yes", token="a/b/c/d"),))
    to = Address(workspace=socket.chat.workspace, user="U0ANNA")
    await socket.chat.send(to=to, message=Message(summary="?", blocks=(button,)), key="k")
    inbox.answers(Chose, Answer(replace=said("Saved")))
    assert await socket.taps("U0ANNA", "Yes") == Shown(lines=("Saved",))

    form = Form(
        title="Form",
        submit="Save",
        cancel="Cancel",
        missing="Missing",
        token="a/b/c/d",
        fields=(TextField(name="why", label="Why"),),
    )
    inbox.answers(Commanded, Answer(form=form))
    inbox.answers(Submitted, Answer(errors={"why": "More"}))
    await socket.commands("U0ANNA", "")
    assert await socket.submits("U0ANNA", {"why": "x"}) == {"why": "More"}
    assert socket.slack.sent == (b"", {})


@pytest.mark.parametrize("name", ["shortcut", "view_closed", "unknown_event", "dialog"])
async def test_what_nothing_listens_to_is_acknowledged(socket: SlackHarness, inbox: RecordingInbox, name: str) -> None:
    assert (await socket.slack.deliver(*OTHERS[name])).body == ""
    assert inbox.taken == []


class Failing:
    def __init__(self) -> None:
        self.asked = asyncio.Event()

    async def take(self, event: Inbound) -> Answer:
        self.asked.set()
        raise InboxError("never")


async def test_what_could_not_be_stored_is_not_acknowledged() -> None:
    inbox = Failing()
    async with slack_harness(inbox, clock, socket_mode=True) as harness:
        await harness.slack.until(lambda: harness.slack._socket is not None)
        lost = await harness.slack.cast(*OURS["message"])
        await inbox.asked.wait()
        await harness.slack.deliver(*OTHERS["unknown_event"])
        assert not lost.done()


@pytest.mark.parametrize("fault", [refused("invalid_auth"), answered(503, "x", "text/plain")])
async def test_a_socket_that_slack_does_not_open_stops_the_start(inbox: RecordingInbox, fault: Fault) -> None:
    async with FakeSlack.serve(clock=clock) as slack:
        slack.faults["apps.connections.open"].append(fault)
        chat = Slack(bot_token=TOKEN, signing_secret=SECRET, app_token="x", api_url=slack.api_url, clock=clock)
        with pytest.raises(ChatError, match="VARDAG_SLACK_APP_TOKEN"):
            await chat.start(inbox)


async def test_a_socket_that_leads_nowhere_stops_the_start(
    inbox: RecordingInbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.slack.socket_mode.CONNECTING", 0.1)
    nowhere = answered(200, '{"ok": true, "url": "ws://127.0.0.1:1/socket"}', "application/json")
    async with FakeSlack.serve(clock=clock) as slack:
        slack.faults["apps.connections.open"].append(nowhere)
        chat = Slack(bot_token=TOKEN, signing_secret=SECRET, app_token="x", api_url=slack.api_url, clock=clock)
        with pytest.raises(ChatError, match="network"):
            await chat.start(inbox)


@pytest.mark.parametrize("how", ["refreshed", "closed", "cut"])
async def test_a_socket_that_slack_ends_is_renewed_and_nothing_has_failed(
    socket: SlackHarness, inbox: RecordingInbox, how: Literal["refreshed", "closed", "cut"]
) -> None:
    assert len(socket.chat.tasks()) == 2
    for word in ("one", "two"):
        await socket.slack.end_socket(how)
        await socket.slack.until(lambda: socket.slack._socket is not None and ended(socket.chat) == [])
        await socket.says("U0ANNA", word)
    assert [event.text for event in inbox.events if isinstance(event, Said)] == ["one", "two"]
    assert ended(socket.chat) == []
    assert len(socket.chat.tasks()) == 2


async def test_while_slack_gives_no_new_socket_nothing_has_failed(socket: SlackHarness, inbox: RecordingInbox) -> None:
    asked = opened(socket.slack)
    socket.slack.faults["apps.connections.open"].extend(
        [answered(503, "busy", "text/plain"), refused("internal_error")]
    )
    await socket.slack.end_socket("cut")
    while opened(socket.slack) < asked + 3:
        assert ended(socket.chat) == []
        await asyncio.sleep(0.01)
    await socket.slack.until(lambda: socket.slack._socket is not None)
    await socket.says("U0ANNA", "hej")
    assert inbox.only(Said).text == "hej"


async def test_a_new_socket_that_breaks_at_once_is_not_a_failure(
    socket: SlackHarness, inbox: RecordingInbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    ping, pings = ClientWebSocketResponse.ping, 0

    async def failing(session: ClientWebSocketResponse, message: bytes = b"") -> None:
        nonlocal pings
        pings += 1
        if pings < 3:
            await asyncio.sleep(0.6)  # the monitor of the old session sees the new one meanwhile
            raise ConnectionResetError
        await ping(session, message)

    monkeypatch.setattr(ClientWebSocketResponse, "ping", failing)
    await socket.slack.end_socket("refreshed")
    while pings < 3:
        assert ended(socket.chat) == []
        await asyncio.sleep(0.01)
    await socket.slack.until(lambda: socket.slack._socket is not None and ended(socket.chat) == [])
    await socket.says("U0ANNA", "hej")
    assert inbox.only(Said).text == "hej"


def opened(slack: FakeSlack) -> int:
    """How often a socket has been asked for."""
    return [method for method, _ in slack.calls].count("apps.connections.open")


def ended(chat: Chat) -> list[asyncio.Future[Any]]:
    return [task for task in chat.tasks() if task.done()]


async def test_over_http_there_is_no_connection_to_keep_up(connected: SlackHarness) -> None:
    assert connected.chat.tasks() == ()


async def test_without_a_signing_secret_nothing_is_heard_over_http() -> None:
    chat = Slack(bot_token=TOKEN, signing_secret=None, app_token=APP_TOKEN, api_url="http://127.0.0.1:1/", clock=clock)
    assert list(chat.routes()) == []


async def test_a_socket_needs_no_signing_secret(inbox: RecordingInbox) -> None:
    async with FakeSlack.serve(clock=clock, people=PEOPLE) as slack:
        chat = Slack(bot_token=TOKEN, signing_secret=None, app_token=APP_TOKEN, api_url=slack.api_url, clock=clock)
        await chat.start(inbox)
        await slack.until(lambda: slack._socket is not None)
        await slack.deliver(*OURS["message"])
        await chat.stop()
    assert inbox.only(Said).account.user == "U0ANNA"

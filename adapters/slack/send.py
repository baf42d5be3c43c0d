"""Sends one message, at most once, and says what became of it."""

from collections.abc import Mapping
from dataclasses import replace

from slack_sdk.web.async_client import AsyncWebClient

from adapters.call import PAUSE, CallError
from adapters.payload import text
from adapters.port import Delivered, Delivery, Refused, Throttled, Unknown
from adapters.slack.call import ask
from adapters.slack.render import posted
from dialogues.address import Address
from dialogues.message import Chart, Message

#: Nobody in the workspace can be reached until the operator has mended the app.
WORKSPACE_WORDS = frozenset(
    {
        "account_inactive",
        "token_revoked",
        "invalid_auth",
        "token_expired",
        "not_authed",
        "missing_scope",
        "team_access_not_granted",
    }
)
#: This person, or channel, is out of reach.
ACCOUNT_WORDS = frozenset(
    {
        "user_disabled",
        "user_not_found",
        "cannot_dm_bot",
        "channel_not_found",
        "is_archived",
        "messages_tab_disabled",
        "not_in_channel",
        "restricted_action",
    }
)
#: A fault of ours: the same message would be refused again.
MESSAGE_WORDS = frozenset(
    {
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_arguments",
        "no_text",
        "msg_too_long",
        "msg_blocks_too_long",
    }
)

EVENT_TYPE = "vardag_delivery"
#: Nothing is read out of the summary, and no link is unfolded below a message.
BARE = {"mrkdwn": False, "unfurl_links": False, "unfurl_media": False}


async def send(client: AsyncWebClient, *, to: Address, message: Message[str], key: str) -> Delivery:
    """Send `message`. `key` goes along as metadata, by which the message can be found again.

    Metadata can be read by other apps: `key` is random and says nothing.
    """
    try:
        channel = to.channel or await open_conversation(client, to.user)
    except CallError as failure:
        return _unsent(failure)
    try:
        ref = await _post(client, channel, message, key)
    except CallError as failure:
        return _delivery(failure)
    return Delivered(ref=ref, address=replace(to, channel=channel))


async def open_conversation(client: AsyncWebClient, user: str | None) -> str:
    """The channel of the bot's conversation with `user`, the same every time. Raises CallError."""
    told = await ask(client.api_call("conversations.open", json={"users": user}))
    channel = text(told.data, "channel", "id")
    if not channel:
        raise CallError("no_channel", certain=False)
    return channel


async def post(client: AsyncWebClient, channel: str, message: Message[str]) -> None:
    """Write an answer into `channel`. Raises CallError."""
    await ask(client.api_call("chat.postMessage", json={"channel": channel, **posted(message), **BARE}))


async def _post(client: AsyncWebClient, channel: str, message: Message[str], key: str) -> str:
    """Charts reach workspaces one after the other: where one does not know them yet, the words go alone."""
    try:
        return await _write(client, channel, posted(message, charts=True), key)
    except CallError as failure:
        if failure.word != "invalid_blocks" or not any(isinstance(block, Chart) for block in message.blocks):
            raise
    return await _write(client, channel, posted(message), key)


async def _write(client: AsyncWebClient, channel: str, shown: Mapping[str, object], key: str) -> str:
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": key}}
    told = await ask(
        client.api_call("chat.postMessage", json={"channel": channel, "metadata": metadata, **shown, **BARE})
    )
    ref = text(told.data, "ts")
    if not ref:
        raise CallError("no_ts", certain=False)
    return ref


def _unsent(failure: CallError) -> Delivery:
    """The conversation could not be opened, so nothing has been sent, whatever else is in doubt."""
    match _delivery(failure):
        case Unknown() if failure.certain:
            return Refused(scope="account", reason=failure.word)
        case Unknown():
            return Throttled(retry_after=PAUSE, scope="message")
        case delivery:
            return delivery


def _delivery(failure: CallError) -> Delivery:
    if failure.retry_after is not None:
        return Throttled(retry_after=failure.retry_after)
    if failure.word in WORKSPACE_WORDS:
        return Refused(scope="workspace", reason=failure.word)
    if failure.word in ACCOUNT_WORDS:
        return Refused(scope="account", reason=failure.word)
    if failure.word in MESSAGE_WORDS:
        return Refused(scope="message", reason=failure.word)
    return Unknown(reason=failure.word)

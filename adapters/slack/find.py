"""Looks for a message whose sending is in doubt, by the metadata that went along with it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

from adapters.call import CallError
from adapters.payload import Payload, listed, text
from adapters.port import Absent, Delivered, Found, Throttled, Unknown
from adapters.slack.call import ask
from adapters.slack.limits import HISTORY_PER_PAGE
from adapters.slack.send import EVENT_TYPE, open_conversation
from dialogues.address import Address

#: Slack shows the newest first. So far back is looked, as our clock may have been wrong when the message set out: by an
#: hour, where a time zone is mistaken.
BEFORE = timedelta(hours=2)
#: Nobody is written to so often that what is in doubt is further back.
PAGES = 3

#: Slack's word for having been asked too often. One that cannot be reached has said nothing of the kind.
LIMITED = "ratelimited"


async def find(client: AsyncWebClient, *, to: Address, key: str, around: datetime) -> Found:
    """Look for the message with `key` in the conversation, among those since some hours before it.

    It is Absent only where Slack has shown all of them.
    """
    try:
        channel = to.channel or await open_conversation(client, to.user)
        cursor: str | None = None
        for _ in range(PAGES):
            page = await _page(client, channel, around, cursor)
            for message in listed(page, "messages"):
                if isinstance(message, Mapping) and _key(message) == key and (ref := text(message, "ts")):
                    return Delivered(ref=ref, address=replace(to, channel=channel))
            cursor = text(page, "response_metadata", "next_cursor") or None
            if cursor is None:
                return Unknown(reason="no_cursor") if page.get("has_more") else Absent()
    except CallError as failure:
        if failure.word == LIMITED and failure.retry_after is not None:
            return Throttled(retry_after=failure.retry_after)
        return Unknown(reason=failure.word)
    return Unknown(reason="too many messages to look through")


async def _page(client: AsyncWebClient, channel: str, around: datetime, cursor: str | None) -> Payload:
    told = await ask(
        client.conversations_history(
            channel=channel,
            oldest=f"{(around - BEFORE).timestamp():.6f}",
            include_all_metadata=True,
            limit=HISTORY_PER_PAGE,
            cursor=cursor,
        )
    )
    if not isinstance(told.data.get("messages"), list):
        raise CallError("no_messages", certain=False)
    return told.data


def _key(message: Payload) -> str | None:
    if text(message, "metadata", "event_type") != EVENT_TYPE:
        return None
    return text(message, "metadata", "event_payload", "key")

"""Who reads a channel: everybody who is in it, and whether others can look into it as well.

Whoever is in the workspace can read a public channel without being in it, so that none is anybody's alone.
"""

from slack_sdk.web.async_client import AsyncWebClient

from adapters.call import CallError
from adapters.payload import Payload, listed, part, text
from adapters.port import Heard, Throttled, Unknown
from adapters.slack.call import ask
from adapters.slack.limits import READERS_PER_PAGE
from dialogues.audience import Reach, Readers

#: No team is larger.
PAGES = 5


async def readers(client: AsyncWebClient, *, channel: str, bot: str | None) -> Heard:
    """Who reads `channel`, but for the bot itself, which is looked up where it is not known yet. Never raises."""
    try:
        us = bot or text((await ask(client.api_call("auth.test"))).data, "user_id")
        reach = await _reach(client, channel)
        users = await _users(client, channel)
    except CallError as failure:
        if failure.retry_after is not None:
            return Throttled(retry_after=failure.retry_after, scope="message")
        return Unknown(reason=failure.word)
    return Readers(users=frozenset(users - {us}), reach=reach)


async def _reach(client: AsyncWebClient, channel: str) -> Reach:
    """https://docs.slack.dev/reference/objects/conversation-object"""
    told = part((await ask(client.conversations_info(channel=channel))).data, "channel")
    if _is(told, "is_ext_shared") or told.get("is_pending_ext_shared"):
        return Reach.OUTSIDE
    return Reach.NOBODY if _is(told, "is_private") else Reach.ANYBODY


def _is(channel: Payload, name: str) -> bool:
    value = channel.get(name)
    if not isinstance(value, bool):
        raise CallError(f"no_{name}", certain=False)
    return value


async def _users(client: AsyncWebClient, channel: str) -> set[str]:
    users: set[str] = set()
    cursor: str | None = None
    for _ in range(PAGES):
        asked = client.conversations_members(channel=channel, cursor=cursor, limit=READERS_PER_PAGE)
        page = (await ask(asked)).data
        if not isinstance(page.get("members"), list):
            raise CallError("no_members", certain=False)
        users.update(str(each) for each in listed(page, "members"))
        cursor = text(page, "response_metadata", "next_cursor") or None
        if cursor is None:
            return users
    raise CallError("too_many_members", certain=False)

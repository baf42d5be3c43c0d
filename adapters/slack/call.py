"""One question to Slack's Web API: its answer, or why there is none."""

import asyncio
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.call import PAUSE, CallError, read_pause
from adapters.payload import Payload, text

#: Slack's words for a fault of its own, after which nobody knows what was done.
IN_DOUBT = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"})

#: Before anything was written.
UNREACHED = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
#: What the SDK lets through, its own slips over answers that are not Slack's JSON among them.
FAILURES = (
    SlackClientError,
    aiohttp.ClientError,
    asyncio.TimeoutError,
    OSError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Slack's answer."""

    data: Payload
    headers: Mapping[str, str]


async def ask(call: Awaitable[AsyncSlackResponse]) -> Told:
    """Slack's answer to `call`. Raises CallError."""
    try:
        answer = await call
        return Told(data=answer.data if isinstance(answer.data, dict) else {}, headers=answer.headers)
    except SlackApiError as error:
        raise _refused(error.response) from None
    except UNREACHED as error:
        raise CallError(type(error).__name__, certain=True, retry_after=PAUSE) from None
    except FAILURES as error:
        raise CallError(type(error).__name__, certain=False) from None


def _refused(response: object) -> CallError:
    """The SDK puts its own response here, or aiohttp's, and into that a dictionary, a text or nothing."""
    status = getattr(response, "status_code", None) or getattr(response, "status", None)
    data = getattr(response, "data", None)
    word = text(data, "error") if isinstance(data, dict) else ""
    if status == 429 or word == "ratelimited":
        headers = getattr(response, "headers", {})
        return CallError("ratelimited", certain=True, retry_after=read_pause(headers.get("Retry-After", "")))
    if status == 200 and word:
        return CallError(word, certain=word not in IN_DOUBT)
    return CallError(word or f"http_{status}", certain=False)

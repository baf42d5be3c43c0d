"""One attempt to send, or one question about an earlier one: never raises, and says what became of it."""

import asyncio
from datetime import datetime, timedelta
from typing import assert_never

import structlog

from adapters.port import Chat, Delivered, Delivery, Found, Refused, Throttled, Unknown
from bot.audience import part
from dialogues.language import Language
from storage.outbox import Blocked, Outcome, Outgoing, Postponed, Sent, Turned

log = structlog.get_logger("vardag.delivery")

#: Between two tries of a message that alone does not get through.
LONGEST_PAUSE = timedelta(hours=1)
#: A platform that wants to be left alone is, even where it says for how short.
SHORTEST_BLOCK = timedelta(seconds=1)


async def send(chat: Chat, outgoing: Outgoing, language: Language, *, until: float) -> Delivery | None:
    """Send it before `until`, on the event loop's clock. None where it is too late and nothing was tried."""
    try:
        message = language.message(outgoing.message)
    except Exception as error:
        log.exception("cannot be put into words", delivery=outgoing.id)
        return Refused(scope="message", reason=type(error).__name__)
    if asyncio.get_running_loop().time() >= until:
        return None
    try:
        async with asyncio.timeout_at(until):
            return await chat.send(to=outgoing.to, message=message, key=outgoing.mark)
    except TimeoutError:
        return Unknown(reason="timeout")
    except Exception as error:
        log.exception("send failed", delivery=outgoing.id)
        return Unknown(reason=type(error).__name__)


def can_be_found(chat: Chat, outgoing: Outgoing) -> bool:
    """Whether the platform can be asked if it arrived: not in a channel, where Vardag reads nothing of what people
    write to each other."""
    return chat.capabilities.lookup is not None and outgoing.team is None


async def find(chat: Chat, outgoing: Outgoing, *, within: float) -> Found:
    """Ask whether it arrived, and wait so many seconds for the answer."""
    try:
        async with asyncio.timeout(within):
            return await chat.find(to=outgoing.to, key=outgoing.mark, around=outgoing.intent_at)
    except TimeoutError:
        return Unknown(reason="timeout")
    except Exception as error:
        log.exception("look-up failed", delivery=outgoing.id)
        return Unknown(reason=type(error).__name__)


def outcome(outgoing: Outgoing, delivery: Delivered | Throttled | Refused, *, at: datetime) -> Outcome:
    """What is to be recorded of an attempt that is not in doubt."""
    match delivery:
        case Delivered(ref=ref, address=address):
            today = at.astimezone(outgoing.timezone).date()
            return Sent(outgoing=outgoing, at=at, ref=ref, address=address, on=today)
        case Throttled(retry_after=retry_after, scope="message"):
            # Ever longer, so that one person out of reach does not keep the others waiting.
            pause = min(retry_after * 2 ** min(outgoing.attempt - 1, 10), LONGEST_PAUSE)
            return Postponed(outgoing=outgoing, until=at + pause, tried=True)
        case Throttled(retry_after=retry_after):
            return Blocked(outgoing=outgoing, until=at + max(retry_after, SHORTEST_BLOCK))
        case Refused(scope="account", reason=reason) if outgoing.guard is not None:
            return part(outgoing, reason, at=at)
        case Refused(scope=scope, reason=reason):
            return Turned(outgoing=outgoing, at=at, scope=scope, reason=reason)
        case _:
            assert_never(delivery)


def tell(outgoing: Outgoing, delivery: Delivery) -> None:
    """A line in the log for one attempt."""
    say = log.bind(delivery=outgoing.id, outcome=type(delivery).__name__)
    match delivery:
        case Delivered() | Throttled():
            say.info("delivery")
        case Refused(scope="workspace", reason=reason):
            say.error("delivery", reason=reason, stops="everything to this workspace")
        case Refused(scope=scope, reason=reason):
            say.warning("delivery", reason=reason, stops=scope)
        case Unknown(reason=reason):
            say.warning("delivery", reason=reason)
        case _:
            assert_never(delivery)

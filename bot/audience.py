"""Who reads a team's channel, asked of the platform at the moment at which a digest is to go there (domain.md R23)."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from typing import assert_never

import structlog

from adapters.port import Chat, Finding, Heard, Throttled, Unknown
from bot.clock import Clock
from dialogues.address import Address, Platform
from dialogues.audience import Circle, Hindrance, Readers, hindrance
from dialogues.person import TeamId
from storage.outbox import Cleared, Outcome, Outgoing, Parted, Postponed
from storage.port import Storage, StorageError

log = structlog.get_logger("vardag.audience")

#: A platform that wants to be left alone for longer, or more often, is not waited for: the lead has theirs already.
PATIENCE = timedelta(minutes=1)
TRIES = 3
#: Until a database that did not answer is asked again.
PAUSE = timedelta(seconds=5)
#: Seconds for one channel, where somebody waits for the answer.
ASKING = 20.0

#: What an operator can do about it.
MENDS: Mapping[Hindrance, str] = {
    Hindrance.OFF: "The organisation file has no `rules: {digest_in_channel: true}`.",
    Hindrance.UNTOLD: "The platform does not say who reads it ({word}). Add the bot to it; look at its permissions.",
    Hindrance.OUTSIDE: "It is shared with another organisation.",
    Hindrance.ANYBODY: "It is open: whoever likes can read it. Make it private, or name another one.",
    Hindrance.OTHERS: "Somebody is in it who is not of the team by the organisation file, or another program is.",
    Hindrance.MISSING: "Not everybody of the team and its lead is in it.",
}


INSTEAD = "Each gets the digest by direct message."


class Audience:
    """Decides of each digest whether it may stand in its channel."""

    def __init__(self, *, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def judge(self, chat: Chat, outgoing: Outgoing, team: TeamId, *, until: float) -> Outcome:
        """What becomes of it, by what is known of the channel of `team` before `until` on the event loop's clock. Never
        raises.

        Nothing is sent by this: whoever ends here has lost nothing but the question.
        """
        heard = await _heard(chat, outgoing.to, until)
        now = self._clock.now()
        if isinstance(heard, Throttled) and heard.retry_after <= PATIENCE and outgoing.attempt < TRIES:
            return Postponed(outgoing=outgoing, until=now + heard.retry_after, tried=True)
        try:
            circle = await self._storage.circle(team=team, workspace=outgoing.to.workspace)
        except StorageError:
            return Postponed(outgoing=outgoing, until=now + PAUSE, tried=False)
        found, word = _hindrance(circle, heard)
        if found is None:
            return Cleared(outgoing=outgoing, at=now)
        return part(outgoing, f"{found}: {word}" if word else found, at=now)


def part(outgoing: Outgoing, reason: str, *, at: datetime) -> Parted:
    """Each gets it by themselves, for a `reason` that names nobody."""
    log.warning("digest goes to each by themselves", team=outgoing.team, reason=reason)
    return Parted(outgoing=outgoing, at=at, reason=reason)


async def findings(storage: Storage, chats: Mapping[Platform, Chat]) -> AsyncIterator[Finding]:
    """Of each team's channel whether its digest could go there now. Raises StorageError."""
    for channel in await storage.channels():
        chat, where = chats.get(channel.address.workspace.platform), channel.address.workspace
        if chat is None:
            continue
        circle = await storage.circle(team=channel.team, workspace=where)
        if not circle.in_channel:
            yield Finding(what="Channels", well=True, detail=f"{INSTEAD} {MENDS[Hindrance.OFF]}")
            return
        found, word = _hindrance(circle, await _heard(chat, channel.address, _now() + ASKING))
        what = f"Channel of {channel.team} on {where.platform}"
        detail = f"{INSTEAD} {MENDS[found].format(word=word)}" if found else "Exactly the team and its lead read it."
        # Only that nobody can be asked is a fault: all else may be meant.
        yield Finding(what=what, well=found is not Hindrance.UNTOLD, detail=detail)
        await asyncio.sleep((chat.capabilities.readers or timedelta(0)).total_seconds())


def _hindrance(circle: Circle, heard: Heard) -> tuple[Hindrance | None, str]:
    """Why it may not stand there, and the platform's own word where it did not tell who reads."""
    match heard:
        case Readers():
            return hindrance(circle, heard), ""
        case Throttled():
            return Hindrance.UNTOLD, "ratelimited"
        case Unknown(reason=reason):
            return Hindrance.UNTOLD, reason
        case _:
            assert_never(heard)


async def _heard(chat: Chat, of: Address, until: float) -> Heard:
    if chat.capabilities.readers is None:
        return Unknown(reason="the platform cannot be asked")
    try:
        async with asyncio.timeout_at(until):
            return await chat.readers(of=of)
    except TimeoutError:
        return Unknown(reason="timeout")
    except Exception as error:
        log.exception("readers not told")
        return Unknown(reason=type(error).__name__)


def _now() -> float:
    """Seconds on the event loop's clock."""
    return asyncio.get_running_loop().time()

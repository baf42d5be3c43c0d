"""Sends what has been planned: claim, translate, send, mark. At most one attempt in doubt for every message."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import assert_never

import structlog

from adapters.port import Chat, Delivered, Delivery, Refused, Throttled, Unknown
from bot.clock import Clock
from bot.metrics import Metrics
from dialogues import rhythm
from dialogues.language import Language
from storage.port import Outgoing, Storage

log = structlog.get_logger("vardag.delivery")


#: Between two tries of a message that alone does not get through.
LONGEST_PAUSE = timedelta(hours=1)
#: Seconds after which a round ends, so that one can see that the loop lives.
ROUND = 20.0


class Courier:
    """Drains the deliveries of one workspace, in order and no faster than its platform likes.

    `stopping` is asked before each message; the one under way is finished.
    """

    def __init__(
        self,
        *,
        storage: Storage,
        chat: Chat,
        languages: Mapping[str, Language],
        clock: Clock,
        metrics: Metrics,
        stopping: Callable[[], bool],
    ) -> None:
        self._storage = storage
        self._chat = chat
        self._languages = languages
        self._clock = clock
        self._metrics = metrics
        self._stopping = stopping

    async def settle(self) -> None:
        """Before the first drain: what an earlier process left in doubt is reported, and never sent again."""
        doubtful = await self._storage.settle(workspace=self._chat.workspace, at=self._clock.now())
        if doubtful:
            log.warning("in doubt since an earlier stop, not sent again", deliveries=doubtful)

    async def drain(self, *, most: int) -> int:
        """Send what may go now, at most so many and not for long; how many were sent."""
        sent = 0
        end = asyncio.get_running_loop().time() + ROUND
        for _ in range(most):
            # One at a time: what a killed process had claimed is in doubt, and never sent again.
            claimed = await self._storage.claim(workspace=self._chat.workspace, at=self._clock.now(), most=1)
            for outgoing in claimed:
                sent += await self._deliver(outgoing)
            if not claimed or self._stopping() or asyncio.get_running_loop().time() > end:
                break
            await asyncio.sleep(1 / self._chat.capabilities.rate)
        return sent

    async def _deliver(self, outgoing: Outgoing) -> bool:
        now = self._clock.now()
        when = rhythm.speaking_time(outgoing.timezone, outgoing.holidays, now)
        if when > now:
            await self._storage.postponed(id=outgoing.id, until=when, tried=False)
            return False
        message = self._languages[outgoing.language].message(outgoing.message)
        try:
            outcome = await self._chat.send(to=outgoing.to, message=message, key=outgoing.mark)
        except Exception as error:
            log.exception("send failed", delivery=outgoing.id)
            outcome = Unknown(reason=type(error).__name__)
        await self._mark(outgoing, outcome)
        return isinstance(outcome, Delivered)

    async def _mark(self, outgoing: Outgoing, outcome: Delivery) -> None:
        now = self._clock.now()
        match outcome:
            case Delivered(ref=ref, address=address):
                today = now.astimezone(outgoing.timezone).date()
                await self._storage.delivered(id=outgoing.id, ref=ref, address=address, at=now, on=today)
            case Throttled(retry_after=retry_after, scope="message"):
                # Ever longer, so that one person out of reach does not keep the others waiting.
                pause = min(retry_after * 2 ** min(outgoing.attempts, 10), LONGEST_PAUSE)
                await self._storage.postponed(id=outgoing.id, until=now + pause, tried=True)
            case Throttled(retry_after=retry_after):
                until = now + max(retry_after, timedelta(seconds=1))
                await self._storage.throttled(id=outgoing.id, workspace=self._chat.workspace, until=until)
            case Refused(scope=scope, reason=reason):
                await self._storage.refused(id=outgoing.id, scope=scope, reason=reason, at=now)
            case Unknown(reason=reason):
                await self._storage.unknown(id=outgoing.id, reason=reason, at=now)
            case _:
                assert_never(outcome)
        self._metrics.delivered(outcome)
        _log(outgoing, outcome)


def _log(outgoing: Outgoing, outcome: Delivery) -> None:
    say = log.bind(delivery=outgoing.id, outcome=type(outcome).__name__)
    match outcome:
        case Delivered() | Throttled():
            say.info("delivery")
        case Refused(scope="workspace", reason=reason):
            say.error("delivery", reason=reason, stops="everything to this workspace")
        case Refused(scope=scope, reason=reason):
            say.warning("delivery", reason=reason, stops=scope)
        case Unknown(reason=reason):
            say.warning("delivery", reason=reason)
        case _:
            assert_never(outcome)

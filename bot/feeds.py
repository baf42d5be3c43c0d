"""Reads the calendars that leads have connected, a few at a time, and lets the dialogue decide what follows."""

import asyncio
from datetime import datetime, time, timedelta
from typing import Final

import structlog

from adapters.feed import Broken, Feeds, Occurrences, Unchanged
from bot.clock import Clock
from bot.turn import Turns
from dialogues.availability import instant
from dialogues.event import FeedRead
from storage.port import FeedDue, Storage, StorageError

log = structlog.get_logger("vardag.feeds")

#: So many are read at a time: each is read in a process of its own.
AT_ONCE: Final = 2
#: So far ahead, from the beginning of the day on, talks are looked for.
HORIZON: Final = timedelta(weeks=5)


class FeedReader:
    """Reads every feed whose turn it is. No line that it logs names an address or what stands in a calendar."""

    def __init__(self, *, storage: Storage, turns: Turns, feeds: Feeds, clock: Clock) -> None:
        self._storage = storage
        self._turns = turns
        self._feeds = feeds
        self._clock = clock

    async def read(self) -> int:
        """Read what is due now; how many that were. Raises StorageError."""
        count = 0
        while due := await self._storage.feeds_due(at=self._clock.now(), most=AT_ONCE):
            await asyncio.gather(*map(self._follow, due))
            count += len(due)
        return count

    async def _follow(self, due: FeedDue) -> None:
        """What fails is logged, and tried again in a while; it does not keep the others waiting."""
        try:
            await self._read(due)
        except StorageError:
            raise
        except Exception:
            log.exception("feed failed")

    async def _read(self, due: FeedDue) -> None:
        start = self._beginning(due)
        answer = await self._feeds.read(
            url=due.address,
            version=due.version,
            owner=due.owner,
            zone=due.zone,
            known=due.known,
            start=start,
            end=start + HORIZON,
        )
        fault = answer.fault.value if isinstance(answer, Broken) else None
        log.info("feed", outcome=type(answer).__name__, fault=fault)
        await self._turns.hear(self._event(due, answer))

    def _beginning(self, due: FeedDue) -> datetime:
        """Of today, where the lead is: the same all day."""
        return instant(self._clock.now().astimezone(due.zone).date(), time(0), due.zone)

    def _event(self, due: FeedDue, answer: Occurrences | Unchanged | Broken) -> FeedRead:
        at = self._clock.now()
        match answer:
            case Occurrences(found=found, version=version, named=named):
                return FeedRead(at=at, person=due.person, found=tuple(found), version=version, named=named)
            case Unchanged(version=version):
                return FeedRead(at=at, person=due.person, version=version)
            case Broken(fault=fault):
                return FeedRead(at=at, person=due.person, fault=fault)

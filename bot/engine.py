"""The bot without its edges: turns, schedule, deliveries and directories over one store and its chats."""

from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from math import inf

import structlog

from adapters.feed import Feeds
from adapters.port import Chat, ChatError
from bot.backlog import too_late, waiting
from bot.clock import Clock
from bot.delivery import Dispatcher
from bot.directory import Directory
from bot.feeds import FeedReader
from bot.metrics import Metrics
from bot.schedule import Schedule
from bot.turn import Done, Turns
from dialogues.event import Due
from dialogues.language import Language
from storage.port import Storage

log = structlog.get_logger("vardag.engine")

#: How long event ids and finished deliveries are kept: longer than any window, whose questions must not come twice.
KEPT = timedelta(days=35)


class Engine:
    """Everything that happens goes through here; `seal` is what `bot.turn.Turns` says, `resent` what
    `bot.delivery.Dispatcher` does. Without `feeds` no calendar is read."""

    def __init__(
        self,
        *,
        storage: Storage,
        languages: Mapping[str, Language],
        metrics: Metrics,
        clock: Clock,
        seal: bytes,
        resent: frozenset[str] = frozenset(),
        feeds: Feeds | None = None,
    ) -> None:
        self.storage = storage
        self.clock = clock
        self.languages = languages
        self.turns = Turns(storage=storage, languages=languages, metrics=metrics, seal=seal)
        self._schedule = Schedule(storage=storage, turns=self.turns)
        self._dispatcher = Dispatcher(storage=storage, languages=languages, clock=clock, metrics=metrics, resent=resent)
        self._feeds = FeedReader(storage=storage, turns=self.turns, feeds=feeds, clock=clock) if feeds else None
        self._metrics = metrics
        self._chats: list[Chat] = []
        self._late = 0

    async def connect(self, chat: Chat) -> None:
        """Begin with one chat, whose `workspace` is known: its people and its channels.

        Raises ChatError and StorageError.
        """
        self._chats.append(chat)
        await self._find(chat)
        self._dispatcher.add(chat)

    async def match(self) -> None:
        """Find the organisation's people on every platform anew. Raises ChatError and StorageError."""
        failures = []
        for chat in self._chats:
            try:
                await self._find(chat)
            except ChatError as error:  # one platform keeps the others from nothing
                failures.append(str(error))
        if failures:
            raise ChatError(" ".join(failures))

    def planned(self, *, dry_run: bool = False, within: float = inf) -> AsyncIterator[Done[Due]]:
        """Do everything that is due now, or what can be done within so many seconds, and tell each thing as it is done.
        A dry run changes nothing."""
        return self._schedule.run(self.clock.now(), dry_run=dry_run, within=within)

    async def plan(self, *, within: float = inf) -> int:
        """Do everything that is due now, or what can be done within so many seconds; how much it was."""
        count = 0
        async for _ in self.planned(within=within):
            count += 1
        return count

    async def deliver(self, *, within: float = inf) -> int:
        """Send what may go now, or for so many seconds; how much was sent."""
        return await self._dispatcher.drain(within=within)

    async def beat(self) -> int:
        """Plan and deliver everything; how much was sent."""
        await self.plan()
        return await self.deliver()

    async def measure(self) -> None:
        """Look at what waits to be sent, and warn the operator where it cannot go out in time."""
        backlog, now = await self.storage.backlog(), self.clock.now()
        rates = {chat.workspace: chat.capabilities.rate for chat in self._chats}
        late = too_late(backlog, rates=rates, at=now)
        if late > 0 >= self._late:
            log.warning("more is planned than can go out in time", deliveries=late)
        self._late = late
        self._metrics.queued(waiting(backlog, at=now), late=late)

    async def prune(self) -> None:
        """Forget what is no longer needed."""
        now = self.clock.now()
        await self.storage.prune(before=now - KEPT)
        await self.storage.retain(at=now)
        # Wherever somebody is, the day before yesterday is over.
        await self.storage.forget_topics(before=(now - timedelta(days=1)).date())

    async def follow(self) -> int:
        """Read the calendars whose turn it is; how many that were."""
        return await self._feeds.read() if self._feeds else 0

    def stop(self) -> None:
        """Begin to send nothing more."""
        self._dispatcher.stop()

    async def close(self) -> None:
        """Let others send."""
        await self._dispatcher.close()

    async def _find(self, chat: Chat) -> None:
        await Directory(storage=self.storage, chat=chat, clock=self.clock).sync()

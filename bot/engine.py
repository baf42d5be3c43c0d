"""The bot without its edges: turns, schedule, deliveries and directories over one store and its chats."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from adapters.port import Chat, ChatError
from bot.clock import Clock
from bot.delivery import Courier
from bot.directory import Directory
from bot.metrics import Metrics
from bot.schedule import Schedule
from bot.turn import Done, Turns
from dialogues.event import Due
from dialogues.language import Language
from storage.port import Storage

#: How long event ids and finished deliveries are kept: longer than any window, whose questions must not come twice.
KEPT = timedelta(days=35)
#: More than there ever is to send.
EVERYTHING = 1_000_000


class Engine:
    """Everything that happens goes through here; `seal` is what `bot.turn.Turns` says.

    `stop` ends the sending after the message that is under way.
    """

    def __init__(
        self,
        *,
        storage: Storage,
        languages: Mapping[str, Language],
        metrics: Metrics,
        clock: Clock,
        seal: bytes,
    ) -> None:
        self.storage = storage
        self.clock = clock
        self.languages = languages
        self.turns = Turns(storage=storage, languages=languages, metrics=metrics, seal=seal)
        self._metrics = metrics
        self._schedule = Schedule(storage=storage, turns=self.turns)
        self._chats: list[Chat] = []
        self._stopping = False

    async def connect(self, chat: Chat) -> None:
        """Begin with one chat, whose `workspace` is known: its people and its channels.

        Raises ChatError and StorageError.
        """
        self._chats.append(chat)
        await self._find(chat)

    async def settle(self) -> None:
        """Report what an earlier process left in doubt. Only for the process that delivers, and before it does."""
        for chat in self._chats:
            await self._courier(chat).settle()

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

    async def plan(self, *, dry_run: bool = False) -> Sequence[Done[Due]]:
        """Do everything that is due now."""
        return await self._schedule.run(self.clock.now(), dry_run=dry_run)

    async def deliver(self, *, most: int = EVERYTHING) -> int:
        """Send what may go now, at most so many to each workspace; how much was sent."""
        return sum([await self._courier(chat).drain(most=most) for chat in self._chats])

    async def beat(self) -> int:
        """Plan and deliver everything; how much was sent."""
        await self.plan()
        return await self.deliver()

    async def prune(self) -> None:
        """Forget what is no longer needed."""
        await self.storage.prune(before=self.clock.now() - KEPT)

    def stop(self) -> None:
        self._stopping = True

    async def _find(self, chat: Chat) -> None:
        await Directory(storage=self.storage, chat=chat, clock=self.clock).sync()

    def _courier(self, chat: Chat) -> Courier:
        return Courier(
            storage=self.storage,
            chat=chat,
            languages=self.languages,
            clock=self.clock,
            metrics=self._metrics,
            stopping=lambda: self._stopping,
        )

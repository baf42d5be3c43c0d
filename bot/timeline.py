"""Lets time pass faster than it does: what a playground's clock stands on."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.clock import ShiftedClock, StillClock
from storage.port import Storage

#: So far ahead is looked for something that somebody sees.
HORIZON = timedelta(days=62)
#: How far a failure is stepped over.
STRIDE = timedelta(hours=1)


class Timeline:
    """Moves a clock forward, so that everything on the way happens at its own moment.

    `beat` does what is due now and sends what may be sent now; it says how many messages went out.
    """

    def __init__(
        self, *, clock: ShiftedClock | StillClock, storage: Storage, beat: Callable[[], Awaitable[int]]
    ) -> None:
        self._clock = clock
        self._storage = storage
        self._beat = beat

    def now(self) -> datetime:
        """The time as it is here: aware UTC, never before an earlier answer."""
        return self._clock.now()

    def resume(self, at: datetime) -> None:
        """It has been `at` before, and is not earlier now. What fell due meanwhile is for the next beat."""
        self._clock.move(max(at, self.now()))

    async def next_at(self) -> datetime | None:
        """When the next planned thing will happen, visible or not; None where nothing is planned."""
        return await self._storage.next_at()

    async def move(self, to: datetime) -> None:
        """Let time pass until `to`."""
        await self._pass(to, until_seen=False)

    async def move_on(self) -> bool:
        """Let time pass until somebody has been written to; False where nobody is within two months."""
        return await self._pass(self.now() + HORIZON, until_seen=True)

    async def _pass(self, to: datetime, *, until_seen: bool) -> bool:
        while True:
            sent = await self._beat()
            if until_seen and sent:
                return True
            upcoming = await self._storage.next_at()
            # What was due and could not be done does not hold the time up.
            moment = self.now() + STRIDE if upcoming is None or upcoming <= self.now() else upcoming
            if upcoming is None or moment > to:
                break
            self._clock.move(moment)
        if not until_seen:
            self._clock.move(to)
        return False

"""A small world to live in, for tests."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from adapters.playground.world import Resident, Room
from dialogues.address import Profile


class Town:
    """Implements `adapters.playground.world.World`. Everything that is planned happens every hour, by `happen`."""

    def __init__(
        self,
        *,
        residents: Sequence[Resident],
        rooms: Sequence[Room] = (),
        clock: Callable[[], datetime],
        happen: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._residents = residents
        self._rooms = rooms
        self._clock = clock
        self.happen = happen
        self.passed = timedelta(0)

    @classmethod
    def of(cls, people: Sequence[Profile], clock: Callable[[], datetime]) -> "Town":
        """One team of `people`."""
        residents = [
            Resident(
                user=each.key.user,
                name=each.name,
                email=each.email or "",
                team="Team",
                locale=each.locale,
                timezone=each.timezone,
            )
            for each in people
        ]
        return cls(residents=residents, clock=clock)

    def now(self) -> datetime:
        return self._clock() + self.passed

    def resume(self, at: datetime) -> None:
        self.passed += max(at - self.now(), timedelta(0))

    async def residents(self) -> Sequence[Resident]:
        return self._residents

    def gather(self, key: str, users: Sequence[str]) -> Room:
        """A room for exactly these; it takes the place of the one of that name."""
        room = Room(key=key, name=key, members=tuple(users))
        self._rooms = (*(each for each in self._rooms if each.key != key), room)
        return room

    async def rooms(self) -> Sequence[Room]:
        return self._rooms

    async def next_at(self) -> datetime | None:
        return self.now() + timedelta(hours=1) if self.happen else None

    async def move(self, to: datetime) -> None:
        self.passed += to - self.now()
        if self.happen:
            await self.happen()

    async def move_on(self) -> bool:
        await self.move(self.now() + timedelta(hours=1))
        return self.happen is not None

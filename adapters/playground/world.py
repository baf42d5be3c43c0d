"""What the playground asks of whoever runs it: who lives there, and the time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """Somebody one can be. `user` is their id on the platform; `team` and `leads` are team names.

    `locale` and `timezone` are those of their profile, None where it does not say.
    """

    user: str
    name: str
    email: str
    team: str
    leads: tuple[str, ...] = ()
    locale: str | None = None
    timezone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A team's channel. `members` are the users who read it: exactly the team and its lead."""

    key: str
    name: str
    members: tuple[str, ...]


class World(Protocol):
    def now(self) -> datetime:
        """The playground's own time: aware UTC, never before an earlier answer."""
        ...

    def resume(self, at: datetime) -> None:
        """It has been `at` here before: it is never earlier again."""
        ...

    async def residents(self) -> Sequence[Resident]: ...

    async def rooms(self) -> Sequence[Room]:
        """A room's `key` is its team's key."""
        ...

    async def next_at(self) -> datetime | None:
        """When the next thing will happen, or None where nothing is planned."""
        ...

    async def move(self, to: datetime) -> None:
        """Let time pass until `to`: everything that falls due on the way happens at its own moment, and is sent."""
        ...

    async def move_on(self) -> bool:
        """Let time pass likewise until somebody has been written to; False where nobody is for a long time."""
        ...

"""Who lives in the playground, and what it asks of whoever runs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dialogues.blueprint.entries import Blueprint


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


def residents_of(blueprint: Blueprint) -> Sequence[Resident]:
    """Everybody in an organisation."""
    names = {team.key: team.name for team in blueprint.teams}
    return [
        Resident(
            user=each.email,
            name=each.name,
            email=each.email,
            team=names[each.team],
            leads=tuple(team.name for team in blueprint.teams if team.lead == each.email),
            locale=each.locale or blueprint.organisation.locale,
            timezone=each.timezone or blueprint.organisation.timezone,
        )
        for each in blueprint.people
    ]


def rooms_of(blueprint: Blueprint) -> Sequence[Room]:
    """A channel for every team."""
    return [
        Room(
            key=team.key,
            name=team.name,
            members=tuple(each.email for each in blueprint.people if each.team == team.key or each.email == team.lead),
        )
        for team in blueprint.teams
    ]


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

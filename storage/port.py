"""The questions that are asked of the data, and the facts that are recorded.

Every instant is aware UTC and comes in as an argument. Every method raises StorageError where the database cannot
be reached or is not the one expected.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from dialogues.address import Address, Workspace
from dialogues.audience import Circle
from dialogues.audit import Entry
from dialogues.blueprint.entries import Blueprint
from dialogues.event import Due
from dialogues.export import Publication
from dialogues.facts import Facts, Want
from dialogues.person import PersonId, TeamId
from dialogues.report.records import Records
from storage.outbox import Backlog, DeliveryState, Outbox
from storage.turn import Turn

T = TypeVar("T")


class StorageError(Exception):
    """The database did not do it; nothing was changed. The text says what the operator can do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreached:
    """Somebody who cannot be written to: `reason` is `no account` or the platform's own word."""

    name: str
    email: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Everybody with an account in reach, and every team, in the order of the file."""

    people: Sequence[PersonId]
    teams: Sequence[TeamId]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamChannel:
    team: TeamId
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDue:
    """A calendar that is to be read: of the `person` with the address `owner`, who is in `zone`. `known` are the
    addresses of those whom they lead; `address` is a secret."""

    person: PersonId
    address: str = field(repr=False)
    version: str
    owner: str
    zone: ZoneInfo
    known: Sequence[str]


class Storage(Protocol):
    """The whole store. Methods outside a turn are transactions of their own."""

    async def turn(self, work: Callable[[Turn], T]) -> T:
        """What `work` returns, once everything that it did is committed; nothing is where it raises.

        It is a plain function, so that no transaction ever waits for anything but its database. Where that was busy
        and nothing was kept, it is called again.
        """
        ...

    async def close(self) -> None: ...

    async def revisions(self) -> tuple[str | None, str]:
        """The database's migration and the code's newest one."""
        ...

    # the organisation

    async def blueprint(self) -> Blueprint | None:
        """The organisation as a file would say it, with every goal but those of teams that are gone; None before the
        first import."""
        ...

    async def adopt(self, *, blueprint: Blueprint, at: datetime) -> None:
        """Make the organisation be `blueprint`, which has been checked.

        A behaviour is the same one while its goal and its text are the same: what was said of it stays. One that its
        goal does not list any more is over. A goal that is not in `blueprint` is left as it is, unless its team is
        gone: then it is closed. What is new is scheduled at `at`: the greeting of a person, the window and digest of a
        team. Who has been seen before they were named has their account from now on. People who are gone are forgotten
        at once with their unpublished answers (R21) and what they have said of behaviours; readings stay.

        Where the organisation's rules are others than before, an entry of the audit says so.

        Raises StorageError where a goal has another version than here: it was changed in chat meanwhile.
        """
        ...

    async def unreached(self) -> Sequence[Unreached]: ...

    # the report

    async def records(self, *, at: datetime) -> Records | None:
        """What the organisation's report is composed from at `at`; None before the first import. Readings stand by the
        day on which they end, and those of teams that are gone are left out."""
        ...

    async def publication(self, *, at: datetime) -> Publication | None:
        """Everything that has been published until `at`, those of teams that are gone too; None before the first
        import."""
        ...

    # the audit

    async def audit(self, *, entry: Entry) -> None:
        """Keep what the operator has read, or changed: see `Turn.audit`."""
        ...

    # the workspaces

    async def workspaces(self) -> Sequence[Workspace]:
        """Every workspace that was ever connected, the oldest first."""
        ...

    async def connect(self, *, workspace: Workspace, channels: Sequence[TeamChannel], at: datetime) -> None:
        """A workspace is there (again): its planned deliveries may go out. `channels` are all its team channels. Who
        has been seen and is known by now has their account.

        There is one workspace of each platform: any other of the same platform is disconnected, as `replaced`.
        """
        ...

    async def channels(self) -> Sequence[TeamChannel]:
        """Every channel of a team on a connected platform, in the order of the teams."""
        ...

    async def circle(self, *, team: TeamId, workspace: Workspace) -> Circle:
        """The people of the team and its lead, by their accounts in a workspace."""
        ...

    # the schedule

    async def due(self, *, at: datetime, most: int) -> Sequence[Due]:
        """What has come due by `at`, oldest first: teams always, people only while an account is in reach."""
        ...

    async def reach(self) -> Reach:
        """Whom what is due concerns, whenever that is."""
        ...

    async def look(self, *, due: Due, wants: Want) -> Facts | None:
        """What a dialogue would know if this were due; None where its subject is gone. Nothing is held or changed."""
        ...

    async def next_at(self) -> datetime | None:
        """When the next thing that is scheduled or planned will happen."""
        ...

    async def feeds_due(self, *, at: datetime, most: int) -> Sequence[FeedDue]:
        """Calendars that are to be read, at most so many. Nobody else is given them for a while, nor they again."""
        ...

    # the deliveries

    def outbox(self) -> Outbox:
        """The right to send, to be used by one at a time. Nothing is connected until something is asked."""
        ...

    async def queue(self) -> Mapping[DeliveryState, int]:
        """How many deliveries there are in each state. It looks at every one."""
        ...

    async def backlog(self) -> Sequence[Backlog]:
        """What is planned, by the time at which it expires, what is being sent, and what is in doubt.

        It looks at nothing else, however much there is of it.
        """
        ...

    async def retain(self, *, at: datetime) -> int:
        """Forget what is older at `at` than the organisation's rules let it be (domain.md §6.3): answers and themes,
        texts, plans that nobody follows, the audit. How much it was; readings stay."""
        ...

    async def forget_topics(self, *, before: date) -> int:
        """Forget what people wanted to bring up in talks that were before a day; how much it was."""
        ...

    async def prune(self, *, before: datetime) -> int:
        """Forget the event ids and the finished deliveries from before an instant; how many rows."""
        ...

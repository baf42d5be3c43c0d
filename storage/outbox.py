"""The deliveries, as one replica drains them: what it has in hand, what goes out next and what became of it.

Every instant is aware UTC and comes in as an argument.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from dialogues.address import Address, Workspace
from dialogues.kind import Kind
from dialogues.message import Message
from dialogues.person import TeamId
from dialogues.phrase import Text

DeliveryState = Literal["planned", "sending", "sent", "unknown", "refused", "expired", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One delivery whose intent is committed. `mark` is a random id for the platform; `attempt` counts this one too.

    It goes to `to`, since `intent_at`, for the dialogue that planned it. `language` and `timezone` are the
    reader's; of a channel, the organisation's. `kind` is what it is. `team` is whose channel it goes to, and None where
    it goes to a person. What has just been `cleared` may stand there, whatever it tells.
    """

    id: int
    mark: str
    attempt: int
    intent_at: datetime
    expires_at: datetime
    to: Address
    team: TeamId | None = None
    cleared: bool = False
    dialogue: str
    kind: Kind
    language: str
    timezone: ZoneInfo
    message: Message[Text]

    @property
    def guard(self) -> TeamId | None:
        """The team that has to be, with its lead, exactly who reads the channel (R23); None where anybody may."""
        return self.team if self.kind.tells_results else None


# What became of an attempt. A fact about this attempt alone: a delivery that has gone on since is not changed by it.


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """It arrived at `address`, complete, and was seen there on the reader's local day `on`: the day they were greeted,
    if this is the first greeting."""

    outgoing: Outgoing
    at: datetime
    ref: str
    address: Address
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed:
    """It did not arrive, and is planned for `until`; nothing else waits for it. Without `tried`, it was no attempt."""

    outgoing: Outgoing
    until: datetime
    tried: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """It did not arrive, and its workspace takes nothing `until` then. It was no attempt."""

    outgoing: Outgoing
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """It is never to be sent, for the platform's own `reason`, and stops the account too if that is the scope.

    A workspace that turns messages away is disconnected, and this one is planned again for when it is back.
    """

    outgoing: Outgoing
    at: datetime
    scope: Literal["message", "account", "workspace"]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """It may have arrived or not, nobody can say, and it is never sent again."""

    outgoing: Outgoing
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """Exactly its team reads the channel: it may go out there now. It was no attempt."""

    outgoing: Outgoing
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """It is not to stand in the channel, for this `reason`: it is cancelled, and each who was to read it and is still
    of the team gets it by themselves, planned in the same transaction. The reason names nobody."""

    outgoing: Outgoing
    at: datetime
    reason: str


Outcome = Sent | Postponed | Blocked | Turned | Doubtful | Cleared | Parted


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What this replica has in hand: the workspaces that nobody else sends to.

    In those that are `active`, something may go out now. The others are to be brought to rest, and are given back
    then. `doubtful` was left half sent in workspaces that have been taken in hand just now; its messages are of no use
    but to be asked about, and may be empty.
    """

    owned: frozenset[Workspace]
    active: frozenset[Workspace]
    doubtful: Sequence[Outgoing]


class Outbox(Protocol):
    """The right of one replica to send. It ends with `close` and with the first StorageError that a method raises:
    from then on somebody else may have it, and another outbox has to be opened."""

    async def hold(self, *, at: datetime, among: Collection[Workspace], resting: Collection[Workspace]) -> Hold:
        """Take in hand what is active and nobody else's, up to a fair share of it among the replicas that there are.

        Of those that are `resting`, where nothing of this replica's is under way, those that are no longer active or
        beyond the share are given back; what is in doubt in them is for whoever takes them next.
        """
        ...

    async def advance(
        self, *, at: datetime, outcomes: Sequence[Outcome], free: Collection[Workspace]
    ) -> Sequence[Outgoing]:
        """Record the outcomes, and commit the intent to send the next planned delivery of each free workspace, if it
        is this replica's, all in one transaction.

        Of what is planned, that too late becomes `expired`; that whose reader has stopped or is out of reach,
        `cancelled`. That whose reader is not available (`dialogues.availability`) waits, and so does that which
        only another version of Vardag can read. Nothing goes out to a workspace that is blocked or disconnected. What
        has a `guard` and is not `cleared` is to be asked about, and not to be sent: whoever leaves it so has sent
        nothing.

        Nobody is sent more than `dialogues.caps` allows: what is sent is counted in the same transaction. Where several
        want the same room, the one of the lowest rank (`dialogues.kind`) has it. What would have to wait until it
        is of no use is `expired` at once.
        """
        ...

    async def close(self) -> None:
        """Give everything back."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """Deliveries of one workspace that wait in one state: how many, since when the oldest (when it fell due, was
    begun, or was given up), and of those planned, when they expire."""

    workspace: Workspace
    state: DeliveryState
    count: int
    since: datetime
    expires_at: datetime | None

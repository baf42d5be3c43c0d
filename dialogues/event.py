"""Everything that can happen.

Instants are aware UTC. An `id` is unique for what happened on its platform: the same id again is the same event
again, and has no second effect. An act says `where` its person is, where the platform tells.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dialogues.address import AccountKey, Address, Profile, Whereabouts, Workspace
from dialogues.feed import Fault, Occurrence
from dialogues.person import PersonId, TeamId
from dialogues.token import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Somebody wrote to the bot."""

    id: str
    at: datetime
    account: AccountKey
    where: Whereabouts
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commanded:
    """Somebody gave the command `/goal` with `words` behind it, stripped, possibly none.

    `channel` is the platform's id of the channel in which it was given, None where that is their own conversation.
    """

    id: str
    at: datetime
    account: AccountKey
    words: str
    where: Whereabouts | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chose:
    """Somebody tapped a button of a message."""

    id: str
    at: datetime
    account: AccountKey
    token: Token
    where: Whereabouts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """Somebody sent a form in. Values by field name; a field left empty is empty text."""

    id: str
    at: datetime
    account: AccountKey
    token: Token
    values: Mapping[str, str]
    where: Whereabouts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Somebody opened the bot's own page, where the platform has one."""

    id: str
    at: datetime
    account: AccountKey
    where: Whereabouts | None = None


class Occasion(StrEnum):
    """What falls due by the calendar. A person is greeted, asked, asked again, nudged, and reminded of a plan before
    its situation; a lead is prepared for a talk, asked about it afterwards, and about what they have promised in it;
    whoever it is with is asked what they want to bring up; once a week a lead is asked to look back; a team's windows
    close, its digest goes out, and how it goes with its focus is looked at in a review.
    """

    GREETING = "greeting"
    PULSE = "pulse"
    REMINDER = "reminder"
    NUDGE = "nudge"
    SITUATION = "situation"
    MEETING = "meeting"
    AFTERWARDS = "afterwards"
    INVITATION = "invitation"
    PROMISE = "promise"
    REFLECTION = "reflection"
    WINDOW = "window"
    DIGEST = "digest"
    REVIEW = "review"


#: What falls due to one person. Everything else falls due to a team.
TO_PEOPLE = (
    *(Occasion.GREETING, Occasion.PULSE, Occasion.REMINDER, Occasion.NUDGE, Occasion.SITUATION),
    *(Occasion.MEETING, Occasion.AFTERWARDS, Occasion.INVITATION, Occasion.PROMISE, Occasion.REFLECTION),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something planned has come due for `subject`: a person, if it is one of TO_PEOPLE, or a team."""

    at: datetime
    occasion: Occasion
    subject: PersonId | TeamId


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRead:
    """The calendar that the `person` has connected has been read, or could not be, for a `fault`.

    `found` are the meetings with colleagues in it, None where they are the same as last time; `version` is to be kept
    for next time, and `named` says whether it shows who is in them, where that is known.
    """

    at: datetime
    person: PersonId
    found: tuple[Occurrence, ...] | None = None
    version: str = ""
    named: bool | None = None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A platform tells who somebody is: they joined, changed, or were looked up. `profile.active` may be False.

    `address` is where they can be reached from now on, where the platform says so along with it.
    """

    id: str
    at: datetime
    profile: Profile
    address: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Somebody is no longer within reach: they have taken the bot away, or are gone. `reason` is for the operator."""

    id: str
    at: datetime
    account: AccountKey
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disconnected:
    """A workspace has thrown the bot out, or its token has died: nothing more is sent there."""

    id: str
    at: datetime
    workspace: Workspace
    reason: str


#: What a person did, which a dialogue answers.
Act = Said | Commanded | Chose | Submitted | Opened

#: What a dialogue advances on.
Event = Act | Due | FeedRead

#: What an adapter hands in.
Inbound = Act | Seen | Left | Disconnected

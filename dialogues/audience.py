"""Who may read what a team is told in its channel: exactly the team and its lead (domain.md R23)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum, auto


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A team and its lead: of each person the ids of their accounts on the platform of the channel, none where they
    have none there. `in_channel` is whether the organisation wants digests to stand in channels at all."""

    people: Sequence[frozenset[str]]
    in_channel: bool


class Reach(StrEnum):
    """Who can read a channel besides those who are in it."""

    NOBODY = auto()
    #: Whoever likes, in the same organisation.
    ANYBODY = auto()
    #: Those who are in it from another organisation, now or once they accept.
    OUTSIDE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """The accounts that are in a channel, of people and of other programs, but for the bot itself."""

    users: frozenset[str]
    reach: Reach = Reach.NOBODY


class Hindrance(StrEnum):
    """Why a digest goes to each by themselves."""

    #: The organisation has not asked for anything else.
    OFF = auto()
    #: The platform cannot say who reads the channel, or did not.
    UNTOLD = auto()
    OUTSIDE = auto()
    ANYBODY = auto()
    #: Somebody or something is in the channel that is not of the team: a guest and another program, too.
    OTHERS = auto()
    #: Somebody of the team, or its lead, is not in the channel.
    MISSING = auto()


def hindrance(circle: Circle, readers: Readers) -> Hindrance | None:
    """Why a digest may not stand in the channel; None where exactly the team and its lead read it.

    The organisation file says who is of the team, and nothing else does: an account that it knows nothing of is
    somebody else's, and one that is closed on the platform is its person's as long as it is in the channel.
    """
    known = frozenset[str]().union(*circle.people)
    if not circle.in_channel:
        return Hindrance.OFF
    if readers.reach is Reach.OUTSIDE:
        return Hindrance.OUTSIDE
    if readers.reach is Reach.ANYBODY:
        return Hindrance.ANYBODY
    if readers.users - known:
        return Hindrance.OTHERS
    if any(readers.users.isdisjoint(accounts) for accounts in circle.people):
        return Hindrance.MISSING
    return None

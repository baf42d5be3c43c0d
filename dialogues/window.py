"""The time in which a team's question collects answers, and the reading that it becomes."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from dialogues.goal import Behaviour, BehaviourId
from dialogues.person import TeamId

WindowId = NewType("WindowId", str)

#: The smallest number of people behind any figure (domain.md R1).
K = 5
#: The longest a window stays open (domain.md §0, decision 4).
WEEKS_AT_MOST = 4


class Value(StrEnum):
    """The answers to `beh.last` (domain.md §3.1)."""

    YES = "yes"
    NOT_THAT_TIME = "not_that_time"
    NO_OCCASION = "no_occasion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Opened and closed at UTC instants; open while `closed_at` is None. Windows of a team never overlap.

    `in_focus`: its behaviour is still the focus of an active goal. Nobody new is asked where it no longer is.
    """

    id: WindowId
    team: TeamId
    behaviour: Behaviour
    opened_at: datetime
    closed_at: datetime | None = None
    in_focus: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What somebody themselves answered about a behaviour. It is shown to nobody but them, and kept nowhere but with
    the answers."""

    behaviour: BehaviourId
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many different people last answered what in one window, and how many `members` the team has.

    The only thing that is ever counted from answers (domain.md §0, decision 1), and seen by nothing but
    `dialogues.closing`.
    """

    yes: int
    not_that_time: int
    no_occasion: int
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The published result of a closed window: immutable, and the only figure anything is computed from.

    `people` had an occasion and said how it went; `yes` of them did it; the team had `members` at the close.
    `first` and `last` are the local days of the organisation between which answers came in.

    Raises ValueError where fewer than K people stand behind it.
    """

    window: WindowId
    team: TeamId
    behaviour: BehaviourId
    first: date
    last: date
    people: int
    yes: int
    members: int

    def __post_init__(self) -> None:
        if not (K <= self.people <= self.members and 0 <= self.yes <= self.people):
            raise ValueError("a reading needs at least five people, no more than there are")

"""The time in which a team's question collects answers, and the reading that it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from dialogues.goal import Behaviour, BehaviourId, GoalId
from dialogues.person import TeamId
from dialogues.phrase import Wording
from dialogues.pulse.custom import QuestionKey
from dialogues.pulse.item import ITEMS, Item, ItemId
from dialogues.rules import K
from dialogues.statistics.change import Change, Comparison

WindowId = NewType("WindowId", str)

#: The fewest people behind a theme, such as an obstacle (domain.md R10).
THEME = 3
#: The longest a window stays open (domain.md §0, decision 4).
WEEKS_AT_MOST = 4


class Value(StrEnum):
    """The answers to `beh.last` (domain.md §3.1)."""

    YES = "yes"
    NOT_THAT_TIME = "not_that_time"
    NO_OCCASION = "no_occasion"


class Slot(StrEnum):
    """`a` is for the behaviour in focus, `b` for everything else (domain.md §3.3)."""

    A = "a"
    B = "b"


class Aspect(StrEnum):
    """What an answer says: what was asked, or, where that was "not that time", what stood in the way."""

    ANSWER = "answer"
    OBSTACLE = "obstacle"


class Visibility(StrEnum):
    """Who may read a comment: nobody, as it counts as its theme alone; the team, word for word; its writer alone."""

    THEME = "theme"
    VERBATIM = "verbatim"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A goal that can be answered with: its title when the window opened."""

    goal: GoalId
    title: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Opened and closed at UTC instants; open while `closed_at` is None. A team has one open at most in each slot.

    `behaviour`, and the `goal` with its `title`, are what the question is about, `text` is that of the organisation's
    own `question`, `options` are the goals that can be answered with. At least `k` people stand behind its reading, as
    the organisation's rules said when it opened (R20). `lives`: that is still worked with, the behaviour being in
    focus. Nobody new is asked where it no longer is.
    """

    id: WindowId
    team: TeamId
    opened_at: datetime
    item: ItemId = ItemId.LAST
    slot: Slot = Slot.A
    behaviour: Behaviour | None = None
    goal: GoalId | None = None
    title: Wording | None = None
    question: QuestionKey | None = None
    text: Wording | None = None
    options: tuple[Option, ...] = ()
    k: int = K
    closed_at: datetime | None = None
    lives: bool = True

    @property
    def asks(self) -> Item:
        """What is asked."""
        return ITEMS[self.item]

    def takes(self, value: str) -> bool:
        """Whether `value` is one of its answers."""
        return self.asks.scale.has(value) or any(each.goal == value for each in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What somebody themselves answered about a behaviour. It is shown to nobody but them, and kept nowhere but with
    the answers."""

    behaviour: BehaviourId
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many different people last answered what in one window, and how many `members` the team has. `obstacles` are
    what stood in the way for those to whom it did not happen, or who wrote something about it.

    `now` is how it compares with the start, and `before` how it did one window earlier; None where it is too early.

    The only thing that is ever counted from answers (domain.md §0, decision 1), and seen by nothing but
    `dialogues.closing`.
    """

    counts: Mapping[str, int]
    members: int
    obstacles: Mapping[str, int] = field(default_factory=dict)
    now: Comparison | None = None
    before: Comparison | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A window that the team has had, or has: what was asked, and when it opened (UTC)."""

    item: ItemId
    slot: Slot
    opened_at: datetime
    behaviour: BehaviourId | None = None
    goal: GoalId | None = None
    question: QuestionKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """What people have written for their team to read word for word while a window was open: one text from each, the
    lead's aside, in no order."""

    window: WindowId
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The published result of a closed window: immutable, and the only figure anything is computed from.

    `people` had an occasion and said how it was; `yes` of them said that it is so, none where the question has no such
    answer; `text` is that of the organisation's own `question`; `counts` are how many gave each answer; the team had
    `members` at the close. `obstacles` are those that at least THEME people met (R10). `change` is
    what can be said of how it has moved, of a behaviour only. `first` and `last` are the local
    days of the organisation between which answers came in.

    Raises ValueError where fewer than K people stand behind it.
    """

    window: WindowId
    team: TeamId
    first: date
    last: date
    people: int
    yes: int
    members: int
    item: ItemId = ItemId.LAST
    behaviour: BehaviourId | None = None
    goal: GoalId | None = None
    question: QuestionKey | None = None
    text: Wording | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    obstacles: Mapping[str, int] = field(default_factory=dict)
    change: Change | None = None

    def __post_init__(self) -> None:
        if not (K <= self.people <= self.members and 0 <= self.yes <= self.people):
            raise ValueError("a reading needs at least five people, no more than there are")

    def is_of(self, behaviour: BehaviourId) -> bool:
        """Whether it says if the behaviour happened at the latest occasion."""
        return self.item is ItemId.LAST and self.behaviour == behaviour

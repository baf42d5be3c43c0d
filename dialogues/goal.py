"""What we want to reach, and what one would see us do."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from dialogues.person import TeamId
from dialogues.phrase import Wording

GoalId = NewType("GoalId", str)
BehaviourId = NewType("BehaviourId", str)

#: product.md, method rules 1 and 2
BEHAVIOURS_PER_GOAL = range(3, 6)
ACTIVE_GOALS_PER_TEAM = 3


class Arena(StrEnum):
    """Where a behaviour shows itself (domain.md §1, row 11)."""

    MEETING = "meeting"
    WORK_MOMENT = "work_moment"
    FEEDBACK = "feedback"
    PRIORITY = "priority"


class Audience(StrEnum):
    """Whose behaviour it is."""

    TEAM = "team"
    LEADER = "leader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """One observable action."""

    id: BehaviourId
    text: Wording
    arena: Arena
    audience: Audience = Audience.TEAM


@dataclass(frozen=True, slots=True, kw_only=True)
class StopItem:
    """What we do less of to make room for the goal."""

    text: Wording
    reason: Wording | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A KPI or key result: from `start` to `target` by the day `by`, in `unit`."""

    name: str
    unit: str
    start: float | None = None
    target: float | None = None
    by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """A team's answers to the three questions (domain.md §1, row 24)."""

    meetings: Wording
    strengthened: Wording
    prioritised_away: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """An active goal of one team. `first` and `last` are the days of its period, both included.

    `focus` is the one behaviour that gets questions right now, or None where the goal rests from them.
    """

    id: GoalId
    team: TeamId
    title: Wording
    why: Wording
    first: date
    last: date
    behaviours: tuple[Behaviour, ...]
    focus: BehaviourId | None = None
    measures: tuple[Measure, ...] = ()
    stop: tuple[StopItem, ...] = ()
    answers: Answers | None = None

    def runs_on(self, day: date) -> bool:
        """Whether `day` lies within the goal's period."""
        return self.first <= day <= self.last

    def behaviour(self, id: BehaviourId) -> Behaviour | None:
        """The behaviour with this id, or None where the goal has none such."""
        return next((each for each in self.behaviours if each.id == id), None)

    @property
    def focused(self) -> Behaviour | None:
        """The behaviour in focus, or None."""
        return self.behaviour(self.focus) if self.focus else None

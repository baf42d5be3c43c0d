"""What we want to reach, and what one would see us do."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NewType

from dialogues.measure import Measure
from dialogues.person import PersonId, TeamId
from dialogues.phrase import Wording

GoalId = NewType("GoalId", str)
BehaviourId = NewType("BehaviourId", str)

#: product.md, method rules 1 and 2
BEHAVIOURS_PER_GOAL = range(3, 6)
MOST_BEHAVIOURS = BEHAVIOURS_PER_GOAL.stop - 1
ACTIVE_GOALS_PER_TEAM = 3


class State(StrEnum):
    """Where a goal is on its way.

    A draft is seen by those who may change it. The team knows of one that is `untranslated`, and works with one that is
    `active`; one that rests makes room for others, and one that is closed is over.
    """

    DRAFT = "draft"
    UNTRANSLATED = "untranslated"
    ACTIVE = "active"
    RESTING = "resting"
    CLOSED = "closed"


class Perspective(StrEnum):
    """The four of the Balanced Scorecard (domain.md §1, row 12)."""

    FINANCE = "finance"
    CUSTOMER = "customer"
    PROCESS = "process"
    LEARNING = "learning"


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


class Status(StrEnum):
    """How far a team has come with a behaviour, by rule (`dialogues.habit`)."""

    NEW = "new"
    PRACTISING = "practising"
    ESTABLISHED = "established"
    RESTING = "resting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """One observable action. Its wording never changes, but for a translation that is added: another wording is another
    behaviour, which `replaces` this one with the next `version`, so that what was answered about the old one is never
    read as about the new.

    `exception` is why it stands although the observability check rejects it; the team sees it. `confirmed`: whoever
    wrote the organisation file says that two members of the team have confirmed it.

    It has had its `status` since the local day `status_on` of the organisation, and the focus since `focused_on`; None
    where it is not in focus.
    """

    id: BehaviourId
    text: Wording
    arena: Arena
    audience: Audience = Audience.TEAM
    exception: Wording | None = None
    confirmed: bool = False
    version: int = 1
    replaces: BehaviourId | None = None
    status: Status = Status.NEW
    status_on: date | None = None
    focused_on: date | None = None

    @property
    def is_established(self) -> bool:
        """Whether it happens by now without a reminder."""
        return self.status is Status.ESTABLISHED

    def follows(self, id: str) -> bool:
        """Whether it is the behaviour with this id, or has replaced it."""
        return id in (self.id, self.replaces)

    def says(self, text: Wording) -> bool:
        """Whether it says the same as `text` in any language."""
        return not set(self.text.texts.values()).isdisjoint(text.texts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class StopItem:
    """What we do less of to make room for the goal, from the day `since` on; `review` is when we look at it again."""

    text: Wording
    reason: Wording | None = None
    since: date | None = None
    review: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """What the three guiding questions led to (domain.md §1, row 34): from the experience to what one would see, to
    what the lead follows up more often."""

    experience: Wording | None = None
    signals: Wording | None = None
    follow_up: Wording | None = None

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to answer."""
        return None not in (self.experience, self.signals, self.follow_up)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """A team's answers to the three questions (domain.md §1, row 24)."""

    meetings: Wording | None = None
    strengthened: Wording | None = None
    prioritised_away: Wording | None = None

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to answer."""
        return None not in (self.meetings, self.strengthened, self.prioritised_away)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a team, or with `team` None the whole organisation, wants to reach.

    `first` and `last` are the days of its period, both included. A goal of the whole organisation is translated by
    each team into a goal of its own, which names it as `above`; `everyday` is that team's line on how it looks in their
    everyday. `focus` is the one behaviour that gets questions right now. `trade_off` is what the team gives up for a
    goal beyond the three. `version` counts the changes that were made in chat.
    """

    id: GoalId
    team: TeamId | None
    title: Wording
    why: Wording
    first: date
    last: date
    state: State
    owner: PersonId | None = None
    perspective: Perspective | None = None
    above: GoalId | None = None
    everyday: Wording | None = None
    guidance: Guidance = Guidance()
    behaviours: tuple[Behaviour, ...] = ()
    focus: BehaviourId | None = None
    measures: tuple[Measure, ...] = ()
    stop: tuple[StopItem, ...] = ()
    answers: Answers = Answers()
    trade_off: Wording | None = None
    version: int = 0

    @property
    def is_active(self) -> bool:
        return self.state is State.ACTIVE

    @property
    def is_translated(self) -> bool:
        """Whether its team has made it its own (domain.md §7): behaviours, the three answers, something that it does
        less of, and the confirmation of two members, without which no goal is active."""
        complete = len(self.behaviours) in BEHAVIOURS_PER_GOAL and self.answers.is_complete
        return self.is_active and complete and bool(self.stop)

    def runs_on(self, day: date) -> bool:
        """Whether the goal is active and `day` lies within its period."""
        return self.is_active and self.first <= day <= self.last

    def behaviour(self, id: str) -> Behaviour | None:
        """The behaviour with this id, or None where the goal has none such."""
        return next((each for each in self.behaviours if each.id == id), None)

    @property
    def team_behaviours(self) -> tuple[Behaviour, ...]:
        """Those that are the team's own, leaders' left out."""
        return tuple(each for each in self.behaviours if each.audience is Audience.TEAM)

    @property
    def beginning(self) -> BehaviourId | None:
        """The behaviour that a team begins with: the first of its own, leaders' left out."""
        return next((each.id for each in self.team_behaviours), None)

    @property
    def refocused(self) -> "Goal":
        """The same goal; where the behaviour in focus is gone or the leader's, with the team's first in its place."""
        focused = self.focused
        if self.focus is None or (focused is not None and focused.audience is Audience.TEAM):
            return self
        return replace(self, focus=self.beginning)

    @property
    def focused(self) -> Behaviour | None:
        """The behaviour in focus, or None."""
        return self.behaviour(self.focus) if self.focus else None

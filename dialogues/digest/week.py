"""What a digest is composed from: readings, promises and what a team has said openly, and nothing that anybody
answered."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from dialogues import mirror, reading
from dialogues.calendar import DAY
from dialogues.celebration import Celebration
from dialogues.facts import Facts
from dialogues.goal import Behaviour, Goal
from dialogues.listening import NEVER, Listening
from dialogues.person import Team
from dialogues.promise import Promise, State
from dialogues.pulse.item import ItemId
from dialogues.rules import K
from dialogues.share import Band
from dialogues.window import Reading, Remarks

WEEK = 7 * DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The week of a team that begins on `monday`. `goal` has the focus; `goals`, `readings` and `promises` are all of
    the team's, the oldest readings and promises first. The team has `members`, of whom `k` have to stand behind any
    figure."""

    team: Team
    goal: Goal
    focus: Behaviour
    monday: date
    goals: tuple[Goal, ...] = ()
    members: int = 0
    k: int = K
    readings: tuple[Reading, ...] = ()
    promises: tuple[Promise, ...] = ()
    remarks: tuple[Remarks, ...] = ()
    celebrations: tuple[Celebration, ...] = ()
    listening: Listening = NEVER

    @classmethod
    def of(cls, facts: Facts, monday: date, today: date) -> Self | None:
        """Of what is known; None where the team has no focus."""
        team = facts.team.id
        for goal in facts.goals:
            if goal.team == team and goal.focused and goal.runs_on(today):
                return cls(
                    team=facts.team,
                    goal=goal,
                    focus=goal.focused,
                    monday=monday,
                    goals=tuple(each for each in facts.goals if each.team == team),
                    members=len(facts.members),
                    k=facts.organisation.rules.k,
                    readings=tuple(
                        each for each in facts.readings if each.team == team and not mirror.is_over(each, facts.team)
                    ),
                    promises=tuple(each for each in facts.promises if each.team == team),
                    remarks=facts.remarks,
                    celebrations=facts.celebrations,
                    listening=facts.listening,
                )
        return None

    def is_new(self, day: date | None) -> bool:
        """Whether it happened since the last digest."""
        return day is not None and day >= self.monday - WEEK

    @property
    def news(self) -> tuple[Reading, ...]:
        """What has been published since the last digest, the behaviour in focus first."""
        new = (each for each in self.readings if self.is_new(each.last))
        return tuple(sorted(new, key=lambda each: not each.is_of(self.focus.id)))

    @property
    def is_wary(self) -> bool:
        """Whether, when they were last asked, not most were comfortable with how answers are handled (domain.md §7,
        Trust)."""
        asked = [each for each in self.readings if each.item is ItemId.TRUST]
        return bool(asked) and reading.band(asked[-1]) is not Band.MOST

    @property
    def course(self) -> tuple[Reading, ...]:
        """How it has gone with the behaviour in focus."""
        return tuple(each for each in self.readings if each.is_of(self.focus.id))

    def behaviour(self, id: str) -> Behaviour | None:
        """The behaviour of one of its goals."""
        return next((found for goal in self.goals if (found := goal.behaviour(id))), None)

    @property
    def proposed(self) -> Celebration | None:
        """What has waited longest to be celebrated."""
        return next((each for each in self.celebrations if each.waits), None)

    @property
    def raised(self) -> Promise | None:
        """The obstacle that has waited longest for an answer."""
        return next((each for each in self.promises if each.state is State.RAISED), None)

    @property
    def promised(self) -> tuple[Promise, ...]:
        """What is under way, and what has been answered since the last digest."""
        return tuple(
            each
            for each in self.promises
            if each.state is State.UNDER_WAY or (each.state is not State.RAISED and self.is_new(each.answered_on))
        )

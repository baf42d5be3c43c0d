"""What a lead could ask or say in a talk: from the goal, its behaviours and what the team has raised, and from nothing
else that anybody has said (domain.md §4.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dialogues.facts import Facts
from dialogues.goal import Behaviour, Goal
from dialogues.meeting.meeting import Talk
from dialogues.nudge import sentence
from dialogues.person import TeamId
from dialogues.phrase import Argument, Phrase
from dialogues.promise import Promise
from dialogues.rhythm import monday, week_number

#: m.1 to m.5 of domain.md §4.4 by their numbers: what needs no more than a goal, a behaviour too, and an obstacle.
PLAIN, OF_BEHAVIOUR, OF_OBSTACLE = (1, 2, 4), (3,), (5,)
#: The ways in which m.6 is said.
WAYS: Final = (1, 2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What there is to talk about with a team in a week: one of its goals by turns, a behaviour for it, and an obstacle
    that the team has raised and that stood open when the week began."""

    goal: Goal
    behaviour: Behaviour | None = None
    obstacle: Promise | None = None

    def numbers(self, talk: Talk) -> Sequence[int]:
        """Of the questions for a one-on-one, or of the ways to prepare a meeting, those that can be said."""
        if not talk.is_one_on_one:
            return WAYS if self.behaviour else ()
        return sorted((*PLAIN, *(OF_BEHAVIOUR if self.behaviour else ()), *(OF_OBSTACLE if self.obstacle else ())))

    @property
    def gaps(self) -> dict[str, Argument]:
        """What stands in the sentences."""
        known: dict[str, Argument] = {"goal": self.goal.title.cut(sentence.TITLE).quoted}
        if self.behaviour is not None:
            known["behaviour"] = sentence.shortly(self.behaviour)
        if self.obstacle is not None:
            known["obstacle"] = self.obstacle.name
        return known

    def question(self, number: int) -> Phrase:
        """The one with this number for a one-on-one."""
        return Phrase.of(f"meeting.question.{number}", **self.gaps)


def agenda(team: TeamId, facts: Facts, day: date) -> Agenda | None:
    """What there is to talk about on a local day of the lead; None where the team works with no goal.

    It is the same all week, whatever anybody answers: what is answered is read when a week is over.
    """
    goals = [each for each in facts.goals if each.team == team and each.runs_on(day)]
    if not goals:
        return None
    goal = goals[week_number(day) % len(goals)]
    ours = [each for each in goal.team_behaviours if each.id == goal.focus] or goal.team_behaviours
    week = monday(day)
    raised = (each for each in facts.promises if each.team == team and _is_open(each, week))
    return Agenda(goal=goal, behaviour=next(iter(ours), None), obstacle=next(raised, None))


def _is_open(promise: Promise, week: date) -> bool:
    """Whether it stood open when the week began: an answer in the middle of a week changes nothing in it."""
    known = promise.raised_on <= week
    return known and (promise.is_open or (promise.answered_on is not None and promise.answered_on >= week))

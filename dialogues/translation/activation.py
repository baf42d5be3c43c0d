"""What a goal needs before a team works with it (product.md, the method's rules 1-3; domain.md §2.1).

The chat and the organisation file ask the same, of a `Goal` and of a `GoalEntry`.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

from dialogues.blueprint.entries import BehaviourEntry, GoalEntry
from dialogues.goal import ACTIVE_GOALS_PER_TEAM, BEHAVIOURS_PER_GOAL, Answers, Arena, Audience, Behaviour, Goal, State
from dialogues.nothing import is_bare_nothing
from dialogues.translation.confirmation import Standing


class Lack(StrEnum):
    """One thing for which a goal cannot be active yet, in the order in which a team comes to it."""

    #: It belongs to the whole organisation: each team translates it into a goal of its own.
    WHOLE = "whole"
    #: Its period is over.
    PERIOD = "period"
    #: Fewer than three behaviours, or more than five.
    FEW = "few"
    MANY = "many"
    #: The observability check rejects a behaviour, and nobody has said why it stands all the same.
    REJECTED = "rejected"
    #: No answer to which meetings change, which behaviours are strengthened, what is prioritised away.
    MEETINGS = "meetings"
    STRENGTHENED = "strengthened"
    PRIORITISED_AWAY = "prioritised_away"
    #: "Nothing" is prioritised away, without a reason.
    NOTHING = "nothing"
    #: A behaviour that a member of the team has said no to.
    DISPUTED = "disputed"
    #: A behaviour that too few members of the team have confirmed.
    UNCONFIRMED = "unconfirmed"


#: Where each active goal has a behaviour of the leader's (the method's rule 3). Its lack is told, and stops nobody.
LEADER_ARENAS = (Arena.MEETING, Arena.FEEDBACK, Arena.PRIORITY)


def lacks(
    goal: Goal | GoalEntry, *, standings: Iterable[Standing], rejected: bool, today: date | None = None
) -> tuple[Lack, ...]:
    """Everything that the goal lacks to be active; nothing where it may be.

    `standings` are those of its behaviours; `rejected`: the observability check rejects one that has no `exception`.
    Without `today` nothing is said of the period. That it would be a team's fourth is asked of `is_fourth`.
    """
    return tuple(_lacks(goal, set(standings), rejected, today))


def is_fourth(others: Iterable[Goal | GoalEntry]) -> bool:
    """Whether one more active goal would be too many for the team that has these others, in whatever states: it needs
    a trade-off that the team sees, or one of these put to rest."""
    return sum(each.state is State.ACTIVE for each in others) >= ACTIVE_GOALS_PER_TEAM


def missing_arenas(behaviours: Sequence[Behaviour | BehaviourEntry]) -> tuple[Arena, ...]:
    """Those of `LEADER_ARENAS` in which no behaviour is the leader's."""
    covered = {each.arena for each in behaviours if each.audience is Audience.LEADER}
    return tuple(arena for arena in LEADER_ARENAS if arena not in covered)


def _lacks(goal: Goal | GoalEntry, standings: set[Standing], rejected: bool, today: date | None) -> Iterator[Lack]:
    if goal.team is None:
        yield Lack.WHOLE
    if today is not None and goal.last < today:
        yield Lack.PERIOD
    if len(goal.behaviours) < BEHAVIOURS_PER_GOAL.start:
        yield Lack.FEW
    if len(goal.behaviours) >= BEHAVIOURS_PER_GOAL.stop:
        yield Lack.MANY
    if rejected:
        yield Lack.REJECTED
    yield from _unanswered(goal.answers)
    if Standing.DISPUTED in standings:
        yield Lack.DISPUTED
    if Standing.WAITING in standings:
        yield Lack.UNCONFIRMED


def _unanswered(answers: Answers) -> Iterator[Lack]:
    if answers.meetings is None:
        yield Lack.MEETINGS
    if answers.strengthened is None:
        yield Lack.STRENGTHENED
    if answers.prioritised_away is None:
        yield Lack.PRIORITISED_AWAY
    elif any(map(is_bare_nothing, answers.prioritised_away.texts.values())):
        yield Lack.NOTHING

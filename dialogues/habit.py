"""How far a team has come with a behaviour, by rule and from its readings alone (domain.md §4.3)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dialogues.goal import Behaviour, Goal, Status
from dialogues.reading import pooled
from dialogues.statistics.interval import effective, jeffreys
from dialogues.window import Reading

#: After so many closed windows its baseline is over.
BASELINE: Final = 2
#: So many readings are pooled, and so long it has been in focus at least.
POOLED, EARLIEST = 4, timedelta(weeks=9)
#: The lower bound of the 80 % interval from which it is established, and the share below which it no longer is.
ESTABLISHED_FROM, RELAPSED_BELOW = 0.70, 0.60
#: A focus lasts so long.
FOCUS: Final = timedelta(weeks=12)


def assess(behaviour: Behaviour, *, is_focus: bool, readings: Sequence[Reading], closed: int, today: date) -> Behaviour:
    """The behaviour with the status that it has today. `readings` are its own, oldest first; `closed` counts its closed
    windows, with or without a reading."""
    since = (behaviour.focused_on or today) if is_focus else None
    status = _status(replace(behaviour, focused_on=since), readings, closed, today)
    changed = today if status is not behaviour.status else behaviour.status_on
    return replace(behaviour, status=status, status_on=changed, focused_on=since)


def _status(behaviour: Behaviour, readings: Sequence[Reading], closed: int, today: date) -> Status:
    since = behaviour.focused_on
    if behaviour.status is Status.ESTABLISHED:
        return Status.PRACTISING if _is_relapsed(readings) else Status.ESTABLISHED
    if since is None:
        return Status.RESTING if behaviour.status is Status.PRACTISING else behaviour.status
    if closed < BASELINE:
        return Status.NEW
    if today - since >= EARLIEST and _is_habit(readings):
        return Status.ESTABLISHED
    return Status.RESTING if is_over(behaviour, today) else Status.PRACTISING


def _is_habit(readings: Sequence[Reading]) -> bool:
    last = readings[-POOLED:]
    if len(last) < POOLED:
        return False
    lower, _ = jeffreys(effective(pooled(last), POOLED), 0.80)
    return lower >= ESTABLISHED_FROM


def _is_relapsed(readings: Sequence[Reading]) -> bool:
    """At two readings in a row."""
    checks = (readings[-POOLED:], readings[-POOLED - 1 : -1])
    return all(len(each) == POOLED and pooled(each).share < RELAPSED_BELOW for each in checks)


def is_over(behaviour: Behaviour, today: date) -> bool:
    """Whether its weeks in focus have passed."""
    return behaviour.focused_on is not None and today - behaviour.focused_on >= FOCUS


def heir(behaviour: Behaviour, goals: Sequence[Goal]) -> Behaviour | None:
    """The team's behaviour that could be next: of the same goal first, what is new first, in the order that they have;
    None where there is no other that is not established."""
    ranked = sorted(goals, key=lambda goal: goal.behaviour(behaviour.id) is None)
    others = [each for goal in ranked for each in goal.team_behaviours if each.id != behaviour.id]
    order = (Status.NEW, Status.RESTING, Status.PRACTISING)
    found = sorted((each for each in others if each.status in order), key=lambda each: order.index(each.status))
    return found[0] if found else None

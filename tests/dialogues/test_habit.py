"""How far a team has come with a behaviour, and what may be claimed from so few answers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dialogues import habit
from dialogues.goal import Audience, Behaviour, BehaviourId, Status
from dialogues.window import Reading
from tests.dialogues.examples import BEHAVIOURS, GOAL, READING

TODAY = date(2026, 11, 16)
FOCUS = replace(BEHAVIOURS[1], focused_on=TODAY - timedelta(weeks=9))


def readings(*yes: int, people: int = 12) -> list[Reading]:
    return [replace(READING, people=people, members=people, yes=each) for each in yes]


def assessed(behaviour: Behaviour, *yes: int, closed: int = 4, is_focus: bool = True) -> Behaviour:
    return habit.assess(behaviour, is_focus=is_focus, readings=readings(*yes), closed=closed, today=TODAY)


@pytest.mark.parametrize(("closed", "status"), [(0, Status.NEW), (1, Status.NEW), (2, Status.PRACTISING)])
def test_it_is_practised_once_its_baseline_is_over(closed: int, status: Status) -> None:
    before = replace(FOCUS, focused_on=None)
    after = assessed(before, closed=closed)
    assert (after.status, after.focused_on) == (status, TODAY)
    assert after.status_on == (TODAY if status is not Status.NEW else None)


@pytest.mark.parametrize(
    ("yes", "status"),
    [
        ((10, 10, 10, 10), Status.ESTABLISHED),
        ((0, 10, 10, 10, 10), Status.ESTABLISHED),
        ((10, 10, 10, 9), Status.PRACTISING),
        ((12, 12, 12), Status.PRACTISING),
    ],
)
def test_it_is_established_when_four_readings_together_are_sure_enough(yes: tuple[int, ...], status: Status) -> None:
    """40 of 48 passes the limit, and 39 does not."""
    assert assessed(FOCUS, *yes).status is status


def test_nothing_is_established_in_less_than_nine_weeks() -> None:
    early = replace(FOCUS, focused_on=TODAY - timedelta(weeks=9) + timedelta(days=1))
    assert assessed(early, 12, 12, 12, 12).status is Status.PRACTISING


@pytest.mark.parametrize(
    ("yes", "status"),
    [
        ((7, 7, 7, 7, 7), Status.PRACTISING),
        ((12, 7, 7, 7, 7), Status.ESTABLISHED),
        ((7, 7, 7, 7), Status.ESTABLISHED),
        ((8, 8, 8, 8, 8), Status.ESTABLISHED),
    ],
)
def test_it_is_practised_again_after_two_low_checks(yes: tuple[int, ...], status: Status) -> None:
    known = replace(FOCUS, status=Status.ESTABLISHED, status_on=date(2026, 9, 1))
    after = assessed(known, *yes)
    assert after.status is status
    assert after.status_on == (TODAY if status is Status.PRACTISING else date(2026, 9, 1))


def test_it_rests_when_its_twelve_weeks_are_over_or_another_has_the_focus() -> None:
    practised = replace(FOCUS, status=Status.PRACTISING)
    assert assessed(replace(practised, focused_on=TODAY - timedelta(weeks=12))).status is Status.RESTING
    gone = assessed(practised, is_focus=False)
    assert (gone.status, gone.focused_on) == (Status.RESTING, None)
    assert assessed(gone, is_focus=False) == gone
    assert assessed(gone).status is Status.PRACTISING, "it is in focus again"


def test_what_was_never_practised_stays_new_and_what_is_established_stays_so() -> None:
    assert assessed(replace(FOCUS, focused_on=None), is_focus=False).status is Status.NEW
    assert assessed(replace(FOCUS, status=Status.ESTABLISHED), is_focus=False).status is Status.ESTABLISHED


def test_the_next_one_is_new_and_of_the_same_goal_if_there_is_one() -> None:
    first, now, third = BEHAVIOURS
    other = replace(GOAL, behaviours=(replace(first, id=BehaviourId("x")),))
    assert habit.heir(now, [other, GOAL]) == first
    rested = replace(first, status=Status.RESTING)
    assert habit.heir(now, [replace(GOAL, behaviours=(rested, now, third))]) == third
    assert habit.heir(now, [replace(GOAL, behaviours=(rested, now))]) == rested
    taken = (replace(first, status=Status.ESTABLISHED), now, replace(third, audience=Audience.LEADER))
    assert habit.heir(now, [replace(GOAL, behaviours=taken)]) is None

"""Whose turn it is (domain.md §3.3)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from dialogues.effect import OpenWindow
from dialogues.goal import BehaviourId, Goal, GoalId
from dialogues.phrase import Wording
from dialogues.pulse import rotation
from dialogues.pulse.custom import Question, QuestionKey, QuestionKind
from dialogues.pulse.item import ItemId
from dialogues.pulse.rotation import Course
from dialogues.window import Past, Slot
from tests.dialogues.examples import GOAL, STOCKHOLM, TEAM

MONDAY = date(2026, 8, 31)
WEEK = timedelta(weeks=1)
SECOND = replace(
    GOAL, id=GoalId("ledtid"), title=Wording(texts={"sv": "Kortare ledtid"}), behaviours=(), focus=None, measures=()
)
COURSE = Course(team=TEAM, today=MONDAY, zone=STOCKHOLM, goals=(GOAL,))


def own(key: str) -> Question:
    return Question(key=QuestionKey(key), kind=QuestionKind.YES_NO, text=Wording(texts={"sv": f"{key}?"}))


def past(window: OpenWindow, day: date) -> Past:
    return Past(
        item=window.item,
        slot=window.slot,
        opened_at=datetime.combine(day, time(0), STOCKHOLM).astimezone(UTC),
        behaviour=window.behaviour,
        goal=window.goal,
        question=window.question,
    )


def weeks(course: Course, count: int, taken: Sequence[Slot] = ()) -> list[OpenWindow | None]:
    """What is asked week by week."""
    asked: list[OpenWindow | None] = []
    for _ in range(count):
        window = rotation.upcoming(course, taken)
        asked.append(window)
        before = (past(window, course.today), *course.past) if window else course.past
        course = replace(course, today=course.today + WEEK, past=before)
    return asked


def items(course: Course, count: int, taken: Sequence[Slot] = ()) -> list[str | None]:
    return [each.item.value if each else None for each in weeks(course, count, taken)]


def test_weeks_alternate_and_everything_else_takes_turns() -> None:
    assert items(COURSE, 26) == [
        *("beh.last", "clarity", "beh.last", "lead.meet", "beh.last", "obst"),
        *("beh.last", "lead.fb", "beh.last", "clarity", "beh.last", "stop"),
        *("beh.last", "trust", "beh.last", "clarity", "beh.last", "lead.meet"),
        *("beh.last", "obst", "beh.last", "lead.prio", "beh.last", "clarity"),
        *("beh.last", "beh.seen"),
    ]


def test_once_a_quarter_a_team_is_asked_how_comfortable_it_is() -> None:
    """Not before it has been asked anything for so long; the turns go on where they were."""
    asked = items(COURSE, 60)
    assert [week for week, each in enumerate(asked) if each == "trust"] == [13, 27, 41, 55]
    assert items(COURSE, 13, [Slot.A]).count("trust") == 0


def test_what_shares_a_turn_takes_it_by_turns() -> None:
    asked = [each for each in items(replace(COURSE, goals=(GOAL, SECOND)), 130)[1::2] if each != "trust"]
    assert asked[5::6][:9] == ["stop", "beh.seen", "decide", "prio", "conf", "dialog", "know", "beh.freq", "stop"]


@pytest.mark.parametrize("goals", [(GOAL,), (GOAL, SECOND), (SECOND,), (replace(GOAL, focus=None), SECOND)])
@pytest.mark.parametrize("lead", [TEAM.lead, None])
@pytest.mark.parametrize("questions", [(), (own("lunch"),)])
@pytest.mark.parametrize("taken", [(), (Slot.A,)])
def test_nothing_but_the_focus_comes_again_within_four_weeks(
    goals: tuple[Goal, ...], lead: str | None, questions: tuple[Question, ...], taken: tuple[Slot, ...]
) -> None:
    course = replace(COURSE, goals=goals, questions=questions, team=replace(TEAM, lead=TEAM.lead if lead else None))
    asked = items(course, 80, taken)
    for item in set(asked) - {"beh.last", None}:
        weeks_of = [week for week, each in enumerate(asked) if each == item]
        assert all(later - earlier >= 4 for earlier, later in pairwise(weeks_of)), item


def test_a_slot_that_is_open_is_left_to_the_other_and_both_open_leave_none() -> None:
    assert items(COURSE, 4, [Slot.B]) == ["beh.last"] * 4
    assert items(COURSE, 3, [Slot.A]) == ["clarity", "lead.meet", "obst"]
    assert items(COURSE, 2, [Slot.A, Slot.B]) == [None, None]


def test_without_what_it_needs_a_question_is_left_out() -> None:
    asked = set(items(replace(COURSE, team=replace(TEAM, lead=None)), 60))
    assert not {each for each in asked if each and each.startswith("lead.")}
    assert "prio" not in asked
    without_focus = items(replace(COURSE, goals=(replace(GOAL, focus=None),)), 8)
    assert without_focus == ["clarity", "lead.prio", "stop", "decide", "clarity", "lead.prio", "dialog", "know"]
    assert items(replace(COURSE, goals=()), 2) == [None, None]


def test_a_question_says_what_it_is_about() -> None:
    focus, clarity, *_ = weeks(COURSE, 2)
    assert focus == OpenWindow(team=TEAM.id, goal=GOAL.id, behaviour=GOAL.focus)
    assert clarity == OpenWindow(team=TEAM.id, item=ItemId.CLARITY, slot=Slot.B, goal=GOAL.id)
    asked = [each for each in weeks(replace(COURSE, goals=(GOAL, SECOND)), 60) if each is not None]
    prio = next(each for each in asked if each.item is ItemId.PRIO)
    assert [each.goal for each in prio.options] == [GOAL.id, SECOND.id]
    # Goals take turns, the one in focus first.
    assert [each.goal for each in asked if each.item is ItemId.CLARITY][:3] == [GOAL.id, SECOND.id, GOAL.id]


def test_the_organisations_own_questions_have_the_last_turn_by_turns() -> None:
    questions = (own("lunch"), own("kontor"))
    asked = weeks(replace(COURSE, questions=questions), 42)
    turns = [each for each in asked[1::2] if each and each.item is not ItemId.TRUST]
    assert [each.question for each in turns[5::6]] == ["lunch", "kontor", "lunch"]
    assert asked[11] == OpenWindow(
        team=TEAM.id, item=ItemId.YES_NO, slot=Slot.B, question=questions[0].key, text=questions[0].text
    )
    # It was asked once and is no longer in the file: the next turn is the first one again.
    window = asked[11]
    assert window is not None
    gone = replace(COURSE, past=(past(window, MONDAY - 6 * WEEK),))
    assert items(gone, 2) == ["beh.last", "clarity"]
    assert items(replace(COURSE, questions=(own("lunch"),), past=(past(window, MONDAY - WEEK),)), 8, [Slot.A]) == [
        *("clarity", "lead.meet", "obst", "lead.fb", "clarity", "custom.yes_no"),
        *("lead.meet", "obst"),
    ]


def test_an_established_behaviour_is_asked_about_once_a_quarter() -> None:
    steady = BehaviourId("b1")
    course = replace(COURSE, established={steady, BehaviourId("gone")})
    about = [each.behaviour for each in weeks(course, 30)[::2] if each]
    assert about == [steady, *[GOAL.focus] * 6, steady, *[GOAL.focus] * 6, steady]

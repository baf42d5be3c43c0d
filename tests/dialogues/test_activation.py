"""What a goal needs before a team works with it, the same for chat and file."""

from dataclasses import replace
from datetime import date

import pytest

from dialogues.goal import Answers, Arena, State
from dialogues.nothing import is_bare_nothing
from dialogues.translation.activation import Lack, is_fourth, lacks, missing_arenas
from dialogues.translation.confirmation import Standing
from tests.dialogues.company import ASK, BEHAVIOURS, CALL, NKI, OPEN, REMOVE, TELL, another, both

CONFIRMED = [Standing.CONFIRMED] * 5


def test_a_goal_that_has_everything_lacks_nothing() -> None:
    assert lacks(NKI, standings=CONFIRMED, rejected=False, today=NKI.last) == ()


def test_everything_that_is_lacking_is_told_in_its_order() -> None:
    bare = replace(NKI, team=None, behaviours=(ASK, CALL), answers=Answers())
    found = lacks(bare, standings=[Standing.WAITING, Standing.DISPUTED], rejected=True, today=date(2027, 1, 1))
    assert found == (
        Lack.WHOLE,
        Lack.PERIOD,
        Lack.FEW,
        Lack.REJECTED,
        Lack.MEETINGS,
        Lack.STRENGTHENED,
        Lack.PRIORITISED_AWAY,
        Lack.DISPUTED,
        Lack.UNCONFIRMED,
    )


def test_six_behaviours_are_too_many_and_nothing_needs_its_reason() -> None:
    many = replace(NKI, behaviours=(*BEHAVIOURS, ASK))
    assert lacks(many, standings=CONFIRMED, rejected=False) == (Lack.MANY,)
    answers = replace(NKI.answers, prioritised_away=both("Inget", "Nothing, since we are two more"))
    assert lacks(replace(NKI, answers=answers), standings=CONFIRMED, rejected=False) == (Lack.NOTHING,)


def test_three_active_goals_beside_it_make_it_a_fourth() -> None:
    three = [another("a"), another("b"), another("c")]
    assert is_fourth(three)
    assert not is_fourth([*three[:2], another("c", state=State.RESTING)])


def test_a_leader_is_seen_in_meetings_feedback_and_priorities() -> None:
    assert missing_arenas(BEHAVIOURS) == ()
    assert missing_arenas([ASK, OPEN, REMOVE]) == (Arena.FEEDBACK,)
    assert missing_arenas([replace(TELL, arena=Arena.WORK_MOMENT)]) == (Arena.MEETING, Arena.FEEDBACK, Arena.PRIORITY)


@pytest.mark.parametrize(
    "text",
    [
        "Inget",
        "inget.",
        "INGENTING!",
        "Inga",
        "Inget alls",
        "nothing",
        "None.",
        "Nothing at all",
        "-",
        "–",
        "n/a",
        "N/A",
    ],
)
def test_nothing_is_bare_however_it_is_written(text: str) -> None:
    assert is_bare_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Inget, för vi är två fler sedan i våras",
        "Nothing, because the report is gone already",
        "Inga fler veckorapporter",
        "No Friday meeting",
        "Alla",
        "A",
        "",
    ],
)
def test_nothing_with_something_is_not_bare(text: str) -> None:
    assert not is_bare_nothing(text)

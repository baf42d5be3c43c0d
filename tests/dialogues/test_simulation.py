"""How often what is said of a change is right and wrong: the simulation of `make simulate`, in short."""

import pytest

from tests.simulation import DOCUMENT, Figures, Teams, figures, sign_test

#: So few teams that it is quick; their figures are within this of the document's, in per cent.
TEAMS, APART = 2_000, Figures(1.5, 2, 3, 3, 3)


@pytest.mark.parametrize("teams", [each for each in DOCUMENT if each.people == 6], ids=str)
def test_what_is_said_is_as_often_right_and_wrong_as_the_design_says(teams: Teams) -> None:
    """domain.md §5.4."""
    found = figures(teams, TEAMS)
    assert found.false_clear <= 5
    for each, as_in, apart in zip(found, DOCUMENT[teams], APART, strict=True):
        assert each == pytest.approx(as_in, abs=apart)


@pytest.mark.parametrize(
    ("up", "down", "p"), [(5, 0, 0.063), (6, 0, 0.031), (6, 1, 0.125), (7, 0, 0.016), (7, 1, 0.070), (8, 1, 0.039)]
)
def test_the_sign_test(up: int, down: int, p: float) -> None:
    """domain.md §5.4. With five who changed nothing is sure to 5 %."""
    assert sign_test(up, down) == pytest.approx(p, abs=0.0006)
    assert sign_test(down, up) == sign_test(up, down)
    assert sign_test(2, 2) == 1

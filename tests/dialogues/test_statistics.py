"""What may be claimed from a few answers: every value that domain.md works out, to its printed digits."""

from fractions import Fraction
from math import sin

import pytest

from dialogues.statistics import clarity, difference, lead_lag
from dialogues.statistics.interval import Bounds, Counted, certain, effective, jeffreys, wilson
from dialogues.statistics.shrinkage import Usual, usual

#: domain.md §5.2: yes, answers, and the bounds of each interval.
INTERVALS = [
    ((0, 6), (0.000, 0.390), (0.000, 0.215), (0.000, 0.330), (0.000, 0.194)),
    ((5, 5), (0.566, 1.000), (0.753, 1.000), (0.621, 1.000), (0.773, 1.000)),
    ((3, 8), (0.137, 0.694), (0.195, 0.597), (0.119, 0.705), (0.192, 0.598)),
    ((4, 6), (0.300, 0.903), (0.409, 0.852), (0.286, 0.923), (0.408, 0.857)),
    ((7, 9), (0.453, 0.937), (0.566, 0.904), (0.456, 0.951), (0.569, 0.907)),
    ((9, 12), (0.468, 0.911), (0.567, 0.873), (0.471, 0.924), (0.569, 0.876)),
    ((14, 40), (0.221, 0.505), (0.261, 0.451), (0.217, 0.504), (0.260, 0.450)),
]


def printed(bounds: Bounds) -> tuple[float, float]:
    return round(bounds.lower, 3), round(bounds.upper, 3)


@pytest.mark.parametrize(("counted", "wilson_95", "wilson_80", "jeffreys_95", "jeffreys_80"), INTERVALS)
def test_how_sure_a_share_is(
    counted: tuple[int, int],
    wilson_95: tuple[float, float],
    wilson_80: tuple[float, float],
    jeffreys_95: tuple[float, float],
    jeffreys_80: tuple[float, float],
) -> None:
    """domain.md §5.2."""
    share = Counted(*counted)
    assert (printed(wilson(share, 0.95)), printed(wilson(share, 0.80))) == (wilson_95, wilson_80)
    assert (printed(jeffreys(share, 0.95)), printed(jeffreys(share, 0.80))) == (jeffreys_95, jeffreys_80)


def test_no_bound_is_outside_of_what_a_share_can_be() -> None:
    for answers in range(1, 60):
        for yes in {0, answers}:
            for interval in (wilson, jeffreys):
                lower, upper = interval(Counted(yes, answers), 0.95)
                assert 0 <= lower <= yes / answers <= upper <= 1


def test_what_is_certain_of_a_team() -> None:
    """domain.md §5.2: 50-75 %, and 25-83 %."""
    assert certain(4, 6, 8) == (Fraction(1, 2), Fraction(3, 4))
    assert certain(3, 5, 12) == (Fraction(1, 4), Fraction(5, 6))


def test_answers_of_the_same_people_count_for_less() -> None:
    """domain.md §5.3."""
    four_each = effective(Counted(24, 32), 4)
    assert four_each == pytest.approx((9.6, 12.8))
    assert printed(wilson(four_each, 0.95)) == (0.476, 0.908)
    assert printed(wilson(Counted(24, 32), 0.95)) == (0.579, 0.867)
    assert effective(Counted(40, 48), 4).answers == pytest.approx(19.2)
    assert round(jeffreys(effective(Counted(40, 48), 4), 0.80).lower, 3) == 0.702


TEAMS = [Counted(7, 9), Counted(3, 8), Counted(5, 6), Counted(10, 12), Counted(4, 10), Counted(6, 7)]


def test_what_is_usual_among_teams() -> None:
    """domain.md §5.3."""
    found = usual(TEAMS)
    assert round(found.share, 4) == 0.6731
    assert round(found.weight, 2) == 6.22
    assert round(1 / (1 + found.weight), 4) == 0.1385, "how alike two answers of a team are"
    assert [round(found.shrink(team), 3) for team in TEAMS] == [0.735, 0.505, 0.752, 0.779, 0.505, 0.771]


def test_few_teams_and_teams_that_are_all_alike() -> None:
    """domain.md §5.3."""
    few = usual([Counted(5, 10)] * 4)
    assert few == Usual(share=0.5, weight=6)
    assert few.shrink(Counted(5, 10)) == 0.5
    assert usual([Counted(5, 10)] * 5) == Usual(share=0.5, weight=200)
    assert usual([Counted(8, 8)] * 5) == Usual(share=1, weight=200)


@pytest.mark.parametrize(
    ("nudged", "withheld", "size", "bounds", "is_told"),
    [
        (Counted(34, 60), Counted(12, 30), 0.167, (-0.050, 0.361), False),
        (Counted(136, 240), Counted(24, 60), 0.167, (0.025, 0.296), True),
    ],
)
def test_what_a_nudge_does(
    nudged: Counted, withheld: Counted, size: float, bounds: tuple[float, float], is_told: bool
) -> None:
    """domain.md §4.5."""
    for first, second, sign in ((nudged, withheld, 1), (withheld, nudged, -1)):
        found = difference.between(first, second)
        assert round(found.size, 3) == sign * size
        assert sorted(sign * each for each in printed(found.bounds)) == list(bounds)
        assert found.is_told is is_told


@pytest.mark.parametrize(
    ("clear", "people", "lower", "is_above"),
    [(14, 40, 0.221, True), (13, 40, 0.2008, True), (12, 40, 0.181, False), (9, 30, 0.167, False)],
)
def test_whether_clarity_is_above_the_reference(clear: int, people: int, lower: float, is_above: bool) -> None:
    """domain.md §7."""
    counted = Counted(clear, people)
    assert wilson(counted, clarity.LEVEL).lower == pytest.approx(lower, abs=0.0005)
    assert clarity.is_above(counted, 0.20) is is_above


@pytest.mark.parametrize(
    ("periods", "length", "level", "bounds"),
    [
        (26, 14.0, 0.95, (-0.106, 0.792)),
        (26, 14.0, 0.99, (-0.284, 0.851)),
        (52, 28.0, 0.99, (-0.030, 0.762)),
    ],
)
def test_how_sure_it_is_that_two_series_go_together(
    periods: int, length: float, level: float, bounds: tuple[float, float]
) -> None:
    """domain.md §5.5."""
    found = lead_lag.effective_length(periods, 0.5, 0.6)
    assert round(found, 1) == length
    assert printed(lead_lag.bounds(0.45, found, level)) == bounds
    naive = lead_lag.bounds(0.45, 26, 0.95)
    assert printed(naive) == (0.076, 0.713)


def test_series_that_swing_are_not_longer_than_they_are_and_three_periods_tell_nothing() -> None:
    assert lead_lag.effective_length(30, 0.5, -0.6) == 30
    assert lead_lag.bounds(0.9, 3, 0.99) == Bounds(-1, 1)


def wave(periods: int, shift: int = 0) -> list[float]:
    """A course that never repeats itself."""
    return [sin((each - shift) ** 2) for each in range(periods)]


def test_what_follows_two_periods_later_is_found() -> None:
    found = lead_lag.link(wave(30), wave(30, shift=2))
    assert found is not None
    assert (found.lag, round(found.correlation, 3), found.is_told) == (2, 1.0, True)
    other_way = lead_lag.link(wave(30), [-each for each in wave(30, shift=2)])
    assert other_way is not None
    assert (other_way.lag, round(other_way.correlation, 3), other_way.is_told) == (2, -1.0, True)


def test_what_only_grows_as_the_other_does_is_not_told_to_follow_it() -> None:
    """That both rise is no sign of anything: it is their steps that are compared."""
    found = lead_lag.link(
        [each + 0.3 * sin(7 * each**2) for each in range(30)], [2 * each + 0.3 * sin(5 * each**2) for each in range(30)]
    )
    assert found is not None
    assert not found.is_told


def test_under_24_periods_and_where_nothing_moves_there_is_no_number() -> None:
    assert lead_lag.link(wave(23), wave(23)) is None
    assert lead_lag.link(wave(24), wave(24)) is not None
    assert lead_lag.link(wave(24), [1.0] * 24) is None

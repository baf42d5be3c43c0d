"""Whether something has become more usual, in the values and words of domain.md §5.4."""

from datetime import date, timedelta

import pytest

from dialogues.statistics.change import Change, Comparison, compare, rise, span, stable_from, verdict
from dialogues.statistics.interval import Counted


@pytest.mark.parametrize(
    ("before", "after", "probability"),
    [
        ((4, 9), (7, 9), 0.927),
        ((5, 10), (6, 10), 0.673),
        ((10, 24), (17, 24), 0.980),
        ((9, 16), (15, 24), 0.655),
        ((6, 12), (13, 18), 0.892),
        ((8, 16), (19, 24), 0.973),
        ((8, 16), (20, 24), 0.988),
    ],
)
def test_how_probable_a_rise_is(before: tuple[int, int], after: tuple[int, int], probability: float) -> None:
    assert rise(Counted(*before), Counted(*after)) == pytest.approx(probability, abs=0.0005)
    assert rise(Counted(*after), Counted(*before)) == pytest.approx(1 - probability, abs=0.0005)


SURE = Comparison(before=Counted(8, 16), after=Counted(20, 24), people=8)
LIKELY = Comparison(before=Counted(4, 9), after=Counted(7, 9), people=8)
SAME = Comparison(before=Counted(5, 10), after=Counted(6, 10), people=8)


def fallen(risen: Comparison) -> Comparison:
    return Comparison(before=risen.after, after=risen.before, people=risen.people)


@pytest.mark.parametrize(
    ("now", "previous", "change"),
    [
        (SURE, SURE, Change.CLEAR_UP),
        (SURE, LIKELY, Change.LIKELY_UP),
        (SURE, None, Change.LIKELY_UP),
        (LIKELY, SURE, Change.LIKELY_UP),
        (SAME, SURE, Change.UNSAID),
        (fallen(SURE), fallen(SURE), Change.CLEAR_DOWN),
        (fallen(SURE), SURE, Change.LIKELY_DOWN),
        (fallen(LIKELY), None, Change.LIKELY_DOWN),
        # Of four people nothing is told, and they make nothing clearer (R7).
        (Comparison(before=SURE.before, after=SURE.after, people=4), SURE, Change.UNSAID),
        (SURE, Comparison(before=SURE.before, after=SURE.after, people=4), Change.LIKELY_UP),
    ],
)
def test_the_word_for_it(now: Comparison, previous: Comparison | None, change: Change) -> None:
    assert verdict(now, previous) is change


def opened(*weeks: int) -> list[date]:
    return [date(2026, 9, 7) + timedelta(weeks=each) for each in weeks]


def test_before_five_windows_and_the_tenth_week_it_is_too_early() -> None:
    assert span("abcd", opened(0, 2, 4, 10)) is None
    assert span("abcdefgh", opened(*range(8))) is None
    for weeks in (range(9), (0, 2, 4, 6, 8)):
        assert span(range(len(weeks)), opened(*weeks)) is not None
    spanned = span("abcdef", opened(0, 2, 4, 6, 8, 10))
    assert spanned is not None
    assert (spanned.baseline, spanned.latest) == (("a", "b"), ("d", "e", "f"))


def test_only_those_who_answered_on_both_sides_count() -> None:
    answers = {
        "w1": {"anna": True, "bo": False, "gone": True},
        "w2": {"anna": False},
        "w4": {"bo": True, "new": True},
        "w5": {"anna": True},
    }
    spanned = span(["w1", "w2", "w3", "w4", "w5"], opened(0, 2, 4, 6, 8))
    assert spanned is not None
    compared = compare(spanned, answers)
    assert compared == Comparison(before=Counted(1, 3), after=Counted(2, 2), people=2)


@pytest.mark.parametrize(
    ("new", "first"),
    [
        (0, 0),
        (3, 0),  # of ten: just not more than 30 %
        (4, 1),  # they came after the first window had opened, and before the second
    ],
)
def test_many_new_members_begin_a_new_baseline(new: int, first: int) -> None:
    opened = [date(2026, 9, 7), date(2026, 9, 21), date(2026, 10, 5)]
    joined = [*[date(2026, 9, 14)] * new, *[None] * (10 - new)]
    assert stable_from(opened, joined) == first
    assert stable_from(opened, [date(2026, 12, 1)] * 10) == 3

"""Whether a behaviour has become more or less usual since the start (domain.md §5.4).

The baseline is the first two published windows together, and the latest are the last three. Only people who answered
in both count, at least five of them (R7).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, Generic, TypeVar

from scipy.special import betainc, betaincinv, roots_legendre

from dialogues.rules import K
from dialogues.statistics.interval import Counted

T = TypeVar("T")

#: So many windows are the baseline, and so many the latest.
BASELINE, LATEST = 2, 3
#: So long after the first of them has opened the last one does at the earliest: it is published in the tenth week then.
EARLIEST: Final = timedelta(weeks=8)
#: How probable a rise is that is told of; a clear one at two windows in a row.
LIKELY, CLEAR = 0.90, 0.95
#: More new members than this, and the baseline begins anew.
NEW_MEMBERS: Final = 0.30


class Change(StrEnum):
    """What can be said."""

    TOO_EARLY = "too_early"
    UNSAID = "unsaid"
    LIKELY_UP = "likely_up"
    CLEAR_UP = "clear_up"
    LIKELY_DOWN = "likely_down"
    CLEAR_DOWN = "clear_down"


UP: Final = (Change.LIKELY_UP, Change.CLEAR_UP)
DOWN: Final = (Change.LIKELY_DOWN, Change.CLEAR_DOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span(Generic[T]):
    """The windows that are compared, oldest first."""

    baseline: tuple[T, ...]
    latest: tuple[T, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What the same `people` answered in the baseline and lately, in answers."""

    before: Counted
    after: Counted
    people: int


def span(windows: Sequence[T], opened: Sequence[date]) -> Span[T] | None:
    """What is compared once these windows, oldest first, are published, which `opened` on these days; None where it is
    too early."""
    if len(windows) < BASELINE + LATEST or opened[-1] - opened[0] < EARLIEST:
        return None
    return Span(baseline=tuple(windows[:BASELINE]), latest=tuple(windows[-LATEST:]))


def stable_from(opened: Sequence[date], joined: Sequence[date | None]) -> int:
    """The first of the windows, opened on these days, since which at most 30 % of those who are members now are new:
    there the baseline begins. `joined` is the day on which each member came, None for the start."""
    for number, day in enumerate(opened):
        new = sum(each is not None and each > day for each in joined)
        if new <= NEW_MEMBERS * len(joined):
            return number
    return len(opened)


def compare(spanned: Span[T], answers: Mapping[T, Mapping[str, bool]]) -> Comparison:
    """What those who answered on both sides have answered, by window and respondent: True is yes."""
    before, after = (_by_respondent(each, answers) for each in (spanned.baseline, spanned.latest))
    common = before.keys() & after.keys()
    return Comparison(before=_counted(before, common), after=_counted(after, common), people=len(common))


def _by_respondent(windows: Sequence[T], answers: Mapping[T, Mapping[str, bool]]) -> Mapping[str, Sequence[bool]]:
    found: dict[str, list[bool]] = {}
    for window in windows:
        for respondent, yes in answers.get(window, {}).items():
            found.setdefault(respondent, []).append(yes)
    return found


def _counted(answers: Mapping[str, Sequence[bool]], common: Collection[str]) -> Counted:
    theirs = [yes for respondent in common for yes in answers[respondent]]
    return Counted(yes=sum(theirs), answers=len(theirs))


def rise(before: Counted, after: Counted) -> float:
    """How probable it is that the share is higher after than before: of two independent Jeffreys posteriors, the
    integral of the first one's distribution over the quantiles of the second."""
    quantiles = betaincinv(after.yes + 0.5, after.answers - after.yes + 0.5, _PLACES)
    below = betainc(before.yes + 0.5, before.answers - before.yes + 0.5, quantiles)
    return float((below * _WEIGHTS).sum())


def verdict(now: Comparison, previous: Comparison | None) -> Change:
    """The word for it, where `previous` is how it was one window earlier, if that could be compared."""
    if now.people < K:
        return Change.UNSAID
    risen = rise(now.before, now.after)
    before = rise(previous.before, previous.after) if previous is not None and previous.people >= K else 0.5
    if risen >= LIKELY:
        return Change.CLEAR_UP if min(risen, before) >= CLEAR else Change.LIKELY_UP
    if risen <= 1 - LIKELY:
        return Change.CLEAR_DOWN if max(risen, before) <= 1 - CLEAR else Change.LIKELY_DOWN
    return Change.UNSAID


_NODES, _HALVES = roots_legendre(200)
_PLACES, _WEIGHTS = (_NODES + 1) / 2, _HALVES / 2

"""Whether a measure moves with a behaviour, some periods later (domain.md §5.5). That they do is all that can be told:
not that one causes the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atanh, sqrt, tanh
from statistics import StatisticsError, correlation, fmean
from typing import Final

from dialogues.statistics.interval import Bounds, deviations

#: Fewer periods than this tell nothing.
PERIODS: Final = 24
#: The lags that are looked at, fixed before anything has been seen, and how sure each has to be, as they are five.
LAGS: Final = range(5)
LEVEL: Final = 0.99
#: No closer to 1 than this is any correlation: where it is 1, its interval has no width.
_NEAR: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How two series move together, the second one `lag` periods later, and how sure that is."""

    lag: int
    correlation: float
    bounds: Bounds

    @property
    def is_told(self) -> bool:
        """Whether it can be told that they do."""
        return not self.bounds.lower <= 0 <= self.bounds.upper


def link(leading: Sequence[float], following: Sequence[float]) -> Link | None:
    """The lag at which two aligned series, oldest first, go together most surely; None where there are too few periods,
    or where one of them never moves. What is compared is how much each changes from period to period."""
    if len(leading) < PERIODS:
        return None
    first, second = _steps(leading), _steps(following)
    links = [_at(lag, first[: len(first) - lag], second[lag:]) for lag in LAGS]
    return max((each for each in links if each is not None), key=_nearest_to_nothing, default=None)


def effective_length(periods: int, first: float, second: float) -> float:
    """As many independent periods as tell as much, where these are the correlations of each series with itself one
    period later. Never more than there are."""
    both = first * second
    return min(float(periods), periods * (1 - both) / (1 + both))


def bounds(found: float, length: float, level: float) -> Bounds:
    """Fisher's interval of a correlation that was found in so many independent periods."""
    if length <= 3:
        return Bounds(-1.0, 1.0)
    half = deviations(level) / sqrt(length - 3)
    middle = atanh(min(max(found, _NEAR - 1), 1 - _NEAR))
    return Bounds(tanh(middle - half), tanh(middle + half))


def _steps(series: Sequence[float]) -> list[float]:
    return [after - before for before, after in pairwise(series)]


def _at(lag: int, first: Sequence[float], second: Sequence[float]) -> Link | None:
    try:
        found = correlation(first, second)
    except StatisticsError:
        return None
    length = effective_length(len(first), _with_itself(first), _with_itself(second))
    return Link(lag=lag, correlation=found, bounds=bounds(found, length, LEVEL))


def _with_itself(series: Sequence[float]) -> float:
    mean = fmean(series)
    apart = [each - mean for each in series]
    return sum(before * after for before, after in pairwise(apart)) / sum(each * each for each in apart)


def _nearest_to_nothing(each: Link) -> float:
    """How far from 0 the interval's nearer end is; below 0 where it includes 0."""
    return max(each.bounds.lower, -each.bounds.upper)

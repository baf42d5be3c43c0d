"""How much more usual something is with a nudge than without one (domain.md §4.5)."""

from dataclasses import dataclass
from math import hypot
from typing import Final

from dialogues.statistics.interval import Bounds, Counted, wilson

LEVEL: Final = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The first share less the second one, as a part of one, and how sure that is."""

    size: float
    bounds: Bounds

    @property
    def is_told(self) -> bool:
        """Whether it can be told that there is one."""
        return not self.bounds.lower <= 0 <= self.bounds.upper


def between(first: Counted, second: Counted) -> Difference:
    """With Newcombe's interval, from Wilson's of the two shares."""
    size = first.share - second.share
    one, other = wilson(first, LEVEL), wilson(second, LEVEL)
    down = hypot(first.share - one.lower, other.upper - second.share)
    up = hypot(one.upper - first.share, second.share - other.lower)
    return Difference(size=size, bounds=Bounds(size - down, size + up))

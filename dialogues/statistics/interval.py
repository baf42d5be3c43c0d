"""How sure a share of a few answers is (domain.md §5.2, §5.3)."""

from typing import Final, NamedTuple

from scipy.special import betaincinv

#: How much the answers of one person in several windows tell the same, until it has been estimated.
CORRELATION: Final = 0.5


class Counted(NamedTuple):
    """So many yes among so many answers; no whole numbers where answers are not independent."""

    yes: float
    answers: float

    @property
    def share(self) -> float:
        """Raises ZeroDivisionError where nobody answered."""
        return self.yes / self.answers


def effective(counted: Counted, windows: int) -> Counted:
    """As many independent answers as tell as much, where each person has answered in so many windows."""
    shrunk = 1 + (windows - 1) * CORRELATION
    return Counted(yes=counted.yes / shrunk, answers=counted.answers / shrunk)


def jeffreys(counted: Counted, level: float) -> tuple[float, float]:
    """The bounds of the share that Jeffreys' interval gives, with `level` between them (0.80, 0.95)."""
    tail = (1 - level) / 2
    yes, no = counted.yes + 0.5, counted.answers - counted.yes + 0.5
    lower = float(betaincinv(yes, no, tail)) if counted.yes else 0.0
    upper = float(betaincinv(yes, no, 1 - tail)) if counted.yes < counted.answers else 1.0
    return lower, upper

"""How sure a share of a few answers is (domain.md §5.2, §5.3)."""

from fractions import Fraction
from math import sqrt
from typing import Final, NamedTuple

from scipy.special import betaincinv, ndtri

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


class Bounds(NamedTuple):
    """From here to there."""

    lower: float
    upper: float


def certain(yes: int, answers: int, members: int) -> tuple[Fraction, Fraction]:
    """The least and the greatest share of a team of so many in which so many answered: the silent all no, or all yes.
    Exact, and nothing but the team itself is meant."""
    return Fraction(yes, members), Fraction(yes + members - answers, members)


def wilson(counted: Counted, level: float) -> Bounds:
    """The bounds of the share that Wilson's interval gives, with `level` between them (0.80, 0.95)."""
    yes, answers = counted
    z = deviations(level)
    middle = yes + z * z / 2
    half = z * sqrt(yes * (answers - yes) / answers + z * z / 4)
    whole = answers + z * z
    return Bounds(max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole))


def jeffreys(counted: Counted, level: float) -> Bounds:
    """The bounds of the share that Jeffreys' interval gives, with `level` between them (0.80, 0.95)."""
    tail = (1 - level) / 2
    yes, no = counted.yes + 0.5, counted.answers - counted.yes + 0.5
    lower = float(betaincinv(yes, no, tail)) if counted.yes else 0.0
    upper = float(betaincinv(yes, no, 1 - tail)) if counted.yes < counted.answers else 1.0
    return Bounds(lower, upper)


def deviations(level: float) -> float:
    """Within so many standard deviations of its mean the normal distribution has `level` of its mass."""
    return float(ndtri((1 + level) / 2))


def effective(counted: Counted, each: float) -> Counted:
    """As many independent answers as tell as much, where each person has given so many on average."""
    shrunk = 1 + (each - 1) * CORRELATION
    return Counted(yes=counted.yes / shrunk, answers=counted.answers / shrunk)

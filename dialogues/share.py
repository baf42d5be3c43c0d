"""How a share is said: below ten people in words, else in tens of per cent (domain.md §0 decision 5, §5.2, R8)."""

from dataclasses import dataclass
from enum import IntEnum

from dialogues.phrase import Phrase
from dialogues.statistics.interval import Counted, jeffreys

#: From so many people on a share may be said in tens of per cent; below, in words only.
PERCENT_FROM = 10
#: So sure is what is said to be probable.
PROBABLY = 0.80
#: No share is said to be less or more, in per cent: that everybody says the same tells what each has said.
LEAST, MOST = 10, 90


class Band(IntEnum):
    """At most a third, between, at least two thirds."""

    FEW = 0
    HALF = 1
    MOST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Tens:
    """A share in tens of per cent, and between which it probably lies. Where it is clipped, there are no such bounds:
    they would tell whether all of them said the same."""

    percent: int
    lower: int | None = None
    upper: int | None = None


def band(part: int, whole: int) -> Band:
    """Whole numbers, so that a third is a third."""
    if 3 * part <= whole:
        return Band.FEW
    return Band.MOST if 3 * part >= 2 * whole else Band.HALF


def tens(part: int, whole: int) -> Tens | None:
    """The nearest tens; None where there are too few people for anything but words."""
    if whole < PERCENT_FROM:
        return None
    percent = _clipped((20 * part + whole) // (2 * whole))
    if percent in (LEAST, MOST):
        return Tens(percent=percent)
    lower, upper = jeffreys(Counted(part, whole), PROBABLY)
    return Tens(percent=percent, lower=_clipped(round(10 * lower)), upper=_clipped(round(10 * upper)))


def said(part: int, whole: int) -> Phrase:
    """How many, to begin a sentence with, and between which it probably lies."""
    found = tens(part, whole)
    if found is None or found.lower is None or found.upper is None or found.lower == found.upper:
        return short(part, whole)
    return Phrase.of("share.probably", percent=found.percent, lower=found.lower, upper=found.upper)


def short(part: int, whole: int) -> Phrase:
    """How many, in a few words."""
    found = tens(part, whole)
    if found is None:
        return Phrase.of(f"share.{band(part, whole).name.lower()}")
    if found.percent == LEAST:
        return Phrase.of("share.at_most", percent=LEAST)
    if found.percent == MOST:
        return Phrase.of("share.at_least", percent=MOST)
    return Phrase.of("share.about", percent=found.percent)


def _clipped(number: int) -> int:
    return min(max(10 * number, LEAST), MOST)

"""How a reading is said: in words, from the reading alone (domain.md §0 decision 5, §5.2, R8)."""

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from fractions import Fraction
from functools import reduce

from dialogues.goal import Goal
from dialogues.message import Chart, Point
from dialogues.phrase import Argument, Day, Days, Phrase, Text
from dialogues.pulse.item import ITEMS, ItemId
from dialogues.statistics.interval import Counted, certain, jeffreys
from dialogues.window import Reading

#: From so many people on a share may be said in tens of per cent; below, in words only.
PERCENT_FROM = 10
#: How many of a team took part is said where at least so many were asked (R4).
BAND_FROM = 8
#: So sure is what is said to be probable.
PROBABLY = 0.80


class Band(IntEnum):
    """At most a third, between, at least two thirds."""

    FEW = 0
    HALF = 1
    MOST = 2


def band(reading: Reading) -> Band:
    """The band of those who did it among those who had an occasion."""
    return _band(reading.yes, reading.people)


def _band(part: int, whole: int) -> Band:
    """Whole numbers, so that a third is a third."""
    if 3 * part <= whole:
        return Band.FEW
    return Band.MOST if 3 * part >= 2 * whole else Band.HALF


def is_certain(reading: Reading) -> bool:
    """Whether the silent could not have made it the opposite: their answers all no, or all yes."""
    least, most = certain(reading.yes, reading.people, reading.members)
    return not (least <= Fraction(1, 3) and most >= Fraction(2, 3))


def share(reading: Reading) -> Phrase:
    """How many, to begin a sentence with: a band in words, or, from ten people on, a share in tens clipped to 10-90 and
    between which it probably lies."""
    if reading.people < PERCENT_FROM:
        return Phrase.of(f"share.{band(reading).name.lower()}")
    tens = (20 * reading.yes + reading.people) // (2 * reading.people)
    # Where it is clipped, bounds would tell whether all of them said the same.
    if tens <= 1:
        return Phrase.of("share.at_most", percent=10)
    if tens >= 9:
        return Phrase.of("share.at_least", percent=90)
    lower, upper = (
        min(max(round(10 * each), 1), 9) for each in jeffreys(Counted(reading.yes, reading.people), PROBABLY)
    )
    if lower == upper:
        return Phrase.of("share.about", percent=10 * tens)
    return Phrase.of("share.probably", percent=10 * tens, lower=10 * lower, upper=10 * upper)


def said(reading: Reading, goals: Sequence[Goal] = ()) -> Phrase:
    """The reading as a sentence. `goals` are those that it may be about or that it was answered with."""
    asked = ITEMS[reading.item].scale
    if not asked.yes:
        return _chosen(reading, goals)
    if not is_certain(reading):
        return Phrase.of("reading.too_few" if reading.item is ItemId.LAST else "said.too_few")
    gaps: dict[str, Argument] = {"share": share(reading)}
    if reading.text is not None:
        gaps["question"] = reading.text
    return Phrase(key=f"said.{reading.item}", args=gaps)


def _chosen(reading: Reading, goals: Sequence[Goal]) -> Phrase:
    """Of several that could be chosen the one that most chose; the others are not told of (domain.md §5.2)."""
    names: dict[str, Argument] = {each.id: each.title for each in goals}
    names |= {each.value: Phrase.of(each.label) for each in ITEMS[reading.item].scale.answers}
    top, people = max(reading.counts.items(), key=lambda each: each[1], default=("", 0))
    chosen = replace(reading, yes=people)
    if 2 * people <= reading.people or top not in names:
        return Phrase.of(f"said.{reading.item}.apart")
    return Phrase.of(f"said.{reading.item}", share=share(chosen), option=names[top])


def took_part(reading: Reading) -> Band | None:
    """How many of the team answered, said only where at least eight were asked (R4)."""
    if reading.members < BAND_FROM:
        return None
    return _band(sum(reading.counts.values()), reading.members)


def pooled(readings: Sequence[Reading]) -> Counted:
    """Readings of the same team taken together."""
    return Counted(yes=sum(each.yes for each in readings), answers=sum(each.people for each in readings))


def period(reading: Reading) -> Days:
    """The days in which the answers came in."""
    return Days(first=reading.first, last=reading.last)


def course(readings: Sequence[Reading]) -> Chart[Text] | None:
    """The bands over time, oldest first, of those readings that have one; None where there is no course to see."""
    certain = [each for each in readings if is_certain(each)]
    if len(certain) < 2:
        return None
    levels = {each: Phrase.of(f"reading.band.{each.name.lower()}") for each in Band}
    points = tuple(Point(label=Phrase.of("reading.day", day=Day(day=each.last)), level=band(each)) for each in certain)
    first, *rest = (Phrase.of("reading.step", day=Day(day=each.last), band=levels[band(each)]) for each in certain)
    steps = reduce(lambda before, step: Phrase.of("reading.steps", before=before, step=step), rest, first)
    return Chart(
        title=Phrase.of("reading.course"),
        alternative=Phrase.of("reading.course_in_words", steps=steps),
        levels=tuple(levels.values()),
        points=points,
    )

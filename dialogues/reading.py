"""How a reading is said: in words, from the reading alone (domain.md §0 decision 5, §5.2, R8)."""

from collections.abc import Sequence
from enum import IntEnum
from functools import reduce

from dialogues.message import Chart, Point
from dialogues.phrase import Day, Days, Phrase, Text
from dialogues.window import Reading

#: From so many people on a share may be said in tens of per cent; below, in words only.
PERCENT_FROM = 10


class Band(IntEnum):
    """At most a third, between, at least two thirds."""

    FEW = 0
    HALF = 1
    MOST = 2


def band(reading: Reading) -> Band:
    """The band of those who did it among those who had an occasion. Whole numbers, so that a third is a third."""
    if 3 * reading.yes <= reading.people:
        return Band.FEW
    if 3 * reading.yes >= 2 * reading.people:
        return Band.MOST
    return Band.HALF


def is_certain(reading: Reading) -> bool:
    """Whether the silent could not have made it the opposite: their answers all no, or all yes."""
    silent = reading.members - reading.people
    least, most = reading.yes, reading.yes + silent
    return not (3 * least <= reading.members and 3 * most >= 2 * reading.members)


def share(reading: Reading) -> Phrase:
    """The reading as a sentence: a band in words, or, from ten people on, a share in tens clipped to 10-90."""
    if not is_certain(reading):
        return Phrase.of("reading.too_few")
    if reading.people < PERCENT_FROM:
        return Phrase.of(f"reading.{band(reading).name.lower()}")
    tens = (20 * reading.yes + reading.people) // (2 * reading.people)
    if tens <= 1:
        return Phrase.of("reading.at_most", percent=10)
    if tens >= 9:
        return Phrase.of("reading.at_least", percent=90)
    return Phrase.of("reading.about", percent=10 * tens)


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

"""How a reading is said: in words, from the reading alone (domain.md §0 decision 5, §5.2, R8)."""

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

from dialogues import share
from dialogues.goal import Goal
from dialogues.message import Chart, Point
from dialogues.phrase import Argument, Day, Days, Phrase, Text
from dialogues.pulse.item import ITEMS, ItemId
from dialogues.share import Band
from dialogues.statistics.interval import Counted, certain
from dialogues.window import Reading

#: How many of a team took part is said where at least so many were asked (R4).
BAND_FROM = 8


def band(reading: Reading) -> Band:
    """The band of those who did it among those who had an occasion."""
    return share.band(reading.yes, reading.people)


def is_certain(reading: Reading) -> bool:
    """Whether the silent could not have made it the opposite: their answers all no, or all yes."""
    least, most = certain(reading.yes, reading.people, reading.members)
    return not (least <= Fraction(1, 3) and most >= Fraction(2, 3))


def said(reading: Reading, goals: Sequence[Goal] = ()) -> Phrase:
    """The reading as a sentence. `goals` are those that it may be about or that it was answered with."""
    asked = ITEMS[reading.item].scale
    if not asked.yes:
        return _chosen(reading, goals)
    if not is_certain(reading):
        return Phrase.of("reading.too_few" if reading.item is ItemId.LAST else "said.too_few")
    gaps: dict[str, Argument] = {"share": share.said(reading.yes, reading.people)}
    if reading.text is not None:
        gaps["question"] = reading.text
    return Phrase(key=f"said.{reading.item}", args=gaps)


def _chosen(reading: Reading, goals: Sequence[Goal]) -> Phrase:
    """Of several that could be chosen the one that most chose; the others are not told of (domain.md §5.2)."""
    chosen = top(reading, goals)
    if chosen is None:
        return Phrase.of(f"said.{reading.item}.apart")
    said = share.said(reading.counts[chosen], reading.people)
    return Phrase.of(f"said.{reading.item}", share=said, option=_names(reading, goals)[chosen])


def top(reading: Reading, goals: Sequence[Goal]) -> str | None:
    """What more than half of them chose of several; None where their answers point in different directions."""
    chosen, people = max(reading.counts.items(), key=lambda each: each[1], default=("", 0))
    return chosen if 2 * people > reading.people and chosen in _names(reading, goals) else None


def _names(reading: Reading, goals: Sequence[Goal]) -> dict[str, Argument]:
    names: dict[str, Argument] = {each.id: each.title for each in goals}
    return names | {each.value: Phrase.of(each.label) for each in ITEMS[reading.item].scale.answers}


def took_part(reading: Reading) -> Band | None:
    """How many of the team answered, said only where at least eight were asked (R4)."""
    if reading.members < BAND_FROM:
        return None
    # Of obstacles only those are counted there that several have chosen.
    return share.band(max(reading.people, sum(reading.counts.values())), reading.members)


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

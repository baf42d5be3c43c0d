"""How a sum of readings, or what was counted, becomes a figure or a picture."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import reduce
from typing import Final

from dialogues import share
from dialogues.phrase import Month, Phrase, Text
from dialogues.pulse.item import ItemId
from dialogues.report import sums
from dialogues.report.records import Records
from dialogues.report.report import Bar, Curve, Figure, Portion, Scale, Spot, Whole
from dialogues.report.sums import Sum
from dialogues.share import Band, Tens

#: A curve goes back so far.
YEAR: Final = timedelta(weeks=52)


def of_share(
    key: str,
    found: Sum,
    records: Records,
    *,
    notes: Sequence[Text] = (),
    mark: int | None = None,
    is_sample: bool = True,
) -> Figure[Text]:
    """A share with what it rests on; `key` is also that of its name. `mark` is what it is compared with. `is_sample`:
    it stands for what is usual, which lies around it."""
    name = Phrase.of(f"report.{key}")
    if not found.is_told:
        value = Phrase.of("report.too_few" if found.teams else "report.nothing")
        return Figure(key=key, name=name, value=value)
    of = (found.yes, found.people)
    tens = share.tens(*of)
    if tens is not None and not is_sample:
        tens = Tens(percent=tens.percent)
    picture = Phrase.of("report.picture", name=name, share=share.said(*of) if is_sample else share.short(*of))
    return Figure(
        key=key,
        name=name,
        value=share.short(*of),
        bar=Bar(
            alternative=picture if mark is None else Phrase.of("report.picture_beside", picture=picture, percent=mark),
            tens=tens,
            band=share.band(*of),
            bands=tuple(Phrase.of(f"reading.band.{each.name.lower()}") for each in Band),
            mark=mark,
        ),
        notes=(*_between(tens), *notes, covers(found.teams, records)),
        teams=found.teams,
    )


def _between(tens: Tens | None) -> Iterator[Phrase]:
    if tens is not None and tens.lower is not None and tens.upper is not None and tens.lower < tens.upper:
        yield Phrase.of("report.between", lower=tens.lower, upper=tens.upper)


def of_count(key: str, part: int, whole: int, *notes: Text) -> Figure[Text]:
    """So many of so many."""
    value = Phrase.of("report.part", part=part, whole=whole)
    return Figure(key=key, name=Phrase.of(f"report.{key}"), value=value, notes=notes, part=part, whole=whole)


def covers(teams: int, records: Records) -> Phrase:
    """How many teams a figure rests on, and never which (domain.md R5)."""
    return Phrase.of("report.covers", teams=teams, of=len(records.teams))


def months(item: ItemId, title: Phrase, records: Records) -> tuple[Curve[Text], ...]:
    """A share through the months of the last year; none where there are not two to see."""
    found = sums.by_month(records.readings, item, records.today - YEAR)
    spots: list[Spot[Text]] = []
    for month, of_month in found.items():
        taken = sums.total(of_month)
        tens = share.tens(taken.yes, taken.people)
        if tens is not None:
            label = Phrase.of("report.month", month=Month(of=month))
            spots.append(Spot(label=label, value=float(tens.percent), said=percent(tens)))
    return (of_everybody(title, spots),) if len(spots) > 1 else ()


def percent(tens: Tens) -> Phrase:
    """A share in the fewest words."""
    clipped = {share.LEAST: "report.percent.least", share.MOST: "report.percent.most"}
    return Phrase.of(clipped.get(tens.percent, "report.percent"), percent=tens.percent)


def of_everybody(title: Text, spots: Sequence[Spot[Text]]) -> Curve[Text]:
    """Shares over time, in per cent."""
    scale: Scale[Text] = Scale(
        lowest=0, highest=100, bottom=Phrase.of("report.nobody"), top=Phrase.of("report.everybody")
    )
    return curve(title, spots, scale)


def curve(title: Text, spots: Sequence[Spot[Text]], scale: Scale[Text]) -> Curve[Text]:
    """The curve, and in words everything that it shows."""
    steps: list[Phrase] = [Phrase.of("report.step", label=each.label, said=each.said) for each in spots]
    read = reduce(lambda before, step: Phrase.of("report.steps", before=before, step=step), steps)
    return Curve(
        title=title,
        alternative=Phrase.of("report.course", title=title, steps=read),
        spots=tuple(spots),
        scale=scale,
    )


def whole(title: Text, portions: Sequence[Portion[Text]]) -> Whole[Text]:
    """What something is made up of, and in words how many of each."""
    steps: list[Phrase] = [Phrase.of("report.portion", name=each.name, count=each.count) for each in portions]
    read = reduce(lambda before, step: Phrase.of("report.steps", before=before, step=step), steps)
    return Whole(title=title, alternative=Phrase.of("report.course", title=title, steps=read), portions=tuple(portions))

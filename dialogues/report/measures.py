"""Whether a KPI moves with the behaviours that are to move it (domain.md §5.5). Only of the whole organisation's goals,
which several teams work with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dialogues import share
from dialogues.goal import Goal
from dialogues.measure import Cadence, Kind, Measure, Measured
from dialogues.phrase import Day, Month, Phrase, Text
from dialogues.pulse.item import ItemId
from dialogues.report import figures, sums
from dialogues.report.records import Records
from dialogues.report.report import Curve, Figure, Scale, Section, Spot
from dialogues.report.sums import Sum
from dialogues.share import PERCENT_FROM
from dialogues.statistics.lead_lag import PERIODS, Link, link
from dialogues.window import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What was measured at the end of a period, and what was answered in it."""

    measured: Measured
    answered: Sum


def sections(records: Records) -> Iterator[Section[Text]]:
    """One for each KPI that has something beside it."""
    for goal in records.goals:
        if goal.team is None:
            for measure in goal.measures:
                periods = aligned(measure, _about(goal, records))
                if measure.kind is Kind.KPI and len(periods) > 1:
                    yield _section(goal, measure, periods)


def aligned(measure: Measure, readings: Sequence[Reading]) -> list[Period]:
    """The latest periods, each from one value of the measure to the next, in which something was answered without a
    gap."""
    found: list[Period] = []
    for before, value in pairwise(measure.values):
        answered = sums.total(sums.newest(_within(readings, before.day, value.day), ItemId.LAST))
        found = [*found, Period(measured=value, answered=answered)] if answered.people >= PERCENT_FROM else []
    return found


def _within(readings: Sequence[Reading], after: date, until: date) -> list[Reading]:
    return [each for each in readings if after < each.last <= until]


def _about(goal: Goal, records: Records) -> list[Reading]:
    """The readings of the behaviours that teams have made of the goal."""
    theirs = {each.id for each in records.goals if each.above == goal.id}
    return [each for each in records.readings if each.goal in theirs]


def _section(goal: Goal, measure: Measure, periods: Sequence[Period]) -> Section[Text]:
    found = link([each.answered.counted.share for each in periods], [each.measured.value for each in periods])
    return Section(
        key="measure",
        heading=Phrase.of("report.measure", name=measure.name),
        paragraphs=(Phrase.of("report.measure.about", goal=goal.title), *_told(found, goal, measure, len(periods))),
        figures=tuple(_figures(found)),
        pictures=tuple(_curves(measure, periods)),
        question=Phrase.of("report.measure.question", name=measure.name),
    )


def _told(found: Link | None, goal: Goal, measure: Measure, periods: int) -> Iterator[Phrase]:
    if periods < PERIODS:
        yield Phrase.of("report.measure.early", periods, least=PERIODS)
    elif found is None or not found.is_told:
        yield Phrase.of("report.measure.unsaid")
    elif found.lag == 0:
        yield Phrase.of("report.measure.at_once", goal=goal.title, name=measure.name)
    else:
        yield Phrase.of("report.measure.later", found.lag, goal=goal.title, name=measure.name)


def _figures(found: Link | None) -> Iterator[Figure[Text]]:
    if found is not None:
        bounds = Phrase.of(
            "report.measure.bounds", lower=round(found.bounds.lower, 1), upper=round(found.bounds.upper, 1)
        )
        value = Phrase.of("report.measure.correlation.value", correlation=round(found.correlation, 1))
        name = Phrase.of("report.measure.correlation")
        yield Figure(key="measure.correlation", name=name, value=value, notes=(bounds,))


def _curves(measure: Measure, periods: Sequence[Period]) -> Iterator[Curve[Text]]:
    shares = [(each, share.tens(each.answered.yes, each.answered.people)) for each in periods]
    behaviours: list[Spot[Text]] = [
        Spot(label=_ends(each, measure), value=float(tens.percent), said=figures.percent(tens))
        for each, tens in shares
        if tens is not None
    ]
    yield figures.of_everybody(Phrase.of("report.measure.behaviours"), behaviours)
    values: list[Spot[Text]] = [
        Spot(label=_ends(each, measure), value=each.measured.value, said=_said(each.measured.value)) for each in periods
    ]
    lowest, highest = (limit(each.value for each in values) for limit in (min, max))
    scale: Scale[Text] = Scale(lowest=lowest, highest=highest, bottom=_said(lowest), top=_said(highest))
    yield figures.curve(Phrase.of("report.measure.values", name=measure.name, unit=measure.unit), values, scale)


def _said(value: float) -> Phrase:
    return Phrase.of("report.measure.value", value=value)


def _ends(period: Period, measure: Measure) -> Phrase:
    if measure.cadence is Cadence.WEEKLY:
        return Phrase.of("reading.day", day=Day(day=period.measured.day))
    return Phrase.of("report.month", month=Month(of=period.measured.day))

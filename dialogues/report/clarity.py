"""Whether people see how their own work contributes (domain.md §7, Clarity index)."""

from collections.abc import Iterator

from dialogues.phrase import Phrase, Text
from dialogues.pulse.item import ItemId
from dialogues.report import figures, sums
from dialogues.report.records import RECENT, Records
from dialogues.report.report import Figure, Section
from dialogues.report.sums import Sum
from dialogues.rules import Reference
from dialogues.share import PERCENT_FROM
from dialogues.statistics.clarity import is_above

#: The answers of the secondary share: fairly, and completely clear.
FAIRLY = ("4", "5")


def now(records: Records) -> Sum:
    """Who finds it completely clear."""
    return sums.total(sums.newest(records.readings, ItemId.CLARITY, records.today - RECENT))


def fairly(records: Records) -> Sum:
    """Who finds it fairly or completely clear."""
    return sums.total(sums.newest(records.readings, ItemId.CLARITY, records.today - RECENT), FAIRLY)


def section(records: Records) -> Section[Text]:
    return Section(
        key="clarity",
        heading=Phrase.of("report.clarity"),
        paragraphs=(Phrase.of("report.clarity.about"),),
        figures=tuple(_figures(records)),
        pictures=figures.months(ItemId.CLARITY, Phrase.of("report.clarity.course"), records),
        notes=(_source(records.organisation.rules.reference),),
        question=Phrase.of("report.clarity.question"),
    )


def claim(found: Sum, reference: Reference) -> Phrase:
    """Whether it may be said to be above what it is compared with."""
    key = "report.above" if is_above(found.counted, reference.percent / 100) else "report.not_above"
    return Phrase.of(key, percent=reference.percent)


def _figures(records: Records) -> Iterator[Figure[Text]]:
    found, reference = now(records), records.organisation.rules.reference
    is_compared = found.people >= PERCENT_FROM
    yield figures.of_share(
        "clarity.top",
        found,
        records,
        notes=[claim(found, reference)] if is_compared else [],
        mark=reference.percent if is_compared else None,
    )
    yield figures.of_share("clarity.fairly", fairly(records), records)
    if (start := _start(records)).teams:
        yield figures.of_share("clarity.start", start, records)


def _start(records: Records) -> Sum:
    """What the teams that have answered again since said at first."""
    latest = sums.newest(records.readings, ItemId.CLARITY, records.today - RECENT)
    return sums.total(sums.before(latest, sums.first(records.readings, ItemId.CLARITY)))


def _source(reference: Reference) -> Text:
    if reference.source is None:
        return Phrase.of("report.reference.article")
    return Phrase.of("report.reference", percent=reference.percent, source=reference.source)

"""What leaders do, as their teams see it (domain.md §7, Leader practice): sums of several leads' teams only (R9)."""

from collections.abc import Iterator, Sequence
from typing import Final

from dialogues import share
from dialogues.phrase import Phrase, Text
from dialogues.pulse.item import ItemId
from dialogues.report import figures, sums
from dialogues.report.records import RECENT, Records
from dialogues.report.report import Figure, Section
from dialogues.report.sums import ByTeam

#: Of fewer leads nothing is said.
LEADS: Final = 5
ITEMS: Final = (ItemId.LEAD_MEET, ItemId.LEAD_FB, ItemId.LEAD_PRIO)


def section(records: Records) -> Section[Text]:
    found = tuple(_figures(records))
    hidden = () if found else (Phrase.of("report.leadership.hidden"),)
    return Section(
        key="leadership",
        heading=Phrase.of("report.leadership"),
        paragraphs=(Phrase.of("report.leadership.about"), *hidden),
        figures=found,
        question=Phrase.of("report.leadership.question"),
    )


def _figures(records: Records) -> Iterator[Figure[Text]]:
    for item in ITEMS:
        latest = _led(sums.newest(records.readings, item, records.today - RECENT), records)
        if _leads(latest, records) >= LEADS:
            notes = _since_the_start(item, latest, records)
            yield figures.of_share(
                f"leadership.{item.value.removeprefix('lead.')}", sums.total(latest), records, notes=notes
            )


def _since_the_start(item: ItemId, latest: ByTeam, records: Records) -> Sequence[Phrase]:
    """What the teams that have answered again since said at first."""
    before = sums.before(latest, sums.first(records.readings, item))
    if _leads(before, records) < LEADS:
        return []
    start = sums.total(before)
    return [Phrase.of("report.leadership.start", share=share.short(start.yes, start.people))]


def _led(found: ByTeam, records: Records) -> ByTeam:
    led = {each.id for each in records.teams if each.lead is not None}
    return sums.of_teams(found, led.__contains__)


def _leads(found: ByTeam, records: Records) -> int:
    """How many different leads these teams have."""
    return len({each.lead for each in records.teams if each.id in found and each.lead is not None})

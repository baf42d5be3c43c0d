"""Whether people answer, and whether they are left in peace (domain.md §7, Response rate, Guardrails)."""

from collections.abc import Iterator

from dialogues import share
from dialogues.phrase import Phrase, Text
from dialogues.pulse.item import ItemId
from dialogues.report import figures, sums
from dialogues.report.records import RECENT, Records
from dialogues.report.report import Figure, Section
from dialogues.report.sums import Sum
from dialogues.rules import K
from dialogues.share import PERCENT_FROM

#: So many in a hundred are planned to answer; below the other number less is to be asked, and more done.
PLAN, ALARM = 55, 40


def section(records: Records) -> Section[Text]:
    return Section(
        key="care",
        heading=Phrase.of("report.care"),
        paragraphs=(Phrase.of("report.care.about"),),
        figures=tuple(_figures(records)),
    )


def _figures(records: Records) -> Iterator[Figure[Text]]:
    took_part = answered(records)
    # Never of one team (R4), and never in another way than a share of many.
    if took_part.teams > 1 and took_part.people >= PERCENT_FROM:
        yield figures.of_share("care.answered", took_part, records, notes=[_advice(took_part)], is_sample=False)
    trust = sums.total(sums.newest(records.readings, ItemId.TRUST, records.today - RECENT))
    if trust.teams:
        yield figures.of_share("care.trust", trust, records, notes=[Phrase.of("report.care.trust.why")])
    closed = records.closed
    if closed.windows:
        yield figures.of_count("care.silent", closed.silent, closed.windows, Phrase.of("report.care.silent.why"))
    # Not of how many: that would tell how many have been reminded, and so how many had not answered (R4).
    soon, none = Phrase.of("report.number", number=records.soon), Phrase.of("report.care.soon.none")
    yield Figure(key="care.soon", name=Phrase.of("report.care.soon"), value=soon, notes=(none,), part=records.soon)
    yield Figure(key="care.stopped", name=Phrase.of("report.care.stopped"), value=_stopped(records))


def _stopped(records: Records) -> Phrase:
    """How many want nothing at all; of a few nothing is told, not even whether there are any (R13)."""
    if records.stopped < K:
        return Phrase.of("report.care.few")
    return share.short(records.stopped, records.people)


def answered(records: Records) -> Sum:
    """How many of the members answered, in the newest window of each team that became a reading."""
    found = sums.newest(records.readings, ItemId.LAST, records.today - RECENT)
    answers = sum(max(each.people, sum(each.counts.values())) for each in found.values())
    members = sum(each.members for each in found.values())
    return Sum(yes=answers, people=members, members=members, teams=len(found))


def _advice(took_part: Sum) -> Phrase:
    if 100 * took_part.yes < ALARM * took_part.people:
        return Phrase.of("report.care.low")
    return Phrase.of("report.care.plan", percent=PLAN)

"""Whether what was agreed is done, and has become a habit (domain.md §7, Behaviour adoption, Self vs seen gap)."""

from collections.abc import Iterator
from typing import Final

from dialogues import share
from dialogues.goal import Behaviour, Status
from dialogues.phrase import Phrase, Text
from dialogues.pulse.item import ItemId
from dialogues.report import figures, sums
from dialogues.report.records import RECENT, Records
from dialogues.report.report import Figure, Portion, Section, Whole
from dialogues.report.sums import Sum
from dialogues.statistics.change import Change

#: What is seen so much more rarely than said is something to talk about, in per cent.
APART: Final = 20
#: What can be said of how it has moved, in the order in which it is shown.
CHANGES: Final = (
    *(Change.CLEAR_UP, Change.LIKELY_UP, Change.UNSAID, Change.LIKELY_DOWN, Change.CLEAR_DOWN),
    Change.TOO_EARLY,
)


def behaviours(records: Records) -> tuple[Behaviour, ...]:
    """The teams' own behaviours of the goals that they work with."""
    return tuple(each for goal in records.goals if goal.team and goal.is_active for each in goal.team_behaviours)


def established(records: Records) -> int:
    """How many of them are a habit."""
    return sum(each.is_established for each in behaviours(records))


def now(records: Records) -> Sum:
    """To whom it happened at the latest occasion."""
    return sums.total(sums.newest(records.readings, ItemId.LAST, records.today - RECENT))


def gap(records: Records) -> tuple[Sum, Sum]:
    """Who says that they did it, and who has seen it, in the teams that were asked both."""
    since = records.today - RECENT
    done, seen = (sums.newest(records.readings, item, since) for item in (ItemId.LAST, ItemId.SEEN))
    return sums.total(sums.of_teams(done, seen.__contains__)), sums.total(sums.of_teams(seen, done.__contains__))


def section(records: Records) -> Section[Text]:
    return Section(
        key="behaviour",
        heading=Phrase.of("report.behaviour"),
        paragraphs=(Phrase.of("report.behaviour.about"),),
        figures=tuple(_figures(records)),
        pictures=(
            *_statuses(records),
            *_changes(records),
            *figures.months(ItemId.LAST, Phrase.of("report.behaviour.course"), records),
        ),
        question=Phrase.of("report.behaviour.question"),
    )


def _figures(records: Records) -> Iterator[Figure[Text]]:
    yield figures.of_share("behaviour.last", now(records), records)
    habits, whole = established(records), len(behaviours(records))
    if whole:
        aim = Phrase.of("report.behaviour.established.aim")
        yield figures.of_count("behaviour.established", habits, whole, aim)
    done, seen = gap(records)
    if done.is_told and seen.is_told:
        note = "report.behaviour.apart" if is_apart(done, seen) else "report.behaviour.near"
        done_too = Phrase.of("report.behaviour.done", share=share.short(done.yes, done.people))
        yield figures.of_share("behaviour.seen", seen, records, notes=[done_too, Phrase.of(note)])


def is_apart(done: Sum, seen: Sum) -> bool:
    """Whether what is told as done and as seen, in tens of per cent, is far apart."""
    one, other = share.tens(done.yes, done.people), share.tens(seen.yes, seen.people)
    return one is not None and other is not None and one.percent - other.percent >= APART


def _changes(records: Records) -> Iterator[Whole[Text]]:
    """What has been said of how it has moved, of several teams together."""
    latest = sums.newest(records.readings, ItemId.LAST, records.today - RECENT)
    found = [each.change for each in latest.values() if each.change is not None]
    portions: list[Portion[Text]] = [
        Portion(name=Phrase.of(f"report.change.{each.value}"), count=found.count(each))
        for each in CHANGES
        if each in found
    ]
    if len(found) > 1:
        yield figures.whole(Phrase.of("report.behaviour.changes"), portions)


def _statuses(records: Records) -> Iterator[Whole[Text]]:
    found = [each.status for each in behaviours(records)]
    order = (Status.ESTABLISHED, Status.PRACTISING, Status.NEW, Status.RESTING)
    portions: list[Portion[Text]] = [
        Portion(name=Phrase.of(f"report.status.{each.value}"), count=found.count(each))
        for each in order
        if each in found
    ]
    if portions:
        yield figures.whole(Phrase.of("report.behaviour.statuses"), portions)

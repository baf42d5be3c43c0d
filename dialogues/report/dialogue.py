"""Whether teams talk, and whether what they raise is answered (domain.md §7, Dialogue frequency, Promise rate)."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from dialogues.calendar import DAY
from dialogues.person import TeamId
from dialogues.phrase import Phrase, Text
from dialogues.promise import ANSWERED_IN, Promise
from dialogues.pulse.item import ItemId
from dialogues.report import figures, sums
from dialogues.report.leadership import LEADS
from dialogues.report.records import RECENT, Records
from dialogues.report.report import Figure, Section

#: So many talks a team is to have for each goal in four weeks, and so many of ten obstacles an answer in time.
TALKS: Final = 2
IN_TEN: Final = 8


def active(records: Records) -> dict[TeamId, int]:
    """How many goals each team works with, of the teams that work with any."""
    found: dict[TeamId, int] = {}
    for each in records.goals:
        if each.team and each.is_active:
            found[each.team] = found.get(each.team, 0) + 1
    return found


def talks(records: Records) -> tuple[int, int]:
    """How many talks there were in the last four weeks, in how many teams with a goal to talk about."""
    teams = active(records)
    return sum(records.talks.get(each, 0) for each in teams), len(teams)


def promises(records: Records) -> tuple[int, int]:
    """How many obstacles were answered in time, of those that could be."""
    due = [each for each in records.promises if each.answered_on or _in_time(each, records) < records.today]
    return sum(_was_in_time(each, records) for each in due), len(due)


def section(records: Records) -> Section[Text]:
    return Section(
        key="dialogue",
        heading=Phrase.of("report.dialogue"),
        paragraphs=(Phrase.of("report.dialogue.about"),),
        figures=tuple(_figures(records)),
        question=Phrase.of("report.dialogue.question"),
    )


def _figures(records: Records) -> Iterator[Figure[Text]]:
    held, teams = talks(records)
    if teams:
        yield Figure(
            key="dialogue.talks",
            name=Phrase.of("report.dialogue.talks"),
            value=Phrase.of("report.dialogue.talks.value", held, teams=Phrase.of("report.in_teams", teams)),
            notes=(Phrase.of("report.dialogue.talks.aim"), *_quiet(records)),
            part=held,
            whole=teams,
        )
    asked = sums.total(sums.newest(records.readings, ItemId.DIALOG, records.today - RECENT))
    if asked.teams:
        yield figures.of_share("dialogue.meeting", asked, records)
    yield from _one_on_ones(records)
    answered, raised = promises(records)
    if raised:
        waiting = sum(each.is_open for each in records.promises)
        notes = [Phrase.of("report.dialogue.open", waiting)] if waiting else []
        yield figures.of_count("dialogue.promises", answered, raised, Phrase.of("report.dialogue.promises.aim"), *notes)


def _quiet(records: Records) -> Iterator[Phrase]:
    quiet = sum(each.quiet for each in records.teams)
    if quiet:
        yield Phrase.of("report.dialogue.quiet", quiet)


def _one_on_ones(records: Records) -> Iterator[Figure[Text]]:
    """Of several leads only (domain.md R9)."""
    told = records.one_on_ones
    if told.leads >= LEADS:
        yield figures.of_count("dialogue.one_on_ones", told.about_goal, told.told)


def _in_time(promise: Promise, records: Records) -> date:
    """The last day that is."""
    return records.organisation.calendar.working_day(promise.raised_on + DAY, ANSWERED_IN)


def _was_in_time(promise: Promise, records: Records) -> bool:
    return promise.answered_on is not None and promise.answered_on <= _in_time(promise, records)

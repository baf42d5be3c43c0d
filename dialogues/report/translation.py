"""How many goals have become the teams' own (domain.md §7, Translation)."""

from collections.abc import Iterator

from dialogues.goal import State
from dialogues.phrase import Phrase, Text
from dialogues.report import figures
from dialogues.report.records import Records
from dialogues.report.report import Figure, Section


def counted(records: Records) -> tuple[int, int]:
    """How many of the teams' goals are translated, of how many that are there to be."""
    theirs = [each for each in records.goals if each.team and each.state in (State.UNTRANSLATED, State.ACTIVE)]
    return sum(each.is_translated for each in theirs), len(theirs)


def section(records: Records) -> Section[Text]:
    return Section(
        key="translation",
        heading=Phrase.of("report.translation"),
        paragraphs=(Phrase.of("report.translation.about"),),
        figures=tuple(_figures(records)),
        question=Phrase.of("report.translation.question"),
    )


def _figures(records: Records) -> Iterator[Figure[Text]]:
    translated, goals = counted(records)
    if goals:
        aim = Phrase.of("report.translation.aim")
        yield figures.of_count("translation.goals", translated, goals, aim)
    at_work = len({each.team for each in records.goals if each.team and each.is_active})
    yield figures.of_count("translation.teams", at_work, len(records.teams))

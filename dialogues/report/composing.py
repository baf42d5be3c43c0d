"""The whole report, and the few sentences that it begins with."""

from collections.abc import Iterator

from dialogues import share
from dialogues.phrase import Day, Days, Phrase, Text
from dialogues.report import behaviour, care, clarity, dialogue, leadership, measures, priority, translation
from dialogues.report.records import RECENT, Records
from dialogues.report.report import Report, Section
from dialogues.share import Band


def compose(records: Records) -> Report[Text]:
    """From published readings and system counters alone (domain.md §7)."""
    return Report(
        title=Phrase.of("report.title"),
        organisation=records.organisation.name,
        made=Phrase.of("report.made", day=Day(day=records.today, year=True)),
        period=Phrase.of("report.period", days=Days(first=records.today - RECENT, last=records.today)),
        opening=tuple(opening(records)),
        question=question(records),
        sections=tuple(_sections(records)),
        method=(
            Phrase.of("report.method.readings", k=records.least),
            Phrase.of("report.method.words"),
            Phrase.of("report.method.never"),
            Phrase.of("report.method.use"),
        ),
    )


def _sections(records: Records) -> Iterator[Section[Text]]:
    yield clarity.section(records)
    yield translation.section(records)
    yield behaviour.section(records)
    yield dialogue.section(records)
    yield leadership.section(records)
    yield priority.section(records)
    yield from measures.sections(records)
    yield care.section(records)


def opening(records: Records) -> Iterator[Phrase]:
    """What there is to say first."""
    clear, happened = clarity.now(records), behaviour.now(records)
    if clear.is_told:
        yield Phrase.of("said.clarity", share=share.short(clear.yes, clear.people))
    if happened.is_told:
        yield Phrase.of("report.opening.last", share=share.short(happened.yes, happened.people))
    if not (clear.is_told or happened.is_told):
        yield Phrase.of("report.opening.nothing", k=records.organisation.rules.k)
    yield from _habits(records)
    yield from _talks(records)


def _habits(records: Records) -> Iterator[Phrase]:
    whole, established = len(behaviour.behaviours(records)), behaviour.established(records)
    if established:
        yield Phrase.of("report.opening.habits", established, whole=whole)
    elif whole:
        yield Phrase.of("report.opening.no_habit", whole=whole)


def _talks(records: Records) -> Iterator[Phrase]:
    talks, teams = dialogue.talks(records)
    if talks:
        yield Phrase.of("report.opening.talks", talks, teams=Phrase.of("report.in_teams", teams))
    elif teams:
        yield Phrase.of("report.opening.no_talk")


def question(records: Records) -> Phrase:
    """The one to begin with: of what is furthest from where it should be."""
    fairly = clarity.fairly(records)
    if fairly.is_told and share.band(fairly.yes, fairly.people) is not Band.MOST:
        return Phrase.of("report.clarity.question")
    translated, goals = translation.counted(records)
    if not goals or 10 * translated < 9 * goals:
        return Phrase.of("report.translation.question")
    answered, raised = dialogue.promises(records)
    if 10 * answered < dialogue.IN_TEN * raised:
        return Phrase.of("report.dialogue.promises.question")
    talks, teams = dialogue.talks(records)
    if talks < dialogue.TALKS * teams:
        return Phrase.of("report.dialogue.question")
    return Phrase.of("report.behaviour.question")

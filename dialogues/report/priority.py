"""What teams do less of, and whether they have few enough goals (domain.md §7, Prioritising away)."""

from collections.abc import Iterator

from dialogues.goal import ACTIVE_GOALS_PER_TEAM, StopItem
from dialogues.phrase import Phrase, Text
from dialogues.pulse.item import ItemId
from dialogues.report import figures, sums
from dialogues.report.dialogue import active
from dialogues.report.records import RECENT, Records
from dialogues.report.report import Figure, Section

#: Something has had to wait for nothing, and should have.
SHOULD = ("should",)


def section(records: Records) -> Section[Text]:
    return Section(
        key="priority",
        heading=Phrase.of("report.priority"),
        paragraphs=(Phrase.of("report.priority.about"),),
        figures=tuple(_figures(records)),
        question=Phrase.of("report.priority.question"),
    )


def _figures(records: Records) -> Iterator[Figure[Text]]:
    teams = active(records)
    goals = sum(teams.values())
    many = sum(each > ACTIVE_GOALS_PER_TEAM for each in teams.values())
    if teams:
        yield Figure(
            key="priority.goals",
            name=Phrase.of("report.priority.goals"),
            value=Phrase.of("report.priority.goals.value", goals, teams=Phrase.of("report.in_teams", len(teams))),
            notes=(Phrase.of("report.priority.many", many),) if many else (),
            part=goals,
            whole=len(teams),
        )
    stopped = _stopped(records)
    if stopped:
        late = sum(each.review is not None and each.review < records.today for each in stopped)
        yield Figure(
            key="priority.stopped",
            name=Phrase.of("report.priority.stopped"),
            value=Phrase.of("report.priority.stopped.value", len(stopped)),
            notes=(Phrase.of("report.priority.late", late),) if late else (),
            part=len(stopped),
        )
    should = sums.total(sums.newest(records.readings, ItemId.STOP, records.today - RECENT), SHOULD)
    if should.teams:
        yield figures.of_share("priority.should", should, records)


def _stopped(records: Records) -> list[StopItem]:
    return [each for goal in records.goals if goal.team and goal.is_active for each in goal.stop]

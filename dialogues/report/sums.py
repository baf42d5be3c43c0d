"""Published readings taken together: nothing but sums of them is said of more than one team (domain.md R5)."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dialogues.person import TeamId
from dialogues.pulse.item import ItemId
from dialogues.statistics.interval import Counted, certain
from dialogues.window import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """`yes` of `people` in so many `teams`, which have so many `members`. Each person counts once."""

    yes: int = 0
    people: int = 0
    members: int = 0
    teams: int = 0

    @property
    def counted(self) -> Counted:
        return Counted(self.yes, self.people)

    @property
    def is_told(self) -> bool:
        """Whether there is anything to say: of one small team not, where the silent could have made it the opposite."""
        if self.teams != 1:
            return self.teams > 0
        least, most = certain(self.yes, self.people, self.members)
        return not (least <= Fraction(1, 3) and most >= Fraction(2, 3))


#: One reading of each of several teams.
ByTeam = Mapping[TeamId, Reading]


def newest(readings: Iterable[Reading], item: ItemId, since: date = date.min) -> ByTeam:
    """Each team's newest reading of a question, of those that are no older. `readings` are the oldest first."""
    return {each.team: each for each in readings if each.item is item and each.last >= since}


def first(readings: Sequence[Reading], item: ItemId) -> ByTeam:
    """Each team's first reading of a question."""
    return newest(reversed(readings), item)


def by_month(readings: Iterable[Reading], item: ItemId, since: date) -> Mapping[date, ByTeam]:
    """Each team's newest reading in each month, by the month's first day, of all months from that of `since` on in
    which there is one."""
    months: dict[date, dict[TeamId, Reading]] = {}
    for each in readings:
        month = each.last.replace(day=1)
        if each.item is item and month >= since.replace(day=1):
            months.setdefault(month, {})[each.team] = each
    return {month: months[month] for month in sorted(months)}


def total(found: ByTeam, among: Collection[str] | None = None) -> Sum:
    """The sum of these readings. Yes is what says that it is so, or one of the answers `among`."""
    return Sum(
        yes=sum(_yes(each, among) for each in found.values()),
        people=sum(each.people for each in found.values()),
        members=sum(each.members for each in found.values()),
        teams=len(found),
    )


def of_teams(found: ByTeam, are_meant: Callable[[TeamId], bool]) -> ByTeam:
    """Those of the teams that are meant."""
    return {team: each for team, each in found.items() if are_meant(team)}


def before(latest: ByTeam, first: ByTeam) -> ByTeam:
    """The first readings of those teams whose latest is another one."""
    return {team: each for team, each in first.items() if team in latest and latest[team] != each}


def _yes(reading: Reading, among: Collection[str] | None) -> int:
    if among is None:
        return reading.yes
    return sum(count for value, count in reading.counts.items() if value in among)

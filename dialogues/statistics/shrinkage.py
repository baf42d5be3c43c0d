"""What is usual among teams, and what a team's few answers tell in its light (domain.md §5.3).

For sums over an organisation only: never shown as a team's own figure, and never to rank.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dialogues.statistics.interval import Counted

#: So many answers what is usual weighs where there are fewer teams than this to learn it from, and where no difference
#: between teams is seen.
FEW_TEAMS: Final = 5
UNKNOWN, ALIKE = 6.0, 200.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """The share that is usual, and how many answers that weighs."""

    share: float
    weight: float

    def shrink(self, team: Counted) -> float:
        """A team's share, drawn towards what is usual."""
        return (team.yes + self.share * self.weight) / (team.answers + self.weight)


def usual(teams: Sequence[Counted]) -> Usual:
    """From the moments of a beta-binomial distribution. Raises ZeroDivisionError where nobody answered."""
    everybody = Counted(yes=sum(each.yes for each in teams), answers=sum(each.answers for each in teams))
    if len(teams) < FEW_TEAMS:
        return Usual(share=everybody.share, weight=UNKNOWN)
    alike = _likeness(teams, everybody)
    return Usual(share=everybody.share, weight=(1 - alike) / alike if alike > 0 else ALIKE)


def _likeness(teams: Sequence[Counted], everybody: Counted) -> float:
    """How alike two answers of one team are, as a correlation; not above 0 where teams differ as chance does."""
    share, whole = everybody.share, everybody.answers
    chance = share * (1 - share)
    if chance == 0:
        return 0.0
    spread = sum(each.answers * (each.share - share) ** 2 for each in teams)
    others = len(teams) - 1
    room = whole - sum(each.answers**2 for each in teams) / whole - others
    return (spread - chance * others) / (chance * room)

"""What a report is composed from: the readings that have been published, and what has been counted of no person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from dialogues.goal import Goal
from dialogues.listening import PAUSE
from dialogues.person import Organisation, Team, TeamId
from dialogues.promise import Promise
from dialogues.rules import K
from dialogues.window import Reading

#: What a report says of now is what has been since so long ago: most questions come again within it.
RECENT: Final = timedelta(weeks=26)
#: Talks are counted over so long (domain.md §7).
FOUR_WEEKS: Final = PAUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """So many windows have ended, `silent` ones of them without a reading."""

    windows: int = 0
    silent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOnOnes:
    """So many leads have told of so many one-on-ones, some of which became talks about a goal."""

    leads: int = 0
    told: int = 0
    about_goal: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """`teams` and `goals` are all that there are, without drafts and what is closed; `readings` are all of them, the
    oldest first. `talks` is on how many days each team has talked in the last FOUR_WEEKS, in which `soon` messages came
    too soon; `promises`, `closed` and `one_on_ones` are those since RECENT. Of `people` so many have `stopped`."""

    organisation: Organisation
    today: date
    teams: tuple[Team, ...] = ()
    goals: tuple[Goal, ...] = ()
    readings: tuple[Reading, ...] = ()
    talks: Mapping[TeamId, int] = field(default_factory=dict)
    promises: tuple[Promise, ...] = ()
    closed: Closed = Closed()
    one_on_ones: OneOnOnes = OneOnOnes()
    soon: int = 0
    people: int = 0
    stopped: int = 0

    @property
    def least(self) -> int:
        """So many people stand behind every reading: as many as the rules say, unless one was published before they
        said so (R20)."""
        k = self.organisation.rules.k
        return k if all(each.people >= k for each in self.readings) else K

"""When a team is regularly in a situation in which it could do something, such as its meeting."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Final

from dialogues.phrase import Wording

#: So many of them a team has at most: so many stand on the buttons of a nudge.
MOST: Final = 3
#: The most characters of one: it stands on a button (domain.md §3.2).
LONGEST: Final = 24


class Days(StrEnum):
    """On which days a situation comes."""

    WORKING = "working"
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    ONCE = "once"


#: From Monday on, as `date.weekday` counts them.
WEEKDAYS = tuple(each for each in Days if each not in (Days.WORKING, Days.ONCE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """`text` as it stands behind "when": `teammötet börjar`. It comes at the local time `at` of its `days`."""

    text: Wording
    days: Days
    at: time

"""How the nudges for an established behaviour become fewer, and end (domain.md §4.3)."""

from datetime import date, timedelta
from enum import Enum, auto
from typing import Final

from dialogues.goal import Behaviour, Status

#: From when a behaviour is established: every week for so long, then once more, then no more.
WEEKLY: Final = timedelta(weeks=4)
OVER: Final = timedelta(weeks=8)


class Pace(Enum):
    """How often there are nudges for a behaviour."""

    WEEKLY = auto()
    #: The one message of every fourth week.
    FOURTH_WEEK = auto()
    SILENT = auto()
    OVER = auto()


def pace(behaviour: Behaviour, today: date) -> Pace:
    """How often there are nudges for a behaviour on that day."""
    if behaviour.status is not Status.ESTABLISHED or behaviour.status_on is None:
        return Pace.WEEKLY
    age = today - behaviour.status_on
    if age < WEEKLY:
        return Pace.WEEKLY
    if age >= OVER:
        return Pace.OVER
    return Pace.FOURTH_WEEK if age < WEEKLY + timedelta(weeks=1) else Pace.SILENT

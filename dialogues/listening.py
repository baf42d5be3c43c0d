"""No listening without acting: a team that does not talk is asked no more (domain.md §0 decision 10)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

#: So long after the last talk, or the first question, the questions pause.
PAUSE: Final = timedelta(days=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """On which local days a team was asked first, and when it last said that it had talked about its goals."""

    asked_on: date | None = None
    talked_on: date | None = None


#: Of a team that was never asked.
NEVER: Final = Listening()


def is_quiet(listening: Listening, today: date, *, is_overdue: bool = False) -> bool:
    """Whether the team's questions pause: nobody has said for 28 days that they have talked, or an obstacle that was
    raised `is_overdue` without an answer."""
    since = max((day for day in (listening.asked_on, listening.talked_on) if day is not None), default=None)
    return is_overdue or (since is not None and today - since >= PAUSE)

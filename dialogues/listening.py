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

    def silent_on(self, day: date) -> timedelta:
        """For how long, on a local day, nobody has said that they have talked, counted from the first question on."""
        since = max((each for each in (self.asked_on, self.talked_on) if each is not None), default=day)
        return day - since


#: Of a team that was never asked.
NEVER: Final = Listening()


def is_quiet(listening: Listening, today: date, *, is_overdue: bool = False) -> bool:
    """Whether the team's questions pause: nobody has said for 28 days that they have talked, or an obstacle that was
    raised `is_overdue` without an answer."""
    return is_overdue or listening.silent_on(today) >= PAUSE

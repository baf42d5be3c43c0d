"""How much anybody is written to at most (domain.md §4.3): one message a day, twenty hours between two, three in any
seven days. What somebody gets because they lead has room of its own: three in any seven days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dialogues.kind import Budget

#: Between two messages of the budget `person`.
GAP: Final = timedelta(hours=20)
#: So many messages in any span of so long, of each budget.
MOST: Final = 3
SPAN: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The last moments (UTC) at which somebody was written to, newest first, at most MOST of them. `day` is the local
    day of the newest."""

    at: tuple[datetime, ...] = ()
    day: date | None = None


def free_from(budget: Budget, taken: Taken, zone: ZoneInfo) -> datetime | None:
    """The first instant at which there is room for one more message; None where there always is.

    `zone` is where the reader is now: they may have been elsewhere when the last one came.
    """
    bounds = [taken.at[MOST - 1] + SPAN] if len(taken.at) >= MOST else []
    if budget is Budget.PERSON and taken.at and taken.day is not None:
        next_day = datetime.combine(taken.day + timedelta(days=1), time(0), zone)
        bounds += [taken.at[0] + GAP, next_day.astimezone(taken.at[0].tzinfo)]
    return max(bounds, default=None)


def too_soon(budget: Budget, moments: Sequence[datetime]) -> int:
    """How many messages came before there was room for them: `moments` are those at which somebody was written to,
    oldest first."""
    gap = GAP if budget is Budget.PERSON else timedelta(0)
    return sum(
        (place >= 1 and at - moments[place - 1] < gap) or (place >= MOST and at - moments[place - MOST] < SPAN)
        for place, at in enumerate(moments)
    )


def leaves_room(budget: Budget, taken: Taken, *, at: datetime, until: datetime, zone: ZoneInfo) -> bool:
    """Whether there is room for another message at the instant `until`, if one goes out at `at`, before it."""
    after = Taken(at=(at, *taken.at), day=at.astimezone(zone).date())
    free = free_from(budget, after, zone)
    return free is None or free <= until

"""Which days are worked: not weekends, not public holidays, not the organisation's own breaks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from typing import Final

import holidays

DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A time of every year in which nothing is asked, both ends included: days such as `12-20` to `01-06`, which may
    go over the new year, or weeks such as `W28` to `W31` (ISO 8601)."""

    first: str
    last: str

    def holds(self, day: date) -> bool:
        """Whether the day is in it."""
        key = f"W{day.isocalendar().week:02}" if self.first.startswith("W") else f"{day:%m-%d}"
        if self.first <= self.last:
            return self.first <= key <= self.last
        return key >= self.first or key <= self.last


#: Of a country whose organisation says nothing else (domain.md §3.3): around Christmas, and four weeks of summer.
USUAL: Final = {"SE": (Break(first="12-20", last="01-06"), Break(first="W28", last="W31"))}


def usual_breaks(country: str | None) -> tuple[Break, ...]:
    """The breaks of an organisation in `country` (`SE`, `DE-BY`) that has not said which it has."""
    return USUAL.get((country or "").partition("-")[0], ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """`country` is a code of the `holidays` library, `SE`, or a subdivision, `DE-BY`; None: no holidays are known."""

    country: str | None = None
    breaks: tuple[Break, ...] = ()

    def is_working_day(self, day: date) -> bool:
        """Whether people are at work."""
        return day.weekday() < 5 and not self.is_holiday(day) and not self.is_break(day)

    def is_holiday(self, day: date) -> bool:
        """Whether it is a public holiday."""
        return self.country is not None and day in _holidays(self.country)

    def is_break(self, day: date) -> bool:
        """Whether it lies in one of the organisation's breaks."""
        return any(each.holds(day) for each in self.breaks)

    def working_days(self, start: date) -> Iterator[date]:
        """The working days from `start` on, without end. Raises ValueError where a year has none."""
        day, last = start, start
        while day - last < timedelta(days=400):
            if self.is_working_day(day):
                last = day
                yield day
            day += DAY
        raise ValueError("no working day in more than a year")

    def working_day(self, start: date, number: int) -> date:
        """The working day with this number, counted from `start` on; the first has 1."""
        return next(islice(self.working_days(start), number - 1, None))


#: Where nothing is known of a country.
WEEKDAYS: Final = Calendar()


@lru_cache(maxsize=64)
def _holidays(country: str) -> holidays.HolidayBase:
    code, _, subdivision = country.partition("-")
    return holidays.country_holidays(code, subdiv=subdivision or None)

"""When somebody may be written to: on working days, within their hours, and while they are there (domain.md §3.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from dialogues.calendar import DAY, Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """The local times of day between which one may be written to, `first` included and `last` not. They may go over
    midnight: somebody who works at night is asked at night."""

    first: time
    last: time

    def hold(self, at: time) -> bool:
        """Whether this time of day is among them."""
        if self.first < self.last:
            return self.first <= at < self.last
        return at >= self.first or at < self.last

    @property
    def beginnings(self) -> tuple[time, ...]:
        """When, on a day, they begin."""
        return (self.first,) if self.first < self.last else (time(0), self.first)


#: Whoever has chosen nothing else is written to between these (domain.md §3.2, §9).
OFFICE: Final = Hours(first=time(8), last=time(17))


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """When a reader may be written to, in their time zone. All instants are aware UTC.

    `not_before` is where they, or the first days at work, set a day; `away_until` is what their platform says, which
    may change at any time.
    """

    timezone: ZoneInfo
    calendar: Calendar
    hours: Hours = OFFICE
    not_before: datetime | None = None
    away_until: datetime | None = None

    def is_away(self, at: datetime) -> bool:
        """Whether their platform says that they are away, or not to be disturbed."""
        return self.away_until is not None and self.away_until > at

    def speaking_time(self, after: datetime) -> datetime:
        """The first instant from `after` on at which they may be written to. Of somebody who is away it is when they
        are back, whatever time of day that is: whether it suits then is asked anew."""
        if self.away_until is not None and self.away_until > after:
            return self.away_until
        start = max(after, self.not_before) if self.not_before else after
        local = start.astimezone(self.timezone)
        if self.calendar.is_working_day(local.date()) and self.hours.hold(local.time()):
            return start
        return next(each for each in self._beginnings(local.date()) if each >= start)

    def next_try(self, at: datetime) -> datetime:
        """When to try again what is to be said at `at`, or `at` itself where it can be said. Somebody who is away is
        looked for tomorrow at the latest: they may be back before their platform thought."""
        when = self.speaking_time(at)
        return min(when, self.tomorrow(at)) if self.is_away(at) else when

    def evening(self, of: datetime, *, days: int = 1) -> datetime:
        """When the hours of the `days`-th working day end; the day of `of` is the first, if it is one."""
        day = self.calendar.working_day(of.astimezone(self.timezone).date(), days)
        ends = day if self.hours.first < self.hours.last else day + DAY
        return instant(ends, self.hours.last, self.timezone)

    def tomorrow(self, of: datetime) -> datetime:
        """The beginning of the day after the local day of `of`."""
        return instant(of.astimezone(self.timezone).date() + DAY, time(0), self.timezone)

    def _beginnings(self, start: date) -> Iterator[datetime]:
        days = self.calendar.working_days(start)
        return (instant(day, begins, self.timezone) for day in days for begins in self.hours.beginnings)


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A local time as UTC. A time that the clock skips or repeats is taken as the earlier offset has it."""
    return datetime.combine(day, at, zone).astimezone(UTC)

"""When there is a right moment: working days, working hours, and each person's own minute.

Everything local is decided in the reader's time zone and returned as aware UTC. Sources: domain.md §3.2 (time of day),
§0 decision 6 and §5 (digest), product.md (window).
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

import holidays

from dialogues.person import Organisation, Person, TeamId

#: Nothing that nobody asked for is said before or after, local time.
MORNING, EVENING = time(8), time(17)
#: Pulses are spread over these, Tuesday to Thursday, so that they do not all come at once.
PULSE_SLOTS = ((time(9, 30), time(11, 30)), (time(13), time(15)))
PULSE_DAYS = (1, 2, 3)
#: The digest goes out in here, on the first working day of the week.
DIGEST_SLOT = (time(8, 30), time(10))

DAY = timedelta(days=1)


def speaking_time(zone: ZoneInfo, country: str | None, after: datetime) -> datetime:
    """The first instant from `after` on that lies within working hours of a working day in `zone`."""
    local = after.astimezone(zone)
    if is_working_day(local.date(), country) and MORNING <= local.time() < EVENING:
        return after
    start = local.date() if local.time() < MORNING else local.date() + DAY
    return instant(next(working_days(start, country)), MORNING, zone)


def pulse_at(person: Person, organisation: Organisation, after: datetime) -> datetime:
    """The person's first moment for a question from `after` on, and never on the day of their greeting.

    Their own weekday of Tuesday to Thursday at their own time; where that day is past or no working day, the next of
    the three that is left in the week. Raises ValueError where a year has no such day.
    """
    if person.greeted_on is not None:
        after = max(after, instant(person.greeted_on + DAY, time(0), person.timezone))
    start = after.astimezone(person.timezone).date()
    own_day = PULSE_DAYS[_spread(person.id, "day", len(PULSE_DAYS))]
    at = pulse_time(person)
    for week in (monday(start) + 7 * DAY * number for number in range(60)):
        days = [day for day in (week + DAY * number for number in PULSE_DAYS) if day >= start]
        days.sort(key=lambda day: (day.weekday() != own_day, day))
        for day in days:
            moment = instant(day, at, person.timezone)
            if is_working_day(day, organisation.holidays) and moment >= after:
                return moment
    raise ValueError("no working day in more than a year")


def is_pulse_time(person: Person, organisation: Organisation, at: datetime) -> bool:
    """Whether a question that has come due may be asked at `at`: the right day, and not before the person's time."""
    local = at.astimezone(person.timezone)
    right_day = local.weekday() in PULSE_DAYS and is_working_day(local.date(), organisation.holidays)
    return right_day and pulse_time(person) <= local.time() < EVENING


def pulse_time(person: Person) -> time:
    """The local time of day at which a person is asked: their own choice, else their place in the slots."""
    if person.send_time is not None:
        return person.send_time
    minutes = [minute for slot in PULSE_SLOTS for minute in range(_minutes(slot[0]), _minutes(slot[1]))]
    return _time(minutes[_spread(person.id, "minute", len(minutes))])


def digest_on(week: date, team: TeamId, readers: Sequence[Person], organisation: Organisation) -> datetime:
    """When the team and its lead get the digest of the week that begins on the Monday `week`: one instant for all.

    The team's own minute of the slot in the organisation's time zone, or later the same day if it is not yet morning
    for some reader; where no instant of the day suits all, the latest for which it is still day for the organisation.
    """
    zone = organisation.timezone
    day = next(working_days(week, organisation.holidays))
    first, last = (_minutes(each) for each in DIGEST_SLOT)
    moment = instant(day, _time(first + _spread(team, "digest", last - first)), zone)
    mornings = [instant(day, MORNING, reader.timezone) for reader in readers]
    evening = instant(day, EVENING, zone) - timedelta(minutes=1)
    return min(max([moment, *mornings]), evening)


def week_end(organisation: Organisation, after: datetime) -> datetime:
    """The first week boundary later than `after`: midnight before a Monday, in the organisation's time zone."""
    today = after.astimezone(organisation.timezone).date()
    return instant(monday(today) + 7 * DAY, time(0), organisation.timezone)


def next_week(zone: ZoneInfo, after: datetime) -> datetime:
    """The beginning of the next Monday in `zone`."""
    return instant(monday(after.astimezone(zone).date()) + 7 * DAY, time(0), zone)


def tomorrow(zone: ZoneInfo, after: datetime) -> datetime:
    """The beginning of the next day in `zone`."""
    return instant(after.astimezone(zone).date() + DAY, time(0), zone)


def evening(zone: ZoneInfo, country: str | None, of: datetime, *, days: int = 1) -> datetime:
    """The end of working hours of the `days`-th working day in `zone`; the day of `of` is the first, if it is one."""
    first = of.astimezone(zone).date()
    return instant(next(islice(working_days(first, country), days - 1, None)), EVENING, zone)


def working_days(start: date, country: str | None) -> Iterator[date]:
    """The working days from `start` on, without end."""
    day = start
    while True:
        if is_working_day(day, country):
            yield day
        day += DAY


def is_working_day(day: date, country: str | None) -> bool:
    """Monday to Friday, and no public holiday in `country` (`SE`, `DE-BY`; None: no holidays are known)."""
    return day.weekday() < 5 and (country is None or day not in _holidays(country))


def monday(day: date) -> date:
    """The first day of the week that `day` is in."""
    return day - DAY * day.weekday()


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A local time as UTC. A time that the clock skips or repeats is taken as the earlier offset has it."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _spread(id: str, what: str, places: int) -> int:
    """The place of an id among `places`: the same on every machine and day, and evenly spread."""
    return int.from_bytes(hashlib.sha256(f"{what}:{id}".encode()).digest()[:8]) % places


@lru_cache(maxsize=64)
def _holidays(country: str) -> holidays.HolidayBase:
    code, _, subdivision = country.partition("-")
    return holidays.country_holidays(code, subdiv=subdivision or None)

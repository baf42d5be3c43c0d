"""When there is a right moment: each person's own minute, and the week of a team.

Everything local is decided in the reader's time zone and returned as aware UTC. Sources: domain.md §3.2 (time of day),
§0 decision 6 and §5 (digest), product.md (window).
"""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from dialogues.availability import OFFICE, Hours, instant
from dialogues.calendar import DAY
from dialogues.person import Organisation, Person, TeamId

#: Pulses are spread over these, Tuesday to Thursday, so that they do not all come at once.
PULSE_SLOTS = ((time(9, 30), time(11, 30)), (time(13), time(15)))
PULSE_DAYS = (1, 2, 3)
#: The digest goes out in here, on the first working day of the week.
DIGEST_SLOT = (time(8, 30), time(10))


def pulse_at(person: Person, after: datetime) -> datetime:
    """The person's first moment for a question from `after` on, and never on the day of their greeting.

    Their own weekday of Tuesday to Thursday at their own time; where that day is past or no working day, the next of
    the three that is left in the week. Raises ValueError where a year has no such day.
    """
    bounds = [after, person.availability.not_before]
    if person.greeted_on is not None:
        bounds.append(instant(person.greeted_on + DAY, time(0), person.timezone))
    after = max(each for each in bounds if each is not None)
    start = person.day(after)
    own_day = pulse_day(person)
    at = pulse_time(person)
    for week in (monday(start) + 7 * DAY * number for number in range(60)):
        days = [day for day in (week + DAY * number for number in PULSE_DAYS) if day >= start]
        days.sort(key=lambda day: (day.weekday() != own_day, day))
        for day in days:
            moment = instant(day, at, person.timezone)
            if person.calendar.is_working_day(day) and moment >= after:
                return moment
    raise ValueError("no working day in more than a year")


def is_pulse_time(person: Person, at: datetime) -> bool:
    """Whether a question that has come due may be asked at `at`: the right day, not before the person's time, within
    their hours, and while they are there."""
    local = at.astimezone(person.timezone)
    is_right_day = local.weekday() in PULSE_DAYS and local.time() >= pulse_time(person)
    return is_right_day and person.availability.speaking_time(at) == at


def pulse_day(person: Person) -> int:
    """The weekday on which a person is asked, from Monday 0."""
    return PULSE_DAYS[_spread(person.id, "day", len(PULSE_DAYS))]


def pulse_time(person: Person) -> time:
    """The local time of day at which a person is asked: their own choice, else their place in the slots, or, where
    they work at other hours than those, in their hours."""
    if person.send_time is not None and person.hours.hold(person.send_time):
        return person.send_time
    minutes = _minutes_within(person.hours)
    return _time(minutes[_spread(person.id, "minute", len(minutes))])


def digest_on(
    week: date, team: TeamId, readers: Sequence[Person], organisation: Organisation, *, lead: Person | None = None
) -> datetime:
    """When the team and its lead get the digest of the week that begins on the Monday `week`: one instant for all.

    The local time of day that the lead has chosen, else the team's own minute of the slot in the organisation's time
    zone; or later the same day if it is not yet morning for some reader. Where no instant of the day suits all, the
    latest for which it is still day for the organisation.
    """
    zone = organisation.timezone
    day = next(organisation.calendar.working_days(week))
    moment = instant(day, digest_time(team), zone)
    if lead is not None and lead.digest_time is not None:
        moment = instant(day, lead.digest_time, lead.timezone)
    mornings = [instant(day, OFFICE.first, reader.timezone) for reader in readers]
    evening = instant(day, OFFICE.last, zone) - timedelta(minutes=1)
    return min(max([moment, *mornings]), evening)


def digest_time(team: TeamId) -> time:
    """The team's own minute of the slot."""
    first, last = (_minutes(each) for each in DIGEST_SLOT)
    return _time(first + _spread(team, "digest", last - first))


def week_end(organisation: Organisation, after: datetime) -> datetime:
    """The first week boundary later than `after`: midnight before a Monday, in the organisation's time zone."""
    return next_week(organisation.timezone, after)


def next_week(zone: ZoneInfo, after: datetime) -> datetime:
    """The beginning of the next Monday in `zone`."""
    return instant(monday(after.astimezone(zone).date()) + 7 * DAY, time(0), zone)


def monday(day: date) -> date:
    """The first day of the week that `day` is in."""
    return day - DAY * day.weekday()


def week_number(day: date) -> int:
    """The number of the week that `day` is in, counted on from year to year: after the last one of a year, an ISO
    number would begin anew."""
    return monday(day).toordinal() // 7


@lru_cache(maxsize=1000)
def _minutes_within(hours: Hours) -> Sequence[int]:
    """The minutes of the slots that lie in these hours; where none does, those of the hours."""
    slots = [minute for slot in PULSE_SLOTS for minute in range(_minutes(slot[0]), _minutes(slot[1]))]
    minutes = [each for each in slots if hours.hold(_time(each))]
    return minutes or [each for each in range(24 * 60) if hours.hold(_time(each))]


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _spread(id: str, what: str, places: int) -> int:
    """The place of an id among `places`: the same on every machine and day, and evenly spread."""
    return int.from_bytes(hashlib.sha256(f"{what}:{id}".encode()).digest()[:8]) % places

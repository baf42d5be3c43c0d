"""When a nudge comes, and when a plan is reminded of: in the person's time zone, on days on which they work."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from dialogues import rhythm
from dialogues.availability import instant
from dialogues.calendar import DAY
from dialogues.nudge.plan import Plan
from dialogues.person import Person

#: So long before its situation somebody is reminded of their plan.
BEFORE = timedelta(minutes=15)
#: Nudges come on these days, Tuesday to Friday: Monday has the digest.
NUDGE_DAYS = (1, 2, 3, 4)


def nudge_at(person: Person, after: datetime) -> datetime:
    """The person's first moment for a nudge from `after` on: at their own minute, two days after their question or, at
    the end of the week, before it; and never on a day on which they are asked, nor before they may be written to again.

    Raises ValueError where a year has no such day.
    """
    zone, not_before = person.timezone, person.availability.not_before
    after = max(after, not_before) if not_before else after
    start = rhythm.monday(person.day(after))
    for monday in (start + 7 * DAY * number for number in range(60)):
        asked = person.day(rhythm.pulse_at(person, instant(monday, time(0), zone)))
        best = asked + 2 * DAY if asked.weekday() < NUDGE_DAYS[-1] - 1 else asked - 2 * DAY
        days = [monday + DAY * number for number in NUDGE_DAYS]
        for day in sorted(days, key=lambda day: (abs(day - best), day)):
            moment = instant(day, rhythm.pulse_time(person), zone)
            if day != asked and moment >= after and person.calendar.is_working_day(day):
                return moment
    raise ValueError("no working day in more than a year")


def is_nudge_time(person: Person, at: datetime) -> bool:
    """Whether a nudge that has come due may be sent at `at`: on the day that is right for it, and not before its time,
    nor when the day is over."""
    midnight = instant(person.day(at), time(0), person.timezone)
    return nudge_at(person, midnight) <= at and person.availability.speaking_time(at) == at


def reflection_at(person: Person, after: datetime) -> datetime:
    """When somebody who leads is asked to look back on their week, from `after` on: at their own minute, towards its
    end, on a day on which they are neither asked nor nudged.

    Raises ValueError where a year has no such day.
    """
    zone, not_before = person.timezone, person.availability.not_before
    after = max(after, not_before) if not_before else after
    start = rhythm.monday(person.day(after))
    for monday in (start + 7 * DAY * number for number in range(60)):
        begins = instant(monday, time(0), zone)
        taken = (person.day(rhythm.pulse_at(person, begins)), person.day(nudge_at(person, begins)))
        days = [day for day in (monday + DAY * number for number in reversed(NUDGE_DAYS)) if day not in taken]
        free = next((day for day in days if person.calendar.is_working_day(day)), None)
        if free is not None and (right := instant(free, rhythm.pulse_time(person), zone)) >= after:
            return right
    raise ValueError("no working day in more than a year")


def is_reflection_time(person: Person, at: datetime) -> bool:
    """Whether what has come due may be sent at `at`: on the day that is right for it, and not before its time, nor when
    the day is over."""
    midnight = instant(person.day(at), time(0), person.timezone)
    return reflection_at(person, midnight) <= at and person.availability.speaking_time(at) == at


def occurrence(plan: Plan, person: Person, after: datetime) -> datetime | None:
    """When the situation comes next, later than `after`, so that one can be reminded of it in working hours; None where
    it does not within a year."""
    zone, availability = person.timezone, replace(person.availability, away_until=None)
    first = person.day(after)
    for day in (first + DAY * number for number in range(366)):
        moment = instant(day, plan.at, zone)
        reminder = moment - BEFORE
        if plan.comes_on(day) and moment > after and availability.speaking_time(reminder) == reminder:
            return moment
    return None

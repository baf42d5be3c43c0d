"""When a question comes again: once where nothing came of it, and when its reader has put it off (domain.md §3.2)."""

from datetime import datetime, timedelta
from typing import Final

from dialogues import rhythm
from dialogues.availability import instant
from dialogues.calendar import DAY
from dialogues.effect import Schedule
from dialogues.event import Occasion
from dialogues.facts import Facts
from dialogues.pulse.item import ItemId
from dialogues.window import Window

#: The times to which a question can be put off.
LATER: Final = ("hour", "tomorrow")


def plan(window: Window, facts: Facts, asked_at: datetime) -> Schedule:
    """The one reminder: a working day later, and for `beh.last`, which stays open longer, in the week after."""
    person = facts.someone
    asked_on = person.day(asked_at)
    is_patient = window.item is ItemId.LAST
    first = rhythm.monday(asked_on) + timedelta(weeks=1) if is_patient else asked_on + DAY
    day = person.calendar.working_day(first, 1)
    at = instant(day, rhythm.pulse_time(person), person.timezone)
    return Schedule(occasion=Occasion.REMINDER, subject=person.id, at=at, about=window.id)


def later(when: str, facts: Facts, now: datetime) -> datetime:
    """The instant that one of LATER means: in an hour within working hours, or the next working day at the time at
    which this person is asked."""
    person = facts.someone
    if when == "hour":
        return person.availability.speaking_time(now + timedelta(hours=1))
    tomorrow = person.day(now) + DAY
    return instant(person.calendar.working_day(tomorrow, 1), rhythm.pulse_time(person), person.timezone)

"""Why nothing is said at a moment, as far as the reason is the calendar's or the organisation's.

What somebody has chosen, answered or left unanswered is no reason that is told to anybody (R13). The reasons here come
before all of those, and are found without a look at them: so none of them says anything by its absence either.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dialogues.availability import OFFICE
from dialogues.person import Person


class Reason(StrEnum):
    """`other_day`: questions come on other days of the week. `no_question`: none is open for the team, `no_focus`: it
    has no behaviour in focus, and so no digest. `later`: the moment that is everybody's is yet to come, or over."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    BREAK = "break"
    NEWCOMER = "newcomer"
    OUTSIDE_HOURS = "outside_hours"
    OTHER_DAY = "other_day"
    NOT_GREETED = "not_greeted"
    JUST_GREETED = "just_greeted"
    QUIET = "quiet"
    NO_QUESTION = "no_question"
    NO_FOCUS = "no_focus"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """`until` is when it ends (aware UTC), None where that is not known or would say something of one person."""

    reason: Reason
    until: datetime | None = None


def of_calendar(person: Person, at: datetime) -> Reason | None:
    """Why nobody who is where the person is, and works as they do, is written to at `at`, had they chosen nothing; None
    within working hours of a working day."""
    local = at.astimezone(person.timezone)
    if local.weekday() >= 5:
        return Reason.WEEKEND
    if person.calendar.is_holiday(local.date()):
        return Reason.HOLIDAY
    if person.calendar.is_break(local.date()):
        return Reason.BREAK
    if person.settled_on is not None and local.date() < person.settled_on:
        return Reason.NEWCOMER
    return None if OFFICE.hold(local.time()) else Reason.OUTSIDE_HOURS

"""When a lead is prepared for a talk: before it, and at an hour at which they may be written to."""

from datetime import datetime, timedelta
from typing import Final

from dialogues.availability import instant
from dialogues.calendar import DAY
from dialogues.meeting.meeting import Talk
from dialogues.person import Person

#: A lead who is written to less than so long before a talk does not read it in time.
SHORTEST: Final = timedelta(minutes=10)
#: So long before their hours end a lead is written to who has a talk before these begin again.
EVENING: Final = timedelta(hours=1)
#: So many days back is looked for a day on which the lead works.
BACK: Final = 14


def nudge_at(talk: Talk, lead: Person, ahead: timedelta) -> datetime:
    """So long `ahead` of the talk, or as soon after that as the lead's hours begin; where that would be too late, an
    hour before they end on the last day on which the lead works."""
    wanted = talk.starts_at - ahead
    local = wanted.astimezone(lead.timezone)
    hours, works = lead.hours, lead.calendar.is_working_day
    if works(local.date()) and hours.hold(local.time()):
        return wanted
    begins = [instant(local.date(), each, lead.timezone) for each in hours.beginnings if works(local.date())]
    today = [each for each in begins if wanted <= each <= talk.starts_at - SHORTEST]
    if today:
        return min(today)
    days = (local.date() - DAY * number for number in range(BACK))
    evenings = (instant(day, hours.last, lead.timezone) - EVENING for day in days if works(day))
    return next((each for each in evenings if each < wanted), wanted)

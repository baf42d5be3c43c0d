"""What a lead has promised one person in a talk: these two alone see it, and it is none of their team's promises."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NewType

from dialogues.availability import instant
from dialogues.person import Person, PersonId

PersonalPromiseId = NewType("PersonalPromiseId", str)

#: It is asked about on its day, and as often as this from then on.
AGAIN = timedelta(weeks=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalPromise:
    """In the words of the `lead`, to the person `to`, on the local day `made_on` of the lead; it is to be kept by
    `due_on`. It is there until the lead has answered it."""

    id: PersonalPromiseId
    lead: PersonId
    to: PersonId
    text: str
    made_on: date
    due_on: date

    def is_asked_on(self, day: date) -> bool:
        """Whether it is asked about on that day."""
        return day >= self.due_on and (day - self.due_on) % AGAIN == timedelta(0)

    def asked_next(self, lead: Person, after: datetime) -> datetime:
        """When it is asked about next, later than `after`: at the beginning of a day of the lead's."""
        today = lead.day(after)
        passed = max((today - self.due_on) // AGAIN + 1, 0) if today >= self.due_on else 0
        return instant(self.due_on + AGAIN * passed, time(0), lead.timezone)

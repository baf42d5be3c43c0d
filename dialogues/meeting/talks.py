"""The talks that a person has, as they see them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from dialogues.facts import Facts
from dialogues.meeting.meeting import Talk, within
from dialogues.person import Person, Team

#: So far ahead is looked for talks.
HORIZON: Final = timedelta(weeks=9)


def led(facts: Facts, after: datetime) -> Iterator[Talk]:
    """The talks that the person leads and that end later than `after`, by when they begin: on days on which they
    work."""
    lead = facts.someone
    for each in within([each for each in facts.meetings if each.lead == lead.id], after, after + HORIZON):
        if lead.calendar.is_working_day(lead.day(each.starts_at)):
            yield each


def partner(talk: Talk, facts: Facts) -> Person | None:
    """The person whom it is with; None where it is with a team."""
    return next((each for each in facts.counterparts if each.id == talk.person), None)


def team_of(talk: Talk, facts: Facts) -> Team | None:
    """The team whose lead has it."""
    return next((each for each in facts.leads if each.id == talk.team), None)

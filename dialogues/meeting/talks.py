"""The talks that a person has, as they see them."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from dialogues.facts import Facts
from dialogues.meeting.meeting import Talk, within
from dialogues.meeting.topic import Topic
from dialogues.person import Person, Team

#: So far ahead is looked for talks.
HORIZON: Final = timedelta(weeks=9)


def led(facts: Facts, after: datetime) -> Iterator[Talk]:
    """The talks that the person leads and that end later than `after`, by when they begin: on days on which they
    work."""
    lead = facts.someone
    for each in within(facts.meetings, facts.booked, after, after + HORIZON):
        if each.lead == lead.id and _work((lead,), each):
            yield each


def invited(facts: Facts, after: datetime) -> Iterator[tuple[Talk, Person]]:
    """The one-on-ones that the person is invited to and that begin later than `after`, each with its lead, on days on
    which both work."""
    person = facts.someone
    for each in within(facts.meetings, facts.booked, after, after + HORIZON):
        lead = next((one for one in facts.counterparts if one.id == each.lead), None)
        if each.person == person.id and lead is not None and each.starts_at > after and _work((lead, person), each):
            yield each, lead


def invited_to(key: str, facts: Facts, at: datetime) -> tuple[Talk, Person] | None:
    """The one with this key, while it is to come."""
    return next((each for each in invited(facts, at) if each[0].key == key), None)


def partner(talk: Talk, facts: Facts) -> Person | None:
    """The person whom it is with; None where it is with a team."""
    return next((each for each in facts.counterparts if each.id == talk.person), None)


def team_of(talk: Talk, facts: Facts) -> Team | None:
    """The team whose lead has it."""
    return next((each for each in facts.leads if each.id == talk.team), None)


def own_topic(talk: Talk, facts: Facts) -> Topic | None:
    """What the person themselves has to bring up in it."""
    return next((each for each in facts.topics if each.talk == talk.key and each.by == facts.someone.id), None)


def shared_topic(talk: Talk, facts: Facts) -> Topic | None:
    """What whom it is with has shared with the person, who leads it."""
    shared = (each for each in facts.topics if each.talk == talk.key and each.by == talk.person and each.is_shared)
    return next(shared, None)


def _work(people: Sequence[Person], talk: Talk) -> bool:
    """Whether all of them do on the day of the talk."""
    return all(each.calendar.is_working_day(each.day(talk.starts_at)) for each in people)

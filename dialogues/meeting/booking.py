"""Which meetings of a lead's calendar are talks that they are prepared for: with one person of a team that they lead,
or with such a team."""

from collections.abc import Sequence
from typing import Final

from dialogues import editing
from dialogues.facts import Facts
from dialogues.feed import Occurrence
from dialogues.meeting.meeting import Talk
from dialogues.person import Person, Team

#: Such a part of a team, and so many at least, are the team: somebody is always away.
PART: Final = (2, 3)
FEWEST: Final = 3
#: What the key of a talk out of a calendar ends with.
FROM_FEED: Final = "feed"


def booked(found: Sequence[Occurrence], facts: Facts) -> tuple[Talk, ...]:
    """The talks among them. What is neither a one-on-one nor a meeting of a team is left out, and with it forgotten."""
    talks = (_talk(each, facts) for each in found)
    return tuple(each for each in talks if each is not None)


def _talk(meeting: Occurrence, facts: Facts) -> Talk | None:
    for team in facts.leads:
        members = _members(team, facts)
        there = [each for each in members if each.email in meeting.people]
        if len(meeting.people) == 1 and there and not meeting.others:
            return _with(meeting, facts, team, there[0])
        most, of = PART
        if len(there) >= FEWEST and of * len(there) >= most * len(members):
            return _with(meeting, facts, team, None)
    return None


def _with(meeting: Occurrence, facts: Facts, team: Team, person: Person | None) -> Talk:
    return Talk(
        key=f"{editing.digest(facts.someone.id, meeting.key)}.{FROM_FEED}",
        lead=facts.someone.id,
        team=team.id,
        person=person.id if person else None,
        starts_at=meeting.start,
        ends_at=meeting.end,
    )


def _members(team: Team, facts: Facts) -> list[Person]:
    return [each for each in facts.counterparts if each.team == team.id]

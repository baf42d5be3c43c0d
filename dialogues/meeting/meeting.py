"""What a lead has registered: a one-on-one with a person of a team that they lead, or the meeting of such a team."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from heapq import merge
from itertools import count, takewhile
from typing import Final, NewType
from zoneinfo import ZoneInfo

from dialogues.availability import instant
from dialogues.calendar import DAY
from dialogues.person import PersonId, TeamId
from dialogues.rhythm import monday

MeetingId = NewType("MeetingId", str)

#: A talk whose end nobody has told is over after so long.
LASTS: Final = timedelta(hours=1)
#: Before each talk a lead is written to so long, where they have chosen nothing else (domain.md §4.4).
AHEAD: Final = timedelta(minutes=45)


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One talk, from one UTC instant to another: with a `person` of the `team`, or, with None, with all of it.

    `key` stays the same wherever the talk is moved to; it begins with the id of its meeting, and a full stop.
    """

    key: str
    lead: PersonId
    team: TeamId
    person: PersonId | None
    starts_at: datetime
    ends_at: datetime

    @property
    def is_one_on_one(self) -> bool:
        return self.person is not None

    def is_same(self, other: "Talk") -> bool:
        """Whether the other is a talk of the same people at about the same time."""
        mine, theirs = (self.lead, self.team, self.person), (other.lead, other.team, other.person)
        return mine == theirs and abs(self.starts_at - other.starts_at) < DAY / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Held on the day `first` at the local time `at` of `zone`, and then every so many `weeks`; 0: on that day alone.

    It is with a `person` of the `team`, or, with None, with all of it.
    """

    id: MeetingId
    lead: PersonId
    team: TeamId
    person: PersonId | None
    first: date
    at: time
    zone: ZoneInfo
    weeks: int

    def talks(self, after: datetime) -> Iterator[Talk]:
        """Those that end later than `after`, in order: without end where it is held again and again."""
        return (each for each in map(self._on, self._days(after.astimezone(self.zone).date())) if each.ends_at > after)

    def day_of(self, key: str) -> date | None:
        """The day of its talk with this key; None where it has no such talk."""
        id, _, week = key.rpartition(".")
        if id != self.id or (week == "once") is bool(self.weeks):
            return None
        return monday(date.fromisoformat(week)) + DAY * self.first.weekday() if self.weeks else self.first

    def _days(self, start: date) -> Iterator[date]:
        """Those on which it is held, from the one before `start` on: a talk may go over midnight."""
        if not self.weeks:
            yield self.first
            return
        between = self.weeks * 7
        passed = max((start - self.first).days // between, 0)
        yield from (self.first + DAY * between * number for number in count(max(passed - 1, 0)))

    def _on(self, day: date) -> Talk:
        starts_at = instant(day, self.at, self.zone)
        return Talk(
            key=f"{self.id}.{monday(day) if self.weeks else 'once'}",
            lead=self.lead,
            team=self.team,
            person=self.person,
            starts_at=starts_at,
            ends_at=starts_at + LASTS,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """How a lead wants to be prepared: so long `ahead`, before `every` talk or only before the first of a week."""

    ahead: timedelta = AHEAD
    every: bool = False


#: Of a lead who has chosen nothing.
USUAL: Final = Diary()


def upcoming(meetings: Sequence[Meeting], booked: Sequence[Talk], after: datetime) -> Iterator[Talk]:
    """The talks of all of these, and those `booked` in a calendar, that end later than `after`, by when they begin; it
    may have no end. What is in both on one day is where the calendar has it."""
    ahead = sorted((each for each in booked if each.ends_at > after), key=lambda talk: talk.starts_at)
    registered = (_apart(each.talks(after), booked) for each in meetings)
    return merge(ahead, *registered, key=lambda talk: talk.starts_at)


def within(meetings: Sequence[Meeting], booked: Sequence[Talk], after: datetime, until: datetime) -> list[Talk]:
    """Those of `upcoming` that begin before `until`."""
    return list(takewhile(lambda talk: talk.starts_at < until, upcoming(meetings, booked, after)))


def _apart(talks: Iterator[Talk], booked: Sequence[Talk]) -> Iterator[Talk]:
    return (each for each in talks if not any(each.is_same(other) for other in booked))

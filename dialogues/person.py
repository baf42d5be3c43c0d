"""People and their teams."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final, NewType
from zoneinfo import ZoneInfo

from dialogues.availability import OFFICE, Availability, Hours, instant
from dialogues.calendar import WEEKDAYS, Calendar
from dialogues.rules import USUAL, K, Rules
from dialogues.situation import Situation

PersonId = NewType("PersonId", str)
TeamId = NewType("TeamId", str)

LANGUAGES = ("sv", "en")

#: What somebody is nudged about where they have chosen no behaviour.
FOCUS, NOTHING = "focus", "nothing"

#: So many working days a new colleague is left alone (domain.md §3.3).
SETTLING: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A human being. `language` is one of LANGUAGES; `send_time` is their own choice of local time of day, `hours` are
    theirs too.

    `greeted_on` is the local day on which the greeting went out; nothing else is said to a person before it.
    A person who has `stopped` is written to by nobody's schedule, and nobody else is told. From `paused_until` on
    somebody who wants to be left alone may be written to again. `started` is the first day of a new colleague.
    `digest_time` is when somebody who leads wants the digests of their teams to come, at their own local time of day.
    `nudged_about` is FOCUS, NOTHING or the id of the behaviour that they want nudges about.
    `away_until` (aware UTC) is when their absence or do-not-disturb ends, by what their platform shows; None or past:
    they are there.
    """

    id: PersonId
    name: str
    email: str
    team: TeamId
    language: str
    timezone: ZoneInfo
    calendar: Calendar = WEEKDAYS
    hours: Hours = OFFICE
    send_time: time | None = None
    greeted_on: date | None = None
    stopped: bool = False
    paused_until: date | None = None
    started: date | None = None
    nudged_about: str = FOCUS
    digest_time: time | None = None
    away_until: datetime | None = None

    def day(self, at: datetime) -> date:
        """Which day it is for them at an instant."""
        return at.astimezone(self.timezone).date()

    @property
    def welcome(self) -> bool:
        """Whether scheduled messages may go to this person at all."""
        return self.greeted_on is not None and not self.stopped

    @property
    def settled_on(self) -> date | None:
        """The first day on which a new colleague may be written to; None for everybody else."""
        return self.calendar.working_day(self.started, SETTLING + 1) if self.started else None

    @property
    def availability(self) -> Availability:
        """When they may be written to."""
        days = [day for day in (self.paused_until, self.settled_on) if day is not None]
        return Availability(
            timezone=self.timezone,
            calendar=self.calendar,
            hours=self.hours,
            not_before=instant(max(days), time(0), self.timezone) if days else None,
            away_until=self.away_until,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A home team. `lead` is the person who leads it, whose own home team is another one (R2), and has done so since
    the local day `led_since` of the organisation, or, with None, from the beginning. A team that is `quiet` is asked
    nothing until it has talked about its answers (`dialogues.listening`). `rested` is how often it has put one of its
    goals to rest. `k` is how many people it has been told stand behind any figure."""

    id: TeamId
    name: str
    lead: PersonId | None = None
    led_since: date | None = None
    above: TeamId | None = None
    quiet: bool = False
    rested: int = 0
    k: int = K
    situations: tuple[Situation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """The customer. Raises ValueError where its rules would let a figure rest on fewer than five people."""

    name: str
    language: str
    timezone: ZoneInfo
    calendar: Calendar = WEEKDAYS
    rules: Rules = USUAL

    def __post_init__(self) -> None:
        if self.rules.k < K:
            raise ValueError(f"no figure may rest on fewer than {K} people")

    def day(self, at: datetime) -> date:
        """Which day it is for them at an instant."""
        return at.astimezone(self.timezone).date()

    @property
    def availability(self) -> Availability:
        """When what is for a channel may go out."""
        return Availability(timezone=self.timezone, calendar=self.calendar)

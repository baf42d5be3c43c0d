"""People and their teams."""

from dataclasses import dataclass
from datetime import date, time
from typing import NewType
from zoneinfo import ZoneInfo

PersonId = NewType("PersonId", str)
TeamId = NewType("TeamId", str)

LANGUAGES = ("sv", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A human being. `language` is one of LANGUAGES; `send_time` is their own choice of local time of day.

    `greeted_on` is the local day on which the greeting went out; nothing else is said to a person before it.
    A person who has `stopped` is written to by nobody's schedule, and nobody else is told.
    """

    id: PersonId
    name: str
    email: str
    team: TeamId
    language: str
    timezone: ZoneInfo
    send_time: time | None = None
    greeted_on: date | None = None
    stopped: bool = False

    @property
    def welcome(self) -> bool:
        """Whether scheduled messages may go to this person at all."""
        return self.greeted_on is not None and not self.stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A home team. `lead` is the person who leads it, whose own home team is another one (R2). A team that is `quiet`
    is asked nothing until it has talked about its answers (`dialogues.listening`)."""

    id: TeamId
    name: str
    lead: PersonId | None = None
    above: TeamId | None = None
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """The customer. `holidays` is a country code of the `holidays` library, `SE`, or a subdivision, `DE-BY`."""

    name: str
    language: str
    timezone: ZoneInfo
    holidays: str | None = None

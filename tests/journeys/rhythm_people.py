"""The organisation that twelve weeks pass in: a team in four time zones, each of whom lives with Vardag differently.

What its calendar says is written out day by day, so that the test does not ask the code which days are free.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dialogues.address import AccountKey, Profile, Workspace
from dialogues.blueprint.entries import Blueprint, Email, GoalEntry, OrganisationEntry, PersonEntry, TeamEntry
from dialogues.calendar import Break
from dialogues.goal import GoalId
from dialogues.person import TeamId
from tests.adapters.slack.harness import WORKSPACE
from tests.journeys.people import BLUEPRINT, LEDNING

RHYTHM: Final = TeamId("rytm")
STOCKHOLM, LONDON, NEW_YORK, TOKYO = (
    ZoneInfo(name) for name in ("Europe/Stockholm", "Europe/London", "America/New_York", "Asia/Tokyo")
)
OFFICE: Final = (time(8), time(17))
#: What Greta chooses: she works in the evening.
EVENING: Final = (time(13), time(21))
EVENING_MINUTE: Final = time(19, 45)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """`answers` is how many questions of a hundred they answer. `country` is whose public holidays they have, by a code
    of the `holidays` library."""

    name: str
    zone: ZoneInfo = STOCKHOLM
    language: str = "sv"
    country: str = "SE"
    answers: int = 0
    hours: tuple[time, time] = OFFICE

    @property
    def email(self) -> str:
        return f"{self.name}@example.com"


ANNA, BO, CECILIA = Member(name="anna", answers=100), Member(name="bo", answers=80), Member(name="cecilia", answers=80)
#: A newcomer, one who puts every question off, one who stops, and one with hours of her own.
DAVID, ERIK, FARID = Member(name="david", answers=80), Member(name="erik"), Member(name="farid", answers=80)
GRETA = Member(name="greta", answers=80, hours=EVENING)
OLGA = Member(name="olga", zone=LONDON, language="en", country="GB-ENG", answers=80)
NILS = Member(name="nils", zone=NEW_YORK, language="en", country="US", answers=80)
YUKI = Member(name="yuki", zone=TOKYO, language="en", answers=80)
LENA = Member(name="lena")
TEAM: Final = (ANNA, BO, CECILIA, DAVID, ERIK, FARID, GRETA, OLGA, NILS, YUKI)
EVERYBODY: Final = {each.name: each for each in (LENA, *TEAM)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """`weeks` weeks from a Monday on. Cecilia is on leave for the days of `leave`, its end not included; David begins
    on the first day of `settling`, and may be written to from its end on; Farid stops on `stop`. `free` are the working
    days of the week that are none, by country, and `breaks` those of everybody, both ends included."""

    first: date
    leave: tuple[date, date]
    settling: tuple[date, date]
    stop: date
    free: Mapping[str, frozenset[date]]
    breaks: tuple[tuple[date, date], ...]
    weeks: int = 12

    def days(self) -> list[date]:
        """Every day of it."""
        return [self.first + timedelta(days=number) for number in range(7 * self.weeks)]

    def works(self, member: Member, day: date) -> bool:
        """Whether the day is one on which this person works, as their calendar hangs on the wall."""
        is_free = day in self.free[member.country] or any(first <= day <= last for first, last in self.breaks)
        return day.weekday() < 5 and not is_free


def _days(*days: tuple[int, int]) -> frozenset[date]:
    return frozenset(date(2026, month, day) for month, day in days)


#: America changes its clocks on the 8th of March, Europe on the 29th. Easter, the 1st of May, Ascension, and a week off
#: in April.
SPRING: Final = Season(
    first=date(2026, 3, 2),
    leave=(date(2026, 3, 17), date(2026, 4, 8)),
    settling=(date(2026, 3, 9), date(2026, 3, 23)),
    stop=date(2026, 3, 18),
    free={
        "SE": _days((4, 3), (4, 6), (5, 1), (5, 14)),
        "GB-ENG": _days((4, 3), (4, 6), (5, 4)),
        "US": _days(),
    },
    breaks=((date(2026, 4, 13), date(2026, 4, 19)),),
)
#: Europe changes its clocks on the 25th of October, America on the 1st of November. A week off in between, which All
#: Saints is the end of, Thanksgiving, and Christmas, which is the last week.
AUTUMN: Final = Season(
    first=date(2026, 10, 5),
    leave=(date(2026, 10, 20), date(2026, 11, 10)),
    settling=(date(2026, 10, 12), date(2026, 11, 2)),
    stop=date(2026, 10, 21),
    free={
        "SE": _days((12, 24), (12, 25)),
        "GB-ENG": _days((12, 25)),
        "US": _days((10, 12), (11, 11), (11, 26), (12, 25)),
    },
    breaks=((date(2026, 10, 26), date(2026, 11, 1)), (date(2026, 12, 20), date(2027, 1, 6))),
)
#: The autumn from the middle of October on: both changes of the clock and the week off lie in its first three weeks.
CHANGE: Final = replace(
    AUTUMN,
    first=date(2026, 10, 19),
    weeks=4,
    leave=(date(2026, 10, 22), date(2026, 11, 4)),
    settling=(date(2026, 10, 12), date(2026, 11, 2)),
    stop=date(2026, 11, 4),
)

BREAKS: Final = (Break(first="W16", last="W16"), Break(first="W44", last="W44"), Break(first="12-20", last="01-06"))


def blueprint(season: Season) -> Blueprint:
    """The file of the organisation. Its goal is the other journeys', for the whole of the year."""
    (goal,) = BLUEPRINT.goals
    return Blueprint(
        organisation=OrganisationEntry(
            name="Rytm AB", locale="sv", timezone="Europe/Stockholm", holidays="SE", breaks=BREAKS
        ),
        teams=(
            TeamEntry(key=LEDNING, name="Ledning"),
            TeamEntry(key=RHYTHM, name="Rytm", lead=Email(LENA.email), above=LEDNING),
        ),
        people=tuple(_entry(each, season) for each in EVERYBODY.values()),
        goals=(_goal(goal),),
    )


def _goal(goal: GoalEntry) -> GoalEntry:
    return replace(goal, key=GoalId("rytm"), team=RHYTHM, first=date(2026, 1, 1), last=date(2027, 6, 30))


def _entry(member: Member, season: Season) -> PersonEntry:
    return PersonEntry(
        email=Email(member.email),
        name=member.name.title(),
        team=LEDNING if member is LENA else RHYTHM,
        holidays=member.country if member.country != "SE" else None,
        started=season.settling[0] if member is DAVID else None,
    )


def profiles(workspace: Workspace = WORKSPACE) -> list[Profile]:
    """Everybody as Slack knows them, where they live and in which language."""
    return [
        Profile(
            key=AccountKey(workspace=workspace, user=f"U{each.name.upper()}"),
            name=each.name.title(),
            email=each.email,
            locale=each.language,
            timezone=each.zone.key,
        )
        for each in EVERYBODY.values()
    ]

"""Twelve weeks of an organisation whose people answer about half of what they are asked (domain.md §7): a team of nine,
and beside it teams in which everything happens that can happen to a team."""

import io
import random
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final

from bot import logs
from dialogues.blueprint.entries import Blueprint, Email, GoalEntry, PersonEntry, TeamEntry
from dialogues.goal import GoalId
from dialogues.person import TeamId
from tests.disclosure import operator
from tests.journeys.crowd import Act, Crowd, Way
from tests.journeys.people import BLUEPRINT, LEDNING, SERVICE
from tests.journeys.town import Town, living
from tests.logging_as_before import logging_as_before

MONDAY: Final = datetime(2026, 9, 7, 5, 0, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
WEEKS: Final = 12
#: After everybody's minute, within everybody's hours.
LOOK: Final = time(14, 45)
#: How many of a hundred questions are answered, and from which week, from 0, how many of ten have done it.
ANSWERED: Final = 55
ADOPTED: Final = ((0, 5), (3, 8))

STORE, ORDERS, BOARD = TeamId("lager"), TeamId("order"), TeamId("styrelse")
NINE: Final = ("anna", "bo", "cecilia", "david", "olga", "farid", "greta", "hugo", "ida")
#: Teams that fall to four, get somebody out of another team in the middle of a window, and get another lead out of
#: their own; the leads are at home in the team above, which answers, too.
SIX, SEVEN = ("jan", "kim", "liv", "max", "nora", "pia"), ("rut", "sam", "tea", "ulf", "petra", "xenia", "yngve")
ABOVE: Final = ("lena", "lars", "otto", "maj", "nils", "tyra")
LEADS: Final = {SERVICE: "lena", STORE: "lars", ORDERS: "otto", LEDNING: "vera"}
NAMES: Final = {SERVICE: "Kundservice", STORE: "Lager", ORDERS: "Order", LEDNING: "Ledning", BOARD: "Styrelse"}
EVERYBODY: Final = {SERVICE: NINE, STORE: SIX, ORDERS: SEVEN, LEDNING: ABOVE, BOARD: ("vera",)}

#: What happens in the middle of which week, from 0: it is a Wednesday, when most have been asked.
FOUR, MOVED, REPLACED = 4, 5, 6
GONE: Final = frozenset(SIX[4:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopting:
    """Everybody answers by chance, and more of them have done it from a week on."""

    seed: int

    def week(self, number: int) -> Mapping[str, Act]:
        return _acts(self.seed, number)


@cache
def _acts(seed: int, number: int) -> Mapping[str, Act]:
    chance = random.Random(f"{seed} {number}")
    tenths = [tenths for since, tenths in ADOPTED if since <= number][-1]
    return {name: _act(chance, tenths) for names in EVERYBODY.values() for name in names}


def _act(chance: random.Random, tenths: int) -> Act:
    # Of two answers the first, by an even number, is that it was done.
    which = 2 * chance.randrange(4) + (chance.randrange(10) >= tenths)
    way = Way.ANSWER if chance.randrange(100) < ANSWERED else Way.LEAVE
    return Act(way=way, which=which, why=chance.randrange(8), days=chance.randrange(2))


def nine() -> Blueprint:
    """The team of nine and its lead."""
    return _organised({SERVICE: NINE, LEDNING: ("lena",)}, {SERVICE: "lena"})


def all_of_it(week: int = 0) -> Blueprint:
    """The whole organisation as its file is from the middle of a week on."""
    teams, leads = {team: list(names) for team, names in EVERYBODY.items()}, dict(LEADS)
    if week >= FOUR:
        teams[STORE] = [each for each in teams[STORE] if each not in GONE]
    if week >= MOVED:
        teams[SERVICE].remove("olga")
        teams[ORDERS].append("olga")
    if week >= REPLACED:
        teams[ORDERS].remove("petra")
        teams[LEDNING].append("petra")
        leads[ORDERS] = "petra"
    return _organised(teams, leads)


def _organised(teams: Mapping[TeamId, Sequence[str]], leads: Mapping[TeamId, str]) -> Blueprint:
    above = {SERVICE: LEDNING, STORE: LEDNING, ORDERS: LEDNING, LEDNING: BOARD}
    entries = [
        TeamEntry(
            key=team, name=NAMES[team], lead=_email(leads[team]) if team in leads else None, above=above.get(team)
        )
        for team in sorted(teams, key=lambda each: each != BOARD and each != LEDNING)
    ]
    known = {each.key for each in entries}
    return replace(
        BLUEPRINT,
        teams=tuple(replace(each, above=each.above if each.above in known else None) for each in entries),
        people=tuple(
            PersonEntry(email=_email(name), name=name.title(), team=team, locale="en" if name == "olga" else None)
            for team, names in teams.items()
            for name in names
        ),
        goals=tuple(_goal(team) for team in leads),
    )


def _goal(team: TeamId) -> GoalEntry:
    (goal,) = BLUEPRINT.goals
    return replace(goal, key=GoalId(f"nki-{team}"), team=team, last=date(2027, 12, 31))


def _email(name: str) -> Email:
    return Email(f"{name}@example.com")


@dataclass(slots=True, kw_only=True)
class Quarter:
    """`operated` is what those who run it were told, once a week; `log` is every line of it at DEBUG."""

    town: Town
    crowd: Crowd
    names: Sequence[str]
    log: io.StringIO
    operated: list[str] = field(default_factory=list)

    async def live(self, file: Callable[[int], Blueprint] | None = None) -> None:
        """Let the weeks pass, to the Friday after the last of them. The organisation's `file` may be another one from
        the Wednesday of a week on."""
        for number in range(WEEKS):
            for weekday in range(5):
                await self.until(number, weekday)
                await self._answer(number, weekday)
                if weekday == 2 and file is not None and file(number) != file(number - 1):
                    await self.town.engine.storage.adopt(blueprint=file(number), at=self.town.engine.clock.now())
            for lead in {*LEADS.values()} & {*self.names}:
                await self.crowd.lead(lead, number)
            self.operated += await operator.commands(self.town.engine)
        await self.until(WEEKS, 4)

    async def until(self, week: int, weekday: int) -> None:
        """Let time pass until people look at their messages on a day."""
        day = (MONDAY + week * WEEK + weekday * DAY).date()
        await self.town.until(datetime.combine(day, LOOK, UTC))

    async def _answer(self, week: int, weekday: int) -> None:
        for name in self.names:
            await self.crowd.answer(name, week, weekday)


@asynccontextmanager
async def quarter(*, platform: str, database_url: str, blueprint: Blueprint, seed: int = 1) -> AsyncIterator[Quarter]:
    """The organisation on its first Monday morning. The `seed` settles what everybody answers."""
    out = io.StringIO()
    names = [each.email.partition("@")[0] for each in blueprint.people]
    with logging_as_before():
        logs.configure(level="DEBUG", form="json", stream=out)
        async with living(
            platform=platform, database_url=database_url, at=MONDAY, blueprint=blueprint, names=names
        ) as town:
            crowd = Crowd(town=town, acts=Adopting(seed=seed), wavers=True)
            yield Quarter(town=town, crowd=crowd, names=names, log=out)

"""Weeks of a team of five and its lead, played through a platform's own bytes, and all that the lead comes to know."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from bot.clock import StillClock
from dialogues.blueprint.entries import Blueprint
from dialogues.phrase import Phrase
from tests.adapters.harness import Shown
from tests.dialogues.languages import SV
from tests.disclosure import operator
from tests.disclosure.answering import TEAM, Answering
from tests.disclosure.mistakes import mistakes
from tests.journeys.crowd import Crowd
from tests.journeys.people import BLUEPRINT
from tests.journeys.seen import Eyes, close_form, messages, settled
from tests.journeys.test_meetings import registers
from tests.journeys.town import Town, living

MONDAY: Final = datetime(2026, 9, 7, 6, 0, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
#: After everybody's minute, within everybody's hours.
LOOK: Final = time(15, 15)
#: An hour is within everybody's minute and the end of their day.
WATCH: Final = tuple(time(hour) for hour in range(6, 15))
LEAD: Final = "lena"
#: What the lead asks every day, and what of all there is to ask once a week, day by day.
DAILY: Final = ("", "status", "nöjdare")
WEEKLY: Final = (
    ("audit", "mydata", "team kundservice"),
    ("team", "1:1", "celebrate"),
    ("settings", "new", "remind"),
    ("audit", "privacy", "why", "1:1 add"),
    ("about", "help", "anna", "erase"),
)
#: What the lead does not tap, as it would end the weeks, or the talks.
UNTAPPED: Final = (
    *(SV.say(Phrase.of(each)) for each in ("settings.stop", "settings.pause", "button.close", "button.rest")),
    *(SV.say(Phrase.of("meeting.remove", number=each)) for each in (1, 2)),
)
#: When the lead talks with whom, each week: in the morning after the question has come to some, and in the afternoon.
TALKS: Final = {
    "anna": {"days": "thursday", "first": "", "time": "13:00", "weeks": "1"},
    "olga": {"days": "friday", "first": "", "time": "10:00", "weeks": "1"},
}
#: In every message that all of the team gets.
SHARED: Final = "Kundservice"


def five(blueprint: Blueprint = BLUEPRINT) -> Blueprint:
    """The journeys' organisation with a team of five, working on its goal for long enough."""
    people = tuple(each for each in blueprint.people if each.email != "farid@example.com")
    goals = tuple(replace(each, last=date(2027, 12, 31)) for each in blueprint.goals)
    return replace(blueprint, people=people, goals=goals)


@dataclass(slots=True, kw_only=True)
class World:
    """`told` is all that the lead could come to know, as it was when they looked: five days a week. `operated` is what
    those who run it were told, where they are `watchful`."""

    town: Town
    answering: Answering
    crowd: Crowd
    eyes: Eyes
    watchful: bool = False
    told: list[str] = field(default_factory=list)
    operated: list[str] = field(default_factory=list)

    async def live(self, weeks: int, *, curious: bool = True) -> None:
        """Let so many weeks pass, in which everybody answers and a lead who is `curious` asks for all there is; then
        somebody may have had enough, and the digest after that comes."""
        for number in range(weeks):
            for weekday in range(5):
                day = (MONDAY + number * WEEK + weekday * DAY).date()
                await self._pass(day)
                for name in TEAM:
                    await self.crowd.answer(name, number, weekday)
                await self._ask((*DAILY, *WEEKLY[weekday]) if curious else DAILY[:1])
            if curious and number == 1:
                self.told += await mistakes(self.town, LEAD)
            await self.crowd.lead(LEAD, number)
            await self._look()
        if self.answering.stops:
            await self._stop(self.answering.stops)
        await self.town.until(datetime.combine((MONDAY + weeks * WEEK).date(), LOOK, UTC))
        await self._ask(DAILY)

    async def _pass(self, day: date) -> None:
        """Let the time pass until people look. Who watches tries out what a pass would do."""
        await self.town.until(datetime.combine(day, WATCH[0], UTC))
        for at in WATCH[1:] if self.watchful and day.weekday() == 2 else ():
            clock = self.town.engine.clock
            assert isinstance(clock, StillClock)
            clock.move(datetime.combine(day, at, UTC))
            self.operated += await operator.pass_of(self.town.engine)
            await self.town.until(clock.now())
        await self.town.until(datetime.combine(day, LOOK, UTC))
        if self.watchful and day.weekday() == 4:
            self.operated += await operator.commands(self.town.engine)

    @property
    def known(self) -> list[str]:
        """What is told, with names for what is random."""
        return settled(self.told)

    def copies(self, before: datetime) -> list[str]:
        """What the others of the team got that all of it gets, until then: the lead may look over their shoulders."""
        return settled(
            [
                f"{name} {when} {what}"
                for name in TEAM
                for when, what in messages(self.town.chat, self.town.user(name))
                if when < before and SHARED in what
            ]
        )

    async def _stop(self, name: str) -> None:
        user = self.town.user(name)
        await self.town.chat.commands(user, "settings")
        assert await self.town.chat.submits(user, {"questions": "off"}) == {}

    async def _ask(self, words: Sequence[str]) -> None:
        user = self.town.user(LEAD)
        for each in words:
            shown = await self.town.chat.commands(user, each)
            await self._look()
            if shown is not None and each not in DAILY:
                await self._tap_all(user, shown)

    async def _tap_all(self, user: str, shown: Shown) -> None:
        for label in dict.fromkeys(shown.buttons):
            if label not in UNTAPPED:
                await self.town.chat.taps(user, label)
                await self._look()

    async def _look(self) -> None:
        self.told += await self.eyes.look()
        close_form(self.town.chat, self.town.user(LEAD))


@asynccontextmanager
async def world(
    *,
    database_url: str,
    answering: Answering,
    platform: str = "slack",
    watchful: bool = False,
    texts: bool = False,
    talks: bool = False,
) -> AsyncIterator[World]:
    """The team on its first Monday morning. `texts`: people write what is for their own eyes, too. `talks`: the lead
    has one-on-ones with some of them, to which they are invited, which takes room from other messages."""
    async with living(platform=platform, database_url=database_url, at=MONDAY, blueprint=five()) as town:
        if talks:
            for name, when in TALKS.items():
                await registers(town, name, when)
        yield World(
            town=town,
            answering=answering,
            crowd=Crowd(town=town, acts=answering, texts=texts),
            eyes=Eyes(town.chat, town.user(LEAD)),
            watchful=watchful,
        )

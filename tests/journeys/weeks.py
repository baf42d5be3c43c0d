"""Weeks of an organisation on Slack or Teams: its people answer, put off, pause and stop, and time passes between."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

import pytest

from adapters.port import Inbox
from adapters.slack.chat import CAPABILITIES, Slack
from adapters.teams import chat as teams
from bot.catalogues import read_languages
from bot.clock import StillClock
from bot.engine import Engine
from bot.metrics import Metrics
from bot.timeline import Timeline
from storage.sql.store import SqlStorage
from tests.adapters.harness import Harness, Shown
from tests.adapters.slack.fake import throttled
from tests.adapters.slack.harness import WORKSPACE as SLACK
from tests.adapters.slack.harness import SlackHarness, slack_harness
from tests.adapters.teams.harness import WORKSPACE as TEAMS
from tests.adapters.teams.harness import TeamsHarness, teams_harness
from tests.journeys.rhythm_people import (
    ANNA,
    CECILIA,
    ERIK,
    EVENING,
    EVENING_MINUTE,
    EVERYBODY,
    FARID,
    GRETA,
    LENA,
    Member,
    Season,
    blueprint,
    profiles,
)
from tests.journeys.sent import Sent, Story, Tap, read

#: What is waited for by a clock that nobody moves, as twelve weeks pass in half a minute.
HURRY: Mapping[str, Any] = {
    "adapters.slack.call.PAUSE": timedelta(seconds=0.05),
    "adapters.slack.chat.CAPABILITIES": replace(
        CAPABILITIES, rate=2000.0, interval=timedelta(0), lookup=timedelta(seconds=0.01)
    ),
    "adapters.slack.send.PAUSE": timedelta(seconds=0.05),
    "adapters.teams.chat.CAPABILITIES": replace(teams.CAPABILITIES, rate=2000.0, interval=timedelta(0)),
    "bot.attempt.SHORTEST_BLOCK": timedelta(seconds=0.05),
    "bot.delivery.GATHER": 0.0005,
    "bot.delivery.GRACE": 0.05,
    "bot.delivery.PAUSE": 0.05,
    "bot.lane.SELDOM": timedelta(seconds=0.05),
}
#: When people look at what has come, by UTC: in Tokyo's night and day, Europe's and America's.
LOOKS = (time(3), time(9), time(12), time(15), time(20))
LATER = (("Om en timme", "In an hour"), ("I morgon", "Tomorrow"))
SKIP = ("Hoppa över", "Skip")
#: Lena reads Swedish.
ANSWER_TEAM = "Svara teamet"
TALKED = ("Vi har pratat om det", "We talked about it")
#: In an outage: so long by the clock of the weeks, and then so many real seconds, from one try to the next.
MOMENT, BREATH = timedelta(minutes=10), 0.06
#: Where nothing listens.
NOWHERE = "http://127.0.0.1:9/api/"

#: Does what is due and sends it, however that is done; says how much was sent.
Beat = Callable[[], Awaitable[int]]
#: Has the bot talk with a platform, by a clock.
Platform = Callable[[Inbox, Callable[[], datetime]], AbstractAsyncContextManager[Harness]]


def hurry(patch: pytest.MonkeyPatch) -> None:
    for name, value in HURRY.items():
        patch.setattr(name, value)


@dataclass(slots=True, kw_only=True)
class Weeks:
    """`engine` hears what people do. `beat` may be its own, or that of others over the same database."""

    season: Season
    platform: Harness
    storage: SqlStorage
    clock: StillClock
    engine: Engine
    beat: Beat
    database_url: str
    chance: random.Random
    minutes: dict[str, time] = field(default_factory=dict)
    taps: list[Tap] = field(default_factory=list)
    answered: int = 0
    dark: list[tuple[datetime, datetime]] = field(default_factory=list)

    @property
    def slack(self) -> SlackHarness:
        """The platform, for what only Slack can be made to do."""
        assert isinstance(self.platform, SlackHarness)
        return self.platform

    async def pass_day(self, day: date) -> None:
        """Let a day pass, in which everybody looks at their messages a few times."""
        for at in LOOKS:
            await self.until(datetime.combine(day, at, UTC))
            if at is LOOKS[0]:
                await self._choose(day)
            for member in EVERYBODY.values():
                await self._look(member)

    async def live(self) -> None:
        """Let all of the weeks pass."""
        for day in self.season.days():
            await self.pass_day(day)

    async def until(self, at: datetime) -> None:
        """Let time pass, and everything on the way happen at its moment. A time that is over is let be."""
        if at > self.clock.now():
            await Timeline(clock=self.clock, storage=self.storage, beat=lambda: self.beat()).move(at)

    async def leap(self, by: timedelta) -> None:
        """The clock jumps, as one that is set does; or nobody looks at it in between, as when the bot is off."""
        before = self.clock.now()
        self.clock.move(before + by)
        if by > timedelta(0):
            self.dark.append((before, before + by))
        await self.beat()

    async def refuse(self, during: timedelta) -> None:
        """Slack takes no message, and asks each time to be left alone."""
        faults = self.slack.slack.faults
        faults["chat.postMessage"].extend([throttled(0)] * 1000)
        await self._without(during)
        faults["chat.postMessage"].clear()

    async def cut_off(self, during: timedelta) -> None:
        """Nobody is where Slack is."""
        chat = self.slack.chat
        assert isinstance(chat, Slack)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(chat._client, "base_url", NOWHERE)
            await self._without(during)

    async def _without(self, during: timedelta) -> None:
        """Time passes, and whatever is tried comes to nothing."""
        before = self.clock.now()
        sent = 0
        while self.clock.now() < before + during:
            sent += await self.engine.beat()
            self.clock.move(self.clock.now() + MOMENT)
            await asyncio.sleep(BREATH)
        assert sent == 0
        self.dark.append((before, self.clock.now()))

    async def story(self) -> Story:
        """What there is to judge."""
        return Story(
            season=self.season,
            sent=await read(self.database_url),
            minutes=self.minutes,
            taps=self.taps,
            dark=self.dark,
        )

    def misreported(self, sent: list[Sent]) -> list[str]:
        """What the platform shows and the delivery table does not say, or twice, or at another time, and the other
        way. Only Slack is told which delivery a message is."""
        if isinstance(self.platform, TeamsHarness):
            posted = [("", each.at.timestamp(), each.conversation) for each in self.platform.teams.posted if each.alert]
            conversation, is_marked = self.platform.teams.conversation, False
        else:
            told = [each for each in self.slack.slack.posted if each.metadata]
            posted = [(each.metadata["event_payload"]["key"], float(each.ts), each.channel) for each in told]
            conversation, is_marked = self.slack.slack.conversation, True
        shown = sorted((mark, int(at), where) for mark, at, where in posted)
        said = sorted(
            (each.mark if is_marked else "", int(each.at.timestamp()), conversation(_user(each.member)))
            for each in sent
        )
        return [] if shown == said else [str(each) for each in {*shown} ^ {*said}] or ["the same message twice"]

    async def choose(self, member: Member, **values: str) -> None:
        """What somebody writes into the form of their settings; what they do not write stays."""
        user = _user(member)
        await self.platform.commands(user, "settings")
        form = await self.platform.form(user)
        assert form is not None
        assert await self.platform.submits(user, values) == {}

    async def _choose(self, day: date) -> None:
        """What is chosen on this day, while all of Europe sleeps."""
        if day == self.season.first:
            first, last = (f"{each:%H:%M}" for each in EVENING)
            await self.choose(GRETA, time=f"{EVENING_MINUTE:%H:%M}", first=first, last=last)
            for member in EVERYBODY.values():
                self.minutes[member.name] = await self._minute(member)
        if day == self.season.leave[0]:
            await self.choose(CECILIA, until=self.season.leave[1].isoformat())
        if day == self.season.stop:
            await self.choose(FARID, questions="off")

    async def _minute(self, member: Member) -> time:
        """When somebody is asked, as the form says."""
        await self.platform.commands(_user(member), "settings")
        form = await self.platform.form(_user(member))
        assert form is not None
        return time.fromisoformat(form.values["time"])

    async def _look(self, member: Member) -> None:
        """Answer what has come, or put it off, or leave it."""
        user = _user(member)
        for shown in await self.platform.inbox(user):
            if any(each in shown.buttons for each in SKIP):
                await self._answer(member, shown)
        if member is LENA:
            await self._answer_team(user)
        if member is ANNA and self.clock.now().isocalendar().week % 2:
            inbox = await self.platform.inbox(user)
            if any(each in shown.buttons for shown in inbox[-3:] for each in TALKED):
                await self.platform.taps(user, TALKED[0])

    async def _answer_team(self, user: str) -> None:
        """Each obstacle once: a team that hears nothing of what it has raised is asked no more."""
        raised = [each for each in await self.platform.inbox(user) if ANSWER_TEAM in each.buttons]
        if len(raised) > self.answered:
            self.answered = len(raised)
            await self.platform.taps(user, ANSWER_TEAM)
            if await self.platform.form(user):
                await self.platform.submits(user, {"state": "done", "action": "Mötet är kortare."})

    async def _answer(self, member: Member, shown: Shown) -> None:
        later = [each for pair in LATER for each in pair if each in shown.buttons]
        if member is ERIK:
            if later:
                button = later[len(self.taps) % 2]
                await self.platform.taps(_user(member), button)
                self.taps.append(Tap(member=member, button=button, at=self.clock.now()))
        elif member is not LENA and self.chance.randrange(100) < member.answers:
            # The first two are never that there was no occasion, which would leave too few for a reading.
            await self.platform.taps(_user(member), self.chance.choice(shown.buttons[:2]))


def _user(member: Member) -> str:
    return f"U{member.name.upper()}"


on_slack: Platform = partial(slack_harness, people=profiles(SLACK))
on_teams: Platform = partial(teams_harness, people=profiles(TEAMS))


@asynccontextmanager
async def passing(*, database_url: str, season: Season, seed: int = 1, on: Platform = on_slack) -> AsyncIterator[Weeks]:
    """The organisation, imported and connected before the first morning of the season. The `seed` settles who is asked
    at which minute, and what they answer."""
    clock = StillClock(datetime.combine(season.first, time(0), UTC) - timedelta(hours=12))
    ids = random.Random(seed)
    storage = SqlStorage.open(database_url, ids=lambda: ids.randbytes(8).hex())
    engine = Engine(storage=storage, languages=read_languages(), metrics=Metrics(), seal=b"sealed", clock=clock)
    try:
        await storage.adopt(blueprint=blueprint(season), at=clock.now())
        async with on(engine.turns, clock.now) as platform:
            await engine.connect(platform.chat)
            for profile in platform.users():
                await platform.appears(profile.key.user)
            try:
                yield Weeks(
                    season=season,
                    platform=platform,
                    storage=storage,
                    clock=clock,
                    engine=engine,
                    beat=engine.beat,
                    database_url=database_url,
                    chance=random.Random(seed),
                )
            finally:
                await engine.close()
    finally:
        await storage.close()

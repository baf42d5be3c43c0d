"""How quickly one tap on a pulse is acknowledged, with its commit: our whole way against a bare slack-bolt handler."""

import asyncio
import json
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count, cycle

from adapters.slack import chat
from bot.catalogues import read_languages
from bot.clock import StillClock, SystemClock
from bot.engine import Engine
from bot.metrics import Metrics
from bot.timeline import Timeline
from dialogues.address import AccountKey, Platform, Profile, Workspace
from dialogues.blueprint import Blueprint, Email, PersonEntry, TeamEntry
from dialogues.goal import GoalId
from dialogues.person import TeamId
from migrations.runner import upgrade
from storage.sql.store import SqlStorage
from tests.adapters.slack.fake import BOT_ID, BOT_USER, TEAM, encoded, signed
from tests.adapters.slack.harness import SlackHarness, slack_harness
from tests.benchmarks.wire import Line, Sink, request
from tests.journeys.people import BLUEPRINT
from tests.process import Server, running

PEOPLE, TEAM_SIZE = 200, 10
#: One after the other for the latency, each when the one before is done with and its person thanked; for the throughput
#: so many at once, thanks and all.
WARMING, ALONE, CROWD = 200, 1000, 4000
AT_ONCE = 16
ROUNDS = 3

#: What a Slack answers that everything is well with, whatever it is asked.
WELL = json.dumps({"ok": True, "team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT_ID}).encode()

#: Waits until everything that follows from so many taps is done.
Done = Callable[[int], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Milliseconds, and answers a second."""

    p50: float
    p99: float
    rate: float


async def compare(database_url: str) -> list[Figures]:
    """Ours, the bare handler's, and the bare handler's on the bot's own way to the database: medians of rounds in turn,
    all in one database.
    """
    await upgrade(database_url)
    async with (
        asked(database_url) as slack,
        Sink.open(WELL) as sink,
        running("tests.benchmarks.ours", database_url, f"{sink.address}/api/") as ours,
        running("tests.benchmarks.bare", database_url) as bare,
        running("tests.benchmarks.bare", database_url, "ours") as kin,
    ):
        await sink.settle(1)  # the start asks who we are
        tap = taps(slack, sink)
        servers = ((ours, sink.settle), (bare, _at_once), (kin, _at_once))
        rounds = [[await measure(server, tap, done=done) for server, done in servers] for _ in range(ROUNDS)]
    return [middle(each) for each in zip(*rounds, strict=True)]


async def measure(server: Server, tap: Callable[[], bytes], *, done: Done) -> Figures:
    async with AsyncExitStack() as stack:
        lines = [await stack.enter_async_context(Line.open(server.address)) for _ in range(AT_ONCE)]
        await press(lines[:4], [tap() for _ in range(WARMING)])
        await done(WARMING)
        alone = await press(lines[:1], [tap() for _ in range(ALONE)], done=done)
        crowd = [tap() for _ in range(CROWD)]
        began = time.perf_counter()
        await press(lines, crowd)
        await done(CROWD)
        rate = CROWD / (time.perf_counter() - began)
    return Figures(p50=1000 * statistics.median(alone), p99=1000 * statistics.quantiles(alone, n=100)[98], rate=rate)


async def _at_once(_: int) -> None:
    """The bare handler has nothing to do after an acknowledgement."""


async def press(lines: Sequence[Line], requests: Sequence[bytes], *, done: Done = _at_once) -> Sequence[float]:
    """Send the requests, one at a time on each line, and return how long each took in seconds."""
    left = iter(requests)
    took: list[float] = []

    async def send(line: Line) -> None:
        for each in left:
            began = time.perf_counter()
            assert await line.send(each) == 200
            took.append(time.perf_counter() - began)
            await done(1)

    await asyncio.gather(*map(send, lines))
    return took


def taps(slack: SlackHarness, sink: Sink) -> Callable[[], bytes]:
    """Makes signed requests: one person after the other taps yes, each tap a new one."""
    people, numbers, clock = cycle(slack.users()), count(1), SystemClock()
    seen = {each.key.user: slack.find(each.key.user, "Ja") for each in slack.users()}

    def tap() -> bytes:
        user = next(people).key.user
        payload = slack.tap(user, *seen[user])
        payload["actions"][0]["action_ts"] = f"{clock.now().timestamp():.6f}.{next(numbers)}"
        payload["response_url"] = f"{sink.address}/response"
        body, content_type = encoded("interactive", payload)
        return request("/slack/events", signed(body, content_type, clock.now()), body)

    return tap


@asynccontextmanager
async def asked(database_url: str) -> AsyncIterator[SlackHarness]:
    """An organisation of PEOPLE in teams of TEAM_SIZE, all of whom have been asked."""
    monday = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
    clock, ids = StillClock(monday), count(1)
    # The rate of real life would take minutes here.
    chat.CAPABILITIES = replace(chat.CAPABILITIES, rate=10_000)
    storage = SqlStorage.open(database_url, ids=lambda: f"id{next(ids):06d}")
    await storage.adopt(blueprint=crowd(), at=monday)
    engine = Engine(storage=storage, languages=read_languages(), metrics=Metrics(), seal=b"sealed", clock=clock)
    async with slack_harness(engine.turns, clock.now, people=profiles()) as slack:
        await engine.connect(slack.chat)
        await Timeline(clock=clock, storage=storage, beat=engine.beat).move(monday + timedelta(days=4))
        yield slack
    await storage.close()


def crowd() -> Blueprint:
    """Teams like the one of the journeys, many times over."""
    (goal,) = BLUEPRINT.goals
    teams = [TeamId(f"team{number}") for number in range(PEOPLE // TEAM_SIZE)]
    return replace(
        BLUEPRINT,
        teams=tuple(TeamEntry(key=each, name=each) for each in teams),
        people=tuple(
            PersonEntry(email=Email(f"p{number}@example.com"), name=f"P {number}", team=teams[number // TEAM_SIZE])
            for number in range(PEOPLE)
        ),
        goals=tuple(replace(goal, key=GoalId(f"goal-{each}"), team=each) for each in teams),
    )


def profiles() -> list[Profile]:
    workspace = Workspace(platform=Platform("slack"), key=TEAM)
    return [
        Profile(
            key=AccountKey(workspace=workspace, user=f"U{number:04d}"),
            name=f"P {number}",
            email=f"p{number}@example.com",
        )
        for number in range(PEOPLE)
    ]


def middle(rounds: Sequence[Figures]) -> Figures:
    return Figures(
        p50=statistics.median(each.p50 for each in rounds),
        p99=statistics.median(each.p99 for each in rounds),
        rate=statistics.median(each.rate for each in rounds),
    )

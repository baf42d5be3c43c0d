"""Four processes given the same 400 inbound events leave exactly the state of one."""

import asyncio
import base64
import json
import random
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from sqlalchemy import Connection, text

from bot.catalogues import read_languages
from bot.clock import StillClock
from bot.engine import Engine
from bot.metrics import Metrics
from bot.timeline import Timeline
from storage.sql.store import SqlStorage
from tests.adapters.slack.harness import SlackHarness, slack_harness
from tests.journeys.people import BLUEPRINT, TEAM, profiles
from tests.storage.dump import within

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
EVENTS, PROCESSES = 400, 4

#: Everything that events leave behind. Who stands behind a respondent key is resolved: those keys are random.
STATE = (
    "SELECT event FROM inbound ORDER BY event",
    'SELECT person.name, answer.value, answer.day FROM answer JOIN respondent ON respondent."key" = answer.respondent '
    "JOIN person ON person.id = respondent.person ORDER BY person.name",
    "SELECT name, language, send_time, stopped FROM person ORDER BY name",
    "SELECT occasion, person, team, next_due_at FROM schedule ORDER BY occasion, person, team",
    'SELECT "key", state FROM delivery ORDER BY "key"',
    "SELECT person, dialogue, subject, state FROM conversation ORDER BY person, dialogue, subject",
)

Recording = list[dict[str, object]]


@asynccontextmanager
async def asked(database_url: str) -> AsyncIterator[SlackHarness]:
    """The town on a Friday, when everyone in the team has been asked. The same ids in every database."""
    clock, ids = StillClock(MONDAY), count(1)
    storage = SqlStorage.open(database_url, ids=lambda: f"id{next(ids):06d}")
    await storage.adopt(blueprint=BLUEPRINT, at=MONDAY)
    engine = Engine(storage=storage, languages=read_languages(), metrics=Metrics(), seal=b"sealed", clock=clock)
    async with slack_harness(engine.turns, clock.now, people=profiles("slack", "T")) as slack:
        await engine.connect(slack.chat)
        await Timeline(clock=clock, storage=storage, beat=engine.beat).move(FRIDAY)
        await engine.close()
        yield slack
    await storage.close()


async def act(slack: SlackHarness, chance: random.Random) -> AsyncIterator[None]:
    """One thing that somebody might do; comes back after each request that Slack sends for it."""
    names = {each.name.casefold(): each.key.user for each in slack.users()}
    user = names[chance.choice(TEAM)]
    match chance.randrange(8):
        case 0:
            await slack.commands(user, chance.choice(("", "hjälp", "integritet")))
            yield
        case 1:
            await slack.says(user, chance.choice(("hej", "/goal", "vad händer?")))
            yield
        case 2:
            await slack.commands(user, "inställningar")
            yield
            hour, questions = chance.randrange(8, 17), chance.choice(("on", "on", "off"))
            await slack.submits(user, {"time": f"{hour:02d}:30", "questions": questions})
            yield
        case _:
            question = (await slack.inbox(user))[1]
            await slack.taps(user, chance.choice(question.buttons))
            yield


async def record(slack: SlackHarness) -> Recording:
    """What Slack sends while people do EVENTS things, in order."""
    recording: Recording = []
    chance = random.Random(20261120)
    while len(recording) < EVENTS:
        async for _ in act(slack, chance):
            body, headers = slack.slack.sent
            recording.append({"body": base64.b64encode(body).decode(), "headers": headers})
    return recording


async def state(database_url: str) -> list[list[tuple[object, ...]]]:
    def look(connection: Connection) -> list[list[tuple[object, ...]]]:
        return [[tuple(row) for row in connection.execute(text(each))] for each in STATE]

    return await within(database_url, look)


async def test_four_processes_leave_the_state_of_one(
    database_url: str, other_database_url: str, tmp_path: Path
) -> None:
    async with asked(database_url) as slack:
        recording = await record(slack)
    file = tmp_path / "recording.jsonl"
    file.write_text("\n".join(map(json.dumps, recording)))

    async with asked(other_database_url) as slack:
        words = (sys.executable, "-m", "tests.journeys.player", other_database_url, slack.slack.api_url)
        players = [
            await asyncio.create_subprocess_exec(*words, FRIDAY.isoformat(), str(file)) for _ in range(PROCESSES)
        ]
        assert [await each.wait() for each in players] == [0] * PROCESSES

    one, four = await state(database_url), await state(other_database_url)
    assert len(one[0]) >= EVENTS
    assert len(one[1]) > 0
    assert four == one

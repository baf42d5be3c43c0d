"""What it costs to plan one question to each of many people in all time zones, and to find that nothing is due.

Beside it stands the same with one APScheduler job for each person. `python -m tests.benchmarks.rhythm [SHARE]` takes
that share of the people.
"""

import asyncio
import resource
import secrets
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import Connection, event, insert, select

from bot import logs
from bot.catalogues import read_languages
from bot.clock import StillClock
from bot.engine import Engine
from bot.metrics import Metrics
from dialogues.event import Due, Occasion
from dialogues.person import Person, PersonId, TeamId
from dialogues.pulse.item import ItemId
from dialogues.rhythm import pulse_at
from dialogues.window import Slot
from migrations.runner import upgrade
from storage.database import Database
from storage.postgresql import CONNECTIONS
from storage.sql import caps
from storage.sql.codec import WORDING
from storage.sql.store import SqlStorage
from storage.tables.goals import behaviour, goal
from storage.tables.people import account, organisation, person, team, workspace
from storage.tables.questions import respondent, window
from storage.tables.sending import conversation, schedule
from tests.benchmarks.morning import BEHAVIOUR
from tests.postgres import running as postgresql

PEOPLE, TEAM_OF = 100_000, 10
#: One whole hour after the other, around the world.
ZONES: Final = [ZoneInfo(f"Etc/GMT{hour:+d}") for hour in range(-12, 12)]
MONDAY: Final = datetime(2026, 11, 16, 0, 0, tzinfo=UTC)
#: Questions come Tuesday to Thursday, wherever one is.
FIRST, LAST, STEP = MONDAY + timedelta(hours=12), MONDAY + timedelta(days=4, hours=12), timedelta(minutes=10)
#: A job for each person is tried with fewer people, who come on top of the others: it takes long enough.
JOBS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """`idle` are milliseconds of a pass that finds nothing, `queries` how many statements it takes."""

    count: int
    seconds: float
    megabytes: float
    idle: float
    queries: int


async def main(share: float) -> None:
    people = int(PEOPLE * share)
    print(f"One question to each of {people:,} people in {len(ZONES)} time zones, planned in steps of ten minutes")
    print(f"{'':24}{'people':>9}{'seconds':>9}{'per s':>8}{'peak MB':>9}{'idle ms':>9}{'queries':>9}")
    with tempfile.TemporaryDirectory() as folder:
        await _compare(f"sqlite:///{folder}/rhythm.db", "sqlite", people)
    with postgresql(fsync=True) as url:
        await _compare(url("postgres"), "postgresql", people)
    print("targets: under 60 s, under 300 MB, at rest at most 5 ms and one query for each kind of work")


async def _compare(url: str, name: str, people: int) -> None:
    more = int(people * JOBS)
    await seed(url, people + more)
    peer = await _apart("jobs", url, str(people), str(people + more))
    ours = await _apart("ours", url)
    assert (ours.count, peer.count) == (people, more)
    assert await _asked(url) == people + more, "everybody has been asked once"
    _show(name, ours)
    _show(f"{name}, a job each", peer)


async def _asked(url: str) -> int:
    database = Database.open(url)
    asked = await database.read(lambda connection: len(connection.execute(select(conversation.c.person)).all()))
    await database.close()
    return asked


async def _apart(*arguments: str) -> Planned:
    """In a process of its own, whose memory is nobody else's."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.benchmarks.rhythm", *arguments, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    assert process.returncode == 0
    count, seconds, megabytes, idle, queries = out.split()
    return Planned(
        count=int(count), seconds=float(seconds), megabytes=float(megabytes), idle=float(idle), queries=int(queries)
    )


def _show(name: str, planned: Planned) -> None:
    rate = planned.count / planned.seconds
    print(
        f"{name:24}{planned.count:9,}{planned.seconds:9.1f}{rate:8.0f}{planned.megabytes:9.0f}"
        f"{planned.idle:9.2f}{planned.queries:9}"
    )


async def plan(url: str) -> Planned:
    """As the bot does: pass after pass, at the moments of a clock that is told the time."""
    storage, engine, clock = _engine(url)
    count, took = 0, 0.0
    for number in range((LAST - FIRST) // STEP):
        clock.move(FIRST + number * STEP)
        began = time.perf_counter()
        count += await engine.plan()
        took += time.perf_counter() - began
    idle, queries = await _idle(engine, storage)
    await storage.close()
    return Planned(count=count, seconds=took, megabytes=_peak(), idle=idle, queries=queries)


async def _idle(engine: Engine, storage: SqlStorage) -> tuple[float, int]:
    """The median of passes that find nothing."""
    statements = 0

    def counted(*_: object) -> None:
        nonlocal statements
        statements += 1

    reading = storage._database._reading
    event.listen(reading, "before_cursor_execute", counted)
    times = []
    for _ in range(101):
        began = time.perf_counter()
        assert await engine.plan() == 0
        times.append(time.perf_counter() - began)
    return sorted(times)[50] * 1000, statements // 101


async def jobs(url: str, first: int, last: int) -> Planned:
    """The peer: a job for each of the people from `first` to before `last`, which does the same in a transaction of its
    own when its time comes."""
    storage, engine, _ = _engine(url)
    scheduler = AsyncIOScheduler(timezone="UTC")
    done, all_done, turn = 0, asyncio.Event(), asyncio.Semaphore(CONNECTIONS)

    async def ask(number: int) -> None:
        nonlocal done
        due = Due(at=_due(number), occasion=Occasion.PULSE, subject=PersonId(f"p{number}"))
        async with turn:
            asked = await engine.turns.fall_due([due])
        done += len(asked)
        if done == last - first:
            all_done.set()

    began = time.perf_counter()
    scheduler.start(paused=True)
    for number in range(first, last):
        scheduler.add_job(ask, "date", run_date=MONDAY, args=(number,), misfire_grace_time=None)
    scheduler.resume()
    await all_done.wait()
    took = time.perf_counter() - began
    scheduler.shutdown(wait=False)
    await storage.close()
    return Planned(count=done, seconds=took, megabytes=_peak(), idle=0.0, queries=0)


def _engine(url: str) -> tuple[SqlStorage, Engine, StillClock]:
    storage, clock = SqlStorage.open(url, ids=lambda: secrets.token_hex(8)), StillClock(FIRST)
    engine = Engine(storage=storage, languages=read_languages(), metrics=Metrics(), clock=clock, seal=b"sealed")
    return storage, engine, clock


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def seed(url: str, people: int) -> None:
    """An organisation in teams of ten, each with an open window, everybody greeted and with an account."""
    await upgrade(url)
    database = Database.open(url, patient=True)
    await database.write(_organise)
    for first in range(0, people, 5_000):
        numbers = range(first, min(first + 5_000, people))
        await database.write(lambda connection, numbers=numbers: _people(connection, numbers))  # type: ignore[misc]
    # As a database has done by itself by the time that so many people are in it.
    await database.write(lambda connection: connection.exec_driver_sql("ANALYZE"))
    await database.close()


def _organise(connection: Connection) -> None:
    connection.execute(insert(organisation), {"id": 1, "name": "AB", "language": "sv", "timezone": "UTC"})
    where = {"platform": "slack", "key": "T1", "connected": True, "since": MONDAY}
    connection.execute(insert(workspace), where)


def _people(connection: Connection, numbers: range) -> None:
    text = WORDING.write(BEHAVIOUR.text)
    teams = [f"t{number // TEAM_OF}" for number in numbers if number % TEAM_OF == 0]
    rows: dict[Any, list[dict[str, object]]] = {
        team: [{"key": each, "position": 0, "name": each} for each in teams],
        goal: [
            {
                "key": each,
                "position": 0,
                "team": each,
                "title": text,
                "why": text,
                "state": "active",
                "first": MONDAY.date(),
                "last": MONDAY.date() + timedelta(days=99),
                "guidance": "{}",
                "measures": "[]",
                "stop": "[]",
                "answers": "{}",
            }
            for each in teams
        ],
        behaviour: [
            {
                "id": each,
                "goal": each,
                "position": 1,
                "text": text,
                "focus": True,
                "arena": BEHAVIOUR.arena,
                "audience": BEHAVIOUR.audience,
            }
            for each in teams
        ],
        window: [
            {
                "id": each,
                "team": each,
                "item": ItemId.LAST,
                "slot": Slot.A,
                "behaviour": each,
                "goal": each,
                "opened_at": MONDAY,
            }
            for each in teams
        ],
        person: [
            {
                "id": f"p{each}",
                "position": each,
                "email": f"p{each}@example.com",
                "name": f"p{each}",
                "team": f"t{each // TEAM_OF}",
                "timezone": ZONES[each % len(ZONES)].key,
                "greeted_on": MONDAY.date() - timedelta(days=30),
            }
            for each in numbers
        ],
        respondent: [{"key": f"r{each}", "person": f"p{each}"} for each in numbers],
        account: [
            {"workspace": 1, "user": f"U{each}", "person": f"p{each}", "opaque": "{}", "reachable": True}
            for each in numbers
        ],
        schedule: [{"occasion": "pulse", "person": f"p{each}", "next_due_at": _due(each)} for each in numbers],
    }
    for table, values in rows.items():
        connection.execute(insert(table), values)
    caps.begin(connection, whose=[f"p{each}" for each in numbers])


def _due(number: int) -> datetime:
    who = Person(
        id=PersonId(f"p{number}"),
        name="",
        email="",
        team=TeamId(""),
        language="sv",
        timezone=ZONES[number % len(ZONES)],
        greeted_on=MONDAY.date() - timedelta(days=30),
    )
    return pulse_at(who, MONDAY)


async def _alone(arguments: list[str]) -> None:
    whose, url, *numbers = arguments
    planned = await (plan(url) if whose == "ours" else jobs(url, *map(int, numbers)))
    print(planned.count, planned.seconds, planned.megabytes, planned.idle, planned.queries)


if __name__ == "__main__":
    logs.configure(level="WARNING", form="text")
    if len(sys.argv) > 2:
        asyncio.run(_alone(sys.argv[1:]))
    else:
        asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0))

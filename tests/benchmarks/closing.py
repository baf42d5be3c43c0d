"""What it costs when all teams' windows close in one pass, and to compose a digest of what was published.

Every team has five results behind it and answers in its sixth window, so that each is compared with its start. Beside
it stands the least that could be done for each team by hand: count, close and publish, each team in a transaction.
`python -m tests.benchmarks.closing [SHARE]` takes that share of the people.
"""

import asyncio
import resource
import secrets
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from bot import logs
from bot.catalogues import read_languages
from bot.clock import StillClock
from bot.engine import Engine
from bot.metrics import Metrics
from dialogues.digest.contents import compose
from dialogues.digest.sending import DIALOGUE as DIGEST
from dialogues.digest.week import Week
from dialogues.event import Due, Occasion
from dialogues.person import TeamId
from dialogues.pulse.item import ItemId
from dialogues.window import Slot, Value
from storage.database import Database
from storage.sql.store import SqlStorage
from storage.tables.questions import answer, reading, window
from storage.tables.sending import schedule
from tests.benchmarks.rhythm import MONDAY, TEAM_OF, seed
from tests.postgres import running as postgresql

SIZES = (1_000, 10_000, 100_000)
#: Results that a team has behind it.
BEFORE = 5
WEEK = timedelta(weeks=1)
#: When everything closes, and so many digests are composed.
BOUNDARY, COMPOSED = MONDAY + WEEK, 200
#: By hand it is tried with so many of the teams.
BY_HAND = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """`digest` are milliseconds to load what a digest is of and to compose it, as a median; `composing` those of the
    composing alone."""

    teams: int
    seconds: float
    megabytes: float
    digest: float
    composing: float


async def main(share: float) -> None:
    print("All teams' windows close in one pass, each compared with its start (by hand: count, close, publish)")
    titles = ("people", "teams", "seconds", "ms a team", "peak MB", "digest ms", "of it words")
    print(f"{'':22}" + "".join(f"{each:>12}" for each in titles))
    for size in SIZES:
        people = int(size * share)
        with tempfile.TemporaryDirectory() as folder:
            await _compare(f"sqlite:///{folder}/closing.db", "sqlite", people)
        with postgresql(fsync=True) as url:
            await _compare(url("postgres"), "postgresql", people)
    print("target: a digest in under 10 ms, however many answers lie behind it")


async def _compare(url: str, name: str, people: int) -> None:
    more = max(int(people * BY_HAND), TEAM_OF)
    await seed(url, people + more)
    await _fill(url, people // TEAM_OF, (people + more) // TEAM_OF)
    peer = await _apart("hand", url, str(people // TEAM_OF), str((people + more) // TEAM_OF))
    ours = await _apart("ours", url)
    assert await _published(url) == (people + more) // TEAM_OF * (BEFORE + 1), "every team has its result"
    for who, closed in ((name, ours), (f"{name}, by hand", peer)):
        each = closed.seconds / closed.teams * 1000
        figures = (closed.seconds, each, closed.megabytes, closed.digest, closed.composing)
        print(f"{who:22}{closed.teams * TEAM_OF:12,}{closed.teams:12,}" + "".join(f"{one:12.2f}" for one in figures))


async def _apart(*arguments: str) -> Closed:
    """In a process of its own, whose memory is nobody else's."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.benchmarks.closing", *arguments, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    assert process.returncode == 0
    teams, seconds, megabytes, digest, composing = map(float, out.split())
    return Closed(teams=int(teams), seconds=seconds, megabytes=megabytes, digest=digest, composing=composing)


async def _published(url: str) -> int:
    database = Database.open(url)
    found = await database.read(lambda connection: connection.scalar(select(func.count()).select_from(reading)))
    await database.close()
    return found or 0


async def _fill(url: str, ours: int, teams: int) -> None:
    """Results, and the answers behind them; nothing is due but the windows of the first teams, which are ours."""
    database = Database.open(url, patient=True)
    await database.write(lambda connection: connection.execute(delete(schedule)))
    for first in range(0, teams, 500):
        some = range(first, min(first + 500, teams))
        await database.write(lambda connection, some=some: _results(connection, some, ours))  # type: ignore[misc]
    await database.write(lambda connection: connection.exec_driver_sql("ANALYZE"))
    await database.close()


def _results(connection: Connection, teams: range, ours: int) -> None:
    days = [MONDAY.date() - (BEFORE - number) * WEEK for number in range(BEFORE)]
    old = [(f"t{team}", f"t{team}w{number}", number) for team in teams for number in range(BEFORE)]
    connection.execute(
        insert(window),
        [
            {
                "id": id,
                "team": team,
                "item": ItemId.LAST,
                "slot": Slot.A,
                "behaviour": team,
                "goal": team,
                "opened_at": MONDAY - (BEFORE - number) * WEEK,
                "closed_at": MONDAY - (BEFORE - number - 1) * WEEK,
            }
            for team, id, number in old
        ],
    )
    connection.execute(
        insert(reading),
        [
            {
                "window": id,
                "first": days[number],
                "last": days[number] + timedelta(days=6),
                "people": 8,
                "yes": 3 + number,
                "members": TEAM_OF,
                "counts": f'{{"yes":{3 + number},"not_that_time":{5 - number}}}',
            }
            for _, id, number in old
        ],
    )
    now = [(f"t{team}", f"t{team}", BEFORE) for team in teams]
    connection.execute(
        insert(answer),
        [
            {
                "window": id,
                "respondent": f"r{int(team[1:]) * TEAM_OF + who}",
                "aspect": "answer",
                "value": Value.YES if who < 3 + number else Value.NOT_THAT_TIME,
                "day": MONDAY.date(),
            }
            for team, id, number in (*old, *now)
            for who in range(8)
        ],
    )
    due = [{"occasion": Occasion.WINDOW, "team": f"t{team}", "next_due_at": BOUNDARY} for team in teams if team < ours]
    if due:
        connection.execute(insert(schedule), due)


async def close(url: str) -> Closed:
    storage = SqlStorage.open(url, ids=lambda: secrets.token_hex(8))
    clock = StillClock(BOUNDARY)
    engine = Engine(storage=storage, languages=read_languages(), metrics=Metrics(), clock=clock, seal=b"sealed")
    began = time.perf_counter()
    teams = await engine.plan()
    took = time.perf_counter() - began
    peak = _peak()
    loading, composing = await _digests(storage, teams)
    await storage.close()
    return Closed(teams=teams, seconds=took, megabytes=peak, digest=loading, composing=composing)


async def _digests(storage: SqlStorage, teams: int) -> tuple[float, float]:
    whole, words = [], []
    for number in range(min(COMPOSED, teams)):
        began = time.perf_counter()
        due = Due(at=BOUNDARY, occasion=Occasion.DIGEST, subject=TeamId(f"t{number}"))
        facts = await storage.look(due=due, wants=DIGEST.wants)
        assert facts
        loaded = time.perf_counter()
        week = Week.of(facts, BOUNDARY.date(), BOUNDARY.date())
        assert week
        assert compose(week).message.blocks
        ended = time.perf_counter()
        whole.append(ended - began)
        words.append(ended - loaded)
    return statistics.median(whole) * 1000, statistics.median(words) * 1000


async def by_hand(url: str, first: int, last: int) -> Closed:
    """The peer: nothing is decided, compared or scheduled."""
    database = Database.open(url)
    began = time.perf_counter()
    for number in range(first, last):
        await database.write(lambda connection, id=f"t{number}": _close(connection, id))  # type: ignore[misc]
    took = time.perf_counter() - began
    await database.close()
    return Closed(teams=last - first, seconds=took, megabytes=_peak(), digest=0.0, composing=0.0)


def _close(connection: Connection, id: str) -> None:
    counts = connection.execute(
        select(answer.c.value, func.count()).where(answer.c.window == id).group_by(answer.c.value)
    ).all()
    connection.execute(update(window).where(window.c.id == id).values(closed_at=BOUNDARY))
    people = sum(count for _, count in counts)
    connection.execute(
        insert(reading),
        {
            "window": id,
            "first": MONDAY.date(),
            "last": MONDAY.date(),
            "people": people,
            "yes": people,
            "members": TEAM_OF,
        },
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def _alone(arguments: list[str]) -> None:
    whose, url, *numbers = arguments
    closed = await (close(url) if whose == "ours" else by_hand(url, *map(int, numbers)))
    print(closed.teams, closed.seconds, closed.megabytes, closed.digest, closed.composing)


if __name__ == "__main__":
    logs.configure(level="WARNING", form="text")
    if len(sys.argv) > 2:
        asyncio.run(_alone(sys.argv[1:]))
    else:
        asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0))

"""Several replicas on one database: how well they share the work, how soon one takes over, what they cost at rest."""

import asyncio
import os
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from tests.benchmarks import morning
from tests.benchmarks.platform import Platform
from tests.benchmarks.replica import Replica
from tests.process import Server, running

#: What the platform takes from a workspace in a second, and how much of it the replicas use.
LIMIT, USED = 10, 0.9
#: Seconds until all replicas know of each other.
SETTLE = 4.0


@asynccontextmanager
async def started(each: Replica, count: int) -> AsyncIterator[Sequence[Server]]:
    """So many of them, which know of each other and have nothing to send yet. They may end before the block does."""
    await morning.clear(each.database)
    async with AsyncExitStack() as stack:
        servers = []
        for _ in range(count):
            stack.enter_context(suppress(ProcessLookupError))
            servers.append(await stack.enter_async_context(running(*each.words)))
        await asyncio.sleep(SETTLE)
        yield servers


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Seconds of the whole, and of what would be ideal; and each replica's part of what arrived."""

    took: float
    ideal: float
    throttled: int
    doubled: int
    parts: Sequence[int]


async def share(database_url: str, *, workspaces: int, each: int, plain: bool = False) -> Shared:
    """Three replicas send `each` messages to so many workspaces, whose people are there, at USED of the limit."""
    rate = USED * LIMIT
    async with Platform.serve(limit=LIMIT) as platform:
        one = Replica(database=database_url, platform=platform.address, workspaces=workspaces, rate=rate, plain=plain)
        async with started(one, 3):
            count = await morning.plan(database_url)
            began = time.monotonic()
            while (await morning.states(database_url)).get("sent", 0) < count:
                await asyncio.sleep(0.5)
            await asyncio.sleep(1)
    return Shared(
        took=max(arrival.at for arrival in platform.arrivals) - began,
        ideal=each / rate,
        throttled=platform.throttled,
        doubled=platform.doubled,
        parts=sorted(Counter(arrival.replica for arrival in platform.arrivals).values()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """Seconds from a replica's end to the other's first message in one of its workspaces, and in the last of them."""

    first: float
    last: float
    workspaces: int
    doubled: int


async def take_over(database_url: str, *, workspaces: int, how: signal.Signals, silence: float) -> TakenOver:
    """One of two replicas meets with `how` while it sends. What is frozen thaws at the end."""
    async with Platform.serve(limit=LIMIT) as platform:
        one = Replica(
            database=database_url,
            platform=platform.address,
            workspaces=workspaces,
            rate=USED * LIMIT,
            silence=silence,
        )
        async with started(one, 2) as (victim, heir):
            await morning.plan(database_url)
            await asyncio.sleep(4)
            began = time.monotonic()
            orphans = platform.since(began - 1, replica=str(victim.pid))
            assert orphans, "the victim was not sending"
            os.kill(victim.pid, how)
            try:
                async with asyncio.timeout(silence + 30):
                    while not orphans <= platform.since(began, replica=str(heir.pid)):
                        await asyncio.sleep(0.1)
            finally:
                if how == signal.SIGSTOP:
                    os.kill(victim.pid, signal.SIGCONT)
            await asyncio.sleep(3)
    firsts = [
        min(
            each.at
            for each in platform.arrivals
            if each.workspace == orphan and each.at >= began and each.replica == str(heir.pid)
        )
        for orphan in orphans
    ]
    return TakenOver(
        first=min(firsts) - began, last=max(firsts) - began, workspaces=len(orphans), doubled=platform.doubled
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What one replica costs: transactions a second, and percent of a core."""

    transactions: float
    cpu: float


async def rest(
    database_url: str, elsewhere_url: str, *, workspaces: int, count: int, seconds: float, plain: bool = False
) -> Rest:
    """Of replicas that have nothing to do, with so many workspaces connected. It is counted from `elsewhere_url`."""
    one = Replica(
        database=database_url, platform="http://127.0.0.1:9", workspaces=workspaces, rate=USED * LIMIT, plain=plain
    )
    async with started(one, count) as servers:
        await asyncio.sleep(6)
        before, cpu = await _commits(elsewhere_url), sum(_cpu(each.pid) for each in servers)
        await asyncio.sleep(seconds)
        commits = await _commits(elsewhere_url) - before
        cpu = sum(_cpu(each.pid) for each in servers) - cpu
    return Rest(transactions=commits / seconds / count, cpu=100 * cpu / seconds / count)


async def _commits(elsewhere_url: str) -> int:
    query = text("SELECT xact_commit FROM pg_stat_database WHERE datname = 'postgres'")
    return await morning.written(elsewhere_url, lambda connection: int(connection.scalar(query) or 0))


def _cpu(pid: int) -> float:
    """Seconds that a process has worked."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

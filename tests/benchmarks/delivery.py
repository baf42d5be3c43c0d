"""Delivery: every figure of the design beside its target and a baseline of the same run.

python -m tests.benchmarks.delivery [SCALE]
"""

import asyncio
import os
import signal
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from bot import logs
from storage import postgresql
from tests.benchmarks import baselines, fairness, morning, planning, replicas
from tests.benchmarks.chat import QuickChat
from tests.benchmarks.draining import drain
from tests.benchmarks.measuring import ROUNDS
from tests.postgres import running

Name = Literal["sqlite", "postgresql"]

#: What is drained: so many deliveries in each of so many workspaces; then beside so many that are over.
WORKSPACES, EACH, OLD = 1000, 10, 1_000_000
#: Of a job for each person, so many.
JOBS = 2000
#: Small workspaces, and how many people are in each of them and in the big one.
SMALL, FEW, MANY = 50, 30, 5000
#: What three replicas share: so many workspaces, and so many messages for each.
SHARED, SHARED_EACH = 50, 180
#: Of two replicas, one ends while they send to so many workspaces, each with enough for as long as it takes.
ORPHANED, ENOUGH = 20, 600
#: Seconds for which rest is measured, with WORKSPACES connected.
RESTING = 30.0


async def main(scale: float) -> None:
    """Prints everything; a `scale` below 1 has less of everything to do."""
    print("Delivery, in-process chats that take 20 ms over a message. `plain`: a loop for each workspace, all at once,")
    print(
        "reads what is planned next, sends it and marks it, one by one, without an intent. `job`: one APScheduler date"
    )
    print(
        "job for each person sends and marks a row; its job store is another SQLite file, or memory beside PostgreSQL."
    )
    print("A kill loses or doubles in both. Where something is planned, `plain` inserts a row in a transaction, `job`")
    print(
        "adds a job; ours is the greeting of one person in a transaction, in which the dialogue decides, and then what"
    )
    print("of it is the delivery alone, to 100 people in a transaction.")
    print(f"{'':48}{'ours':>9}{'plain':>9}{'job':>9}   target")
    print(f"Load of this machine before: {os.getloadavg()[0]:.1f}; above 1 the figures are not its own.")
    with _logging():
        for name in ("sqlite", "postgresql"):
            await _drained(name, scale)
            await _planned(name, scale)
            await _fair(name, scale)
            await _played(name)
        print("Whole replicas in processes of their own on PostgreSQL; the platform answers over HTTP, and takes")
        print(f"{replicas.LIMIT} messages a second from each workspace, of which the replicas use {replicas.USED:.0%}.")
        await _shared(scale)
        await _taken_over(scale)
        await _at_rest(scale)


async def _drained(name: Name, scale: float) -> None:
    old = round(OLD * scale)
    with _database(name) as url, _database(name) as old_url:
        for each in (url, old_url):
            places = await morning.populate(each, [EACH] * round(WORKSPACES * scale))
        await morning.grow_old(old_url, old)
        chats = [QuickChat(each) for each in places]
        # In turn, so that neither has the better hour.
        rounds = [(await _rates(url, chats), await _rates(old_url, chats)) for _ in range(ROUNDS)]
        young, aged = (_medians(those) for those in zip(*rounds, strict=True))
        await morning.plan(url)
        jobs_url = f"{url}-jobs" if name == "sqlite" else None
        _, job = await baselines.scheduled(url, chats, most=round(JOBS * scale), jobs_url=jobs_url)
    _line(f"{name}: drain {len(places)} workspaces, per s", *young, job, target="1000")
    parts = sorted(beside[0] / without[0] for without, beside in rounds)
    target = f"0.7 of that without: {aged[0] / young[0]:.2f} ({parts[0]:.2f} to {parts[-1]:.2f})"
    _line(f"{name}: the same beside {old} old rows", *aged, target=target)


def _medians(rounds: Sequence[tuple[float, float]]) -> tuple[float, float]:
    ours, plain = zip(*rounds, strict=True)
    return statistics.median(ours), statistics.median(plain)


async def _rates(url: str, chats: Sequence[QuickChat]) -> tuple[float, float]:
    """Deliveries a second of ours, and of the plain loop."""
    count = await morning.plan(url)
    ours = count / await drain(url, chats)
    count = await morning.plan(url)
    return ours, count / await baselines.plain(url, chats)


async def _planned(name: Name, scale: float) -> None:
    with _database(name) as url:
        places = await morning.populate(url, [EACH] * round(WORKSPACES * scale / 2))
        rates = {
            "plan greetings": await planning.greet(url),
            "  say alone": await planning.say(url),
            "  post to members": await planning.post(url),
        }
        await morning.plan(url)
        jobs_url = f"{url}-jobs" if name == "sqlite" else None
        chats = [QuickChat(each) for each in places]
        job, _ = await baselines.scheduled(url, chats, most=round(JOBS * scale), jobs_url=jobs_url)
        plain = await planning.insert_one_by_one(url)
        for what, rate in rates.items():
            _line(f"{name}: {what}, per s", rate, plain, job, target="3000")


async def _fair(name: Name, scale: float) -> None:
    with _database(name) as url:
        small, big = [FEW] * SMALL, round(MANY * scale)
        await morning.populate(url, [*small, big])
        await morning.plan(url)
        beside = await fairness.finish(url, [*small, big], small=SMALL)
        await morning.plan(url)
        await fairness.leave_out_the_last(url)
        alone = await fairness.finish(url, small, small=SMALL)
        target = f"1.5 of that without it: {beside / alone:.2f}"
        _line(f"{name}: small ones done beside a big one, s", beside, target=target)


async def _played(name: Name) -> None:
    with _database(name) as url:
        took, sent = await fairness.play(url, days=7)
        _line(f"{name}: a week of schedule, {sent} messages, s", took, target="120")


async def _shared(scale: float) -> None:
    each = round(SHARED_EACH * scale)
    with _database("postgresql") as url:
        await morning.populate(url, [each] * SHARED)
        ours = await replicas.share(url, workspaces=SHARED, each=each)
        plain = await replicas.share(url, workspaces=SHARED, each=each, plain=True)
    target = f"1.3 of ideal {ours.ideal:.1f} s: {ours.took / ours.ideal:.2f}"
    _line(f"three replicas, {SHARED} x {each} messages, s", ours.took, plain.took, target=target)
    _line("  throttled", ours.throttled, plain.throttled, target="0")
    _line("  doubled", ours.doubled, plain.doubled, target="0")
    print(f"  each replica's part: {' '.join(map(str, ours.parts))}")


async def _taken_over(scale: float) -> None:
    silence = postgresql.SILENCE * min(1, scale)
    with _database("postgresql") as url:
        await morning.populate(url, [ENOUGH] * ORPHANED)
        killed = await replicas.take_over(url, workspaces=ORPHANED, how=signal.SIGKILL, silence=silence)
        frozen = await replicas.take_over(url, workspaces=ORPHANED, how=signal.SIGSTOP, silence=silence)
    # A server sees at once that a process has ended; of one that is frozen it hears nothing for `silence`.
    _line(f"killed: {killed.workspaces} workspaces go on after, s", killed.last, target="1")
    _line(f"frozen: {frozen.workspaces} workspaces go on after, s", frozen.last, target=f"{silence + 1:.0f}")
    _line("  doubled in both", killed.doubled + frozen.doubled, target="0")


async def _at_rest(scale: float) -> None:
    workspaces, seconds = round(WORKSPACES * scale), max(5, RESTING * scale)
    with running(fsync=True) as url:
        ours, elsewhere = url("postgres"), url("template1")
        await morning.populate(ours, [1] * workspaces)
        rest = await replicas.rest(ours, elsewhere, workspaces=workspaces, count=2, seconds=seconds)
        plain = await replicas.rest(ours, elsewhere, workspaces=workspaces, count=1, seconds=seconds, plain=True)
    _line(f"idle, {workspaces} workspaces, transactions/s each", rest.transactions, plain.transactions, target="3")
    _line("  % of a core for each replica", rest.cpu, plain.cpu, target="1")


@contextmanager
def _database(name: Name) -> Iterator[str]:
    """An empty one, with nothing but itself."""
    if name == "postgresql":
        with running(fsync=True) as url:
            yield url("postgres")
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/vardag.db"


@contextmanager
def _logging() -> Iterator[None]:
    """As in an installation, to nowhere."""
    with Path(os.devnull).open("w") as nowhere:
        logs.configure(level="INFO", form="json", stream=nowhere)
        try:
            yield
        finally:
            logs.configure(level="WARNING", form="text")


def _line(what: str, ours: float, plain: float | None = None, job: float | None = None, *, target: str) -> None:
    figures = ("" if each is None else f"{each:.0f}" if each >= 100 else f"{each:.2f}" for each in (ours, plain, job))
    print(f"{what:48}{''.join(f'{each:>9}' for each in figures)}   {target}", flush=True)


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]) if sys.argv[1:] else 1.0))

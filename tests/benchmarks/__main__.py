"""Prints every figure beside its baseline and its target."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot import logs
from tests.benchmarks import closing, delivery, goal, rhythm, slack, storm, teams
from tests.benchmarks.measuring import Figures
from tests.postgres import running as postgresql
from tests.process import running


async def main() -> None:
    logs.configure(level="WARNING", form="text")
    with tempfile.TemporaryDirectory() as folder:
        print("A tap on a pulse in Slack, acknowledged with its commit, against a bare slack-bolt handler that stores")
        print("one row, with SQLAlchemy's asynchronous engine (bare) or the bot's own way to the database (kin)")
        await table(slack.compare, f"sqlite:///{folder}/slack.db")
        print("A tap on a pulse in Teams, answered with its commit, against a bare botbuilder handler likewise")
        await table(teams.compare, f"sqlite:///{folder}/teams.db")
        await goal.main(1.0)
        await resources(Path(folder))
    await rhythm.main(1.0)
    await closing.main(1.0)
    await delivery.main(1.0)
    await storm.main(1.0)


async def table(compare: Callable[[str], Awaitable[list[Figures]]], sqlite: str) -> None:
    """One platform's figures on both databases."""
    print(f"{'':12}{'':>8}{'p50 ms':>9}{'p99 ms':>9}{'per s':>9}")
    show("sqlite", *await compare(sqlite))
    with postgresql(fsync=True) as url:
        show("postgresql", *await compare(url("postgres")))
    print(f"{'':20}targets to bare: p99 at most 1.5, per s at least 0.7")


def show(database: str, ours: Figures, bare: Figures, kin: Figures) -> None:
    """`kin` is a bare handler, too, with the bot's own way to the database."""
    for name, figures in (("ours", ours), ("bare", bare), ("kin", kin)):
        print(f"{database:12}{name:>8}{figures.p50:9.2f}{figures.p99:9.2f}{figures.rate:9.0f}", end="")
        p50, p99, rate = ours.p50 / figures.p50, ours.p99 / figures.p99, ours.rate / figures.rate
        print("" if figures is ours else f"   ours to it: {p50:5.2f} {p99:5.2f} {rate:5.2f}")


async def resources(folder: Path) -> None:
    """Time to ready and memory at rest: the playground as `make run` starts it, against the bare handler."""
    environment = {"VARDAG_DATABASE_URL": f"sqlite:///{folder}/vardag.db", "VARDAG_PORT": "0"}
    for start in ("first start", "second start"):
        async with running("bot.cli", "run", environment=environment, folder=folder) as server:
            await asyncio.sleep(5)
            print(f"{start:20} ready after {server.ready_after:5.2f} s, {server.resident:6.1f} MB resident at rest")
    async with running("tests.benchmarks.bare_slack", f"sqlite:///{folder}/bare.db") as server:
        await asyncio.sleep(1)
        print(
            f"{'bare handler':20} ready after {server.ready_after:5.2f} s, {server.resident:6.1f} MB resident at rest"
        )
    print("targets: a second start ready in under 3 s, at rest under 150 MB")


if __name__ == "__main__":
    asyncio.run(main())

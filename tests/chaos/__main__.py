"""Plays every scenario whole, on each of its databases, and then without each of the protections it is to show.

It ends with 1 where a promise was broken, or where nobody would have noticed the lack of a protection.
"""

import asyncio
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from migrations.runner import upgrade
from tests.chaos.controls import Without
from tests.chaos.report import Outcome, heading, line
from tests.chaos.scenarios import SCENARIOS, SHORT, WHOLE, Control, Scenario, Size
from tests.postgres import Server, running

#: As what is done is done at random moments, it does not show every time.
TRIES = 3


def main(only: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template.db"
        asyncio.run(upgrade(f"sqlite:///{template}"))
        scenarios = [each for each in SCENARIOS if only in each.name]
        print(heading("what is done"))
        broken = [not promised(scenario, database, template) for scenario, database in played(scenarios)]
        print("\n" + heading("without"))
        unseen = [not shown(scenario, database, template) for scenario, database in played(scenarios)]
        return int(any(broken + unseen))


def played(scenarios: list[Scenario]) -> list[tuple[Scenario, str]]:
    return [(scenario, database) for scenario in scenarios for database in scenario.databases]


def promised(scenario: Scenario, database: str, template: Path) -> bool:
    """Print what came of it, and say whether every promise was kept."""
    outcome = played_out(scenario, database, template, WHOLE)
    if outcome is None:
        return False
    broken = outcome.broken(doubt=scenario.platform == "teams")
    print(line(scenario.name, database, outcome, " ".join(["BROKEN:", *broken]) if broken else "kept"), flush=True)
    return not broken


def shown(scenario: Scenario, database: str, template: Path) -> bool:
    """Print what came of it without each protection, and say whether every lack was seen."""
    print(f"{scenario.name}:", flush=True)
    seen = []
    for control in scenario.controls:
        if control.needs_others and database == "sqlite":
            continue
        seen.append(any(shows(scenario, control, database, template) for _ in range(TRIES)))
    return all(seen)


def shows(scenario: Scenario, control: Control, database: str, template: Path) -> bool:
    """Print what came of it without this protection, and say whether the lack was seen."""
    outcome = played_out(scenario, database, template, SHORT, control.without)
    if outcome is None:
        return False
    seen = bool(getattr(outcome, control.shows) > 0)
    verdict = f"shows: {control.shows}" if seen else f"SHOWS NOTHING: {control.shows}"
    print(line(f"  {control.without}", database, outcome, verdict.replace("_", " ")), flush=True)
    return seen


def played_out(
    scenario: Scenario, database: str, template: Path, size: Size, without: Without = Without.NOTHING
) -> Outcome | None:
    """What came of it; None where it did not come to an end, which is printed."""
    with place(database, template) as (url, server):
        try:
            return asyncio.run(
                scenario.run(database_url=url, size=size, without=without, restart=server.restart if server else None)
            )
        except (AssertionError, TimeoutError) as failure:
            print(f"{scenario.name}, {database}, {without or 'whole'}: FAILED, {failure}", flush=True)
            return None


@contextmanager
def place(database: str, template: Path) -> Iterator[tuple[str, Server | None]]:
    """A database with all tables and nothing in them, and its server if it has one."""
    if database == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{shutil.copy(template, Path(folder) / 'vardag.db')}", None
    else:
        with running(fsync=True) as server:
            asyncio.run(upgrade(server("postgres")))
            yield server("postgres"), server


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # it takes its processes down with it
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))

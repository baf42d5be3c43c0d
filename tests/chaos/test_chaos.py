"""The short form of the chaos suite: what is promised holds, and without the protection that is for it, does not."""

import pytest

from tests.chaos.scenarios import SCENARIOS, SHORT, Control, Scenario
from tests.postgres import Server

PROMISES = [
    pytest.param(scenario, database, id=f"{scenario.name}-{database}")
    for scenario in SCENARIOS
    for database in scenario.databases
]
#: Each once here, where it shows first.
CONTROLS = [
    pytest.param(scenario, control, scenario.databases[-1], id=f"{scenario.name}-{control.without}")
    for control, scenario in {
        control: scenario for scenario in reversed(SCENARIOS) for control in scenario.controls
    }.items()
]


@pytest.mark.parametrize(("scenario", "database"), PROMISES, indirect=["database"])
async def test_nothing_is_lost_or_comes_twice_when(scenario: Scenario, database_url: str, postgresql: Server) -> None:
    outcome = await scenario.run(database_url=database_url, size=SHORT, restart=postgresql.restart)
    assert outcome.broken(doubt=scenario.platform == "teams") == []
    assert outcome.delivered + outcome.unknown >= outcome.planned


@pytest.mark.parametrize(("scenario", "control", "database"), CONTROLS, indirect=["database"])
async def test_without_its_protection_it_shows(
    scenario: Scenario, control: Control, database_url: str, other_database_url: str, postgresql: Server
) -> None:
    """Mostly at once: what is done is done at random moments."""
    seen = []
    for url in (database_url, other_database_url):
        outcome = await scenario.run(database_url=url, size=SHORT, without=control.without, restart=postgresql.restart)
        seen.append(getattr(outcome, control.shows))
        if seen[-1]:
            break
    assert any(seen)

"""How the whole organisation is doing, for who owns one of its goals; and that every team can see who has looked."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dialogues.blueprint.entries import Email
from dialogues.goal import GoalId, State
from dialogues.phrase import Wording
from tests.dialogues.languages import SV
from tests.journeys.people import BLUEPRINT
from tests.journeys.test_obstacles import raised
from tests.journeys.town import PLATFORMS, living
from tests.journeys.transcript import Scribe

pytestmark = pytest.mark.usefixtures("hurried")

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
(OURS,) = BLUEPRINT.goals
WHOLE = replace(
    OURS,
    key=GoalId("alla"),
    team=None,
    title=Wording(texts={"sv": "Kunden <först> & *främst*"}),
    state=State.UNTRANSLATED,
    owner=Email("lena@example.com"),
    behaviours=(),
    focus=None,
)


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_the_owner_sees_it_nobody_else_does_and_the_team_can_see_that(database_url: str, platform: str) -> None:
    blueprint = replace(BLUEPRINT, goals=(WHOLE, replace(OURS, above=WHOLE.key)))
    async with living(platform=platform, database_url=database_url, at=MONDAY, blueprint=blueprint) as town:
        await raised(town)
        scribe = Scribe(town.chat, SV)
        seen = await scribe.commands("lena", "status")
        assert seen is not None
        told = "\n".join(seen.lines)
        for line in (
            "Hela organisationen",
            "Ungefär hälften fick till det som teamet har kommit överens om, senast de hade tillfälle.",
            "En fråga att ta med:",
            "Kunden <först> & *främst*",
        ):
            assert line in told
        other = await scribe.commands("anna", "status")
        assert other is not None
        assert "Hela organisationen" not in "\n".join(other.lines)
        audit = await scribe.commands("anna", "insyn")
        assert audit is not None
        assert any("Lena, som äger ett mål, såg resultatet i översikten över målen." in line for line in audit.lines)

"""What a change of a goal means for those who are asked about it in the days after."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dialogues.goal import State
from tests.dialogues.languages import SV
from tests.journeys.people import BLUEPRINT, TEAM
from tests.journeys.town import living
from tests.journeys.transcript import Scribe

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
PROPOSED = replace(BLUEPRINT.goals[0], state=State.UNTRANSLATED, focus=None)


async def test_who_is_greeted_after_the_team_was_asked_is_asked_the_day_after(database_url: str) -> None:
    blueprint = replace(BLUEPRINT, goals=(PROPOSED,))
    async with living(platform="slack", database_url=database_url, at=MONDAY, blueprint=blueprint) as town:
        scribe = Scribe(town.chat, SV)
        await scribe.commands("lena", "nöjdare")
        await scribe.taps("lena", "button.translate")
        await scribe.taps("lena", "button.propose_again")
        await town.until(MONDAY.replace(hour=22))
        for name in TEAM:
            (greeting,) = await town.chat.inbox(town.user(name))
            assert greeting.buttons[0] in ("Så hanteras svaren", "How answers are handled")
        await town.until(MONDAY + timedelta(days=1, hours=6))
        asked = scribe.label("cocreation.question")
        for name in ("anna", "bo"):
            assert asked in (await town.chat.inbox(town.user(name)))[1].lines
        # Once more changes nothing.
        await scribe.taps("lena", "button.propose_again")
        await town.until(MONDAY + timedelta(days=1, hours=7))
        assert len(await town.chat.inbox(town.user("anna"))) == 2


@pytest.mark.parametrize("end", ["closed", "resting"])
async def test_nobody_is_asked_about_a_goal_that_the_team_no_longer_works_with(database_url: str, end: str) -> None:
    async with living(platform="slack", database_url=database_url, at=MONDAY) as town:
        scribe = Scribe(town.chat, SV)
        await town.until(MONDAY + timedelta(hours=2))
        await scribe.commands("lena", "nöjdare")
        await scribe.taps("lena", "button.change")
        if end == "closed":
            await scribe.taps("lena", "button.close")
            await scribe.taps("lena", "course.yes_close")
        else:
            await scribe.taps("lena", "button.rest")
            await scribe.submits("lena", {"text": "Färre köer"})
        await town.until(FRIDAY)
        greeting, news = await town.chat.inbox(town.user("anna"))
        assert greeting.buttons[0] == "Så hanteras svaren"
        assert "»Nöjdare kunder« är avslutat" in news.lines[0] or "Ett mål vilar nu: »Nöjdare kunder«." in news.lines[0]

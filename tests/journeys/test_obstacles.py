"""From three taps on what stood in the way to what the team hears about it, and what happens where it hears nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.dialogues.languages import SV
from tests.journeys.people import SERVICE
from tests.journeys.town import Town, living
from tests.journeys.transcript import Scribe

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
DAY = timedelta(days=1)
RAISED = "Minst tre i Kundservice har pekat på samma hinder: »Väntan på andra«."
pytestmark = pytest.mark.usefixtures("hurried")

DONE = {"state": "done", "action": "Lagret svarar <!channel> inom *en* timme.", "rest": "helger"}


async def raised(town: Town) -> None:
    """Three of five meet the same obstacle, and the week is over."""
    await town.until(FRIDAY)
    for name in ("anna", "bo", "cecilia"):
        await town.chat.taps(town.user(name), "Inte den gången")
        await town.chat.taps(town.user(name), "Väntan på andra")
    for name, answer in (("david", "Ja"), ("olga", "Yes")):
        await town.chat.taps(town.user(name), answer)
    await town.until(FRIDAY + 6 * DAY)


async def lines(town: Town, name: str) -> list[str]:
    """What the person has been sent, and what stands in the team's channel."""
    channel = await town.chat.channel(SERVICE)
    inbox = [*await town.chat.inbox(town.user(name)), *(channel or ())]
    return [line for each in inbox for line in each.lines]


@pytest.mark.parametrize("platform", ["slack", "teams"])
async def test_an_obstacle_is_raised_answered_and_told(database_url: str, platform: str) -> None:
    async with living(platform=platform, database_url=database_url, at=MONDAY) as town:
        await raised(town)
        assert [each for each in await lines(town, "lena") if each.startswith(RAISED)]
        scribe = Scribe(town.chat, SV)
        await scribe.taps("lena", "promise.answer")
        await scribe.submits("lena", DONE)
        await town.until(FRIDAY + 13 * DAY)
        told = (
            "Ni lyfte »Väntan på andra«. Nu är detta gjort: Lagret svarar <!channel> inom *en* timme. Återstår: helger."
        )
        assert (await lines(town, "anna")).count(told) == 1
        assert len([each for each in await lines(town, "lena") if each.startswith(RAISED)]) == 1


async def test_without_an_answer_the_team_is_asked_no_more_until_it_has_one(database_url: str) -> None:
    async with living(platform="slack", database_url=database_url, at=MONDAY) as town:
        await raised(town)
        await town.until(FRIDAY + 20 * DAY)
        why = [each for each in await lines(town, "anna") if each.startswith("Frågorna till teamet vilar")]
        assert len(why) == 1
        assert "»Väntan på andra«" in why[0]
        scribe = Scribe(town.chat, SV)
        await scribe.taps("lena", "talk.button")
        await town.until(FRIDAY + 26 * DAY)
        asked = len(await lines(town, "anna"))
        await scribe.taps("lena", "promise.answer")
        await scribe.submits("lena", DONE | {"state": "not_possible"})
        await town.until(FRIDAY + 31 * DAY)
        after = (await lines(town, "anna"))[asked:]
        assert [each for each in after if each.startswith("Ni lyfte »Väntan på andra«. Det går inte att ändra nu")]
        assert "»Väntan på andra« har fått ett svar, så frågorna kommer tillbaka." in after

"""Who does not answer is asked less, and then not at all; who puts a question off gets it back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.journeys.people import BLUEPRINT
from tests.journeys.town import Town, living

pytestmark = pytest.mark.usefixtures("hurried")

MONDAY = datetime(2026, 9, 7, 7, 0, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
LONG = replace(BLUEPRINT, goals=tuple(replace(each, last=date(2027, 12, 31)) for each in BLUEPRINT.goals))
SILENCE = "Det är helt okej att inte svara. Ska jag pausa?"


async def questions(town: Town, user: str) -> list[str]:
    """The first lines of what somebody was asked, a reminder included."""
    inbox = await town.chat.inbox(user)
    return [each.lines[0] for each in inbox if "Hoppa över" in each.buttons or each.lines[0] == SILENCE]


async def talk(town: Town, week: int) -> None:
    """The team talks about its goals every third week: else it would be asked nothing any more."""
    if week % 3 == 2:
        await town.chat.taps(town.user("lena"), "Vi har pratat om det")


async def test_who_is_silent_is_asked_less_and_then_whether_to_pause(database_url: str) -> None:
    async with living(platform="slack", database_url=database_url, at=MONDAY, blueprint=LONG) as town:
        anna = town.user("anna")
        week = 0
        while SILENCE not in await questions(town, anna):
            week += 1
            assert week < 52
            await town.until(MONDAY + week * WEEK)
            await talk(town, week)
        came = await questions(town, anna)
        # Each of the six came, and four of them once more as the one reminder: for two the digest left no room.
        assert (came.count(SILENCE), len(came)) == (1, 11)
        # Nothing more is asked until they say so.
        for _ in range(6):
            week += 1
            await town.until(MONDAY + week * WEEK)
            await talk(town, week)
        assert await questions(town, anna) == came
        after = await town.chat.taps(anna, "Fortsätt fråga")
        assert after is not None
        assert after.lines[0].startswith("Okej, då fortsätter frågorna att komma.")
        await town.until(MONDAY + (week + 4) * WEEK)
        assert len(await questions(town, anna)) > 12


async def test_who_puts_a_question_off_gets_it_back_and_who_skips_it_does_not(database_url: str) -> None:
    async with living(platform="slack", database_url=database_url, at=MONDAY) as town:
        anna, bo = town.user("anna"), town.user("bo")
        await town.until(MONDAY + 4 * DAY)
        for user, button in ((anna, "I morgon"), (bo, "Hoppa över")):
            assert len(await questions(town, user)) == 1
            await town.chat.taps(user, button)
            assert await questions(town, user) == []
        await town.until(MONDAY + WEEK + timedelta(hours=8))
        assert len(await questions(town, anna)) == 1
        await town.chat.taps(anna, "Inget tillfälle")
        await town.until(MONDAY + WEEK + DAY)
        assert (await questions(town, anna), await questions(town, bo)) == ([], [])

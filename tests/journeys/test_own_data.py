"""A person sees everything that is kept of them, has it deleted, and sees who has read their team's results."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.catalogues import read_languages
from bot.clock import StillClock
from bot.engine import Engine
from bot.metrics import Metrics
from tests.adapters.harness import Shown
from tests.dialogues.languages import EN, SV
from tests.journeys.people import TEAM
from tests.journeys.town import PLATFORMS, Town, living
from tests.journeys.transcript import Scribe
from tests.storage.dump import Row, dump

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)
pytestmark = pytest.mark.usefixtures("hurried")


@pytest.fixture(params=PLATFORMS)
async def answered(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Town]:
    """Six of six have answered, and the week is not over."""
    async with living(platform=request.param, database_url=database_url, at=MONDAY) as town:
        await town.until(FRIDAY)
        for name in TEAM:
            await town.chat.taps(town.user(name), "Yes" if name == "olga" else "Ja")
        yield town


async def shown(town: Town, name: str) -> Shown:
    """What only this person saw last."""
    return (await town.chat.private(town.user(name)))[-1]


async def pages(town: Town, name: str, show: str, turn: str) -> Sequence[Shown]:
    """Every page, by the buttons that lead from one to the next."""
    here = await town.chat.taps(town.user(name), show)
    found = [await shown(town, name)]
    while turn in found[-1].buttons:
        here = await town.chat.taps(town.user(name), turn)
        latest = await shown(town, name)
        found.append(here if here is not None and latest == found[-1] else latest)
    return found


async def data(town: Town, name: str) -> Mapping[str, Any]:
    """What somebody pastes together out of the pages."""
    sheets = await pages(town, name, "Visa som JSON", "Nästa sida")
    texts = [line for sheet in sheets for line in sheet.lines[1:-1]]
    found: Mapping[str, Any] = json.loads("".join(texts))
    return found


async def readings(town: Town) -> Sequence[Row]:
    return (await dump(town.database_url))["reading"]


async def test_what_is_kept_is_shown_in_words_and_as_json_and_does_not_stay_in_the_chat(answered: Town) -> None:
    town = answered
    offered = await town.chat.commands(town.user("anna"), "minadata")
    assert offered is not None
    assert offered.buttons == ("Visa i ord", "Visa som JSON")
    found = await data(town, "anna")
    assert found["profile"][0]["email"] == "anna@example.com"
    assert [(each["value"], each["window"]["question"]) for each in found["answers"]] == [("yes", "beh.last")]
    assert await town.chat.commands(town.user("olga"), "mydata")
    lines = [line for each in await pages(town, "olga", "Show in words", "Next page") for line in each.lines]
    assert any("E-mail: olga@example.com" in each for each in lines)
    asked = "Think of the latest occasion. Did this happen? “We close every customer meeting with an open question”"
    assert any(f"{asked} Your answer: Yes" in each for each in lines)
    for name in ("anna", "olga"):
        stays = [line for each in await town.chat.inbox(town.user(name)) for line in each.lines]
        assert not any(f"{name}@example.com" in each for each in stays)


async def test_what_is_erased_is_gone_and_the_window_counts_without_them(answered: Town) -> None:
    town = answered
    scribe = Scribe(town.chat, SV)
    await town.chat.commands(town.user("anna"), "radera")
    done = await scribe.taps("anna", "erase.now")
    assert "Klart: det du har svarat och skrivit är borttaget." in done.lines
    assert len((await dump(town.database_url))["answer"]) == 5
    await town.until(FRIDAY + timedelta(days=4))
    published = await readings(town)
    # Without her there are five, who are enough.
    assert [row[3] for row in published] == [5]
    for name in ("bo", "cecilia"):
        await town.chat.commands(town.user(name), "radera")
        await scribe.taps(name, "erase.now")
    assert await readings(town) == published
    await town.chat.commands(town.user("anna"), "minadata")
    assert (await data(town, "anna"))["answers"] == []
    # And they are asked as before: how clear it is.
    await town.until(FRIDAY + WEEK)
    for name in ("anna", "bo"):
        await scribe.taps(name, "answer.clear_5")
    assert len((await dump(town.database_url))["answer"]) == 3 + 2


async def test_everybody_sees_that_their_lead_has_read_and_nobody_that_a_member_has(answered: Town) -> None:
    town = answered
    await town.until(FRIDAY + timedelta(days=4))
    for name in ("bo", "lena"):
        await town.chat.commands(town.user(name), "")
    seen = await town.chat.commands(town.user("anna"), "insyn")
    assert seen is not None
    assert seen.lines[:3] == (
        SV.say("Vem som har läst teamets resultat: Kundservice"),
        "• 24 nov. 2026: Lena, som leder teamet, såg resultatet på teamets målkort.",
        "• 23 nov. 2026: Lena, som leder teamet, fick veckans samtal, samma som teamet fick.",
    )
    english = await town.chat.commands(town.user("olga"), "audit")
    assert english is not None
    assert english.lines[0] == EN.say("Who has read your team’s results: Kundservice")
    assert "Bo" not in str(seen) + str(english)


async def test_after_half_a_year_answers_are_forgotten_and_readings_are_not(answered: Town) -> None:
    town = answered
    await town.until(FRIDAY + timedelta(days=4))
    published = await readings(town)
    for days, left in ((180, 6), (190, 0)):
        later = StillClock(MONDAY + timedelta(days=days))
        storage = town.engine.storage
        engine = Engine(storage=storage, languages=read_languages(), metrics=Metrics(), clock=later, seal=b"sealed")
        await engine.prune()
        assert len((await dump(town.database_url))["answer"]) == left
    assert await readings(town) == published
    card = await town.chat.commands(town.user("anna"), "")
    assert card is not None
    assert any("De flesta" in line for line in card.lines)

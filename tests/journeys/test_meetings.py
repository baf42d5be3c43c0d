"""A lead's talks, from `/goal 1:1` to the tap afterwards: what comes when, whatever becomes of them meanwhile."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from dialogues.language import Language
from tests.dialogues.languages import EN, SV
from tests.journeys.people import SERVICE
from tests.journeys.town import Town, living
from tests.journeys.transcript import Scribe
from tests.storage.dump import dump

pytestmark = pytest.mark.usefixtures("hurried")

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
#: Tuesday at one in Stockholm.
TUESDAY = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
WEEKLY = {"days": "tuesday", "first": "", "time": "13:00", "weeks": "1"}
EVERY = {"ahead": "45", "which": "every"}
#: The question that the first week's talks begin with.
QUESTION = "Fråga gärna: Vad i ditt arbete den här veckan bidrog mest till »Nöjdare kunder«?"


async def registers(town: Town, who: str, when: Mapping[str, str] = WEEKLY, language: Language = SV) -> Scribe:
    """The lead adds a talk with somebody, or the whole team."""
    scribe = Scribe(town.chat, language)
    await scribe.commands("lena", "1:1 add")
    assert await scribe.submits("lena", {**when, "who": await option(town, who)}) == {}
    return scribe


async def option(town: Town, who: str) -> str:
    """What the form calls somebody."""
    if who == SERVICE:
        return f"team~{SERVICE}"
    row = next(row for row in (await dump(town.database_url))["person"] if row[2] == f"{who}@example.com")
    return f"person~{row[0]}"


async def lines(town: Town, name: str) -> list[str]:
    """What the person has been sent."""
    return [line for each in await town.chat.inbox(town.user(name)) for line in each.lines]


async def heard(town: Town, begins: str) -> list[str]:
    """What the lead has been sent that begins so."""
    return [line for line in await lines(town, "lena") if line.startswith(begins)]


@pytest.mark.parametrize("platform", ["slack", "teams"])
async def test_a_talk_is_prepared_for_and_asked_about(database_url: str, platform: str) -> None:
    async with living(platform=platform, database_url=database_url, at=MONDAY) as town:
        scribe = await registers(town, "anna")
        await town.until(TUESDAY - 46 * MINUTE)
        assert await heard(town, "Samtal med") == []
        await town.until(TUESDAY - 45 * MINUTE)
        assert await heard(town, "Samtal med") == [f"Samtal med Anna klockan 13:00. {QUESTION}"]
        await town.until(TUESDAY + HOUR)
        assert len(await heard(town, "Samtalet med Anna: blev det ett samtal om målet?")) == 1
        await scribe.taps("lena", "meeting.was.yes")
        (row,) = (await dump(database_url))["one_on_one"]
        assert row[1:] == (MONDAY.date(), 1, 1)
        assert await heard(town, "Samtalet med") == [], "the answer stands in its place"
        await town.until(TUESDAY + 7 * DAY)
        assert len(await heard(town, "Samtal med Anna")) == 2


async def invites(town: Town, name: str, *, shares: str) -> Scribe:
    """Somebody answers their invitation."""
    scribe = Scribe(town.chat, EN if name == "olga" else SV)
    await scribe.taps(name, "topic.write")
    values = {"text": f"Kön <!channel> på *fredagar*, {name}", "who": shares}
    assert set(await scribe.submits(name, values)) == {"text"}, "a mention is warned of once"
    assert await scribe.submits(name, values) == {}
    return scribe


@pytest.mark.parametrize("platform", ["slack", "teams"])
async def test_whoever_is_invited_is_asked_the_day_before_and_shares_what_they_want(
    database_url: str, platform: str
) -> None:
    thursday = {**WEEKLY, "days": "thursday"}
    async with living(platform=platform, database_url=database_url, at=MONDAY) as town:
        for name in ("anna", "olga", "bo"):
            await registers(town, name, thursday)
        await town.until(TUESDAY + 2 * DAY - 4 * HOUR)
        (asked,) = [each for each in await lines(town, "anna") if each.startswith("Du har samtal med Lena")]
        assert "19 november klockan 13:00" in asked
        (asked,) = [each for each in await lines(town, "olga") if each.startswith("You have a talk with Lena")]
        assert "on 19 November at 12:00" in asked
        await invites(town, "anna", shares="shared")
        await invites(town, "olga", shares="own")
        bo = await invites(town, "bo", shares="shared")
        await bo.taps("bo", "topic.back")
        await town.until(TUESDAY + 2 * DAY)
        (read,) = [each for each in await town.chat.inbox(town.user("lena")) if "Anna vill ta upp:" in each.lines]
        assert read.lines[2] == "Kön <!channel> på *fredagar*, anna"
        everything = "\n".join(await lines(town, "lena"))
        assert "olga" not in everything.split("Kön")[-1]
        assert everything.count("Kön <!channel>") == 1
        for row in (await dump(database_url))["delivery"]:
            assert ", olga" not in str(row)
        await town.until(TUESDAY + 5 * DAY)
        await town.engine.prune()
        assert (await dump(database_url))["topic"] == []


@pytest.mark.parametrize("platform", ["slack", "teams"])
async def test_a_promise_between_two_is_kept_between_them(database_url: str, platform: str) -> None:
    async with living(platform=platform, database_url=database_url, at=MONDAY) as town:
        scribe = await registers(town, "anna")
        await town.until(TUESDAY + HOUR)
        await scribe.taps("lena", "between.new")
        assert await scribe.submits("lena", {"text": "du slipper *rapporten*", "by": "2026-11-20"}) == {}
        await town.until(TUESDAY + 3 * DAY)
        (asked,) = await heard(town, "Du lovade Anna")
        assert asked == "Du lovade Anna 17 november: »du slipper *rapporten*«."
        await scribe.taps("lena", "promise.done")
        await town.until(TUESDAY + 8 * DAY)
        told = [each for each in await lines(town, "anna") if each.startswith("Lena lovade dig")]
        assert told == ["Lena lovade dig: »du slipper *rapporten*«. Nu är det gjort."]
        for name in ("bo", "olga"):
            assert "rapporten" not in "\n".join(await lines(town, name))

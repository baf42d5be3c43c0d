"""A lead's talks, from `/goal 1:1` to the tap afterwards: what comes when, whatever becomes of them meanwhile."""

import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from adapters.calendar.feeds import PublishedFeeds
from adapters.calendar.fetch import Fetcher
from dialogues.language import Language
from tests.adapters.calendar.server import FeedServer, Names, feed_server, saying
from tests.adapters.calendar.writing import calendar, event
from tests.dialogues.languages import EN, SV
from tests.journeys.people import BLUEPRINT, LEDNING, SERVICE
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
        assert "on Thursday 19 November at 12:00" in asked
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


@asynccontextmanager
async def with_calendar(database_url: str, platform: str) -> AsyncIterator[tuple[Town, FeedServer]]:
    """A town whose lead has a calendar that is published on this machine."""
    authority = trustme.CA()
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    async with feed_server(authority=authority) as server:
        feeds = PublishedFeeds(fetcher=Fetcher(resolve=Names(), trust=trust, loopback=True))
        async with living(platform=platform, database_url=database_url, at=MONDAY, feeds=feeds) as town:
            yield town, server


def weekly(*more: str, hour: str = "13") -> bytes:
    """Tuesdays at one with Anna, and what the lead does at the dentist's."""
    series = (
        f"DTSTART;TZID=Europe/Stockholm:20261020T{hour}0000",
        f"DTEND;TZID=Europe/Stockholm:20261020T{hour}3000",
        "RRULE:FREQ=WEEKLY",
        "SUMMARY:Lönesamtal med Anna",
    )
    people = ("lena@example.com", "anna@example.com")
    return calendar(
        event(*series, uid="1", people=people),
        event("SUMMARY:Tandläkaren", uid="2", people=("lena@example.com", "tand@example.net")),
        *([event(*more, uid="1", people=people)] if more else []),
    )


@pytest.mark.parametrize("platform", ["slack", "teams"])
async def test_a_calendar_is_followed_wherever_its_talks_are_moved_and_nothing_else_of_it_is_kept(
    database_url: str, platform: str
) -> None:
    async with with_calendar(database_url, platform) as (town, server):
        server.answer = saying(weekly())
        scribe = Scribe(town.chat, SV)
        await scribe.commands("lena", "1:1")
        await scribe.taps("lena", "feed.connect")
        assert await scribe.submits("lena", {"address": "http://calendar"}) != {}
        address = f"{server.url}/secret-1234.ics"
        assert await scribe.submits("lena", {"address": address}) == {}
        assert await town.engine.follow() == 1
        shown = await scribe.commands("lena", "1:1")
        assert shown is not None
        assert "Anna: tisdag 17 november klockan 13:00, ur din kalender" in "\n".join(shown.lines)
        await town.until(TUESDAY - HOUR)
        # It is moved to three o'clock a quarter of an hour before the lead would be told.
        moved = ("RECURRENCE-ID;TZID=Europe/Stockholm:20261117T130000", "DTSTART;TZID=Europe/Stockholm:20261117T150000")
        server.answer = saying(weekly(*moved, "DTEND;TZID=Europe/Stockholm:20261117T153000"))
        assert await town.engine.follow() == 1
        await town.until(TUESDAY + HOUR)
        assert await heard(town, "Samtal med") == []
        await town.until(TUESDAY + 75 * MINUTE)
        assert await heard(town, "Samtal med") == [f"Samtal med Anna klockan 15:00. {QUESTION}"]
        await town.until(TUESDAY + 7 * DAY - HOUR)
        server.answer = saying(
            weekly("RECURRENCE-ID;TZID=Europe/Stockholm:20261124T130000", "STATUS:CANCELLED", "SEQUENCE:1")
        )
        assert await town.engine.follow() == 1
        await town.until(TUESDAY + 8 * DAY)
        assert len(await heard(town, "Samtal med")) == 1
        everything = str(await dump(database_url))
        assert everything.count("secret-1234") == 1, "in its one place"
        assert "Löne" not in everything
        assert "Tand" not in everything
        assert "tand@" not in everything


async def test_a_talk_late_in_the_day_is_asked_about_in_the_morning_whatever_the_calendar_says_by_then(
    database_url: str,
) -> None:
    async with with_calendar(database_url, "slack") as (town, server):
        server.answer = saying(weekly(hour="17"))
        scribe = Scribe(town.chat, SV)
        await scribe.commands("lena", "1:1")
        await scribe.taps("lena", "feed.connect")
        assert await scribe.submits("lena", {"address": f"{server.url}/basic.ics"}) == {}
        assert await town.engine.follow() == 1
        await town.until(TUESDAY + 12 * HOUR)
        assert await town.engine.follow() == 1
        await town.until(TUESDAY + 22 * HOUR)
        assert len(await heard(town, "Samtalet med Anna")) == 1


async def test_a_calendar_that_breaks_is_told_of_once_and_its_last_state_holds(
    database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with with_calendar(database_url, "slack") as (town, server):
        server.answer = saying(weekly())
        scribe = Scribe(town.chat, SV)
        await scribe.commands("lena", "1:1")
        await scribe.taps("lena", "feed.connect")
        address = f"{server.url}/secret-1234.ics"
        assert await scribe.submits("lena", {"address": address}) == {}
        assert await town.engine.follow() == 1
        await town.until(MONDAY + HOUR)
        server.answer = saying(b"", status=404)
        for quarters in range(1, 4):
            assert await town.engine.follow() == 1
            await town.until(MONDAY + HOUR + quarters * 15 * MINUTE)
        broken = await heard(town, "Jag kan inte läsa din kalender: den finns inte där längre")
        assert len(broken) == 1
        await town.until(TUESDAY)
        assert len(await heard(town, "Samtal med Anna klockan 13:00")) == 1
        server.answer = saying(weekly())
        assert await town.engine.follow() == 1
        await town.until(TUESDAY + 15 * MINUTE)
        assert len(await heard(town, "Nu kan jag läsa din kalender igen")) == 1
    captured = capsys.readouterr()
    assert "secret-1234" not in captured.out + captured.err


@pytest.mark.parametrize("platform", ["slack", "teams"])
async def test_talks_that_are_moved_or_removed_in_chat_are_followed_and_over_a_change_of_the_clock(
    database_url: str, platform: str
) -> None:
    october = datetime(2026, 10, 19, 7, 0, tzinfo=UTC)
    async with living(platform=platform, database_url=database_url, at=october) as town:
        scribe = await registers(town, "anna")
        await registers(town, "bo", {**WEEKLY, "days": "wednesday"})
        first = datetime(2026, 10, 20, 11, 0, tzinfo=UTC)
        await town.until(first - 2 * HOUR)
        await scribe.commands("lena", "1:1")
        await scribe.taps("lena", "meeting.edit", number=1)
        assert await scribe.submits("lena", {"time": "15:00"}) == {}
        await town.until(first)
        assert await heard(town, "Samtal med") == []
        await town.until(first + 75 * MINUTE)
        assert await heard(town, "Samtal med") == [f"Samtal med Anna klockan 15:00. {QUESTION}"]
        # A week later it is winter: three o'clock is an hour later in the world's time.
        after = datetime(2026, 10, 27, 14, 0, tzinfo=UTC)
        await town.until(after - 46 * MINUTE)
        assert len(await heard(town, "Samtal med Anna")) == 1
        await town.until(after - 45 * MINUTE)
        assert len(await heard(town, "Samtal med Anna")) == 2
        await scribe.commands("lena", "1:1")
        await scribe.taps("lena", "meeting.remove", number=1)
        await town.until(after + 8 * DAY)
        assert len(await heard(town, "Samtal med Anna")) == 2
        assert len(await heard(town, "Samtal med Bo")) == 1, "the first of the week is his now"


async def test_talks_end_with_the_lead_who_is_replaced_and_with_the_person_who_leaves(database_url: str) -> None:
    async with living(platform="slack", database_url=database_url, at=MONDAY) as town:
        await registers(town, "anna")
        await registers(town, "bo", {**WEEKLY, "days": "wednesday"})
        await town.until(TUESDAY - HOUR)
        stay = tuple(each for each in BLUEPRINT.people if each.email != "anna@example.com")
        await town.engine.storage.adopt(blueprint=replace(BLUEPRINT, people=stay), at=TUESDAY - HOUR)
        await town.until(TUESDAY + DAY - HOUR)
        assert await heard(town, "Samtal med Anna") == []
        assert [row[0] for row in (await dump(database_url))["meeting"]] != []
        ledning, service = BLUEPRINT.teams
        assert (ledning.key, service.key) == (LEDNING, SERVICE)
        leaderless = (ledning, replace(service, lead=None))
        await town.engine.storage.adopt(
            blueprint=replace(BLUEPRINT, people=stay, teams=leaderless), at=TUESDAY + DAY - HOUR
        )
        await town.until(TUESDAY + 9 * DAY)
        assert await heard(town, "Samtal med") == []
        assert (await dump(database_url))["meeting"] == []

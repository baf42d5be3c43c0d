"""What a lead is told before a one-on-one is the same to the byte, whatever anybody has answered since the last result
was published, and the same for everybody in the team but for their name and the time (domain.md §4.4)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pydantic import TypeAdapter
from sqlalchemy import Connection, func, select

from dialogues.meeting.memory import Prepared, Said
from dialogues.person import PersonId
from dialogues.phrase import Phrase
from storage.sql import promises
from storage.sql.codec import Json
from storage.tables.questions import answer
from tests.dialogues.languages import LANGUAGES, SV
from tests.journeys.people import SERVICE, TEAM
from tests.journeys.test_meetings import EVERY, registers
from tests.journeys.test_obstacles import FRIDAY, MONDAY, raised
from tests.journeys.town import Town, living
from tests.journeys.transcript import Scribe
from tests.journeys.weeks import hurry
from tests.storage.dump import dump

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
#: The Friday after the week in which the team has raised an obstacle; and the talks of that day.
NOON = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)
TALKS = {"anna": "14:00", "bo": "15:00", "farid": "16:00"}
#: What everybody taps in the days before, by its place among the buttons: nothing, the first, or the second.
WORLDS = (None, 0, 1)
#: The ids that are random anyway, and the port of a platform's fake.
MASKED = re.compile(rb"id\d{6}|127\.0\.0\.1:\d+")
STATES: Json[Prepared] = Json(TypeAdapter(Prepared))


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)


async def lived(platform: str, database_url: str, tapped: int | None) -> tuple[list[bytes], list[tuple[Any, ...]]]:
    """What goes over the wire to the lead before the talks in a world, without the ids that are random anyway, and what
    has been answered there."""
    async with living(platform=platform, database_url=database_url, at=MONDAY) as town:
        await raised(town)
        for name, time in TALKS.items():
            await registers(town, name, {"days": "once", "first": "2026-11-27", "time": time, "weeks": "1"})
        await _chooses(town)
        await _asks_of_the_obstacle(town)
        if tapped is not None:
            await _answers(town, tapped)
        before = len(_bodies(town))
        await town.until(NOON + 5 * HOUR)
        sent = [MASKED.sub(b"-", each) for each in _bodies(town)[before:] if b"Samtal med" in each]
        return sent, sorted((await dump(database_url))["answer"])


def _bodies(town: Town) -> list[bytes]:
    fake = getattr(town.chat, "slack", None) or getattr(town.chat, "teams", None)
    assert fake is not None
    bodies: list[bytes] = fake.bodies
    return bodies


async def _chooses(town: Town) -> None:
    """The lead wants a question before every talk."""
    scribe = Scribe(town.chat, SV)
    await scribe.commands("lena", "1:1")
    await scribe.taps("lena", "meeting.when")
    assert await scribe.submits("lena", EVERY) == {}


async def _asks_of_the_obstacle(town: Town) -> None:
    """The turn has come to the question that is made of what the team has raised: the one that could leak the most."""
    rows = (await dump(town.database_url))["person"]
    lead = PersonId(next(str(row[0]) for row in rows if row[2] == "lena@example.com"))
    said = Said(team=SERVICE, is_one_on_one=True, number=4, week=date(2026, 11, 16))
    state = STATES.write(Prepared(said=(said,)))
    await town.engine.storage.turn(lambda turn: turn.remember(person=lead, dialogue="meeting", subject="", state=state))


async def _answers(town: Town, place: int) -> None:
    """Everybody gives the answer at this place to their question of the week, on the day on which they have it."""
    asking = {language.say(Phrase.of("pulse.tomorrow")) for language in LANGUAGES.values()}
    for day in range(4):
        await town.until(FRIDAY + (3 + day) * DAY)
        for name in TEAM:
            newest = (await town.chat.inbox(town.user(name)))[-1]
            if not asking.isdisjoint(newest.buttons):
                await town.chat.taps(town.user(name), newest.buttons[place])


@pytest.mark.parametrize("platform", ["slack", "teams"])
async def test_it_is_the_same_to_the_byte_whatever_anybody_has_answered(
    three_database_urls: list[str], platform: str
) -> None:
    worlds = [await lived(platform, url, tapped) for url, tapped in zip(three_database_urls, WORLDS, strict=True)]
    told, answers = zip(*worlds, strict=True)
    assert len({str(each) for each in answers}) == len(WORLDS), "or nothing would have been tried"
    assert len(told[0]) == len(TALKS)
    assert "Teamet har lyft »Väntan på andra«" in _read(told[0][0])
    assert told[0] == told[1] == told[2]
    alike = {_nameless(each, name) for each, name in zip(told[0], TALKS, strict=True)}
    assert len(alike) == 1


async def test_a_lead_who_were_told_of_one_answer_more_would_be_caught(
    three_database_urls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A control: with an obstacle that depends on what is answered just now, the worlds differ."""
    with _leaking(monkeypatch):
        silent, _ = await lived("slack", three_database_urls[0], None)
        busy, _ = await lived("slack", three_database_urls[1], 0)
    assert silent != busy
    assert [SV.say(Phrase.of("obstacle.tools")) in _read(each) for each in (silent[0], busy[0])] == [False, True]


@contextmanager
def _leaking(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    honest = promises.promises

    def leaky(connection: Connection, **where: Any) -> Any:
        count = connection.scalar(select(func.count()).select_from(answer)) or 0
        return tuple(replace(each, obstacle="tools") if count > 8 else each for each in honest(connection, **where))

    monkeypatch.setattr(promises, "promises", leaky)
    yield


def _read(body: bytes) -> str:
    return body.decode().encode().decode("unicode_escape") if b"\\u00" in body else body.decode()


def _nameless(body: bytes, name: str) -> bytes:
    return body.replace(name.title().encode(), b"NAME").replace(TALKS[name].encode(), b"TIME")

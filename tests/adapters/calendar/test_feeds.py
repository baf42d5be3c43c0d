"""The port: from an address to meetings, and what is remembered in between."""

import inspect
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from adapters.calendar.feeds import PublishedFeeds
from adapters.calendar.fetch import Fetcher
from adapters.feed import Broken, Feeds, Occurrences, Unchanged
from dialogues.feed import Fault
from tests.adapters.calendar.server import FeedServer, Names, feed_server, saying
from tests.adapters.calendar.writing import ANNA, BO, CIA, END, START, STOCKHOLM, calendar, event, stored


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    async with feed_server() as server:
        server.answer = saying(stored("google"), headers={"ETag": '"1"'})
        yield server


class Reading:
    """A bot that keeps the version, as it is asked to."""

    def __init__(self, server: FeedServer) -> None:
        self.feeds: Feeds = PublishedFeeds(fetcher=Fetcher(resolve=Names(), loopback=True))
        self.url = server.url
        self.version = ""

    async def __call__(
        self, *, known: Sequence[str] = (BO, CIA), end: datetime = END
    ) -> Occurrences | Unchanged | Broken:
        answer = await self.feeds.read(
            url=self.url, version=self.version, owner=ANNA, zone=STOCKHOLM, known=known, start=START, end=end
        )
        if not isinstance(answer, Broken):
            self.version = answer.version
        return answer


def begins(answer: Occurrences | Unchanged | Broken) -> Sequence[str]:
    assert isinstance(answer, Occurrences), answer
    return [f"{each.start:%d %b %H:%M}" for each in answer.found]


def test_the_port_is_kept() -> None:
    assert inspect.signature(PublishedFeeds.read) == inspect.signature(Feeds.read)


async def test_a_feed_is_read(server: FeedServer) -> None:
    answer = await Reading(server)()
    assert begins(answer) == ["11 Nov 13:00", "12 Nov 08:00", "13 Nov 14:00"]
    assert isinstance(answer, Occurrences)
    assert answer.named


async def test_a_feed_that_the_server_calls_unchanged_is(server: FeedServer) -> None:
    read = Reading(server)
    await read()
    kept = read.version
    server.answer = saying(b"", status=304)
    assert await read() == Unchanged(version=kept)
    assert server.asked[-1].headers["If-None-Match"] == '"1"'


@pytest.mark.parametrize(
    ("known", "end"), [((BO,), END), ((CIA, BO, "eva@company.example"), END), ((BO, CIA), END + timedelta(days=1))]
)
async def test_another_question_is_not_answered_with_unchanged(
    server: FeedServer, known: Sequence[str], end: datetime
) -> None:
    """A new colleague, or a new day, makes other meetings of the same calendar."""
    read = Reading(server)
    await read()
    assert begins(await read(known=known, end=end))
    assert "If-None-Match" not in server.asked[-1].headers


async def test_a_server_without_marks_is_known_by_what_it_gives(server: FeedServer) -> None:
    server.answer = saying(stored("outlook"))
    read = Reading(server)
    await read()
    assert isinstance(await read(), Unchanged)


async def test_a_change_that_concerns_nobody_is_none(server: FeedServer) -> None:
    """Google writes the moment of each fetch into every meeting; and people rename things."""
    read = Reading(server)
    await read()
    changed = stored("google").replace(b"20261123T081502Z", b"20261123T083001Z").replace(b"Kundm", b"Nytt kundm")
    server.answer = saying(changed, headers={"ETag": '"2"'})
    assert isinstance(await read(), Unchanged)
    server.answer = saying(b"", status=304)
    assert isinstance(await read(), Unchanged)
    assert server.asked[-1].headers["If-None-Match"] == '"2"'


async def test_a_meeting_that_is_moved_is_followed(server: FeedServer) -> None:
    read = Reading(server)
    before = await read()
    assert begins(before)
    server.answer = saying(stored("google").replace(b"20261112T080000Z", b"20261112T083000Z"))
    after = await read()
    assert begins(after) == ["11 Nov 13:00", "12 Nov 08:30", "13 Nov 14:00"]
    assert isinstance(before, Occurrences)
    assert isinstance(after, Occurrences)
    assert [each.key for each in before.found] == [each.key for each in after.found]


@pytest.mark.parametrize(
    ("body", "status", "fault"),
    [
        (b"", 404, Fault.REFUSED),
        (b"<html>", 200, Fault.OTHER),
        (b"BEGIN:VCALENDAR\r\n", 200, Fault.DAMAGED),
        (calendar(event("RRULE:FREQ=MINUTELY")), 200, Fault.EXCESSIVE),
    ],
)
async def test_a_broken_feed_is_well_again_by_itself(
    server: FeedServer, body: bytes, status: int, fault: Fault
) -> None:
    read = Reading(server)
    await read()
    whole, server.answer = server.answer, saying(body, status=status)
    assert await read() == Broken(fault=fault)
    server.answer = whole
    assert isinstance(await read(), Unchanged)


async def test_the_version_tells_nothing_of_the_calendar(server: FeedServer) -> None:
    read = Reading(server)
    await read()
    assert len(read.version) < 500
    for secret in (BO, ANNA, server.url, "feed.example", "1:1", "google"):
        assert secret not in read.version


@pytest.mark.parametrize("version", ["", "1", "null", "{}", '{"asked": 1}', "rubbish"])
async def test_a_version_of_another_release_is_no_hindrance(server: FeedServer, version: str) -> None:
    read = Reading(server)
    read.version = version
    assert begins(await read())


async def test_a_window_without_meetings_is_an_answer(server: FeedServer) -> None:
    read = Reading(server)
    answer = await read(end=START + timedelta(days=1))
    assert begins(answer) == []
    assert isinstance(await read(end=START + timedelta(days=1)), Unchanged)
    assert START.tzinfo is UTC

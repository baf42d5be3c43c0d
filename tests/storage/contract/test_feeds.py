"""A calendar is read by one at a time, its address is known to nobody, and of what is in it only talks are kept."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from dialogues.effect import Book, SaveFeed, SaveSettings, SaveTopic, TrackFeed
from dialogues.facts import Want
from dialogues.feed import Fault
from dialogues.kind import Kind
from dialogues.meeting.feed import Feed
from dialogues.meeting.meeting import Talk
from dialogues.meeting.topic import Topic
from dialogues.person import PersonId
from storage.port import FeedDue, Storage
from storage.sql.feeds import EVERY
from tests.storage.dump import dump
from tests.storage.example import AT, DAY, EXAMPLE, KUND, LEDNING, changed, facts, found, queue, say, somebody
from tests.storage.turning import turning

SECRET = "https://calendar.example/secret-1234/basic.ics"
QUARTER = timedelta(minutes=15)


@pytest.fixture(autouse=True)
async def founded(storage: Storage) -> None:
    await found(storage)


async def whose(storage: Storage, user: str = "ULEAD") -> PersonId:
    return (await facts(storage, user, Want.NOTHING)).someone.id


async def connect(storage: Storage, user: str = "ULEAD", *, at: datetime = AT, address: str = SECRET) -> None:
    lead = await whose(storage, user)
    async with turning(storage) as turn:
        await turn.save_feed(person=lead, save=SaveFeed(address=address), at=at)


async def due(storage: Storage, at: datetime = AT, most: int = 9) -> list[FeedDue]:
    return list(await storage.feeds_due(at=at, most=most))


async def talk(storage: Storage, user: str | None = "U1", key: str = "k1.feed", hours: int = 24) -> Talk:
    return Talk(
        key=key,
        lead=await whose(storage),
        team=KUND,
        person=await whose(storage, user) if user else None,
        starts_at=AT + timedelta(hours=hours),
        ends_at=AT + timedelta(hours=hours + 1),
    )


async def book(storage: Storage, *talks: Talk) -> None:
    lead = await whose(storage)
    async with turning(storage) as turn:
        await turn.book(person=lead, book=Book(talks=talks), at=AT)


async def test_what_is_to_be_read_is_told_with_whom_it_is_looked_for(storage: Storage) -> None:
    assert await due(storage) == []
    await connect(storage)
    (one,) = await due(storage)
    assert (one.person, one.address, one.version, one.owner) == (await whose(storage), SECRET, "", "ulead@x.se")
    assert one.zone.key == "Europe/Stockholm"
    assert list(one.known) == [f"u{number}@x.se" for number in range(1, 7)]
    assert SECRET not in repr(one)


async def test_it_is_read_again_in_time_to_follow_a_talk_within_a_quarter_of_an_hour(storage: Storage) -> None:
    await connect(storage)
    assert len(await due(storage)) == 1
    assert await due(storage, AT + EVERY - timedelta(seconds=1)) == []
    assert len(await due(storage, AT + EVERY)) == 1
    assert EVERY + timedelta(minutes=2) < QUARTER


async def test_of_several_who_ask_at_once_one_is_given_it(storage: Storage) -> None:
    await connect(storage)
    given = await asyncio.gather(*(due(storage) for _ in range(4)))
    assert sum(map(len, given)) == 1


async def test_nothing_is_read_for_whoever_has_stopped_or_leads_nobody(storage: Storage) -> None:
    await connect(storage, "U1")
    assert await due(storage) == []
    await connect(storage)
    lead = await whose(storage)
    async with turning(storage) as turn:
        await turn.settings(person=lead, settings=SaveSettings(stopped=True), at=AT)
    assert await due(storage) == []


async def test_how_it_is_with_it_is_kept_and_another_address_begins_anew(storage: Storage) -> None:
    assert (await facts(storage, "ULEAD", Want.MEETINGS)).feed is None
    await connect(storage)
    lead = await whose(storage)
    failing = Feed(is_read=True, is_nameless=True, fault=Fault.SLOW, failing_since=AT, is_told=True)
    for number, (feed, version) in enumerate(((Feed(is_read=True), "v1"), (failing, None))):
        async with turning(storage) as turn:
            await turn.track_feed(person=lead, track=TrackFeed(feed=feed, version=version))
        assert (await facts(storage, "ULEAD", Want.MEETINGS)).feed == feed
        (one,) = await due(storage, AT + number * DAY)
        assert one.version == "v1"
    await connect(storage)
    assert (await facts(storage, "ULEAD", Want.MEETINGS)).feed == Feed()
    assert [each.version for each in await due(storage)] == [""]


async def test_the_address_is_in_no_fact(storage: Storage) -> None:
    await connect(storage)
    for user in ("ULEAD", "U1"):
        assert "secret-1234" not in repr(await facts(storage, user))


async def test_talks_are_known_to_those_who_have_them(storage: Storage) -> None:
    one, all_of_them = await talk(storage), await talk(storage, None, "k2.feed", 48)
    await book(storage, all_of_them, one)
    assert (await facts(storage, "ULEAD", Want.MEETINGS)).booked == (one, all_of_them)
    assert (await facts(storage, "U1", Want.MEETINGS)).booked == (one,)
    assert (await facts(storage, "U2", Want.MEETINGS)).booked == ()
    await book(storage, all_of_them)
    assert (await facts(storage, "U1", Want.MEETINGS)).booked == ()


async def test_what_was_planned_for_a_talk_that_moves_is_not_sent_and_for_one_that_stays_is(storage: Storage) -> None:
    one, other = await talk(storage), await talk(storage, "U2", "k2.feed")
    await book(storage, one, other)
    for key in ("meeting:k1.feed:x:", "invitation:k1.feed:x", "afterwards:k1.feed:x", "meeting:k2.feed:x:"):
        assert await say(storage, "ULEAD", key, kind=Kind.EVERY_TALK)
    await book(storage, replace(one, starts_at=one.starts_at - DAY / 24), other)
    assert await queue(storage) == {"planned": 1}
    await book(storage)
    assert await queue(storage) == {}


async def test_what_is_to_be_brought_up_goes_where_the_talk_goes_and_with_it(storage: Storage) -> None:
    one = await talk(storage)
    await book(storage, one)
    topic = Topic(
        talk=one.key, by=one.person or one.lead, lead=one.lead, text="Kön", is_shared=True, on=date(2026, 9, 8)
    )
    async with turning(storage) as turn:
        await turn.save_topic(person=topic.by, save=SaveTopic(topic=topic))
    await book(storage, replace(one, starts_at=one.starts_at + DAY, ends_at=one.ends_at + DAY))
    assert [each.on for each in (await facts(storage, "U1", Want.MEETINGS)).topics] == [date(2026, 9, 9)]
    await book(storage)
    assert (await facts(storage, "U1", Want.MEETINGS)).topics == ()


async def test_what_is_disconnected_is_gone(storage: Storage, database_url: str) -> None:
    await connect(storage)
    await book(storage, await talk(storage))
    lead = await whose(storage)
    async with turning(storage) as turn:
        await turn.drop_feed(person=lead)
    everything = await dump(database_url)
    assert (everything["feed"], everything["booking"]) == ([], [])
    assert "secret-1234" not in str(everything)


async def test_the_address_goes_when_its_owner_leads_nobody_any_more(storage: Storage, database_url: str) -> None:
    await connect(storage)
    kund, ledning = EXAMPLE.teams
    await storage.adopt(blueprint=replace(EXAMPLE, teams=(replace(kund, lead=None), ledning)), at=AT)
    assert (await dump(database_url))["feed"] == []


async def test_talks_end_with_what_they_stand_on(storage: Storage, database_url: str) -> None:
    kund, ledning = EXAMPLE.teams
    for blueprint in (
        replace(EXAMPLE, teams=(replace(kund, lead=None), ledning)),
        changed(U1=somebody("U1", team=LEDNING)),
        changed(U1=None),
    ):
        await book(storage, await talk(storage))
        assert await say(storage, "ULEAD", "meeting:k1.feed:x:", kind=Kind.EVERY_TALK)
        await storage.adopt(blueprint=blueprint, at=AT)
        assert (await dump(database_url))["booking"] == []
        assert await queue(storage) == {}
        if blueprint.people == EXAMPLE.people:
            await storage.adopt(blueprint=EXAMPLE, at=AT)

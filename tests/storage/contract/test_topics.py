"""What somebody wants to bring up is theirs, is read by whom they share it with, and is forgotten after the talk."""

from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from dialogues.effect import DropMeeting, DropTopic, SaveMeeting, SaveTopic
from dialogues.facts import Want
from dialogues.kind import Kind
from dialogues.meeting.meeting import Meeting, MeetingId
from dialogues.meeting.topic import Topic
from dialogues.person import PersonId
from storage.port import Storage
from storage.tables.sending import delivery
from tests.storage.dump import dump
from tests.storage.example import AT, DAY, EXAMPLE, KUND, LEDNING, changed, facts, found, queue, say, somebody
from tests.storage.sending import claim, record, sent
from tests.storage.turning import turning

KEY = "m1.2026-09-07"


@pytest.fixture(autouse=True)
async def founded(storage: Storage) -> None:
    await found(storage)


async def whose(storage: Storage, user: str) -> PersonId:
    return (await facts(storage, user, Want.NOTHING)).someone.id


async def topic(storage: Storage, user: str = "U1", *, is_shared: bool = True, key: str = KEY) -> Topic:
    return Topic(
        talk=key,
        by=await whose(storage, user),
        lead=await whose(storage, "ULEAD"),
        text="Kön '; DROP TABLE topic",
        is_shared=is_shared,
        on=date(2026, 9, 8),
    )


async def save(storage: Storage, *topics: Topic) -> None:
    async with turning(storage) as turn:
        for each in topics:
            await turn.save_topic(person=each.by, save=SaveTopic(topic=each))


async def known(storage: Storage, user: str) -> tuple[Topic, ...]:
    return (await facts(storage, user, Want.MEETINGS)).topics


async def meeting(storage: Storage, **changes: object) -> Meeting:
    kept = Meeting(
        id=MeetingId("m1"),
        lead=await whose(storage, "ULEAD"),
        team=KUND,
        person=await whose(storage, "U1"),
        first=date(2026, 9, 8),
        at=time(13),
        zone=ZoneInfo("Europe/Stockholm"),
        weeks=1,
    )
    kept = replace(kept, **changes)  # type: ignore[arg-type]
    async with turning(storage) as turn:
        await turn.save_meeting(person=kept.lead, save=SaveMeeting(meeting=kept))
    return kept


async def test_the_lead_reads_what_is_shared_and_nobody_reads_what_is_not(storage: Storage) -> None:
    shared, own = await topic(storage), await topic(storage, "U2", is_shared=False)
    await save(storage, shared, own)
    assert await known(storage, "ULEAD") == (shared,)
    assert await known(storage, "U1") == (shared,)
    assert await known(storage, "U2") == (own,)
    assert await known(storage, "U3") == ()
    assert (await facts(storage, "U1", Want.NOTHING)).topics == ()


async def test_it_is_changed_and_taken_back(storage: Storage) -> None:
    first = await topic(storage)
    await save(storage, first, replace(first, is_shared=False, text="Annat"))
    assert await known(storage, "U1") == (replace(first, is_shared=False, text="Annat"),)
    assert await known(storage, "ULEAD") == ()
    other = await whose(storage, "U2")
    async with turning(storage) as turn:
        await turn.drop_topic(person=other, drop=DropTopic(talk=KEY))
    assert len(await known(storage, "U1")) == 1, "it is somebody else's"
    async with turning(storage) as turn:
        await turn.drop_topic(person=first.by, drop=DropTopic(talk=KEY))
    assert await known(storage, "U1") == ()


async def test_what_is_taken_back_is_not_sent_and_what_is_not_of_it_is(storage: Storage) -> None:
    for key in (f"meeting:{KEY}:20260908T1100:", f"meeting:{KEY}:20260908T1100:abc", "meeting:m2.once:x:abc"):
        assert await say(storage, "ULEAD", key, kind=Kind.EVERY_TALK)
    first = await topic(storage)
    await save(storage, first)
    assert await queue(storage) == {"planned": 2}
    assert await say(storage, "ULEAD", f"meeting:{KEY}:20260908T1100:def", kind=Kind.EVERY_TALK)
    async with turning(storage) as turn:
        await turn.drop_topic(person=first.by, drop=DropTopic(talk=KEY))
    assert await queue(storage) == {"planned": 2}


async def test_it_goes_where_its_talk_goes_and_with_it(storage: Storage) -> None:
    kept = await meeting(storage)
    first = await topic(storage)
    await save(storage, first)
    await meeting(storage, first=date(2026, 9, 10))
    assert [each.on for each in await known(storage, "U1")] == [date(2026, 9, 10)]
    await meeting(storage, weeks=0, first=date(2026, 12, 1))
    assert await known(storage, "U1") == (), "that talk is no more"
    await meeting(storage)
    await save(storage, first)
    await meeting(storage, person=await whose(storage, "U2"))
    assert await known(storage, "U1") == ()
    await save(storage, first)
    async with turning(storage) as turn:
        await turn.drop_meeting(person=kept.lead, drop=DropMeeting(meeting=kept.id))
    assert await known(storage, "U1") == ()


async def test_it_is_forgotten_after_the_day_of_the_talk(storage: Storage) -> None:
    first = await topic(storage)
    await save(storage, first)
    assert await storage.forget_topics(before=first.on) == 0
    assert await storage.forget_topics(before=first.on + DAY) == 1
    assert await known(storage, "U1") == ()


async def test_it_ends_with_the_lead_and_with_its_writer(storage: Storage, database_url: str) -> None:
    kund, ledning = EXAMPLE.teams
    for blueprint in (
        replace(EXAMPLE, teams=(replace(kund, lead=None), ledning)),
        changed(U1=somebody("U1", team=LEDNING)),
        changed(U1=None),
    ):
        await save(storage, await topic(storage))
        await storage.adopt(blueprint=blueprint, at=AT)
        assert (await dump(database_url))["topic"] == []
        if blueprint.people == EXAMPLE.people:
            await storage.adopt(blueprint=EXAMPLE, at=AT)


async def prepared(storage: Storage, about: Topic) -> None:
    """What is planned to be said to the lead of it, and of the other talks nothing of anybody's own."""
    for key in (f"meeting:{about.talk}:1100:abc", f"meeting:{about.talk}:1100:"):
        assert await say(storage, "ULEAD", key, kind=Kind.EVERY_TALK, expires_at=AT + DAY)


async def test_whoever_erases_what_they_have_said_has_said_nothing_to_bring_up(
    storage: Storage, database_url: str
) -> None:
    theirs = await topic(storage)
    await save(storage, theirs)
    await prepared(storage, theirs)
    async with turning(storage) as turn:
        await turn.erase(person=theirs.by)
    assert [each.message.summary for each in await claim(storage)] == [f"meeting:{KEY}:1100:"]


async def test_what_was_told_of_it_is_forgotten_with_it(storage: Storage, database_url: str) -> None:
    theirs = await topic(storage)
    await save(storage, theirs)
    await prepared(storage, theirs)
    for each in await claim(storage):
        await record(storage, sent(each))
    assert f"{KEY}:1100:abc" in await words(database_url)
    assert await storage.forget_topics(before=theirs.on + DAY) == 1
    assert f"{KEY}:1100:abc" not in await words(database_url)
    assert f"{KEY}:1100:" in await words(database_url)


async def words(url: str) -> str:
    """All messages that are kept."""
    place = [column.name for column in delivery.c].index("message")
    return " ".join(str(row[place]) for row in (await dump(url))["delivery"])

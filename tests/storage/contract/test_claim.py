"""What is begun next, what waits for its time, and what is not sent any more."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from dialogues.address import Address
from dialogues.effect import SaveSettings
from dialogues.kind import Kind
from storage.port import Storage, TeamChannel
from storage.sql.sending import PASSES
from storage.tables.sending import delivery
from tests.storage.dump import within
from tests.storage.example import (
    AT,
    DAY,
    KUND,
    MEMBERS,
    SLACK,
    found,
    person,
    post,
    profile,
    queue,
    say,
)
from tests.storage.sending import EVERYWHERE, claim, scatter, sending
from tests.storage.turning import turning

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


async def test_the_oldest_goes_first_and_no_more_than_asked_for(storage: Storage) -> None:
    await found(storage)
    for key, at in (("c", AT), ("a", AT - 2 * SECOND), ("b", AT - SECOND), ("later", AT + SECOND)):
        assert await say(storage, "U1", key, at=at)
    assert [each.message.summary for each in await claim(storage, most=2)] == ["a", "b"]
    assert [each.message.summary for each in await claim(storage, most=2)] == ["c"]


async def test_each_workspace_has_one_at_a_time_begun(storage: Storage) -> None:
    await scatter(storage)
    for number, user in enumerate((*MEMBERS[:3], *MEMBERS[:3])):
        assert await say(storage, user, f"{number}")
    async with sending(storage) as outbox:
        await outbox.hold(at=AT, among=EVERYWHERE, resting=())
        for free, expected in (
            (EVERYWHERE[:2], ["0", "1"]),
            (EVERYWHERE[1:2], ["4"]),
            (EVERYWHERE, ["2", "3"]),
            (EVERYWHERE, ["5"]),
            (EVERYWHERE, []),
        ):
            begun = await outbox.advance(at=AT, outcomes=(), free=free)
            assert sorted(str(each.message.summary) for each in begun) == expected


async def test_an_intent_says_when_it_was_and_when_it_is_too_late(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1", kind=Kind.GREETING, dialogue="greeting")
    (outgoing,) = await claim(storage, at=AT + SECOND)
    assert (outgoing.intent_at, outgoing.expires_at, outgoing.attempt) == (AT + SECOND, AT + DAY, 1)
    assert (outgoing.dialogue, outgoing.kind) == ("greeting", Kind.GREETING)


async def test_nothing_is_begun_outside_the_readers_working_hours(storage: Storage) -> None:
    """The organisation is in Stockholm, two hours before UTC in September. U2 is in London."""
    await found(storage)
    async with turning(storage) as turn:
        await turn.see(profile=replace(profile("U2"), timezone="Europe/London"), at=AT)
    for user in ("U1", "U2"):
        assert await say(storage, user, user, at=AT - DAY, expires_at=AT + DAY)
    morning = AT.replace(hour=6)
    assert await claim(storage, at=morning - SECOND) == []
    assert await storage.next_at() == morning
    (first,) = await claim(storage, at=morning)
    assert (first.to.user, first.attempt) == ("U1", 1)
    assert await claim(storage, at=morning + 59 * MINUTE) == []
    assert [each.to.user for each in await claim(storage, at=morning + 60 * MINUTE)] == ["U2"]


async def test_what_comes_on_a_friday_evening_waits_for_monday(storage: Storage) -> None:
    await found(storage)
    evening = AT.replace(hour=15) + 4 * DAY
    for expires_at, key in ((evening + DAY, "too late by then"), (evening + 7 * DAY, "still in time")):
        assert await say(storage, "U1", key, at=evening, expires_at=expires_at)
    assert await claim(storage, at=evening) == []
    monday = AT.replace(hour=6) + 7 * DAY
    assert await claim(storage, at=monday - SECOND) == []
    assert [each.message.summary for each in await claim(storage, at=monday)] == ["still in time"]
    assert await queue(storage) == {"expired": 1, "sending": 1}


async def test_nothing_is_begun_on_a_public_holiday_of_the_organisation(storage: Storage) -> None:
    """Wherever the reader is: Epiphany is one in Sweden, and none in London."""
    await found(storage)
    async with turning(storage) as turn:
        await turn.see(profile=replace(profile("U1"), timezone="Europe/London"), at=AT)
    epiphany = datetime(2027, 1, 6, 12, tzinfo=UTC)
    assert await say(storage, "U1", at=epiphany, expires_at=epiphany + 7 * DAY)
    assert await claim(storage, at=epiphany) == []
    assert [each.to.user for each in await claim(storage, at=epiphany + DAY)] == ["U1"]


async def test_a_channel_has_the_organisations_working_hours(storage: Storage) -> None:
    await found(storage)
    channel = TeamChannel(team=KUND, address=Address(workspace=SLACK, channel="C1"))
    await storage.connect(workspace=SLACK, channels=(channel,), at=AT)
    assert await post(storage) == 1
    assert await claim(storage, at=AT.replace(hour=15)) == []
    assert [each.to for each in await claim(storage, at=AT.replace(hour=6) + DAY)] == [channel.address]


async def test_however_much_must_wait_holds_nothing_else_up_for_long(storage: Storage, database_url: str) -> None:
    await found(storage)
    async with turning(storage) as turn:
        await turn.see(profile=replace(profile("U1"), timezone="Asia/Tokyo"), at=AT)
    for number in range(2 * PASSES + 1):
        assert await say(storage, "U1", f"at night {number}", at=AT - SECOND)
    assert await say(storage, "U2", "in the daytime")
    async with sending(storage) as outbox:
        await outbox.hold(at=AT, among=[SLACK], resting=())
        rounds = [await outbox.advance(at=AT, outcomes=(), free=[SLACK]) for _ in range(3)]
    assert [[each.to.user for each in begun] for begun in rounds] == [[], [], ["U2"]]
    assert await queue(storage) == {"planned": 2 * PASSES + 1, "sending": 1}


async def test_however_much_is_too_late_expires_at_once(storage: Storage) -> None:
    await found(storage)
    for number in range(2 * PASSES + 1):
        assert await say(storage, MEMBERS[number % 6], f"late {number}", expires_at=AT + SECOND)
    assert await say(storage, "U1", "later still", at=AT + 2 * SECOND, expires_at=AT + 2 * SECOND)
    assert await say(storage, "U1", "in time")
    async with sending(storage) as outbox:
        await outbox.hold(at=AT + SECOND, among=[SLACK], resting=())
        (outgoing,) = await outbox.advance(at=AT + SECOND, outcomes=(), free=[SLACK])
    assert outgoing.message.summary == "in time"
    assert await queue(storage) == {"expired": 2 * PASSES + 1, "sending": 1, "planned": 1}


async def test_what_expires_in_one_workspace_expires_in_no_other(storage: Storage) -> None:
    await scatter(storage)
    for user in MEMBERS[:2]:
        assert await say(storage, user, user, expires_at=AT + SECOND)
    assert await claim(storage, at=AT + SECOND, workspace=EVERYWHERE[0]) == []
    assert await queue(storage) == {"expired": 1, "planned": 1}


async def test_what_is_too_late_expires_and_what_comes_after_it_is_sent(storage: Storage) -> None:
    await found(storage)
    for number in range(3):
        assert await say(storage, "U1", f"late {number}", expires_at=AT + SECOND)
    assert await say(storage, "U1", "in time")
    assert [each.message.summary for each in await claim(storage, at=AT + SECOND, most=1)] == ["in time"]
    assert await queue(storage) == {"expired": 3, "sending": 1}


async def test_who_stops_or_leaves_after_planning_is_not_written_to(storage: Storage) -> None:
    await found(storage)
    whom = (await person(storage, "U1")).id
    for user in ("U1", "U2", "U3"):
        assert await say(storage, user, user)
    async with turning(storage) as turn:
        await turn.see(profile=profile("U2", active=False), at=AT)
        await turn.settings(person=whom, settings=SaveSettings(stopped=True), at=AT)
    assert [each.to.user for each in await claim(storage)] == ["U3"]
    assert await queue(storage) == {"cancelled": 1, "sending": 1}


async def test_a_message_that_only_another_version_can_read_waits_for_it_and_stops_no_other(
    storage: Storage, database_url: str
) -> None:
    await found(storage)
    for user in ("U1", "U2"):
        assert await say(storage, user, user)
    another = update(delivery).where(delivery.c.key == "U1").values(message='{"from": "another"}')
    await within(database_url, lambda connection: connection.execute(another))
    assert [each.to.user for each in await claim(storage, most=1)] == ["U2"]
    assert await claim(storage, at=AT + MINUTE) == []
    assert await queue(storage) == {"planned": 1, "sending": 1}
    assert await claim(storage, at=AT + DAY) == []
    assert await queue(storage) == {"expired": 1, "sending": 1}


async def test_a_channel_that_is_gone_by_then_is_not_written_to(storage: Storage) -> None:
    await found(storage)
    channel = TeamChannel(team=KUND, address=Address(workspace=SLACK, channel="C1"))
    await storage.connect(workspace=SLACK, channels=(channel,), at=AT)
    assert await post(storage) == 1
    await storage.connect(workspace=SLACK, channels=(), at=AT)
    assert await claim(storage) == []
    assert await queue(storage) == {"cancelled": 1}

"""Deliveries: planned once, claimed once, and never twice on the wire."""

from dataclasses import replace
from datetime import timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

import pytest

from dialogues.address import Address
from dialogues.effect import Post, SaveSettings
from dialogues.event import Due, Occasion
from dialogues.facts import Want
from dialogues.person import PersonId
from storage.port import DeliveryState, Storage, TeamChannel
from tests.storage.example import (
    AT,
    DAY,
    KUND,
    SLACK,
    TEAMS,
    address,
    claim,
    found,
    message,
    person,
    profile,
    say,
)

SECOND = timedelta(seconds=1)
Scope = Literal["message", "account", "workspace"]


async def test_a_message_goes_out_as_it_was_planned(storage: Storage) -> None:
    await found(storage)
    async with storage.turn() as turn:
        known = replace(profile("U1"), locale="en-US", timezone="Asia/Tokyo")
        await turn.see(profile=known, at=AT)
    assert await say(storage, "U1", "k")
    (outgoing,) = await claim(storage)
    assert outgoing.message == message("k")
    assert (outgoing.language, outgoing.timezone, outgoing.holidays) == ("en", ZoneInfo("Asia/Tokyo"), "SE")
    assert outgoing.to == address("U1", None)
    assert await claim(storage) == []
    assert await _queue(storage) == {"sending": 1}


async def test_a_key_is_planned_once(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1", "k")
    assert not await say(storage, "U1", "k")
    (outgoing,) = await claim(storage)
    await storage.delivered(id=outgoing.id, ref="1.2", address=outgoing.to, at=AT)
    assert not await say(storage, "U1", "k")
    assert await _queue(storage) == {"sent": 1}


async def test_the_oldest_goes_first_and_no_more_than_asked_for(storage: Storage) -> None:
    await found(storage)
    for key, at in (("c", AT), ("a", AT - 2 * SECOND), ("b", AT - SECOND), ("later", AT + SECOND)):
        assert await say(storage, "U1", key, at=at)
    assert [each.message.summary for each in await claim(storage, most=2)] == ["a", "b"]
    assert [each.message.summary for each in await claim(storage, most=2)] == ["c"]


async def test_marks_differ(storage: Storage) -> None:
    await found(storage)
    for key in "abc":
        assert await say(storage, "U1", key)
    assert len({each.mark for each in await claim(storage)}) == 3


async def test_what_is_too_late_expires_and_what_comes_after_it_is_sent(storage: Storage) -> None:
    await found(storage)
    for number in range(3):
        assert await say(storage, "U1", f"late {number}", expires_at=AT + SECOND)
    assert await say(storage, "U1", "in time")
    assert [each.message.summary for each in await claim(storage, at=AT + SECOND, most=1)] == ["in time"]
    assert await _queue(storage) == {"expired": 3, "sending": 1}


async def test_who_stops_or_leaves_after_planning_is_not_written_to(storage: Storage) -> None:
    await found(storage)
    whom = (await person(storage, "U1")).id
    for user in ("U1", "U2", "U3"):
        assert await say(storage, user, user)
    async with storage.turn() as turn:
        await turn.see(profile=profile("U2", active=False), at=AT)
        await turn.settings(person=whom, settings=SaveSettings(stopped=True))
    assert [each.to.user for each in await claim(storage)] == ["U3"]
    assert await _queue(storage) == {"cancelled": 2, "sending": 1}


async def test_a_post_goes_to_the_channel(storage: Storage) -> None:
    await found(storage)
    channel = TeamChannel(team=KUND, address=Address(workspace=SLACK, channel="C1"))
    await storage.connect(workspace=SLACK, channels=(channel,), at=AT)
    assert await _post(storage, "U1", "U2") == 1
    assert await _post(storage, "U1", "U2") == 0
    (outgoing,) = await claim(storage)
    assert outgoing.to == channel.address
    assert (outgoing.language, outgoing.timezone) == ("sv", ZoneInfo("Europe/Stockholm"))
    await storage.delivered(id=outgoing.id, ref="1.2", address=outgoing.to, at=AT)
    assert await _queue(storage) == {"sent": 1}


async def test_without_a_channel_a_post_goes_to_each_once(storage: Storage) -> None:
    await found(storage)
    whom = (await person(storage, "U3")).id
    async with storage.turn() as turn:
        await turn.settings(person=whom, settings=SaveSettings(stopped=True))
    assert await _post(storage, "U1", "U2", "U2", "U3") == 2
    assert await _post(storage, "U1", "U2") == 0
    assert [each.to.user for each in await claim(storage)] == ["U1", "U2"]


async def test_a_channel_that_is_gone_by_then_is_not_written_to(storage: Storage) -> None:
    await found(storage)
    channel = TeamChannel(team=KUND, address=Address(workspace=SLACK, channel="C1"))
    await storage.connect(workspace=SLACK, channels=(channel,), at=AT)
    assert await _post(storage) == 1
    await storage.connect(workspace=SLACK, channels=(), at=AT)
    assert await claim(storage) == []
    assert await _queue(storage) == {"cancelled": 1}


async def test_a_team_without_people_in_reach_gets_nothing(storage: Storage) -> None:
    await found(storage, users=("U1",))
    async with storage.turn() as turn:
        due = Due(at=AT, occasion=Occasion.DIGEST, subject=KUND)
        scene = await turn.due(due=due, dialogue="digest", wants=Want.MEMBERS)
        assert scene
        members = tuple(each.id for each in scene.facts.members[1:])
        assert await turn.post(post=_posted(members), at=AT) == 0


async def test_where_it_arrived_is_kept_for_next_time(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1", "a")
    (first,) = await claim(storage)
    await storage.delivered(id=first.id, ref="1.2", address=address("U1", "D5", x="y"), at=AT)
    assert await say(storage, "U1", "b")
    (second,) = await claim(storage)
    assert second.to == address("U1", "D5", x="y")


async def test_a_postponed_message_waits_alone(storage: Storage) -> None:
    await found(storage)
    for user in ("U1", "U2"):
        assert await say(storage, user, user)
    (first,) = await claim(storage, most=1)
    await storage.postponed(id=first.id, until=AT + SECOND)
    assert [each.to.user for each in await claim(storage)] == ["U2"]
    assert await storage.next_at() == AT
    assert [each.to.user for each in await claim(storage, at=AT + SECOND)] == ["U1"]


async def test_a_throttled_workspace_waits_and_no_other(storage: Storage) -> None:
    await found(storage)
    await storage.connect(workspace=TEAMS, channels=(), at=AT)
    async with storage.turn() as turn:
        await turn.see(profile=profile("T2", TEAMS, email="u2@x.se"), at=AT)
        await turn.reached(address=address("T2", "C", TEAMS))
    for user in ("U1", "U2", "U3"):
        assert await say(storage, user, user)
    (first,) = await claim(storage, most=1)
    await storage.throttled(id=first.id, workspace=SLACK, until=AT + SECOND)
    assert await claim(storage) == []
    assert [each.to.user for each in await claim(storage, workspace=TEAMS)] == ["T2"]
    # A new start does not forget what the platform has asked for.
    await storage.connect(workspace=SLACK, channels=(), at=AT)
    assert await claim(storage) == []
    assert [each.to.user for each in await claim(storage, at=AT + SECOND)] == ["U1", "U3"]


async def test_late_news_of_what_is_settled_change_nothing(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1")
    (outgoing,) = await claim(storage)
    await storage.settle(workspace=SLACK, at=AT)
    await storage.refused(id=outgoing.id, scope="account", reason="late", at=AT)
    await storage.delivered(id=outgoing.id, ref="late", address=outgoing.to, at=AT)
    await storage.postponed(id=outgoing.id, until=AT)
    assert await _queue(storage) == {"unknown": 1}
    assert await storage.unreached() == []


@pytest.mark.parametrize("scope", get_args(Scope))
async def test_a_refusal_stops_what_it_says(storage: Storage, scope: Scope) -> None:
    await found(storage)
    assert await say(storage, "U1", "a")
    (outgoing,) = await claim(storage)
    await storage.refused(id=outgoing.id, scope=scope, reason="user_not_found", at=AT)
    assert await _queue(storage) == {"refused": 1}
    assert (await say(storage, "U1", "b"), await say(storage, "U2", "c")) == {
        "message": (True, True),
        "account": (False, True),
        "workspace": (False, False),
    }[scope]
    assert {each.reason for each in await storage.unreached()} == (set() if scope == "message" else {"user_not_found"})


async def test_a_channel_that_refuses_is_forgotten(storage: Storage) -> None:
    await found(storage)
    channel = TeamChannel(team=KUND, address=Address(workspace=SLACK, channel="C1"))
    await storage.connect(workspace=SLACK, channels=(channel,), at=AT)
    assert await _post(storage, "U1") == 1
    (outgoing,) = await claim(storage)
    await storage.refused(id=outgoing.id, scope="account", reason="channel_not_found", at=AT)
    assert await _post(storage, "U1") == 1
    assert [each.to.user for each in await claim(storage)] == ["U1"]


async def test_what_is_in_doubt_is_never_sent_again(storage: Storage) -> None:
    await found(storage)
    for user in ("U1", "U2"):
        assert await say(storage, user, user)
    (first, _) = await claim(storage)
    await storage.unknown(id=first.id, reason="timeout", at=AT)
    assert await storage.settle(workspace=TEAMS, at=AT) == 0
    assert await storage.settle(workspace=SLACK, at=AT) == 1
    assert await storage.settle(workspace=SLACK, at=AT) == 0
    assert await claim(storage) == []
    assert await _queue(storage) == {"unknown": 2}


async def test_pruning_takes_old_events_and_finished_deliveries_only(storage: Storage) -> None:
    await found(storage)
    for key in ("sent", "sending"):
        assert await say(storage, "U1", key)
    sent, _ = await claim(storage)
    await storage.delivered(id=sent.id, ref="1", address=sent.to, at=AT)
    assert await say(storage, "U1", "planned")
    async with storage.turn() as turn:
        assert await turn.take(event="old", at=AT)
        assert await turn.take(event="new", at=AT + 2 * DAY)
    assert await storage.prune(before=AT) == 0
    assert await storage.prune(before=AT + DAY + SECOND) == 2
    assert await _queue(storage) == {"sending": 1, "planned": 1}
    async with storage.turn() as turn:
        assert await turn.take(event="old", at=AT)
        assert not await turn.take(event="new", at=AT)


async def _queue(storage: Storage) -> dict[DeliveryState, int]:
    return {state: count for state, count in (await storage.queue()).items() if count}


def _posted(members: tuple[PersonId, ...]) -> Post:
    return Post(to=KUND, members=members, key="p", message=message("p"), expires_at=AT + DAY)


async def _post(storage: Storage, *users: str) -> int:
    members = [(await person(storage, user)).id for user in users]
    async with storage.turn() as turn:
        return await turn.post(post=_posted(tuple(members)), at=AT)

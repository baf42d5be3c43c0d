"""What becomes of a delivery that was claimed, and what that does to its reader, channel or workspace."""

from datetime import timedelta
from typing import Literal, get_args

import pytest

from dialogues.address import Address, Whereabouts
from storage.port import Storage, TeamChannel
from tests.storage.example import (
    AT,
    DAY,
    KUND,
    MONDAY,
    SLACK,
    TEAMS,
    address,
    claim,
    found,
    person,
    post,
    profile,
    queue,
    reached,
    say,
)
from tests.storage.turning import turning

SECOND = timedelta(seconds=1)
Scope = Literal["message", "account", "workspace"]


async def test_who_is_greeted_is_so_from_the_day_it_reached_them(storage: Storage) -> None:
    await found(storage)
    for number, greets in enumerate((False, True, True)):
        assert await say(storage, "U1", str(number), greets=greets)
    days = []
    for day, outgoing in enumerate(await claim(storage)):
        on = MONDAY + day * DAY
        await storage.delivered(id=outgoing.id, ref="1", address=outgoing.to, at=AT, on=on)
        days.append((await person(storage, "U1")).greeted_on)
    assert days == [None, MONDAY + DAY, MONDAY + DAY]


async def test_what_waits_for_working_hours_has_not_been_tried(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1")
    attempts = []
    for tried in (False, True, True, False, False):
        (outgoing,) = await claim(storage)
        attempts.append(outgoing.attempts)
        await storage.postponed(id=outgoing.id, until=AT, tried=tried)
    (outgoing,) = await claim(storage)
    await storage.throttled(id=outgoing.id, workspace=SLACK, until=AT)
    (last,) = await claim(storage)
    assert [*attempts, outgoing.attempts, last.attempts] == [1, 1, 2, 3, 3, 3, 4]


async def test_where_it_arrived_is_kept_for_next_time(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1", "a")
    (first,) = await claim(storage)
    await storage.delivered(id=first.id, ref="1.2", address=address("U1", "D5", x="y"), at=AT, on=MONDAY)
    assert await say(storage, "U1", "b")
    (second,) = await claim(storage)
    assert second.to == address("U1", "D5", x="y")


async def test_what_was_heard_while_a_message_was_sent_is_newer_than_what_it_was_sent_by(storage: Storage) -> None:
    await found(storage)
    async with turning(storage) as turn:
        await reached(turn, Whereabouts(address=address("U1", "D1", service="old")))
    assert await say(storage, "U1", "a")
    (first,) = await claim(storage)
    async with turning(storage) as turn:
        await reached(turn, Whereabouts(address=address("U1", "D1", service="new")))
    await storage.delivered(id=first.id, ref="1", address=first.to, at=AT, on=MONDAY)
    assert await say(storage, "U1", "b")
    (second,) = await claim(storage)
    assert second.to == address("U1", "D1", service="new")


async def test_a_postponed_message_waits_alone(storage: Storage) -> None:
    await found(storage)
    for user in ("U1", "U2"):
        assert await say(storage, user, user)
    (first,) = await claim(storage, most=1)
    await storage.postponed(id=first.id, until=AT + SECOND, tried=True)
    assert [each.to.user for each in await claim(storage)] == ["U2"]
    assert await storage.next_at() == AT
    assert [each.to.user for each in await claim(storage, at=AT + SECOND)] == ["U1"]


async def test_a_throttled_workspace_waits_and_no_other(storage: Storage) -> None:
    await found(storage)
    await storage.connect(workspace=TEAMS, channels=(), at=AT)
    async with turning(storage) as turn:
        await turn.see(profile=profile("T2", TEAMS, email="u2@x.se"), at=AT)
        await reached(turn, Whereabouts(address=address("T2", "C", TEAMS)))
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
    await storage.delivered(id=outgoing.id, ref="late", address=outgoing.to, at=AT, on=MONDAY)
    await storage.postponed(id=outgoing.id, until=AT, tried=True)
    assert await queue(storage) == {"unknown": 1}
    assert await storage.unreached() == []


@pytest.mark.parametrize("scope", ["account", "workspace"])
async def test_what_a_workspace_refuses_goes_out_when_it_is_back(storage: Storage, scope: Scope) -> None:
    await found(storage)
    assert await say(storage, "U1", "a")
    (outgoing,) = await claim(storage)
    await storage.refused(id=outgoing.id, scope=scope, reason="token_revoked", at=AT)
    assert await claim(storage) == []
    await storage.connect(workspace=SLACK, channels=(), at=AT)
    assert [each.id for each in await claim(storage)] == ([outgoing.id] if scope == "workspace" else [])


@pytest.mark.parametrize("scope", get_args(Scope))
async def test_a_refusal_stops_what_it_says(storage: Storage, scope: Scope) -> None:
    await found(storage)
    assert await say(storage, "U1", "a")
    (outgoing,) = await claim(storage)
    await storage.refused(id=outgoing.id, scope=scope, reason="user_not_found", at=AT)
    assert await queue(storage) == {"planned" if scope == "workspace" else "refused": 1}
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
    assert await post(storage, "U1") == 1
    (outgoing,) = await claim(storage)
    await storage.refused(id=outgoing.id, scope="account", reason="channel_not_found", at=AT)
    assert await post(storage, "U1") == 1
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
    assert await queue(storage) == {"unknown": 2}

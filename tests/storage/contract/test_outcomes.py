"""What becomes of a delivery that was claimed, and what that does to its reader, channel or workspace."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal, get_args

import pytest
from sqlalchemy import update

from dialogues.address import Address, Whereabouts
from dialogues.kind import Kind
from dialogues.message import Message
from storage.outbox import Blocked, Doubtful, Outcome, Outgoing, Postponed, Turned
from storage.port import Storage, TeamChannel
from storage.tables.sending import delivery
from tests.storage.dump import dump, within
from tests.storage.example import (
    AT,
    DAY,
    KUND,
    MONDAY,
    SLACK,
    TEAMS,
    address,
    close,
    found,
    found_before_digests,
    open_window,
    person,
    post,
    profile,
    queue,
    reached,
    say,
)
from tests.storage.sending import claim, doubtful, record, sending, sent
from tests.storage.turning import turning

SECOND = timedelta(seconds=1)
Scope = Literal["message", "account", "workspace"]


async def test_who_is_greeted_is_so_from_the_day_it_reached_them(storage: Storage) -> None:
    await found(storage)
    days = []
    for day, kind in enumerate((Kind.BEFORE, Kind.GREETING, Kind.GREETING)):
        at = AT + day * DAY
        assert await say(storage, "U1", str(day), at=at, expires_at=at + DAY, kind=kind)
        (outgoing,) = await claim(storage, at=at)
        await record(storage, sent(outgoing, on=MONDAY + day * DAY))
        days.append((await person(storage, "U1")).greeted_on)
    assert days == [None, MONDAY + DAY, MONDAY + DAY]


async def test_what_was_not_tried_is_no_attempt(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1")
    attempts = []
    for tried in (False, True, True, False, False):
        (outgoing,) = await claim(storage)
        attempts.append(outgoing.attempt)
        await record(storage, Postponed(outgoing=outgoing, until=AT, tried=tried))
    (outgoing,) = await claim(storage)
    await record(storage, Blocked(outgoing=outgoing, until=AT))
    (last,) = await claim(storage)
    assert [*attempts, outgoing.attempt, last.attempt] == [1, 1, 2, 3, 3, 3, 3]


async def test_where_it_arrived_is_kept_for_next_time(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1", "a")
    (first,) = await claim(storage)
    await record(storage, sent(first, where=address("U1", "D5", x="y")))
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
    await record(storage, sent(first))
    assert await say(storage, "U1", "b")
    (second,) = await claim(storage)
    assert second.to == address("U1", "D1", service="new")


async def test_a_postponed_message_waits_alone(storage: Storage) -> None:
    await found(storage)
    for user in ("U1", "U2"):
        assert await say(storage, user, user)
    (first,) = await claim(storage, most=1)
    await record(storage, Postponed(outgoing=first, until=AT + SECOND, tried=True))
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
    await record(storage, Blocked(outgoing=first, until=AT + SECOND))
    assert await claim(storage) == []
    assert [each.to.user for each in await claim(storage, workspace=TEAMS)] == ["T2"]
    # A new start does not forget what the platform has asked for.
    await storage.connect(workspace=SLACK, channels=(), at=AT)
    assert await claim(storage) == []
    assert [each.to.user for each in await claim(storage, at=AT + SECOND)] == ["U1", "U3"]


@pytest.mark.parametrize("settled", ["sent", "unknown", "refused"])
async def test_late_news_of_what_is_settled_change_nothing(storage: Storage, database_url: str, settled: str) -> None:
    await found(storage)
    assert await say(storage, "U1", kind=Kind.GREETING)
    (outgoing,) = await claim(storage)
    await record(storage, _outcomes(outgoing, AT)[settled])
    before = await dump(database_url)
    for late in _outcomes(outgoing, AT + SECOND).values():
        await record(storage, late)
    assert await dump(database_url) == before


async def test_late_news_of_one_attempt_do_not_touch_the_next(storage: Storage, database_url: str) -> None:
    await found(storage)
    assert await say(storage, "U1", kind=Kind.GREETING)
    (first,) = await claim(storage)
    await record(storage, Postponed(outgoing=first, until=AT, tried=True))
    (second,) = await claim(storage)
    assert (second.id, second.mark, second.attempt) == (first.id, first.mark, 2)
    before = await dump(database_url)
    await record(storage, *_outcomes(first, AT).values())
    assert await dump(database_url) == before
    await record(storage, sent(second))
    assert await queue(storage) == {"sent": 1}


async def test_what_is_known_together_is_recorded_together(storage: Storage) -> None:
    await found(storage)
    for number, user in enumerate(("U4", "U3", "U2", "U1")):
        assert await say(storage, user, user, at=AT - number * SECOND)
    one, two, three, four = await claim(storage)
    await record(
        storage,
        Turned(outgoing=four, at=AT, scope="message", reason="too_long"),
        sent(two),
        Doubtful(outgoing=three, at=AT, reason="timeout"),
        Postponed(outgoing=one, until=AT + SECOND, tried=True),
    )
    assert await queue(storage) == {"planned": 1, "refused": 1, "sent": 1, "unknown": 1}
    assert [each.to.user for each in await claim(storage, at=AT + SECOND)] == ["U1"]


async def test_what_is_known_is_recorded_by_whoever_has_nothing_in_hand(storage: Storage) -> None:
    """Whoever lost the workspace meanwhile still knows that a message has arrived."""
    await found(storage)
    assert await say(storage, "U1")
    (outgoing,) = await claim(storage)
    async with sending(storage) as winner, sending(storage) as loser:
        assert [each.id for each in (await winner.hold(at=AT, among=[SLACK], resting=())).doubtful] == [outgoing.id]
        await loser.advance(at=AT, outcomes=[sent(outgoing)], free=[SLACK])
    assert await queue(storage) == {"sent": 1}


async def test_a_workspace_is_left_alone_until_the_latest_time_that_was_asked_for(storage: Storage) -> None:
    await found(storage)
    for user in ("U1", "U2"):
        assert await say(storage, user, user)
    first, second = await claim(storage)
    await record(storage, Blocked(outgoing=first, until=AT + 2 * SECOND))
    await record(storage, Blocked(outgoing=second, until=AT + SECOND))
    assert await claim(storage, at=AT + SECOND) == []
    assert len(await claim(storage, at=AT + 2 * SECOND)) == 2


@pytest.mark.parametrize("scope", ["account", "workspace"])
async def test_what_a_workspace_refuses_goes_out_when_it_is_back(storage: Storage, scope: Scope) -> None:
    await found(storage)
    assert await say(storage, "U1", "a")
    (outgoing,) = await claim(storage)
    await record(storage, Turned(outgoing=outgoing, at=AT, scope=scope, reason="token_revoked"))
    assert await claim(storage) == []
    await storage.connect(workspace=SLACK, channels=(), at=AT)
    assert [each.id for each in await claim(storage)] == ([outgoing.id] if scope == "workspace" else [])


@pytest.mark.parametrize("scope", get_args(Scope))
async def test_a_refusal_stops_what_it_says(storage: Storage, scope: Scope) -> None:
    await found(storage)
    assert await say(storage, "U1", "a")
    (outgoing,) = await claim(storage)
    await record(storage, Turned(outgoing=outgoing, at=AT, scope=scope, reason="user_not_found"))
    assert await queue(storage) == {"planned" if scope == "workspace" else "refused": 1}
    assert (await say(storage, "U1", "b"), await say(storage, "U2", "c")) == {
        "message": (True, True),
        "account": (False, True),
        "workspace": (False, False),
    }[scope]
    assert {each.reason for each in await storage.unreached()} == (set() if scope == "message" else {"user_not_found"})


async def test_a_channel_that_refuses_is_forgotten(storage: Storage) -> None:
    await found_before_digests(storage)
    channel = TeamChannel(team=KUND, address=Address(workspace=SLACK, channel="C1"))
    await storage.connect(workspace=SLACK, channels=(channel,), at=AT)
    assert await post(storage, "U1") == 1
    (outgoing,) = await claim(storage)
    await record(storage, Turned(outgoing=outgoing, at=AT, scope="account", reason="channel_not_found"))
    assert await post(storage, "U1") == 1
    assert [each.to.user for each in await claim(storage)] == ["U1"]


async def test_what_is_in_doubt_is_never_sent_again(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1")
    (outgoing,) = await claim(storage)
    await record(storage, Doubtful(outgoing=outgoing, at=AT, reason="timeout"))
    assert await doubtful(storage) == []
    assert await claim(storage) == []
    assert await queue(storage) == {"unknown": 1}


async def test_what_was_left_half_sent_is_as_it_was_begun(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1")
    (outgoing,) = await claim(storage)
    assert await doubtful(storage, workspace=TEAMS) == []
    assert await doubtful(storage, at=AT + DAY) == [outgoing]
    assert await claim(storage) == [], "it is asked about, and not begun again"
    assert await doubtful(storage, at=AT + DAY) == [outgoing]


async def test_what_was_left_half_sent_and_only_another_version_can_read_is_asked_about_all_the_same(
    storage: Storage, database_url: str
) -> None:
    await found(storage)
    assert await say(storage, "U1")
    (begun,) = await claim(storage)
    another = update(delivery).values(message='{"from": "another"}')
    await within(database_url, lambda connection: connection.execute(another))
    (half_sent,) = await doubtful(storage)
    assert half_sent == replace(begun, message=Message(summary="", blocks=()))
    await record(storage, sent(half_sent))
    assert await queue(storage) == {"sent": 1}


async def test_what_is_known_of_an_attempt_that_was_none_does_not_touch_the_one_that_has_its_number(
    storage: Storage,
) -> None:
    await found(storage)
    assert await say(storage, "U1")
    (first,) = await claim(storage)
    await record(storage, Postponed(outgoing=first, until=AT, tried=False))
    (second,) = await claim(storage, at=AT + SECOND)
    assert second.attempt == first.attempt
    await record(storage, Postponed(outgoing=first, until=AT, tried=True), sent(first))
    assert await queue(storage) == {"sending": 1}
    assert await doubtful(storage, at=AT + SECOND) == [second]


async def test_what_is_under_way_when_its_window_closes_is_not_sent_again(storage: Storage) -> None:
    await found(storage)
    window = await open_window(storage)
    for user in ("U1", "U2", "U3"):
        assert await say(storage, user, user, subject=window.id, expires_at=AT + 30 * DAY)
    first, second = await claim(storage, most=2)
    await close(storage, window, None, at=AT + DAY)
    assert await queue(storage) == {"sending": 2}
    await record(storage, sent(first), Postponed(outgoing=second, until=AT, tried=True))
    assert await claim(storage, at=AT + DAY) == []
    assert await queue(storage) == {"sent": 1, "expired": 1}


async def test_what_was_left_half_sent_in_a_workspace_that_is_disconnected_is_asked_about_too(storage: Storage) -> None:
    await found(storage)
    for user in ("U1", "U2"):
        assert await say(storage, user, user)
    begun = await claim(storage, most=1)
    async with turning(storage) as turn:
        await turn.disconnect(workspace=SLACK, reason="token_revoked", at=AT)
    assert await doubtful(storage) == begun
    assert await claim(storage) == []


async def test_what_was_left_half_sent_to_a_channel_that_is_gone_is_unknown(storage: Storage) -> None:
    await found(storage)
    channel = TeamChannel(team=KUND, address=Address(workspace=SLACK, channel="C1"))
    await storage.connect(workspace=SLACK, channels=(channel,), at=AT)
    assert await post(storage) == 1
    assert len(await claim(storage)) == 1
    await storage.connect(workspace=SLACK, channels=(), at=AT)
    assert await doubtful(storage) == []
    assert await queue(storage) == {"unknown": 1}


def _outcomes(outgoing: Outgoing, at: datetime) -> dict[str, Outcome]:
    """Everything that can become of an attempt."""
    scopes: tuple[Scope, ...] = get_args(Scope)
    turned = {
        f"{scope} refused": Turned(outgoing=outgoing, at=at, scope=scope, reason="user_not_found") for scope in scopes
    }
    return {
        "sent": sent(outgoing, at=at),
        "postponed": Postponed(outgoing=outgoing, until=at, tried=True),
        "unknown": Doubtful(outgoing=outgoing, at=at, reason="timeout"),
        "refused": Turned(outgoing=outgoing, at=at, scope="message", reason="too_long"),
        **turned,
    }

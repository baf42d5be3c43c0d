"""How quickly a workspace, and a conversation in it, is written to; how often one asks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import inf
from zoneinfo import ZoneInfo

import pytest

from bot import lane as lanes
from bot.lane import Lane
from dialogues.address import Address
from dialogues.kind import Kind
from dialogues.message import Message
from storage.outbox import Outgoing
from tests.bot.scripted import MONDAY, ScriptedChat

NOW = 1000.0


@pytest.fixture
def chat() -> ScriptedChat:
    """Four a second, to each conversation one, and a question every two seconds."""
    chat = ScriptedChat()
    limits = {"rate": 4.0, "interval": timedelta(seconds=1), "lookup": timedelta(seconds=2)}
    chat.capabilities = replace(chat.capabilities, **limits)  # type: ignore[arg-type]
    return chat


@pytest.fixture
def lane(chat: ScriptedChat) -> Lane:
    lane = Lane(chat, now=NOW)
    lane.wake(NOW, active=True)
    return lane


def to(user: str, chat: ScriptedChat) -> Address:
    return Address(workspace=chat.workspace, user=user)


def outgoing(id: int, chat: ScriptedChat) -> Outgoing:
    return Outgoing(
        id=id,
        mark=str(id),
        attempt=1,
        intent_at=MONDAY,
        expires_at=datetime(2027, 1, 1, tzinfo=UTC),
        to=to(f"U{id}", chat),
        dialogue="pulse",
        kind=Kind.PULSE,
        language="sv",
        timezone=ZoneInfo("Europe/Stockholm"),
        message=Message(summary="", blocks=()),
    )


def test_a_workspace_is_written_to_at_its_rate(lane: Lane, chat: ScriptedChat) -> None:
    moments = []
    now = NOW
    for number in range(20):
        now = lane.claims_at()
        moments.append(now)
        lane.begin(to(f"U{number}", chat), now)
        lane.end(to(f"U{number}", chat), now)
    assert moments[0] == NOW
    assert [b - a for a, b in pairwise(moments)] == [0.25] * 19


def test_a_turn_that_was_a_little_late_delays_none_after_it(lane: Lane, chat: ScriptedChat) -> None:
    for number in range(20):
        late = lane.claims_at() + 0.02
        lane.begin(to(f"U{number}", chat), late)
        lane.end(to(f"U{number}", chat), late)
    assert lane.claims_at() == pytest.approx(NOW + 20 * 0.25)


def test_turns_that_were_missed_are_not_made_up_for_in_a_burst(lane: Lane, chat: ScriptedChat) -> None:
    late = NOW + 60
    lane.begin(to("U1", chat), late)
    assert lane.claims_at() == pytest.approx(late + 0.225)


def test_a_platform_that_does_not_answer_has_no_more_than_a_second_s_worth_under_way(
    lane: Lane, chat: ScriptedChat
) -> None:
    for number in range(4):
        lane.begin(to(f"U{number}", chat), lane.claims_at())
    assert lane.claims_at() == inf
    lane.end(to("U0", chat), NOW + 10)
    assert lane.claims_at() < inf


def test_a_platform_that_gives_no_answer_any_more_is_tried_ever_more_seldom(lane: Lane, chat: ScriptedChat) -> None:
    pauses = []
    now = NOW
    for _ in range(10):
        lane.heard(now, certain=False)
        lane.wake(now, active=True)
        pauses.append(lane.wait_for(to("U1", chat), now))
        now += 100
        lane.wake(now, active=True)
    assert pauses == [0, 0, 1, 2, 4, 8, 16, 30, 30, 30]
    lane.heard(now, certain=True)
    lane.heard(now, certain=False)
    assert lane.claims_at() < inf


def test_a_conversation_gets_one_at_a_time_and_then_rests(lane: Lane, chat: ScriptedChat) -> None:
    anna = to("UANNA", chat)
    assert lane.wait_for(anna, NOW) == 0
    lane.begin(anna, NOW)
    assert lane.wait_for(anna, NOW + 5) == 1
    assert lane.wait_for(to("UBO", chat), NOW) == 0
    lane.end(anna, NOW + 5)
    assert lane.wait_for(anna, NOW + 5.25) == 0.75
    assert lane.wait_for(anna, NOW + 6) == 0


def test_whoever_waits_for_their_conversation_is_not_forgotten(lane: Lane, chat: ScriptedChat) -> None:
    anna = to("UANNA", chat)
    lane.begin(anna, NOW)
    lane.end(anna, NOW)
    lane.wait_for(anna, NOW + 0.5)
    lane.found_none(NOW + 0.5)
    assert lane.claims_at() == NOW + 1
    lane.found_none(NOW + 1)
    assert lane.claims_at() == inf


def test_one_asks_about_one_message_at_a_time_and_no_more_often_than_may_be(lane: Lane, chat: ScriptedChat) -> None:
    for number in range(3):
        lane.doubt(outgoing(number, chat), NOW + 30 - number)
    assert lane.asks_at() == NOW + 28
    assert lane.ask(NOW + 30).id == 2
    assert lane.asks_at() == inf
    lane.asked(NOW + 30.5)
    assert lane.asks_at() == NOW + 32


def test_a_platform_that_has_once_been_asked_too_much_is_asked_seldom(lane: Lane, chat: ScriptedChat) -> None:
    for number in range(3):
        lane.doubt(outgoing(number, chat), NOW)
    lane.ask(NOW)
    lane.asked(NOW, retry_after=timedelta(seconds=90))
    assert lane.asks_at() == NOW + 90
    lane.ask(NOW + 90)
    lane.asked(NOW + 90)
    assert lane.asks_at() == NOW + 90 + lanes.SELDOM.total_seconds()


def test_a_workspace_is_given_back_when_nothing_is_under_way_and_not_because_all_is_certain(
    lane: Lane, chat: ScriptedChat
) -> None:
    assert lane.rests(NOW)
    lane.begin(to("U1", chat), NOW)
    assert not lane.rests(NOW + 1)
    lane.end(to("U1", chat), NOW + 1)
    lane.doubt(outgoing(1, chat), NOW)
    assert lane.rests(NOW + 1)
    lane.ask(NOW + 1)
    assert not lane.rests(NOW + 1)
    lane.asked(NOW + 1)
    assert lane.rests(NOW + 1)


def test_whoever_takes_a_workspace_over_may_write_at_once(lane: Lane, chat: ScriptedChat) -> None:
    lane.begin(to("U1", chat), NOW)
    lane.end(to("U1", chat), NOW)
    assert not lane.rests(NOW)
    assert lane.rests(NOW + 0.25)

"""What became of a message that was in doubt, whatever Slack answers."""

import asyncio
import json
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from aiohttp import web

from adapters.port import Absent, Delivered, Found, Throttled, Unknown
from adapters.slack.chat import Slack
from adapters.slack.find import BEFORE, PAGES
from adapters.slack.limits import HISTORY_PER_PAGE
from adapters.slack.send import EVENT_TYPE
from dialogues.address import Address
from dialogues.message import Message, Paragraph
from tests.adapters.conftest import NOW
from tests.adapters.faults import Fault, answered, held, reset_after_storing
from tests.adapters.rubbish import junk
from tests.adapters.slack.fake import FakeSlack, refused, throttled
from tests.adapters.slack.harness import WORKSPACE, SlackHarness
from tests.adapters.slack.history import STRICT_PAGE, Posted
from tests.adapters.slack.rubbish import mutate

MESSAGE = Message(summary="Hej", blocks=(Paragraph(text="Hej"),))
KNOWN = Address(workspace=WORKSPACE, user="U0ANNA", channel="DU0ANNA")
NEW = Address(workspace=WORKSPACE, user="U0ANNA")

CUT = Unknown(reason="ServerDisconnectedError")


async def send(connected: SlackHarness, to: Address = KNOWN) -> object:
    return await connected.chat.send(to=to, message=MESSAGE, key="k")


async def find(connected: SlackHarness, to: Address = KNOWN, around: datetime = NOW) -> Found:
    return await connected.chat.find(to=to, key="k", around=around)


def post(slack: FakeSlack, metadata: Any, *, at: datetime = NOW) -> Posted:
    """Something in Anna's conversation."""
    posted = slack.show({"text": "Hej", "blocks": [], "metadata": metadata}, channel="DU0ANNA")
    posted.ts = f"{int(at.timestamp())}.{slack.number():06}"
    return posted


def ours(key: str) -> dict[str, Any]:
    return {"event_type": EVENT_TYPE, "event_payload": {"key": key}}


def calls(slack: FakeSlack, method: str) -> list[dict[str, Any]]:
    return [body for each, body in slack.calls if each == method]


@pytest.mark.parametrize("to", [KNOWN, NEW])
async def test_what_slack_took_before_the_line_was_cut_has_arrived(
    connected: SlackHarness, slack: FakeSlack, to: Address
) -> None:
    slack.faults["chat.postMessage"].append(reset_after_storing)
    assert await send(connected, to) == CUT
    assert await find(connected, to) == Delivered(ref=slack.posted[0].ts, address=KNOWN)


async def test_what_slack_failed_to_take_has_not_arrived(connected: SlackHarness, slack: FakeSlack) -> None:
    slack.faults["chat.postMessage"].append(answered(503, "busy", "text/plain"))
    assert await send(connected) == Unknown(reason="http_503")
    assert await find(connected) == Absent()


FAULTS = [
    (throttled(7), Throttled(retry_after=timedelta(seconds=7))),
    (answered(503, "busy", "text/plain"), Unknown(reason="http_503")),
    (answered(500, "<html>", "text/html"), Unknown(reason="http_500")),
    (answered(200, '{"ok": tru'), Unknown(reason="http_200")),
    (answered(200, "[1]"), Unknown(reason="AttributeError")),
    (answered(200, "ok", "text/plain"), Unknown(reason="AttributeError")),
    (refused("internal_error"), Unknown(reason="internal_error")),
    (refused("missing_scope"), Unknown(reason="missing_scope")),
    (refused("channel_not_found"), Unknown(reason="channel_not_found")),
]


@pytest.mark.parametrize("arrived", [False, True])
@pytest.mark.parametrize(("fault", "found"), FAULTS)
async def test_a_question_that_is_not_answered_settles_nothing(
    connected: SlackHarness, slack: FakeSlack, fault: Fault, found: Found, arrived: bool
) -> None:
    if arrived:
        await send(connected)
    slack.faults["conversations.history"].append(fault)
    assert await find(connected) == found
    assert len(calls(slack, "conversations.history")) == 1
    assert isinstance(await find(connected), Delivered if arrived else Absent)


@pytest.mark.parametrize(("fault", "found"), [*FAULTS, (reset_after_storing, CUT)])
async def test_nor_does_a_conversation_that_cannot_be_opened(
    connected: SlackHarness, slack: FakeSlack, fault: Fault, found: Found
) -> None:
    slack.faults["conversations.open"].append(fault)
    assert await find(connected, NEW) == found
    assert calls(slack, "conversations.history") == []


async def test_a_question_over_a_line_that_was_cut_is_put_once_more(connected: SlackHarness, slack: FakeSlack) -> None:
    slack.faults["conversations.history"].append(reset_after_storing)
    assert await find(connected) == Absent()
    slack.faults["conversations.history"].extend([reset_after_storing, reset_after_storing])
    assert await find(connected) == CUT


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"messages": None},
        {"messages": {}},
        {"messages": "none"},
        {"messages": [], "has_more": True},
        {"messages": [], "has_more": True, "response_metadata": {"next_cursor": 7}},
        {"messages": [{"metadata": ours("k")}], "has_more": True},
        {"messages": [{"metadata": ours("k"), "ts": 1.5}], "has_more": True},
    ],
)
async def test_half_an_answer_settles_nothing(connected: SlackHarness, slack: FakeSlack, answer: Any) -> None:
    slack.faults["conversations.history"].append(answered(200, json.dumps({"ok": True, **answer})))
    assert isinstance(await find(connected), Unknown)


async def test_a_slack_that_hangs_settles_nothing(impatient: Slack, slack: FakeSlack) -> None:
    never = asyncio.Event()
    slack.faults["conversations.history"].append(held(never))
    assert await impatient.find(to=KNOWN, key="k", around=NOW) == Unknown(reason="TimeoutError")
    never.set()


async def test_a_slack_that_cannot_be_reached_has_not_said_that_it_was_asked_too_often(
    connected: SlackHarness, slack: FakeSlack
) -> None:
    assert isinstance(connected.chat, Slack)
    connected.chat._client.base_url = "http://127.0.0.1:1/api/"
    assert await find(connected) == Unknown(reason="ClientConnectorError")


ODD: list[Any] = [
    None,
    7,
    "vardag_delivery",
    [],
    {},
    {"event_type": EVENT_TYPE},
    {"event_type": EVENT_TYPE, "event_payload": None},
    {"event_type": EVENT_TYPE, "event_payload": ["k"]},
    {"event_type": EVENT_TYPE, "event_payload": {"key": ["k"]}},
    {"event_type": EVENT_TYPE, "event_payload": {"key": {"k": "k"}}},
    {"event_type": EVENT_TYPE, "event_payload": {"k": "k"}},
    {"event_type": [EVENT_TYPE], "event_payload": {"key": "k"}},
    {"event_type": "another_app", "event_payload": {"key": "k"}},
    {"event_payload": {"key": "k"}},
    ours("K"),
    ours("k\ud800"),
    ours("another app's"),
]


@pytest.mark.parametrize("metadata", ODD)
async def test_what_another_app_wrote_is_not_ours(connected: SlackHarness, slack: FakeSlack, metadata: Any) -> None:
    post(slack, metadata)
    assert await find(connected) == Absent()
    sent = await send(connected)
    post(slack, metadata)
    assert await find(connected) == sent


@pytest.mark.parametrize("message", [None, 7, "Hej", [], {}, {"metadata": ours("k")}, {"ts": "1.5"}])
async def test_messages_of_any_shape_are_passed_over(connected: SlackHarness, slack: FakeSlack, message: Any) -> None:
    answer = {"ok": True, "messages": [message, {"ts": "2.5", "metadata": ours("k")}]}
    slack.faults["conversations.history"].append(answered(200, json.dumps(answer)))
    assert await find(connected) == Delivered(ref="2.5", address=KNOWN)
    slack.faults["conversations.history"].append(answered(200, json.dumps({"ok": True, "messages": [message]})))
    assert await find(connected) == Absent()


async def test_rubbish_in_the_conversation_is_survived_and_is_not_ours(
    connected: SlackHarness, slack: FakeSlack
) -> None:
    dice = random.Random(20261126)
    for number in range(500):
        messages = [{"ts": "1.5", "metadata": ours(key)} for key in "abc"]
        answer = {"ok": True, "messages": messages, "has_more": False, "response_metadata": {"next_cursor": ""}}
        for _ in range(dice.randint(1, 4)):
            mutate(answer, dice)
        slack.faults["conversations.history"].append(answered(200, json.dumps(dice.choice([answer, junk(dice)]))))
        assert isinstance(await find(connected), Absent | Unknown), f"answer {number}: {answer}"
        slack.faults["conversations.history"].clear()


@pytest.mark.parametrize("wrong", [-timedelta(days=30), -timedelta(hours=1), timedelta(hours=1)])
async def test_it_is_found_although_our_clock_was_wrong_when_it_was_sent(
    connected: SlackHarness, slack: FakeSlack, wrong: timedelta
) -> None:
    posted = post(slack, ours("k"))
    assert await find(connected, around=NOW + wrong) == Delivered(ref=posted.ts, address=KNOWN)


async def test_what_is_long_past_is_not_looked_through(connected: SlackHarness, slack: FakeSlack) -> None:
    post(slack, ours("k"))
    assert await find(connected, around=NOW + BEFORE + timedelta(seconds=1)) == Absent()


async def test_it_is_found_behind_more_messages_than_a_page_has(connected: SlackHarness, slack: FakeSlack) -> None:
    sent = await send(connected)
    for number in range(HISTORY_PER_PAGE + 1):
        post(slack, ours(str(number)))
    assert await find(connected) == sent
    cursors = [body.get("cursor") for body in calls(slack, "conversations.history")]
    assert len(cursors) == 2
    assert cursors[0] is None
    assert cursors[1]


async def test_among_more_messages_than_anybody_gets_nobody_looks_on(connected: SlackHarness, slack: FakeSlack) -> None:
    for number in range(PAGES * HISTORY_PER_PAGE + 1):
        post(slack, ours(str(number)))
    assert isinstance(await find(connected), Unknown)
    assert len(calls(slack, "conversations.history")) == PAGES


async def test_a_page_that_is_throttled_is_told_as_such(connected: SlackHarness, slack: FakeSlack) -> None:
    async def shown(_: object, act: Callable[[], web.Response]) -> web.StreamResponse:
        return act()

    for number in range(HISTORY_PER_PAGE + 1):
        post(slack, ours(str(number)))
    slack.faults["conversations.history"].extend([shown, throttled(9)])
    assert await find(connected) == Throttled(retry_after=timedelta(seconds=9))


async def test_an_app_that_may_look_once_a_minute_is_told_how_long_to_wait(
    connected: SlackHarness, slack: FakeSlack
) -> None:
    moment = NOW
    slack.history.strict, slack.history.clock = True, lambda: moment
    sent = await send(connected)
    for number in range(STRICT_PAGE - 1):
        post(slack, ours(str(number)))
    assert await find(connected) == sent
    moment += timedelta(seconds=20)
    assert await find(connected) == Throttled(retry_after=timedelta(seconds=40))
    moment += timedelta(seconds=40)
    assert await find(connected) == sent


async def test_nothing_is_absent_that_such_an_app_has_not_seen_to_the_end(
    connected: SlackHarness, slack: FakeSlack
) -> None:
    slack.history.strict = True
    for number in range(STRICT_PAGE + 1):
        post(slack, ours(str(number)))
    assert await find(connected) == Throttled(retry_after=timedelta(minutes=1))

"""What became of a message, whatever Slack answers."""

import asyncio
from datetime import timedelta

import pytest

from adapters.call import PAUSE
from adapters.port import Delivered, Delivery, Refused, Throttled, Unknown
from adapters.slack.chat import Slack
from adapters.slack.send import ACCOUNT_WORDS, MESSAGE_WORDS, WORKSPACE_WORDS
from dialogues.address import Address
from dialogues.message import Chart, Message, Paragraph, Point
from tests.adapters.faults import Fault, answered, held, reset_after_storing
from tests.adapters.slack.fake import FakeSlack, refused, throttled
from tests.adapters.slack.harness import WORKSPACE, SlackHarness

MESSAGE = Message(summary="Hej", blocks=(Paragraph(text="Hej"),))
KNOWN = Address(workspace=WORKSPACE, user="U0ANNA", channel="DU0ANNA")
NEW = Address(workspace=WORKSPACE, user="U0ANNA")


async def send(connected: SlackHarness, to: Address = KNOWN, message: Message[str] = MESSAGE) -> Delivery:
    return await connected.chat.send(to=to, message=message, key="k")


async def test_a_conversation_is_opened_once(connected: SlackHarness, slack: FakeSlack) -> None:
    first = await send(connected, NEW)
    assert first == Delivered(ref=slack.posted[0].ts, address=KNOWN)
    await send(connected, KNOWN)
    assert [method for method, _ in slack.calls].count("conversations.open") == 1


CASES = [
    (throttled(7), Throttled(retry_after=timedelta(seconds=7))),
    (refused("ratelimited"), Throttled(retry_after=PAUSE)),
    (answered(429, "slow down", "text/plain"), Throttled(retry_after=PAUSE)),
    (answered(503, "busy", "text/plain"), Unknown(reason="http_503")),
    (answered(502, "<html>", "text/html"), Unknown(reason="http_502")),
    (answered(200, '{"ok": tru', "application/json"), Unknown(reason="http_200")),
    (answered(200, "[1]", "application/json"), Unknown(reason="AttributeError")),
    (answered(200, "ok", "text/plain"), Unknown(reason="AttributeError")),
    (answered(200, '{"ok": true}', "application/json"), Unknown(reason="no_ts")),
    (reset_after_storing, Unknown(reason="ServerDisconnectedError")),
    *((refused(word), Unknown(reason=word)) for word in ("internal_error", "fatal_error", "something_new")),
    *((refused(word), Refused(scope="workspace", reason=word)) for word in sorted(WORKSPACE_WORDS)),
    *((refused(word), Refused(scope="account", reason=word)) for word in sorted(ACCOUNT_WORDS)),
    *((refused(word), Refused(scope="message", reason=word)) for word in sorted(MESSAGE_WORDS)),
]


@pytest.mark.parametrize(("fault", "delivery"), CASES)
async def test_every_failure_is_told_as_what_it_is(
    connected: SlackHarness, slack: FakeSlack, fault: Fault, delivery: Delivery
) -> None:
    slack.faults["chat.postMessage"].append(fault)
    assert await send(connected) == delivery
    assert [method for method, _ in slack.calls].count("chat.postMessage") == 1


@pytest.mark.parametrize(
    ("fault", "delivery"),
    [
        (throttled(7), Throttled(retry_after=timedelta(seconds=7))),
        (answered(503, "busy", "text/plain"), Throttled(retry_after=PAUSE, scope="message")),
        (reset_after_storing, Throttled(retry_after=PAUSE, scope="message")),
        (answered(200, '{"ok": true}', "application/json"), Throttled(retry_after=PAUSE, scope="message")),
        (refused("token_revoked"), Refused(scope="workspace", reason="token_revoked")),
        (refused("user_not_found"), Refused(scope="account", reason="user_not_found")),
        (refused("something_new"), Refused(scope="account", reason="something_new")),
    ],
)
async def test_nothing_is_in_doubt_while_the_conversation_is_not_open(
    connected: SlackHarness, slack: FakeSlack, fault: Fault, delivery: Delivery
) -> None:
    slack.faults["conversations.open"].append(fault)
    assert await send(connected, NEW) == delivery
    assert slack.posted == []


async def test_somebody_who_has_left_is_out_of_reach(connected: SlackHarness) -> None:
    gone = Address(workspace=WORKSPACE, user="U0GONE")
    assert await send(connected, gone) == Refused(scope="account", reason="user_disabled")


async def test_a_slack_that_hangs_leaves_doubt(impatient: Slack, slack: FakeSlack) -> None:
    never = asyncio.Event()
    slack.faults["chat.postMessage"].append(held(never))
    assert await impatient.send(to=KNOWN, message=MESSAGE, key="k") == Unknown(reason="TimeoutError")
    never.set()


async def test_a_slack_that_cannot_be_reached_has_nothing(connected: SlackHarness, slack: FakeSlack) -> None:
    assert isinstance(connected.chat, Slack)
    connected.chat._client.base_url = "http://127.0.0.1:1/api/"
    assert await send(connected) == Throttled(retry_after=PAUSE)


CHART = Chart(title="Chart", alternative="In words", levels=("a", "b"), points=(Point(label="w 1", level=0),))


async def test_where_charts_are_not_known_yet_the_words_go_alone(connected: SlackHarness, slack: FakeSlack) -> None:
    message = Message(summary="Hej", blocks=(CHART,))
    await send(connected, message=message)
    slack.knows_charts = False
    assert isinstance(await send(connected, message=message), Delivered)
    assert [[block["type"] for block in posted.shown["blocks"]] for posted in slack.posted] == [
        ["data_visualization", "rich_text"],
        ["rich_text"],
    ]
    assert [method for method, _ in slack.calls].count("chat.postMessage") == 3


async def test_a_message_without_a_chart_is_refused_once(connected: SlackHarness, slack: FakeSlack) -> None:
    slack.faults["chat.postMessage"].append(refused("invalid_blocks"))
    assert await send(connected) == Refused(scope="message", reason="invalid_blocks")
    assert slack.posted == []

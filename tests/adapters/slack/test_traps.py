"""The traps of platforms.md, part A, each by its name, through real HTTP."""

import asyncio
import json
import logging
from typing import Any

import pytest
import structlog

from adapters.port import Answer, ChatError, Delivered, Unknown
from adapters.slack import reply
from adapters.slack.chat import Slack
from dialogues.address import Address
from dialogues.event import Chose, Commanded, Inbound, Opened, Said, Submitted
from dialogues.form import Form, TextField
from dialogues.message import Choice, Choices, Message, Paragraph
from tests.adapters.conftest import NOW, clock
from tests.adapters.faults import answered, held, reset_after_storing
from tests.adapters.inbox import RecordingInbox
from tests.adapters.slack.fake import SECRET, TEAM, TOKEN, FakeSlack, encoded, signed
from tests.adapters.slack.harness import SlackHarness, slack_harness
from tests.adapters.slack.recorded import COMMAND, EVENT, MESSAGE, OTHERS, OURS, TAP

FORM = Form(
    title="Form",
    submit="Save",
    cancel="Cancel",
    missing="Missing",
    token="a/b/c/d",
    fields=(TextField(name="why", label="Why"),),
)


def said(text: str) -> Message[str]:
    return Message(summary=text, blocks=(Paragraph(text=text),))


def asking(*labels: str) -> Message[str]:
    choices = tuple(Choice(label=label, token="pulse/answer/w1/yes") for label in labels)
    return Message(summary="Well?", blocks=(Paragraph(text="Well?"), Choices(choices=choices)))


async def sent(harness: SlackHarness, message: Message[str]) -> None:
    to = Address(workspace=harness.chat.workspace, user="U0ANNA")
    assert isinstance(await harness.chat.send(to=to, message=message, key="k"), Delivered)


def tap(slack: FakeSlack, **changes: Any) -> dict[str, Any]:
    _, payload = OURS["tap"]
    return {**payload, **changes}


# 1. Bolt parses before it verifies, and logs the body of what it turns away


@pytest.mark.parametrize("body", [b"{", b"null", b"[1]", b"payload=zzz", b"\xff\xfe", b'{"secret answer": 1}'])
async def test_unsigned_rubbish_is_no_500_and_its_body_in_no_log(
    slack: FakeSlack, inbox: RecordingInbox, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as logged:
        heard = await slack.send(body, {"Content-Type": "application/json", "X-Slack-Signature": "v0=mine"})
    assert (heard.status, heard.body, inbox.taken) == (401, "", [])
    assert [entry["event"] for entry in logged] == ["slack request refused"]
    everything = caplog.text + repr(logged)
    assert "secret answer" not in everything
    assert "v0=mine" not in everything


async def test_whoever_sends_no_end_or_a_broken_chunk_is_shown_the_door_without_a_traceback(
    slack: FakeSlack, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.body.READING", 0.1)
    host, port = slack.bot.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = f"POST /slack/events HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}Transfer-Encoding: chunked\r\n\r\n1\r\n{{\r\n".encode())
    for _ in range(50):
        await asyncio.sleep(0)
    writer.write(b"zz\r\nrubbish")
    answer = await reader.readline()
    writer.close()
    await writer.wait_closed()
    assert answer.startswith(b"HTTP/1.1 408")
    assert [record for record in caplog.records if record.exc_info] == []


async def test_what_is_compressed_is_not_unpacked(slack: FakeSlack) -> None:
    headers = signed(b"x", "application/json", NOW) | {"Content-Encoding": "gzip"}
    assert (await slack.send(b"x", headers)).status == 415


# 2. and 3. An event is acknowledged when it is stored, and nothing takes an acknowledgement back


async def test_an_event_that_was_not_stored_comes_again(
    connected: SlackHarness, slack: FakeSlack, inbox: RecordingInbox
) -> None:
    inbox.failing = True
    assert (await slack.deliver(*OURS["message"])).status == 500
    inbox.failing = False
    assert await connected.repeats() == 200
    assert inbox.only(Said).text == "Hej! 5 < 6 & 7"


@pytest.mark.parametrize("name", ["command", "tap", "submission"])
async def test_what_a_person_did_in_vain_is_told_to_them(slack: FakeSlack, inbox: RecordingInbox, name: str) -> None:
    inbox.failing = True
    assert (await slack.deliver(*OURS[name])).status == 500


async def test_a_fault_of_ours_is_a_500_with_its_traceback_in_the_log(slack: FakeSlack, inbox: RecordingInbox) -> None:
    def broken(_: Said) -> Answer:
        raise ZeroDivisionError

    inbox.answers(Said, broken)
    with structlog.testing.capture_logs() as logged:
        assert (await slack.deliver(*OURS["message"])).status == 500
    assert [type(entry["exc_info"]) for entry in logged] == [ZeroDivisionError]


async def test_an_answer_that_cannot_be_delivered_takes_no_acknowledgement_back(
    connected: SlackHarness, slack: FakeSlack, inbox: RecordingInbox
) -> None:
    inbox.answers(Said, Answer(reply=said("Hello")))
    slack.faults["chat.postMessage"].append(answered(503, "busy", "text/plain"))
    with structlog.testing.capture_logs() as logged:
        assert (await slack.deliver(*OURS["message"])).status == 200
        await connected.chat.stop()
    assert [entry["event"] for entry in logged] == ["slack answer not delivered"]
    assert "Hello" not in repr(logged)


# 4. No call stands in the way of an acknowledgement


async def test_auth_test_is_asked_once_and_never_in_the_way_of_an_acknowledgement(slack: FakeSlack) -> None:
    never = asyncio.Event()
    slack.faults["auth.test"].append(held(never))
    for name in OURS:
        assert (await slack.deliver(*OURS[name])).status == 200
    assert [method for method, _ in slack.calls] == ["auth.test"]


@pytest.mark.parametrize(
    ("name", "method"),
    [("message", "chat.postMessage"), ("home_opened", "views.publish"), ("submission", "conversations.open")],
)
async def test_an_acknowledgement_does_not_wait_for_slack(
    slack: FakeSlack, inbox: RecordingInbox, name: str, method: str
) -> None:
    now = asyncio.Event()
    slack.faults[method].append(held(now))
    for kind in (Said, Opened, Submitted):
        inbox.answers(kind, Answer(reply=said("Later")))
    assert (await slack.deliver(*OURS[name])).status == 200
    assert slack.posted == []
    assert slack.homes == {}
    now.set()
    await slack.until(lambda: bool(slack.posted or slack.homes))


async def test_a_tap_is_acknowledged_before_its_message_is_replaced(
    connected: SlackHarness, slack: FakeSlack, inbox: RecordingInbox
) -> None:
    await sent(connected, asking("Yes"))
    now, posted = asyncio.Event(), slack.posted[0]
    slack.faults["response_url"].append(held(now))
    inbox.answers(Chose, Answer(replace=said("Saved")))
    heard = await slack.deliver("interactive", tap(slack, response_url=slack.response_url(posted)))
    assert (heard.status, heard.body) == (200, "")
    now.set()
    await slack.until(lambda: posted.shown["text"] == "Saved")


async def test_a_form_is_opened_in_the_request_and_waited_for_only_so_long(
    slack: FakeSlack, inbox: RecordingInbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reply, "OPENING", 0.05)
    never = asyncio.Event()
    slack.faults["views.open"].append(held(never))
    inbox.answers(Commanded, Answer(form=FORM))
    kind, payload = COMMAND
    with structlog.testing.capture_logs() as logged:
        heard = await slack.deliver(kind, {**payload, "trigger_id": slack.trigger("U0ANNA")})
    never.set()
    assert (heard.status, heard.body) == (200, "")
    assert [(entry["event"], entry["reason"]) for entry in logged] == [("slack form not opened", "timeout")]


async def test_a_form_that_slack_refuses_is_logged_and_the_command_acknowledged(
    slack: FakeSlack, inbox: RecordingInbox
) -> None:
    inbox.answers(Commanded, Answer(form=FORM))
    with structlog.testing.capture_logs() as logged:
        assert (await slack.deliver(*COMMAND)).status == 200
    assert [entry["reason"] for entry in logged] == ["expired_trigger_id"]


async def test_words_open_no_form_and_the_log_says_so(slack: FakeSlack, inbox: RecordingInbox) -> None:
    inbox.answers(Said, Answer(form=FORM))
    with structlog.testing.capture_logs() as logged:
        assert (await slack.deliver(*OURS["message"])).status == 200
    assert [(entry["event"], entry["reason"]) for entry in logged] == [("slack form not opened", "no trigger")]
    assert slack.modals == {}


# 5. and 6. The SDK does not send again, and the key goes along


async def test_a_message_whose_answer_was_lost_is_not_sent_again(connected: SlackHarness, slack: FakeSlack) -> None:
    slack.faults["chat.postMessage"].append(reset_after_storing)
    to = Address(workspace=connected.chat.workspace, user="U0ANNA", channel="DU0ANNA")
    delivery = await connected.chat.send(to=to, message=said("Once"), key="k")
    assert isinstance(delivery, Unknown)
    assert len(slack.posted) == 1


async def test_the_key_and_nothing_else_goes_along_as_metadata(connected: SlackHarness, slack: FakeSlack) -> None:
    to = Address(workspace=connected.chat.workspace, user="U0ANNA", channel="DU0ANNA")
    await connected.chat.send(to=to, message=said("Hej"), key="0b7c")
    assert slack.posted[0].shown["metadata"] == {"event_type": "vardag_delivery", "event_payload": {"key": "0b7c"}}


# 10. Text that people write is raw


async def test_what_somebody_wrote_pings_nobody_when_it_is_echoed(
    connected: SlackHarness, slack: FakeSlack, inbox: RecordingInbox
) -> None:
    inbox.answers(Commanded, lambda event: Answer(reply=said(event.words)))
    await connected.commands("U0ANNA", "<!channel> <@U0BO>")
    shown = slack.posted[0].shown
    assert "<!channel>" not in shown["text"]
    assert connected.slack.refusals == []
    assert (await connected.private("U0ANNA"))[0].lines == ("<!channel> <@U0BO>",)


# What is none of ours


@pytest.mark.parametrize("name", OTHERS)
async def test_what_nothing_listens_to_is_acknowledged(slack: FakeSlack, inbox: RecordingInbox, name: str) -> None:
    with structlog.testing.capture_logs() as logged:
        assert (await slack.deliver(*OTHERS[name])).status == 200
    assert inbox.taken == []
    assert logged == []


async def test_slack_is_told_that_the_address_is_ours(slack: FakeSlack) -> None:
    challenge = {"type": "url_verification", "challenge": "3eZbrw1aB", "token": "verification"}
    heard = await slack.deliver("events_api", challenge)
    assert (heard.status, heard.body) == (200, "3eZbrw1aB")
    body, content_type = encoded("slash_commands", {"ssl_check": "1", "token": "verification"})
    assert (await slack.send(body, signed(body, content_type, NOW))).status == 200
    assert (await slack.send(body, {"Content-Type": content_type})).status == 401


async def test_other_methods_are_not_allowed(slack: FakeSlack) -> None:
    assert slack._http is not None
    async with slack._http.get(f"{slack.bot}/slack/events") as response:
        assert response.status == 405


# Response URLs


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data",
        "https://hooks.slack.com.evil.example/actions/x",
        "https://evilslack.com/actions/x",
        "https://user@hooks.slack.com/x",
        "https://hooks.slack.com:8443/x",
        "http://hooks.slack.com/x",
        "file:///etc/passwd",
        "//x",
        "http://[::1",
        "",
        None,
    ],
)
async def test_we_post_to_no_address_that_only_claims_to_be_slacks(
    connected: SlackHarness, slack: FakeSlack, inbox: RecordingInbox, address: str | None
) -> None:
    inbox.answers(Chose, Answer(replace=said("Saved")))
    with structlog.testing.capture_logs() as logged:
        assert (await slack.deliver("interactive", tap(slack, response_url=address))).status == 200
        await connected.chat.stop()
    assert [entry["event"] for entry in logged] == ["slack response address refused"]


@pytest.mark.parametrize("faults", [1, 2])
async def test_a_replacement_is_tried_three_times(
    connected: SlackHarness, slack: FakeSlack, inbox: RecordingInbox, faults: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reply, "PAUSE", 0)
    slack.faults["response_url"].extend([answered(500, "no", "text/plain"), reset_after_storing][:faults])
    await sent(connected, asking("Yes"))
    inbox.answers(Chose, Answer(replace=said("Saved")))
    shown = await connected.taps("U0ANNA", "Yes")
    await connected.chat.stop()
    assert shown is not None
    assert shown.lines == ("Saved",)
    assert [method for method, _ in slack.calls].count("response_url") == faults + 1


@pytest.mark.parametrize(
    ("fault", "tries"), [(answered(404, "used_url", "text/plain"), 1), (answered(503, "x", "text/plain"), 3)]
)
async def test_a_replacement_that_fails_for_good_is_logged(
    connected: SlackHarness,
    slack: FakeSlack,
    inbox: RecordingInbox,
    fault: Any,
    tries: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reply, "PAUSE", 0)
    slack.faults["response_url"].extend([fault] * 3)
    await sent(connected, asking("Yes"))
    inbox.answers(Chose, Answer(replace=said("Saved")))
    with structlog.testing.capture_logs() as logged:
        await slack.deliver("interactive", tap(slack, response_url=slack.response_url(slack.posted[0])))
        await connected.chat.stop()
    assert [entry["what"] for entry in logged] == ["replacement"]
    assert [method for method, _ in slack.calls].count("response_url") == tries


async def test_a_private_reply_is_tried_once_since_it_would_be_read_twice(
    connected: SlackHarness, slack: FakeSlack, inbox: RecordingInbox
) -> None:
    slack.faults["response_url"].append(reset_after_storing)
    await sent(connected, asking("Yes"))
    inbox.answers(Chose, Answer(reply=said("Nobody else")))
    await slack.deliver("interactive", tap(slack, response_url=slack.response_url(slack.posted[0])))
    await connected.chat.stop()
    assert [method for method, _ in slack.calls].count("response_url") == 1


async def test_replacements_of_one_message_keep_their_order(
    connected: SlackHarness, slack: FakeSlack, inbox: RecordingInbox
) -> None:
    await sent(connected, asking("Yes"))
    posted, now = slack.posted[0], asyncio.Event()
    slack.faults["response_url"].append(held(now))
    for number in range(3):
        inbox.answers(Chose, Answer(replace=said(str(number))))
        action = {**TAP, "action_ts": f"1.{number}"}
        await slack.deliver("interactive", tap(slack, response_url=slack.response_url(posted), actions=[action]))
    now.set()
    await connected.chat.stop()
    assert [body["text"] for method, body in slack.calls if method == "response_url"] == ["0", "1", "2"]


async def test_a_tap_on_the_bots_own_page_is_answered_on_that_page(slack: FakeSlack, inbox: RecordingInbox) -> None:
    inbox.answers(Chose, Answer(replace=said("Saved")))
    assert (await slack.deliver(*OURS["tap_at_home"])).status == 200
    await slack.until(lambda: "U0ANNA" in slack.homes)


async def test_a_form_may_lead_to_the_next(connected: SlackHarness, slack: FakeSlack, inbox: RecordingInbox) -> None:
    inbox.answers(Commanded, Answer(form=FORM))
    inbox.answers(
        Submitted,
        Answer(
            form=Form(
                title="Next", submit="Save", cancel="Cancel", missing="Missing", token="a/b/c/d", fields=FORM.fields
            )
        ),
    )
    await connected.commands("U0ANNA", "")
    heard = await slack.deliver("interactive", connected._submission("U0ANNA", slack.modals["U0ANNA"], {"why": "x"}))
    assert (heard.json["response_action"], heard.json["view"]["title"]["text"]) == ("update", "Next")


# From start to stop


async def test_before_the_start_and_after_the_stop_nothing_is_taken(
    connected: SlackHarness, slack: FakeSlack, inbox: RecordingInbox
) -> None:
    await connected.chat.stop()
    assert (await slack.deliver(*OURS["message"])).status == 503
    assert inbox.taken == []


def test_what_has_not_been_started_has_no_workspace_yet(slack: FakeSlack) -> None:
    chat = Slack(bot_token=TOKEN, signing_secret=SECRET, app_token=None, api_url=slack.api_url, clock=clock)
    with pytest.raises(ChatError):
        _ = chat.workspace


async def test_a_request_that_is_stored_while_we_stop_is_acknowledged(
    connected: SlackHarness, slack: FakeSlack, inbox: RecordingInbox
) -> None:
    inbox.answers(Said, Answer(reply=said("Too late")))
    stored, stop = asyncio.Event(), asyncio.Event()

    async def slowly(event: Inbound) -> Answer:
        stored.set()
        await stop.wait()
        return await inbox.take(event)

    connected._watch.take = slowly  # type: ignore[method-assign]
    delivering = asyncio.create_task(slack.deliver(*OURS["message"]))
    await stored.wait()
    await connected.chat.stop()
    stop.set()
    assert (await delivering).status == 200
    assert slack.posted == []


async def test_stopping_finishes_what_was_begun(
    connected: SlackHarness, slack: FakeSlack, inbox: RecordingInbox
) -> None:
    now = asyncio.Event()
    slack.faults["chat.postMessage"].append(held(now))
    inbox.answers(Said, Answer(reply=said("Hello")))
    await slack.deliver(*OURS["message"])
    stopping = asyncio.create_task(connected.chat.stop())
    await slack.until(lambda: slack.calls[-1][0] == "chat.postMessage")
    assert not stopping.done()
    now.set()
    await stopping
    assert [posted.shown["text"] for posted in slack.posted] == ["Hello"]


async def test_stopping_does_not_wait_for_ever(
    connected: SlackHarness, slack: FakeSlack, inbox: RecordingInbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.slack.chat.FAREWELL", 0.01)
    never = asyncio.Event()
    slack.faults["chat.postMessage"].append(held(never))
    inbox.answers(Said, Answer(reply=said("Hello")))
    await slack.deliver(*OURS["message"])
    await connected.chat.stop()
    never.set()


# The environment and secrets


async def test_slacks_own_environment_variables_change_nothing(
    inbox: RecordingInbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("BOT_TOKEN", "SIGNING_SECRET", "VERIFICATION_TOKEN", "CLIENT_ID", "CLIENT_SECRET", "APP_TOKEN"):
        monkeypatch.setenv(f"SLACK_{name}", "hostile")
    monkeypatch.setenv("SLACK_SCOPES", "admin")
    async with slack_harness(inbox, clock) as harness:
        inbox.answers(Commanded, Answer(reply=said("Hello")))
        assert (await harness.commands("U0ANNA", "")) is not None
        await sent(harness, said("Hej"))
        await harness.says("U0ANNA", "hej")
    assert list(tmp_path.iterdir()) == []


async def test_no_secret_is_in_a_representation_an_error_or_a_log(
    inbox: RecordingInbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as logged:
        async with slack_harness(inbox, clock) as harness:
            await harness.says("U0ANNA", "my answer")
            await sent(harness, said("my answer"))
            harness.slack.faults["chat.postMessage"].append(answered(500, "<html>", "text/html"))
            to = Address(workspace=harness.chat.workspace, user="U0ANNA", channel="D0NOBODY")
            delivery = await harness.chat.send(to=to, message=said("my answer"), key="k")
            seen = repr(harness.chat) + repr(delivery)
    everything = caplog.text + repr(logged) + seen
    for secret in (TOKEN, SECRET, "my answer"):
        assert secret not in everything


async def test_other_workspaces_cannot_speak_for_ours(slack: FakeSlack, inbox: RecordingInbox) -> None:
    kind, payload = COMMAND
    assert (await slack.deliver(kind, {**payload, "team_id": "T0OTHER"})).status == 200
    other = json.loads(json.dumps({**EVENT, "event": MESSAGE}).replace(TEAM, "T0OTHER"))
    assert (await slack.deliver("events_api", other)).status == 200
    assert inbox.taken == []


async def test_a_slack_that_lets_us_not_in_stops_the_start(slack: FakeSlack, inbox: RecordingInbox) -> None:
    chat = Slack(bot_token="xoxb-wrong", signing_secret=SECRET, app_token=None, api_url=slack.api_url, clock=clock)
    with pytest.raises(ChatError, match=r"invalid_auth.*VARDAG_SLACK_BOT_TOKEN") as error:
        await chat.start(inbox)
    assert "xoxb-wrong" not in str(error.value)
    await chat.stop()

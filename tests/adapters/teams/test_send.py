"""What became of a message, whatever Teams answers."""

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import quote

import pytest
from aiohttp import web

from adapters.call import PAUSE
from adapters.port import Answer, Delivered, Delivery, Refused, Throttled, Unknown
from adapters.teams.chat import Teams
from adapters.teams.login import Password
from adapters.teams.refusal import BUSY
from bot.clock import StillClock
from dialogues.address import Address
from dialogues.event import Said
from dialogues.message import Message, Paragraph
from tests.adapters.conftest import NOW, clock
from tests.adapters.faults import Fault, answered, held, reset_after_storing
from tests.adapters.inbox import RecordingInbox
from tests.adapters.teams.fake import FakeTeams
from tests.adapters.teams.harness import WORKSPACE, TeamsHarness, app_of, read
from tests.adapters.teams.signing import PASSWORD

MESSAGE = Message(summary="Hej", blocks=(Paragraph(text="How did it go?"),))
NEW = Address(workspace=WORKSPACE, user="aad-anna")


def known(teams: FakeTeams, user: str = "aad-anna") -> Address:
    opaque = {"service": teams.service, "member": f"29:{user}"}
    return Address(workspace=WORKSPACE, user=user, channel=teams.conversation(user), opaque=opaque)


async def send(connected: TeamsHarness, to: Address | None = None) -> Delivery:
    return await connected.chat.send(to=to or known(connected.teams), message=MESSAGE, key="k")


def refused(status: int, code: str, sub_code: str | None = None, **headers: str) -> Fault:
    error = {"code": code, "message": "…"} | ({"subCode": sub_code} if sub_code else {})
    return answered(status, json.dumps({"error": error}), **headers)


async def test_a_conversation_is_opened_once(connected: TeamsHarness, teams: FakeTeams) -> None:
    first = await send(connected, NEW)
    assert isinstance(first, Delivered)
    opaque = {"service": teams.service, "member": "aad-anna"}
    assert first.address == Address(
        workspace=WORKSPACE, user="aad-anna", channel=teams.conversation("aad-anna"), opaque=opaque
    )
    second = await send(connected, first.address)
    assert isinstance(second, Delivered)
    assert second.address == first.address
    assert [posted.id for posted in teams.dialogue("aad-anna")] == [first.ref, second.ref]
    assert [call for call in teams.calls if call != "metadata"] == ["create", "post", "post"]


async def test_somebody_who_has_been_heard_is_written_to_where_they_were(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox
) -> None:
    await connected.says("aad-anna", "hej")
    where = inbox.only(Said).where
    assert where is not None
    delivery = await send(connected, where.address)
    assert delivery == Delivered(ref=teams.posted[0].id, address=known(teams))
    assert "create" not in teams.calls


async def test_what_nobody_asked_for_shows_in_the_feed_and_an_answer_does_not(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox
) -> None:
    inbox.answers(Said, Answer(reply=MESSAGE))
    await send(connected)
    await connected.says("aad-anna", "hej")
    assert [(posted.summary, posted.alert) for posted in teams.posted] == [("Hej", True), ("Hej", False)]
    assert read(teams.posted[0].card).lines == ("How did it go?",)


CASES = [
    (refused(429, "Throttled", Retry_After="7"), Throttled(retry_after=timedelta(seconds=7))),
    (refused(429, "Throttled"), Throttled(retry_after=PAUSE)),
    (answered(429, "{}", Retry_After="soon"), Throttled(retry_after=PAUSE)),
    (refused(412, "PreconditionFailed"), Throttled(retry_after=BUSY, scope="message")),
    (refused(403, "Forbidden", "MessageWritesBlocked"), Refused(scope="account", reason="MessageWritesBlocked")),
    (refused(403, "ConversationBlockedByUser"), Refused(scope="account", reason="ConversationBlockedByUser")),
    (refused(403, "BotNotInConversationRoster"), Refused(scope="account", reason="BotNotInConversationRoster")),
    (refused(404, "ConversationNotFound"), Refused(scope="account", reason="ConversationNotFound")),
    (answered(403, "[1]"), Refused(scope="account", reason="http_403")),
    (refused(403, "BotDisabledByAdmin"), Refused(scope="workspace", reason="BotDisabledByAdmin")),
    (refused(403, "Forbidden", "BotDisabledByAdmin"), Refused(scope="workspace", reason="BotDisabledByAdmin")),
    (refused(401, "BotNotRegistered"), Refused(scope="workspace", reason="BotNotRegistered")),
    (answered(401, '{"message": "Authorization has been denied"}'), Throttled(retry_after=PAUSE)),
    (refused(400, "BadSyntax"), Refused(scope="message", reason="BadSyntax")),
    (refused(413, "MessageSizeTooBig"), Refused(scope="message", reason="MessageSizeTooBig")),
    (answered(400, '{"error": "x"}'), Refused(scope="message", reason="http_400")),
    (answered(400, '{"error": {"code": 5}}'), Refused(scope="message", reason="http_400")),
    (refused(500, "ServiceError"), Unknown(reason="ServiceError")),
    (answered(502, "{}"), Unknown(reason="http_502")),
    (answered(503, "{}", Retry_After="1"), Unknown(reason="http_503")),
    (answered(504, "{}"), Unknown(reason="http_504")),
    (answered(408, "{}"), Unknown(reason="http_408")),
    (answered(201, '{"id": tru'), Unknown(reason="DeserializationError")),
    (answered(201, "[1]"), Unknown(reason="DeserializationError")),
    (answered(201, "ok", "text/plain"), Unknown(reason="DeserializationError")),
    (answered(201, "{}"), Unknown(reason="no_id")),
    (answered(201, '{"id": null}'), Unknown(reason="no_id")),
    (answered(202, ""), Unknown(reason="no_id")),
    (reset_after_storing, Unknown(reason="ConnectionError")),
]


@pytest.mark.parametrize(("fault", "delivery"), CASES)
async def test_every_failure_is_told_as_what_it_is(
    connected: TeamsHarness, teams: FakeTeams, fault: Fault, delivery: Delivery
) -> None:
    teams.faults["post"].append(fault)
    assert await send(connected) == delivery
    assert teams.calls.count("post") == 1


@pytest.mark.parametrize(
    ("fault", "delivery"),
    [
        (refused(429, "Throttled", Retry_After="7"), Throttled(retry_after=timedelta(seconds=7))),
        (answered(503, "{}"), Throttled(retry_after=PAUSE, scope="message")),
        (reset_after_storing, Throttled(retry_after=PAUSE, scope="message")),
        (answered(201, "{}"), Throttled(retry_after=PAUSE, scope="message")),
        (answered(201, "<html>", "text/html"), Throttled(retry_after=PAUSE, scope="message")),
        (refused(401, "BotNotRegistered"), Refused(scope="workspace", reason="BotNotRegistered")),
        (refused(400, "BadArgument"), Refused(scope="message", reason="BadArgument")),
    ],
)
async def test_nothing_is_in_doubt_while_the_conversation_is_not_open(
    connected: TeamsHarness, teams: FakeTeams, fault: Fault, delivery: Delivery
) -> None:
    teams.faults["create"].append(fault)
    assert await send(connected, NEW) == delivery
    assert (teams.posted, teams.calls.count("create")) == ([], 1)


@pytest.mark.parametrize("user", ["aad-gone", "aad-nobody"])
async def test_somebody_without_the_bot_is_out_of_reach(connected: TeamsHarness, user: str) -> None:
    delivery = await send(connected, Address(workspace=WORKSPACE, user=user))
    assert delivery == Refused(scope="account", reason="BotNotInConversationRoster")


@pytest.mark.parametrize(("limit", "reason"), [("wire.WIRE", "ReadTimeout"), ("sdk.PATIENCE", "TimeoutError")])
async def test_a_teams_that_hangs_leaves_doubt(
    connected: TeamsHarness, teams: FakeTeams, monkeypatch: pytest.MonkeyPatch, limit: str, reason: str
) -> None:
    monkeypatch.setattr(f"adapters.teams.{limit}", 0.2)
    later = asyncio.Event()
    teams.faults["post"].append(held(later))
    assert await send(connected) == Unknown(reason=reason)
    later.set()
    assert teams.calls.count("post") == 1


async def test_a_teams_that_cannot_be_reached_has_nothing(connected: TeamsHarness) -> None:
    nowhere = Address(workspace=WORKSPACE, user="a", channel="a:1", opaque={"service": "http://127.0.0.1:1/"})
    assert await send(connected, nowhere) == Throttled(retry_after=PAUSE)
    new = Address(workspace=WORKSPACE, user="a", opaque={"service": "http://127.0.0.1:1/"})
    assert await send(connected, new) == Throttled(retry_after=PAUSE)


@pytest.mark.parametrize("status", [303, 307, 308])
async def test_a_message_and_its_token_go_nowhere_else(connected: TeamsHarness, teams: FakeTeams, status: int) -> None:
    elsewhere = f"{teams.service}v3/conversations/{quote(teams.conversation('aad-bo'), safe='')}/activities"
    teams.faults["post"].append(answered(status, "", Location=elsewhere))
    assert not isinstance(await send(connected), Delivered)
    assert (teams.posted, teams.calls.count("post")) == ([], 1)


# The token


async def test_one_token_does_for_many_messages(connected: TeamsHarness, teams: FakeTeams) -> None:
    await send(connected)
    everybody = [send(connected, known(teams, user)) for user in ("aad-anna", "aad-bo") for _ in range(5)]
    assert {type(delivery) for delivery in await asyncio.gather(*everybody)} == {Delivered}
    assert (len(teams.posted), len(teams.logins)) == (11, 1)


async def test_one_token_does_for_many_who_want_it_at_once(teams: FakeTeams) -> None:
    before = len(teams.logins)
    chat = Teams(app=app_of(teams), clock=clock)
    await asyncio.gather(*(chat.send(to=known(teams), message=MESSAGE, key="k") for _ in range(5)))
    assert (len(teams.posted), len(teams.logins) - before) == (5, 1)


async def test_a_token_that_is_not_taken_is_not_used_again(connected: TeamsHarness, teams: FakeTeams) -> None:
    teams.faults["post"].append(refused(401, "Unauthorized"))
    assert await send(connected) == Throttled(retry_after=PAUSE)
    assert len(teams.logins) == 1
    assert isinstance(await send(connected), Delivered)
    assert len(teams.logins) == 2


async def test_two_messages_with_the_token_that_was_taken_back_are_both_tried_again(
    connected: TeamsHarness, teams: FakeTeams
) -> None:
    teams.faults["post"].extend([refused(401, "Unauthorized")] * 2)
    again = Throttled(retry_after=PAUSE)
    assert set(await asyncio.gather(send(connected), send(connected))) == {again}
    assert isinstance(await send(connected), Delivered)


async def test_a_token_that_was_taken_meanwhile_is_not_the_one_in_doubt(
    connected: TeamsHarness, teams: FakeTeams
) -> None:
    teams.faults["post"].extend([refused(401, "Unauthorized"), refused(403, "Forbidden"), refused(401, "Unauthorized")])
    deliveries = [await send(connected) for _ in range(3)]
    assert [type(each) for each in deliveries] == [Throttled, Refused, Throttled]


async def test_a_late_refusal_of_an_older_token_says_nothing_of_the_newer(
    connected: TeamsHarness, teams: FakeTeams, time: StillClock
) -> None:
    late = asyncio.Event()

    async def slow(request: web.Request, act: Callable[[], web.Response]) -> web.StreamResponse:
        await late.wait()
        return await refused(401, "Unauthorized")(request, act)

    teams.faults["post"].extend([slow, refused(401, "Unauthorized")])
    first = asyncio.ensure_future(send(connected))
    while "post" not in teams.calls:
        await asyncio.sleep(0.01)
    time.move(NOW + timedelta(hours=2))
    assert await send(connected) == Throttled(retry_after=PAUSE)
    late.set()
    assert await first == Throttled(retry_after=PAUSE)


async def test_who_is_told_to_wait_has_shown_nothing(connected: TeamsHarness, teams: FakeTeams) -> None:
    never = refused(401, "Unauthorized")
    teams.faults["post"].extend([never, refused(429, "TooManyRequests"), never])
    deliveries = [await send(connected) for _ in range(3)]
    assert deliveries[-1] == Refused(scope="workspace", reason="Unauthorized")


async def test_a_new_token_that_is_not_taken_either_stops_everything(connected: TeamsHarness, teams: FakeTeams) -> None:
    teams.faults["post"].extend([refused(401, "Unauthorized")] * 2)
    assert await send(connected) == Throttled(retry_after=PAUSE)
    assert await send(connected) == Refused(scope="workspace", reason="Unauthorized")


async def test_who_is_not_let_in_can_write_to_nobody(teams: FakeTeams) -> None:
    chat = Teams(app=app_of(teams, proof=Password(secret="wrong")), clock=clock)
    delivery = await chat.send(to=known(teams), message=MESSAGE, key="k")
    assert delivery == Refused(scope="workspace", reason="invalid_client AADSTS7000215")
    assert "post" not in teams.calls
    teams.secret = "wrong"
    assert isinstance(await chat.send(to=known(teams), message=MESSAGE, key="k"), Delivered)


async def test_without_a_login_nothing_is_sent_and_it_may_be_tried_again(
    teams: FakeTeams, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = Teams(app=app_of(teams, login_url="https://127.0.0.1:1/"), clock=clock)
    assert await nowhere.send(to=known(teams), message=MESSAGE, key="k") == Throttled(retry_after=PAUSE)
    monkeypatch.setattr("adapters.teams.login.WIRE", 0.2)
    later = asyncio.Event()
    teams.faults["token"].append(held(later))
    hanging = Teams(app=app_of(teams, proof=Password(secret=PASSWORD)), clock=clock)
    async with asyncio.timeout(5):
        assert await hanging.send(to=known(teams), message=MESSAGE, key="k") == Throttled(retry_after=PAUSE)
    later.set()
    assert "post" not in teams.calls


@pytest.mark.usefixtures("logged")
async def test_no_secret_is_in_a_representation_or_a_log(teams: FakeTeams, caplog: pytest.LogCaptureFixture) -> None:
    words = Message(summary="my answer", blocks=(Paragraph(text="my answer"),))
    teams.faults["post"].extend([refused(401, "Unauthorized"), answered(500, "{}")])
    for secret in (PASSWORD, "wrong"):
        chat = Teams(app=app_of(teams, proof=Password(secret=secret)), clock=clock)
        seen = [repr(await chat.send(to=known(teams), message=words, key="k")) for _ in range(3)]
        assert PASSWORD not in repr(chat) + repr(seen)
        assert "my answer" not in repr(seen)
    assert len(teams.posted) == 1
    assert "token" in caplog.text  # the login and the connector were listened to

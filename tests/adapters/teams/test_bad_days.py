"""When Microsoft's servers are not themselves: busy, slow, or answering with something else."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
import trustme
from aiohttp import web

from adapters.call import PAUSE
from adapters.port import Answer, ChatError, Delivered, Refused, Throttled, Unknown
from adapters.teams.chat import Teams
from adapters.teams.login import Certificate
from bot.clock import StillClock
from dialogues.event import Left, Said, Seen
from tests.adapters.conftest import NOW, clock
from tests.adapters.contract.test_contract import said
from tests.adapters.faults import Fault, answered, held
from tests.adapters.inbox import RecordingInbox
from tests.adapters.serving import serving
from tests.adapters.teams.fake import FakeTeams
from tests.adapters.teams.harness import TeamsHarness, app_of
from tests.adapters.teams.signing import TENANT, server_side
from tests.adapters.teams.test_send import MESSAGE, known, send

BUSY: dict[str, Fault] = {
    "500": answered(500, "busy", "text/plain"),
    "503": answered(503, '{"error": "temporarily_unavailable"}'),
    "429": answered(429, '{"error": "temporarily_unavailable"}'),
    "429_page": answered(429, "<html>", "text/html"),
    "a_page": answered(200, "<html>", "text/html"),
    "list": answered(200, "[1]"),
    "null": answered(200, "null"),
}


# A login that is busy stops nobody for good


@pytest.mark.parametrize("name", BUSY)
async def test_a_busy_login_is_tried_again(teams: FakeTeams, name: str) -> None:
    teams.faults["token"].append(BUSY[name])
    chat = Teams(app=app_of(teams), clock=clock)
    assert await chat.send(to=known(teams), message=MESSAGE, key="k") == Throttled(retry_after=PAUSE)


@pytest.mark.parametrize("name", BUSY)
async def test_a_busy_login_is_named(teams: FakeTeams, name: str) -> None:
    teams.faults["token"].append(BUSY[name])
    found = {each.what: each.detail for each in await Teams(app=app_of(teams), clock=clock).findings() if not each.well}
    assert "VARDAG_TEAMS_LOGIN_URL" in found["Teams login"]


@pytest.mark.parametrize(("status", "body"), [(503, "x"), (429, "{}"), (204, ""), (200, "[]"), (200, "{}")])
async def test_a_busy_discovery_is_tried_again(teams: FakeTeams, status: int, body: str) -> None:
    async def discovered(_: web.Request) -> web.Response:
        return web.Response(status=status, text=body)

    app = web.Application()
    app.router.add_get("/{path:.*}", discovered)
    async with serving(app, ssl_context=server_side()) as url:
        chat = Teams(app=app_of(teams, login_url=url), clock=clock)
        assert await chat.send(to=known(teams), message=MESSAGE, key="k") == Throttled(retry_after=PAUSE)
        await chat.findings()


# Certificates that will not do


@pytest.mark.parametrize("kind", ["elliptic", "without_its_key"])
async def test_a_certificate_that_will_not_do_is_named(teams: FakeTeams, inbox: RecordingInbox, kind: str) -> None:
    leaf = trustme.CA().issue_cert("bot.example.com", key_type=trustme.KeyType.ECDSA)
    certificate = leaf.cert_chain_pems[0].bytes().decode()
    pem = certificate if kind == "without_its_key" else leaf.private_key_pem.bytes().decode() + certificate
    chat = Teams(app=app_of(teams, proof=Certificate(pem=pem)), clock=clock)
    assert isinstance(await chat.send(to=known(teams), message=MESSAGE, key="k"), Refused)
    assert [finding.what for finding in await chat.findings() if not finding.well] == ["Teams login"]
    with pytest.raises(ChatError):
        await chat.start(inbox)


# Refusals that are not JSON


@pytest.mark.parametrize("page", [("slow down", "text/plain"), ("<html>", "text/html"), ("{", "application/json")])
@pytest.mark.parametrize(
    ("status", "delivery"),
    [
        (429, Throttled(retry_after=PAUSE)),
        (403, Refused(scope="account", reason="http_403")),
        (413, Refused(scope="message", reason="http_413")),
        (401, Throttled(retry_after=PAUSE)),
        (502, Unknown(reason="http_502")),
    ],
)
async def test_a_refusal_that_is_no_json_is_one_all_the_same(
    connected: TeamsHarness, teams: FakeTeams, page: tuple[str, str], status: int, delivery: Any
) -> None:
    teams.faults["post"].append(answered(status, *page))
    assert await send(connected) == delivery
    assert status != 401 or (await send(connected), len(teams.logins))[1] == 2


# Answers that nobody foresaw


@pytest.mark.parametrize("status", [204, 205, 301, 302, 303, 307, 308])
async def test_what_is_no_refusal_leaves_doubt(connected: TeamsHarness, teams: FakeTeams, status: int) -> None:
    teams.faults["post"].append(answered(status, "", Location=f"{teams.address}/metadata"))
    assert await send(connected) == Unknown(reason=f"http_{status}")


@pytest.mark.parametrize("status", [402, 406, 409, 410, 418])
async def test_an_unforeseen_refusal_stops_not_the_whole_tenant(
    connected: TeamsHarness, teams: FakeTeams, status: int
) -> None:
    teams.faults["post"].append(answered(status, "{}"))
    delivery = await send(connected)
    assert isinstance(delivery, Refused)
    assert delivery.scope != "workspace"


# What lies idle is forgotten on the way


class Router:
    """Something on the way that drops connections which have been silent for four minutes, and tells nobody."""

    def __init__(self, clock: StillClock) -> None:
        self._clock = clock
        self.seen: dict[object, datetime] = {}

    async def pass_on(self, request: web.Request, act: Callable[[], web.Response]) -> web.StreamResponse:
        assert request.transport is not None
        line = request.transport.get_extra_info("peername")
        lost = self._clock.now() - self.seen.get(line, self._clock.now()) >= timedelta(minutes=4)
        self.seen[line] = self._clock.now()
        if lost:
            request.transport.abort()
        return act()


async def test_nothing_is_sent_on_a_connection_that_was_forgotten(
    connected: TeamsHarness, teams: FakeTeams, time: StillClock
) -> None:
    router = Router(time)
    teams.faults["post"].extend([router.pass_on] * 4)
    for seconds in (0, 30, 300, 301):
        time.move(NOW + timedelta(seconds=seconds))
        assert isinstance(await send(connected), Delivered)
    assert len(router.seen) == 2


async def test_what_is_under_way_on_an_old_connection_is_waited_for(
    connected: TeamsHarness, teams: FakeTeams, time: StillClock
) -> None:
    answer = asyncio.Event()
    teams.faults["post"].append(held(answer))
    slow = asyncio.ensure_future(send(connected))
    while "post" not in teams.calls:
        await asyncio.sleep(0.01)
    time.move(NOW + timedelta(minutes=5))
    assert isinstance(await send(connected, known(teams, "aad-bo")), Delivered)
    answer.set()
    assert isinstance(await slow, Delivered)


# What was not reached was not told


@pytest.mark.parametrize("way", ["direct", "by_proxy"])
@pytest.mark.parametrize("taken", [False, True])
async def test_nobody_is_in_doubt_about_what_was_never_said(
    connected: TeamsHarness, monkeypatch: pytest.MonkeyPatch, way: str, taken: bool
) -> None:
    """Where nobody listens, and where nobody takes the connection in time."""
    monkeypatch.setattr("adapters.teams.wire.WIRE", 0.2)
    with socket.socket() as server, socket.socket() as first, socket.socket() as second:
        server.bind(("127.0.0.1", 0))
        if taken:
            server.listen(0)
            for each in (first, second):
                each.setblocking(False)
                each.connect_ex(server.getsockname())
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        if way == "by_proxy":
            monkeypatch.setenv("HTTP_PROXY", url)
            monkeypatch.delenv("NO_PROXY", raising=False)
            monkeypatch.delenv("no_proxy", raising=False)
            url = "http://smba.example/"
        to = replace(known(connected.teams), opaque={"service": url, "member": "29:aad-anna"})
        assert await send(connected, to) == Throttled(retry_after=PAUSE)


# What is slow keeps nobody else waiting


async def test_a_connector_that_hangs_leaves_the_others_their_threads(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox
) -> None:
    """The database's reads, on SQLite, are done in the event loop's own."""
    never = asyncio.Event()
    teams.faults["post"].extend([held(never)] * 40)
    inbox.answers(Said, Answer(reply=said("Hello")))
    for _ in range(40):
        await teams.deliver(teams.activity("aad-anna", type="message", text="hej", conversation=elsewhere(teams)))
    async with asyncio.timeout(5):
        await asyncio.gather(*(asyncio.to_thread(int) for _ in range(20)))
    never.set()


def elsewhere(teams: FakeTeams) -> dict[str, str]:
    """A conversation of its own: in each, one thing is done after the other."""
    return {"conversationType": "personal", "id": f"a:{teams.number()}", "tenantId": TENANT}


async def test_who_cannot_be_told_at_once_is_asked_for_again(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.teams.roster.AGAIN", (0.01, 0.01, 0.01))
    teams.faults["member"].extend([answered(429, "{}"), answered(503, "busy", "text/plain")])
    await connected.appears("aad-anna")
    async with asyncio.timeout(5):
        while len([event for event in inbox.events if isinstance(event, Seen)]) < 2:
            await asyncio.sleep(0.01)
    first, second = (event.profile for event in inbox.events if isinstance(event, Seen))
    assert (first.email, second.email) == (None, "anna@example.com")


async def test_who_has_left_meanwhile_is_not_brought_back(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.teams.roster.AGAIN", (0.2,))
    teams.faults["member"].append(answered(503, "busy", "text/plain"))
    await connected.appears("aad-anna")
    await teams.deliver(teams.activity("aad-anna", type="installationUpdate", action="remove"))
    await teams.until(lambda: teams.calls.count("member") == 2)
    await asyncio.sleep(0.05)
    assert [type(event) for event in inbox.events] == [Seen, Left]


async def test_who_leaves_while_they_are_asked_for_has_left(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox
) -> None:
    answer = asyncio.Event()
    teams.faults["member"].append(held(answer))
    coming = asyncio.ensure_future(connected.appears("aad-anna"))
    while "member" not in teams.calls:
        await asyncio.sleep(0.01)
    await teams.deliver(teams.activity("aad-anna", type="installationUpdate", action="remove"))
    answer.set()
    await coming
    assert [type(event) for event in inbox.events] == [Left]


async def test_a_roster_with_what_no_database_keeps_is_cleaned(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox
) -> None:
    teams.faults["member"].append(
        answered(200, '{"id": "29:aad-anna", "name": "A\\ud800\\u0000", "email": "A@X.SE\\u0000"}')
    )
    await connected.appears("aad-anna")
    assert (inbox.only(Seen).profile.name, inbox.only(Seen).profile.email) == ("A?", "a@x.se")

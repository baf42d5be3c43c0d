"""What Teams may send that is none of ours, or not now: answered as it expects, and nothing happens."""

from typing import Any

import aiohttp
import pytest
import structlog
from aiohttp import web

from adapters.teams.chat import Teams
from dialogues.event import Said
from tests.adapters.conftest import clock
from tests.adapters.inbox import RecordingInbox
from tests.adapters.serving import serving
from tests.adapters.teams.fake import FakeTeams
from tests.adapters.teams.harness import TeamsHarness, app_of

WORDS = {"type": "message", "text": "my answer"}
TAP = {
    "type": "invoke",
    "name": "adaptiveCard/action",
    "value": {"action": {"data": {"vardag": {"choose": "a/b/c/d"}}}},
}

EVENTS: list[dict[str, Any]] = [
    {"type": "messageReaction", "reactionsAdded": [{"type": "like"}], "replyToId": "1"},
    {"type": "typing"},
    {"type": "event", "name": "application/vnd.microsoft.meetingStart", "value": {}},
    {"type": "messageUpdate", "text": "my answer"},
    {"type": "conversationUpdate", "channelData": {"tenant": {"id": "x"}, "eventType": "teamRenamed"}},
    {"type": "conversationUpdate"},
    {"type": "installationUpdate", "action": "renamed"},
    {"type": "message"},
    {"type": "message", "value": {"theirs": 1}},
    {"type": "message", "text": 5, "entities": 5, "attachments": 5},
    {"type": "of tomorrow"},
    {"type": 5},
    {},
]


@pytest.mark.parametrize("told", EVENTS)
async def test_what_nothing_listens_to_is_acknowledged(
    teams: FakeTeams, inbox: RecordingInbox, told: dict[str, Any]
) -> None:
    with structlog.testing.capture_logs() as logged:
        heard = await teams.deliver(teams.activity("aad-anna", **told))
    assert (heard.status, heard.body) == (200, "")
    assert (inbox.taken, teams.posted) == ([], [])
    assert {entry["event"] for entry in logged} <= {"teams activity passed over"}


@pytest.mark.parametrize("name", ["composeExtension/query", "signin/verifyState", "message/submitAction", "", 5, None])
async def test_an_invoke_that_we_know_nothing_of_is_told_so(
    teams: FakeTeams, inbox: RecordingInbox, name: object
) -> None:
    heard = await teams.deliver(teams.activity("aad-anna", type="invoke", name=name, value={}))
    assert (heard.status, heard.body) == (501, "")
    assert inbox.taken == []


@pytest.mark.parametrize("name", ["adaptiveCard/action", "task/fetch", "task/submit"])
@pytest.mark.parametrize(
    "value",
    [
        None,
        5,
        [],
        {},
        {"action": None, "data": None},
        {"action": "x", "data": "x"},
        {"action": {"data": []}, "data": []},
        {"action": {"data": {"theirs": 1}}, "data": {"theirs": 1}},
        {"action": {"data": {"vardag": 5}}, "data": {"vardag": 5}},
        {"action": {"data": {"vardag": {"theirs": 1}}}, "data": {"vardag": {"theirs": 1}}},
    ],
)
async def test_an_invoke_that_makes_no_sense_is_told_so(
    teams: FakeTeams, inbox: RecordingInbox, name: str, value: object
) -> None:
    heard = await teams.deliver(teams.activity("aad-anna", type="invoke", name=name, value=value))
    assert heard.status == 400
    assert (heard.json["statusCode"], heard.json["type"]) == (400, "application/vnd.microsoft.error")
    assert heard.json["value"]["code"] == "BadRequest"
    assert inbox.taken == []


ELSEWHERE: dict[str, dict[str, Any]] = {
    "another_tenant": {"channelData": {"tenant": {"id": "their-tenant"}}},
    "another_tenant_by_its_conversation": {"channelData": {}, "conversation": {"id": "a", "tenantId": "their-tenant"}},
    "no_tenant": {"channelData": None, "conversation": {"id": "a"}},
    "a_group_chat": {"conversation": {"id": "19:a@thread.v2", "conversationType": "groupChat", "isGroup": True}},
    "somebody_from_outside": {"from": {"id": "29:aad-anna", "name": "Anna"}},
    "nobody": {"from": None},
    "no_conversation": {"conversation": None},
    "another_channel": {"channelId": "webchat"},
}


@pytest.mark.parametrize("where", ELSEWHERE)
async def test_only_people_of_our_tenant_in_their_own_chat_are_heard(
    teams: FakeTeams, inbox: RecordingInbox, where: str
) -> None:
    said = await teams.deliver(teams.activity("aad-anna", **WORDS) | ELSEWHERE[where])
    tapped = await teams.deliver(teams.activity("aad-anna", **TAP) | ELSEWHERE[where])
    came = await teams.deliver(teams.activity("aad-anna", type="installationUpdate", action="add") | ELSEWHERE[where])
    assert (said.status, tapped.status, came.status) == (200, 501, 200)
    assert (inbox.taken, teams.posted) == ([], [])
    assert "member" not in teams.calls


@pytest.mark.parametrize("act", [WORDS, {"type": "installationUpdate", "action": "add"}])
async def test_in_a_channel_nobody_is_met_and_what_is_said_there_is_not_heard(
    teams: FakeTeams, inbox: RecordingInbox, act: dict[str, Any]
) -> None:
    where = {"conversation": {"id": "19:a@thread.tacv2", "conversationType": "channel"}}
    assert (await teams.deliver(teams.activity("aad-anna", **act) | where)).status == 200
    assert (inbox.taken, teams.posted) == ([], [])
    assert "member" not in teams.calls


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS"])
async def test_other_methods_are_not_allowed(teams: FakeTeams, method: str) -> None:
    async with aiohttp.ClientSession() as http, http.request(method, f"{teams.bot}/api/messages") as response:
        assert response.status == 405


async def test_before_the_start_and_after_the_stop_nothing_is_taken(
    connected: TeamsHarness, teams: FakeTeams, inbox: RecordingInbox
) -> None:
    await connected.chat.stop()
    assert (await teams.deliver(teams.activity("aad-anna", **WORDS))).status == 503
    app = web.Application()
    app.add_routes(Teams(app=app_of(teams), clock=clock).routes())
    async with serving(app) as teams.bot:
        assert (await teams.deliver(teams.activity("aad-anna", **WORDS))).status == 503
    assert inbox.taken == []


async def test_in_development_whoever_says_that_it_is_teams_is_let_in(teams: FakeTeams, inbox: RecordingInbox) -> None:
    before = list(teams.calls)
    chat = Teams(app=app_of(teams, proof=None), clock=clock)
    app = web.Application()
    app.add_routes(chat.routes())
    async with serving(app) as teams.bot:
        await chat.start(inbox)
        body = b'{"x": "\xff"}'
        assert (await teams.send(body, {"Content-Type": "application/json"})).status == 400
        activity = teams.activity("aad-anna", **WORDS)
        async with aiohttp.ClientSession() as http:
            for _ in range(2):
                async with http.post(f"{teams.bot}/api/messages", json=activity) as response:
                    assert response.status == 200
        await chat.stop()
    assert inbox.only(Said).text == "my answer"
    assert (teams.calls, [finding.well for finding in await chat.findings()]) == (before, [True])

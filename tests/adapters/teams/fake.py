"""A Teams of our own that speaks real HTTP: connector, keys and login on one side, signed activities to the bot on the
other. It keeps what people would see, and refuses what Teams would refuse.

    async with FakeTeams.serve(clock=clock, people=people) as teams:
        teams.faults["post"].append(answered(429, "{}", Retry_After="7"))   # the next call meets it
        teams.posted, teams.dialogs, teams.calls
        await teams.deliver(teams.activity(user, type="message", text="hej"))
        await teams.until(lambda: ...)                                      # waits for the bot to have done something
"""

import asyncio
import itertools
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import formatdate
from typing import Any

import aiohttp
from aiohttp import web

from dialogues.address import Profile
from tests.adapters.faults import Fault
from tests.adapters.serving import serving
from tests.adapters.teams.cards import faults_of_card
from tests.adapters.teams.signing import (
    APP_ID,
    BOT_TOKEN,
    PASSWORD,
    TENANT,
    claims,
    public_keys,
    server_side,
    signed,
    trusted,
)

Json = Mapping[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"


@dataclass(slots=True, kw_only=True)
class Posted:
    """A message of the bot's in `conversation`."""

    conversation: str
    id: str
    summary: str
    card: dict[str, Any]
    alert: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the bot answered to a request."""

    status: int
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body) if self.body else {}


@dataclass(slots=True, kw_only=True)
class FakeTeams:
    clock: Callable[[], datetime]
    people: Sequence[Profile]
    posted: list[Posted] = field(default_factory=list)
    dialogs: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    #: What the bot has sent, byte for byte.
    bodies: list[bytes] = field(default_factory=list)
    refusals: list[list[str]] = field(default_factory=list)
    faults: defaultdict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    keys: tuple[str, ...] = ("first",)
    endorsements: tuple[str, ...] = ("msteams",)
    logins: list[Mapping[str, str]] = field(default_factory=list)
    secret: str = PASSWORD
    blocked: set[str] = field(default_factory=set)
    teams: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    most_members: int = 2
    date: str | None = None
    bot: str = ""
    address: str = ""
    login_url: str = ""
    sent: tuple[bytes, dict[str, str]] = (b"", {})
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    _http: aiohttp.ClientSession | None = None

    @classmethod
    @asynccontextmanager
    async def serve(
        cls, *, clock: Callable[[], datetime], people: Sequence[Profile] = ()
    ) -> AsyncIterator["FakeTeams"]:
        teams = cls(clock=clock, people=people)
        app, login = web.Application(), web.Application()
        app.add_routes(
            [
                web.get("/metadata", teams._metadata),
                web.get("/keys", teams._keys),
                web.post("/v3/conversations", teams._called("create", FakeTeams._create)),
                web.post("/v3/conversations/{conversation}/activities", teams._called("post", FakeTeams._post)),
                web.put("/v3/conversations/{conversation}/activities/{id}", teams._called("put", FakeTeams._put)),
                web.get("/v3/conversations/{conversation}/members/{id}", teams._called("member", FakeTeams._member)),
            ]
        )
        app.add_routes(
            [
                web.get("/v3/teams/{team}", teams._called("team", FakeTeams._team)),
                web.get("/v3/conversations/{conversation}/pagedmembers", teams._called("members", FakeTeams._members)),
            ]
        )
        login.add_routes(
            [
                web.get("/{tenant}/v2.0/.well-known/openid-configuration", teams._login_metadata),
                web.post("/{tenant}/oauth2/v2.0/token", teams._token),
            ]
        )
        with trusted():
            async with (
                serving(app) as teams.address,
                serving(login, ssl_context=server_side()) as teams.login_url,
                aiohttp.ClientSession() as teams._http,
            ):
                yield teams

    @property
    def service(self) -> str:
        return f"{self.address}/"

    def number(self) -> int:
        return next(self._numbers)

    def conversation(self, user: str) -> str:
        return f"a:{user}/1+2="

    def dialogue(self, user: str) -> list[Posted]:
        """The bot's messages to one person, oldest first."""
        return [posted for posted in self.posted if posted.conversation == self.conversation(user)]

    # To the bot

    def activity(self, user: str, **more: Any) -> dict[str, Any]:
        person = next((each for each in self.people if each.key.user == user), None)
        name = person.name if person else user
        client: dict[str, Any] = {}
        if person and person.locale:
            client |= {"locale": f"{person.locale}-SE"}
        if person and person.timezone:
            client |= {"localTimezone": person.timezone}
        return {
            "id": str(self.number()),
            "timestamp": "2026-11-23T09:00:00.000Z",
            "channelId": "msteams",
            "serviceUrl": self.service,
            "from": {"id": f"29:{user}", "name": name, "aadObjectId": user},
            "recipient": {"id": f"28:{APP_ID}", "name": "Vardag"},
            "conversation": {"conversationType": "personal", "id": self.conversation(user), "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}},
            "entities": [{"type": "clientInfo", "country": "SE", "platform": "Web"}],
            **client,
            **more,
        }

    async def deliver(self, activity: Json) -> Heard:
        """Send an activity the way Teams does."""
        token = signed(claims(activity.get("serviceUrl", "")))
        headers = {"Content-Type": "application/json; charset=utf-8", "Authorization": f"Bearer {token}"}
        return await self.send(json.dumps(activity).encode(), headers)

    async def send(self, body: bytes, headers: dict[str, str]) -> Heard:
        """Send these bytes to the bot."""
        self.sent = body, headers
        assert self._http is not None
        async with self._http.post(f"{self.bot}/api/messages", data=body, headers=headers) as response:
            return Heard(status=response.status, body=await response.text())

    async def until(self, wanted: Callable[[], bool]) -> None:
        """Wait for the bot to have done something."""
        async with asyncio.timeout(10), self._changed:
            await self._changed.wait_for(wanted)

    # From the bot

    def _called(self, name: str, act: Callable[["FakeTeams", web.Request, Json], web.Response]) -> Any:
        async def call(request: web.Request) -> web.StreamResponse:
            self.calls.append(name)
            body = await request.json() if request.can_read_body else {}
            self.bodies.append(await request.read())

            def answer() -> web.Response:
                if request.headers.get("Authorization") != f"Bearer {BOT_TOKEN}":
                    return error(401, "Unauthorized")
                return act(self, request, body)

            try:
                fault = self.faults[name].popleft() if self.faults[name] else None
                return await fault(request, answer) if fault else answer()
            finally:
                await self._tell()

        return call

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    def _known(self, conversation: str) -> Profile | None:
        return next((each for each in self.people if self.conversation(each.key.user) == conversation), None)

    def _create(self, request: web.Request, body: Json) -> web.Response:
        assert body["channelData"]["tenant"]["id"] == TENANT
        (member,) = body["members"]
        user = member["id"].removeprefix("29:")
        person = next((each for each in self.people if each.key.user == user), None)
        if person is None or not person.active:
            return error(403, "BotNotInConversationRoster")
        return web.json_response({"id": self.conversation(user)}, status=201)

    def _post(self, request: web.Request, body: Json) -> web.Response:
        conversation = request.match_info["conversation"]
        person = self._known(conversation)
        if person is None and conversation not in self.teams:
            return error(404, "ConversationNotFound")
        if person is None and "recipient" in body:
            return error(400, "BadSyntax")
        if person is not None and person.key.user in self.blocked:
            return error(403, "Forbidden", "MessageWritesBlocked")
        if refused := self._judge(body):
            return refused
        posted = Posted(
            conversation=conversation,
            id=f"1:{self.number()}",
            summary=body["summary"],
            card=body["attachments"][0]["content"],
            alert=bool(body.get("channelData", {}).get("notification", {}).get("alert")),
            at=self.clock(),
        )
        self.posted.append(posted)
        return web.json_response({"id": posted.id}, status=201)

    def _put(self, request: web.Request, body: Json) -> web.Response:
        posted = self.find(request.match_info["id"])
        if posted is None:
            return error(404, "ActivityNotFoundInConversation")
        if refused := self._judge(body):
            return refused
        posted.card = body["attachments"][0]["content"]
        return web.json_response({"id": posted.id})

    def _member(self, request: web.Request, body: Json) -> web.Response:
        person = self._known(request.match_info["conversation"])
        if person is None or request.match_info["id"] != f"29:{person.key.user}":
            return error(404, "MemberNotFoundInConversation")
        return web.json_response(
            {
                "id": f"29:{person.key.user}",
                "name": person.name,
                "objectId": person.key.user,
                "aadObjectId": person.key.user,
                "email": person.email and person.email.title(),
                "userPrincipalName": f"{person.name.lower()}@example.onmicrosoft.com",
                "tenantId": TENANT,
            }
        )

    def _team(self, request: web.Request, body: Json) -> web.Response:
        id = request.match_info["team"]
        if id not in self.teams:
            return error(404, "NotFound")
        told = {"id": id, "name": "Team", "aadGroupId": "a group", "channelCount": 1}
        kind = {"type": self.kinds[id]} if id in self.kinds else {}
        return web.json_response({**told, "memberCount": len(self.teams[id]), **kind})

    def _members(self, request: web.Request, body: Json) -> web.Response:
        members = self.teams.get(request.match_info["conversation"])
        if members is None:
            return error(404, "ConversationNotFound")
        assert 50 <= int(request.query["pageSize"]) <= 500
        # Fewer than asked for, as the connector may.
        first = int(request.query.get("continuationToken", "0"))
        last = first + self.most_members
        page = [{"id": f"29:{each}", "objectId": each, "aadObjectId": each} for each in members[first:last]]
        return web.json_response({"members": page} | ({"continuationToken": str(last)} if last < len(members) else {}))

    def find(self, id: str) -> Posted | None:
        return next((posted for posted in self.posted if posted.id == id), None)

    def _judge(self, body: Json) -> web.Response | None:
        """Teams' refusal of a message, or None."""
        faults = []
        if body.get("text") or len(body.get("attachments", [])) != 1 or not body.get("summary"):
            faults.append("not one card with a summary")
        for attachment in body.get("attachments", []):
            assert attachment["contentType"] == CARD
            faults += faults_of_card(attachment["content"])
        if not faults:
            return None
        self.refusals.append(faults)
        return error(400, "BadSyntax")

    async def _metadata(self, request: web.Request) -> web.StreamResponse:
        self.calls.append("metadata")
        told = {"issuer": "https://api.botframework.com", "jwks_uri": f"{self.address}/keys"}

        def act() -> web.Response:
            date = self.date or formatdate(self.clock().timestamp(), usegmt=True)
            return web.json_response(told, headers={"Date": date})

        fault = self.faults["metadata"].popleft() if self.faults["metadata"] else None
        return await fault(request, act) if fault else act()

    async def _keys(self, _: web.Request) -> web.Response:
        return web.json_response(public_keys(*self.keys, endorsements=self.endorsements))

    async def _login_metadata(self, request: web.Request) -> web.Response:
        base = f"{self.login_url}/{request.match_info['tenant']}"
        return web.json_response(
            {
                "issuer": f"{base}/v2.0",
                "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                "token_endpoint": f"{base}/oauth2/v2.0/token",
            }
        )

    async def _token(self, request: web.Request) -> web.StreamResponse:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.logins.append(form)

        def act() -> web.Response:
            if "client_assertion" not in form and form.get("client_secret") != self.secret:
                told = "AADSTS7000215: Invalid client secret provided."
                return web.json_response({"error": "invalid_client", "error_description": told}, status=401)
            return web.json_response({"token_type": "Bearer", "expires_in": 3599, "access_token": BOT_TOKEN})

        fault = self.faults["token"].popleft() if self.faults["token"] else None
        return await fault(request, act) if fault else act()


def error(status: int, code: str, closer: str | None = None) -> web.Response:
    """As the connector says what it refuses, and sometimes why more closely."""
    told = {"code": code, "message": "…"} | ({"subCode": closer} if closer else {})
    return web.json_response({"error": told}, status=status)

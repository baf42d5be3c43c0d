"""A Slack of our own that speaks real HTTP: Web API, response URLs and Socket Mode on one side, signed requests to the
bot on the other. It keeps what people would see, and refuses what Slack would refuse.

    async with FakeSlack.serve(clock=clock, people=people) as slack:
        slack.faults["chat.postMessage"].append(throttled(7))       # the next call meets it
        slack.api_url, slack.posted, slack.modals, slack.homes, slack.calls
        await slack.deliver("events_api", slack.event({...}))       # to slack.bot, over HTTP or the open socket
        await slack.until(lambda: ...)                              # waits for the bot to have done something
"""

import asyncio
import hmac
import itertools
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import formatdate
from hashlib import sha256
from typing import Any, Literal
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from adapters.slack.manifest import SCOPES
from dialogues.address import FURTHER_NOTICE, LONG_AGO, Profile
from tests.adapters.faults import Fault
from tests.adapters.serving import serving
from tests.adapters.slack.blockkit import TOO_LONG, faults_of_message, faults_of_posted, faults_of_view
from tests.adapters.slack.history import History, Posted

Json = Mapping[str, Any]
Kind = Literal["events_api", "slash_commands", "interactive"]

TEAM = "T0VARDAG"
BOT_USER = "U0BOT"
BOT_ID = "B0BOT"
TOKEN = "xoxb-of-the-bot"
APP_TOKEN = "xapp-of-the-app"
SECRET = "0123456789abcdef0123456789abcdef"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the bot answered to a request."""

    status: int
    body: str

    @property
    def json(self) -> dict[str, Any]:
        parsed = json.loads(self.body) if self.body else {}
        assert isinstance(parsed, dict)
        return parsed


@dataclass(slots=True, kw_only=True)
class Channel:
    """A channel, in which `users` are besides the bot. `told` is what else conversations.info says of it."""

    users: list[str]
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def is_private(self) -> bool:
        return bool(self.told.get("is_private", True))


@dataclass(slots=True, kw_only=True)
class FakeSlack:
    clock: Callable[[], datetime]
    people: Sequence[Profile]
    posted: list[Posted] = field(default_factory=list)
    modals: dict[str, dict[str, Any]] = field(default_factory=dict)
    homes: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    #: What the bot has sent, byte for byte.
    bodies: list[bytes] = field(default_factory=list)
    refusals: list[list[str]] = field(default_factory=list)
    faults: defaultdict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    scopes: tuple[str, ...] = SCOPES
    knows_charts: bool = True
    date: str | None = None
    bot: str = ""
    address: str = ""
    sent: tuple[bytes, dict[str, str]] = (b"", {})
    history: History = field(init=False)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    _triggers: dict[str, str] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    most_members: int = 2
    _places: dict[str, tuple[Posted, str]] = field(default_factory=dict)
    _uses: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    _socket: web.WebSocketResponse | None = None
    _line: asyncio.Transport | None = None
    _envelopes: dict[str, asyncio.Future[dict[str, Any]]] = field(default_factory=dict)
    _http: aiohttp.ClientSession | None = None

    def __post_init__(self) -> None:
        self.history = History(clock=self.clock)

    @classmethod
    @asynccontextmanager
    async def serve(
        cls, *, clock: Callable[[], datetime], people: Sequence[Profile] = ()
    ) -> AsyncIterator["FakeSlack"]:
        slack = cls(clock=clock, people=people)
        app = web.Application()
        app.add_routes(
            [
                web.route("*", "/api/{method}", slack._api),
                web.post("/response/{place}", slack._response),
                web.get("/socket", slack._connected),
            ]
        )
        async with serving(app) as slack.address, aiohttp.ClientSession() as slack._http:
            yield slack

    @property
    def api_url(self) -> str:
        return f"{self.address}/api/"

    def number(self) -> int:
        return next(self._numbers)

    def ts(self) -> str:
        return f"{int(self.clock().timestamp())}.{self.number():06}"

    def trigger(self, user: str) -> str:
        trigger = f"{self.number()}.trigger"
        self._triggers[trigger] = user
        return trigger

    def response_url(self, posted: Posted, user: str = "") -> str:
        place = str(self.number())
        self._places[place] = posted, user or posted.channel.removeprefix("D")
        return f"{self.address}/response/{place}"

    def conversation(self, user: str) -> str:
        return f"D{user}"

    def show(self, shown: Json, *, channel: str, only: str | None = None) -> Posted:
        posted = Posted(channel=channel, ts=self.ts(), shown=dict(shown), only=only, metadata=shown.get("metadata"))
        self.posted.append(posted)
        return posted

    # To the bot

    def event(self, event: Json) -> dict[str, Any]:
        return {
            "token": "verification",
            "team_id": TEAM,
            "api_app_id": "A0APP",
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{self.number():08}",
            "event_time": int(self.clock().timestamp()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": TEAM,
                    "user_id": BOT_USER,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
        }

    async def deliver(self, kind: Kind, payload: Json) -> Heard:
        """Send `payload` the way Slack does, over the socket where one is open."""
        if self._socket is not None:
            return await self._over_socket(kind, payload)
        body, content_type = encoded(kind, payload)
        return await self.send(body, signed(body, content_type, self.clock()))

    async def send(self, body: bytes, headers: dict[str, str]) -> Heard:
        """Send these bytes to the bot."""
        self.sent = body, headers
        assert self._http is not None
        async with self._http.post(f"{self.bot}/slack/events", data=body, headers=headers) as response:
            return Heard(status=response.status, body=await response.text())

    async def until(self, wanted: Callable[[], bool]) -> None:
        """Wait for the bot to have done something."""
        async with asyncio.timeout(10), self._changed:
            await self._changed.wait_for(wanted)

    async def cast(self, kind: Kind, payload: Json) -> asyncio.Future[dict[str, Any]]:
        """Send `payload` over the socket; what is returned comes true with the acknowledgement."""
        assert self._socket is not None
        envelope = f"envelope-{self.number()}"
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._envelopes[envelope] = answer
        await self._socket.send_json({"type": kind, "envelope_id": envelope, "payload": payload})
        return answer

    async def end_socket(self, how: Literal["refreshed", "closed", "cut"]) -> None:
        """End the open socket: announced, as Slack does every few hours, with a goodbye, or without."""
        socket, self._socket = self._socket, None
        assert socket is not None
        if how == "refreshed":
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
        elif how == "closed":
            await socket.close()
        elif self._line is not None:
            self._line.abort()

    async def _over_socket(self, kind: Kind, payload: Json) -> Heard:
        async with asyncio.timeout(10):
            answer = await (await self.cast(kind, payload))
        return Heard(status=200, body=json.dumps(answer) if answer else "")

    # From the bot

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        self.bodies.append(await request.read())
        body = dict(await request.json()) if request.content_type == "application/json" else {}
        body |= dict(request.query) | dict(await request.post())
        self.calls.append((method, body))
        await self._tell()
        token = APP_TOKEN if method == "apps.connections.open" else TOKEN

        def act() -> web.Response:
            if request.headers.get("Authorization") != f"Bearer {token}":
                return self._answer({"ok": False, "error": "invalid_auth"})
            if method == "conversations.history" and (pause := self.history.pause()):
                return limited(pause)
            return self._answer(METHODS[method](self, body))

        try:
            fault = self.faults[method].popleft() if self.faults[method] else None
            return await fault(request, act) if fault else act()
        finally:
            await self._tell()

    def _answer(self, body: Json) -> web.Response:
        date = self.date or formatdate(self.clock().timestamp(), usegmt=True)
        headers = {"x-oauth-scopes": ",".join(self.scopes), "Date": date}
        return web.json_response({"ok": True, **body}, headers=headers)

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    def _refused(self, faults: list[str], word: str = "invalid_blocks") -> Json:
        self.refusals.append(faults)
        return {"ok": False, "error": word}

    def _auth_test(self, body: Json) -> Json:
        return {
            "url": "https://vardag.slack.com/",
            "team": "Vardag",
            "team_id": TEAM,
            "user_id": BOT_USER,
            "bot_id": BOT_ID,
        }

    def _users_list(self, body: Json) -> Json:
        first, size = int(body.get("cursor") or 0), int(body["limit"])
        more = first + size < len(self.people) + 1
        members = [slack_user(person) for person in self.people] + [{"id": BOT_USER, "is_bot": True, "name": "vardag"}]
        return {
            "members": members[first : first + size],
            "response_metadata": {"next_cursor": str(first + size) if more else ""},
        }

    def _dnd_team_info(self, body: Json) -> Json:
        if "dnd:read" not in self.scopes:
            return {"ok": False, "error": "missing_scope", "needed": "dnd:read"}
        asked = body["users"].split(",")
        assert 0 < len(asked) <= 50
        known = {person.key.user: person for person in self.people}
        if not all(known[user].active for user in asked):
            return {"ok": False, "error": "user_not_found"}
        return {"users": {user: dnd(known[user].silent_until) for user in asked if known[user].silent_until}}

    def _conversations_open(self, body: Json) -> Json:
        user = body["users"]
        person = next((each for each in self.people if each.key.user == user), None)
        if person is None:
            return {"ok": False, "error": "user_not_found"}
        if not person.active:
            return {"ok": False, "error": "user_disabled"}
        return {"channel": {"id": self.conversation(user)}}

    def _post_message(self, body: Json) -> Json:
        if body["channel"] not in [*self.channels, *(self.conversation(person.key.user) for person in self.people)]:
            return {"ok": False, "error": "channel_not_found"}
        faults = faults_of_posted(body)
        if not self.knows_charts and any(block["type"] == "data_visualization" for block in body["blocks"]):
            faults.append("charts are not known here")
        if faults:
            return self._refused(faults, TOO_LONG if TOO_LONG in faults else "invalid_blocks")
        posted = self.show(body, channel=body["channel"])
        return {"channel": posted.channel, "ts": posted.ts, "message": {}}

    def _history(self, body: Json) -> Json:
        if "im:history" not in self.scopes:
            return {"ok": False, "error": "missing_scope", "needed": "im:history"}
        if body["channel"] not in [self.conversation(person.key.user) for person in self.people]:
            return {"ok": False, "error": "channel_not_found"}
        return self.history.page(self.posted, body)

    def _conversations_info(self, body: Json) -> Json:
        channel = self.channels.get(body["channel"])
        if refused := self._unseen(channel):
            return refused
        assert channel is not None
        told = {"id": body["channel"], "is_private": True, "is_ext_shared": False, "is_pending_ext_shared": False}
        return {"channel": told | channel.told}

    def _conversations_members(self, body: Json) -> Json:
        channel = self.channels.get(body["channel"])
        if refused := self._unseen(channel):
            return refused
        assert channel is not None
        # Fewer than asked for, as Slack may.
        first, size = int(body.get("cursor") or 0), min(int(body["limit"]), self.most_members)
        members = [*channel.users[:1], BOT_USER, *channel.users[1:]]
        more = first + size < len(members)
        return {
            "members": members[first : first + size],
            "response_metadata": {"next_cursor": str(first + size) if more else ""},
        }

    def _unseen(self, channel: Channel | None) -> Json | None:
        """Slack's refusal to tell of a channel, or None."""
        if channel is None:
            return {"ok": False, "error": "channel_not_found"}
        needed = "groups:read" if channel.is_private else "channels:read"
        return None if needed in self.scopes else {"ok": False, "error": "missing_scope", "needed": needed}

    def _views_open(self, body: Json) -> Json:
        user = self._triggers.pop(body["trigger_id"], None)
        if user is None:
            return {"ok": False, "error": "expired_trigger_id"}
        if faults := faults_of_view(body["view"]):
            return self._refused(faults, "invalid_arguments")
        self.modals[user] = self._view(body["view"])
        return {"view": self.modals[user]}

    def _views_publish(self, body: Json) -> Json:
        if faults := faults_of_view(body["view"]):
            return self._refused(faults, "invalid_arguments")
        self.homes[body["user_id"]] = self._view(body["view"])
        return {"view": self.homes[body["user_id"]]}

    def _connections_open(self, body: Json) -> Json:
        return {"url": self.address.replace("http", "ws") + "/socket"}

    def _view(self, view: Json) -> dict[str, Any]:
        number = self.number()
        return {
            **view,
            "id": f"V{number}",
            "hash": f"{number}.hash",
            "team_id": TEAM,
            "app_id": "A0APP",
            "bot_id": BOT_ID,
        }

    def view_updated(self, user: str, view: Json, before: Json) -> None:
        """What the answer to the submission of the view `before` asks for.

        A field that is there as it was, by both of its ids, keeps what stood in it: `before` says so as its state.
        """
        assert faults_of_view(view) == []
        entered = before["state"]["values"]
        blocks = [kept(block, entered.get(block.get("block_id"), {})) for block in view["blocks"]]
        self.modals[user] = self._view({**view, "blocks": blocks})

    async def _response(self, request: web.Request) -> web.StreamResponse:
        place, body = request.match_info["place"], await request.json()
        self.calls.append(("response_url", body))

        def act() -> web.Response:
            self._uses[place] += 1
            if place not in self._places or self._uses[place] > 5:
                return web.Response(status=404, text="used_url")
            if faults := faults_of_message(body):
                self.refusals.append(faults)
                return web.Response(status=400, text="invalid_blocks")
            self._respond(*self._places[place], body)
            return web.Response(text="ok")

        try:
            fault = self.faults["response_url"].popleft() if self.faults["response_url"] else None
            return await fault(request, act) if fault else act()
        finally:
            await self._tell()

    def _respond(self, posted: Posted, user: str, body: Json) -> None:
        if body.get("replace_original"):
            posted.shown = dict(body)
        else:
            self.show(body, channel=posted.channel, only=user if body.get("response_type") == "ephemeral" else None)

    async def _connected(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._socket, self._line = socket, request.transport
        await socket.send_json({"type": "hello", "num_connections": 1})
        await self._tell()
        async for message in socket:
            answer = json.loads(message.data)
            self._envelopes.pop(answer["envelope_id"]).set_result(answer.get("payload") or {})
        if self._socket is socket:
            self._socket = None
        return socket


METHODS: dict[str, Callable[[FakeSlack, Json], Json]] = {
    "auth.test": FakeSlack._auth_test,
    "users.list": FakeSlack._users_list,
    "dnd.teamInfo": FakeSlack._dnd_team_info,
    "conversations.open": FakeSlack._conversations_open,
    "conversations.history": FakeSlack._history,
    "conversations.info": FakeSlack._conversations_info,
    "conversations.members": FakeSlack._conversations_members,
    "chat.postMessage": FakeSlack._post_message,
    "views.open": FakeSlack._views_open,
    "views.publish": FakeSlack._views_publish,
    "apps.connections.open": FakeSlack._connections_open,
}


def kept(block: Json, entered: Json) -> Json:
    """A block with what has been entered in its field, whatever the app would have stand there."""
    element = block.get("element", {})
    if element.get("action_id") not in entered:
        return block
    bare = {name: value for name, value in element.items() if not name.startswith("initial_")}
    now = entered[element["action_id"]]
    values = {name.replace("selected", "initial"): value for name, value in now.items() if name.startswith("selected")}
    values |= {"initial_value": now["value"]} if "value" in now else {}
    return {**block, "element": {**bare, **{name: value for name, value in values.items() if value}}}


def slack_user(person: Profile) -> dict[str, Any]:
    """A person as users.list shows them."""
    user: dict[str, Any] = {
        "id": person.key.user,
        "team_id": TEAM,
        "name": person.name.lower(),
        "deleted": not person.active,
        "real_name": person.name,
        "profile": {"real_name": person.name, "email": person.email},
        "is_bot": False,
    }
    if person.away_until is not None:
        user["profile"] |= status(person.away_until)
    if person.active:
        user |= {"tz": person.timezone, "tz_offset": 0, "locale": f"{person.locale}-SE" if person.locale else None}
    return user


def status(until: datetime) -> dict[str, Any]:
    """What a profile shows of somebody who is away until then."""
    if until == LONG_AGO:
        return {"status_emoji": "", "status_text": "", "status_expiration": 0}
    end = 0 if until == FURTHER_NOTICE else int(until.timestamp())
    return {"status_emoji": ":palm_tree:", "status_text": "Vacationing", "status_expiration": end}


def dnd(until: datetime | None) -> dict[str, Any]:
    """Do-not-disturb that lasts until then, or is off."""
    if until is None or until == LONG_AGO:
        return {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    last = int(until.timestamp())
    return {"dnd_enabled": True, "next_dnd_start_ts": last - 36_000, "next_dnd_end_ts": last}


def encoded(kind: Kind, payload: Json) -> tuple[bytes, str]:
    """The bytes of a request, and their content type."""
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(fields, errors="surrogatepass").encode(), "application/x-www-form-urlencoded"


def signed(body: bytes, content_type: str, at: datetime, secret: str = SECRET) -> dict[str, str]:
    """The headers of a request that Slack has signed at this moment."""
    timestamp = str(int(at.timestamp()))
    # slack_sdk's SignatureVerifier does the same, but only to text.
    signature = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, sha256).hexdigest()
    return {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": f"v0={signature}",
    }


# What can go wrong with a call


def throttled(seconds: int) -> Fault:
    async def fault(_: web.Request, act: Callable[[], web.Response]) -> web.StreamResponse:
        return limited(seconds)

    return fault


def limited(seconds: int) -> web.Response:
    headers = {"Retry-After": str(seconds)}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)


def refused(word: str) -> Fault:
    async def fault(_: web.Request, act: Callable[[], web.Response]) -> web.StreamResponse:
        return web.json_response({"ok": False, "error": word})

    return fault

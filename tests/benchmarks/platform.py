"""A platform that several replicas write to over HTTP. It takes no more from anybody than its limit, and remembers what
came when, and from which of them."""

import time
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import aiohttp
from aiohttp import web

from adapters.port import Absent, Delivered, Delivery, Found, Throttled
from dialogues.address import Address, Workspace
from dialogues.message import Message
from tests.adapters.serving import serving
from tests.benchmarks.chat import QuickChat


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A message that was taken, `at` a moment of `time.monotonic`."""

    workspace: str
    key: str
    replica: str
    at: float


@dataclass(slots=True, kw_only=True)
class Platform:
    """Takes at most `limit` messages of a workspace in any second, and throttles the others."""

    limit: int
    address: str = ""
    arrivals: list[Arrival] = field(default_factory=list)
    throttled: int = 0
    _recent: defaultdict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    @classmethod
    @asynccontextmanager
    async def serve(cls, *, limit: int) -> AsyncIterator["Platform"]:
        platform = cls(limit=limit)
        app = web.Application()
        app.add_routes([web.post("/{workspace}", platform._take), web.get("/{workspace}", platform._find)])
        async with serving(app) as platform.address:
            yield platform

    @property
    def doubled(self) -> int:
        """How many messages came more than once."""
        return sum(count > 1 for count in Counter(each.key for each in self.arrivals).values())

    def since(self, at: float, *, replica: str) -> set[str]:
        """The workspaces that this replica has written to since then."""
        return {each.workspace for each in self.arrivals if each.at >= at and each.replica == replica}

    async def _take(self, request: web.Request) -> web.Response:
        workspace, now = request.match_info["workspace"], time.monotonic()
        recent = self._recent[workspace]
        while recent and recent[0] <= now - 1:
            recent.popleft()
        if len(recent) >= self.limit:
            self.throttled += 1
            return web.Response(status=429)
        recent.append(now)
        key, replica = (await request.text()).split()
        self.arrivals.append(Arrival(workspace=workspace, key=key, replica=replica, at=now))
        return web.Response()

    async def _find(self, request: web.Request) -> web.Response:
        key = request.query["key"]
        return web.Response(status=200 if any(each.key == key for each in self.arrivals) else 404)


class WiredChat(QuickChat):
    """One of its workspaces, as one replica reaches it."""

    def __init__(self, workspace: Workspace, *, rate: float, http: aiohttp.ClientSession, url: str, name: str) -> None:
        super().__init__(workspace, rate=rate)
        self._http = http
        self._url = f"{url}/{workspace.platform}"
        self._name = name

    async def send(self, *, to: Address, message: Message[str], key: str) -> Delivery:
        async with self._http.post(self._url, data=f"{key} {self._name}") as response:
            if response.status == 429:
                return Throttled(retry_after=timedelta(seconds=1))
            return Delivered(ref=key, address=replace(to, channel=f"D{to.user}"))

    async def find(self, *, to: Address, key: str, around: datetime) -> Found:
        async with self._http.get(self._url, params={"key": key}) as response:
            return Delivered(ref=key, address=to) if response.status == 200 else Absent()

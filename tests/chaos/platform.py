"""A platform in a process of its own: Slack's Web API and Teams' connector, for any number of workspaces.

It keeps every message that it takes, and fails as often as it is told to.
"""

import asyncio
import math
import random
import re
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from aiohttp import web

from tests.adapters.serving import serving
from tests.chaos.clock import RunClock
from tests.chaos.seeding import MARK

#: Seconds after which a process that everybody has forgotten ends.
LIFETIME = 600
#: Who is calling, as far as they say.
REPLICA = "X-Replica"
#: Seconds after a refusal in which what was already on its way may still come in.
ON_ITS_WAY = 0.25
#: Messages that a workspace may be ahead of its limit.
BURST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """Shares of the calls: answered with 5xx, half of them after all was done; done and never answered; refused with
    429, and everything to this workspace with it for `retry_after` seconds.

    `limit` is messages a second to one workspace, of which more are refused with 429. An answer takes `latency`.
    """

    failing: float = 0.0
    silent: float = 0.0
    throttling: float = 0.0
    retry_after: int = 1
    limit: float = math.inf
    latency: float = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A message that the platform has."""

    mark: str
    replica: str
    channel: str
    ts: float
    metadata: Any


@dataclass(slots=True, kw_only=True)
class Place:
    """One workspace: what of its limit is left, and the last refusal."""

    left: float = BURST
    filled: float = 0.0
    refused: float = -math.inf
    until: float = -math.inf


@dataclass(slots=True, kw_only=True)
class Platform:
    """`while_blocked` counts messages that came in after a refusal and before its end, `too_fast` those beyond the
    limit. `between` is how many conversations each replica has opened on Slack and not yet written to."""

    faults: Faults
    clock: RunClock
    kept: list[Kept] = field(default_factory=list)
    while_blocked: int = 0
    too_fast: int = 0
    between: Counter[str] = field(default_factory=Counter)
    _places: defaultdict[str, Place] = field(default_factory=lambda: defaultdict(Place))
    _chance: random.Random = field(default_factory=lambda: random.Random(4))

    def app(self) -> web.Application:
        app = web.Application()
        teams = "/teams/{replica}/{workspace}/v3/conversations"
        app.add_routes(
            [
                web.post("/api/conversations.open", self._slack(self._open)),
                web.post("/api/chat.postMessage", self._slack(self._post, writes=True)),
                web.get("/api/conversations.history", self._slack(self._history)),
                web.post(teams, self._teams(self._create)),
                web.post(f"{teams}/{{conversation}}/activities", self._teams(self._tell, writes=True)),
                web.get("/report", self._report),
            ]
        )
        return app

    def _slack(self, act: Callable[..., web.Response], *, writes: bool = False) -> Any:
        return self._called(lambda request: request.headers["Authorization"].removeprefix("Bearer "), act, writes)

    def _teams(self, act: Callable[..., web.Response], *, writes: bool = False) -> Any:
        return self._called(lambda request: request.match_info["workspace"], act, writes)

    def _called(self, of: Callable[[web.Request], str], act: Callable[..., web.Response], writes: bool) -> Any:
        async def call(request: web.Request) -> web.StreamResponse:
            try:
                asked = await request.json() if request.can_read_body else request.query
            except ConnectionResetError:  # whoever was killed in the middle of a request has asked for nothing
                return web.Response()
            return await self._meet(request, of(request), lambda: act(request, asked), writes=writes)

        return call

    async def _meet(
        self, request: web.Request, workspace: str, act: Callable[[], web.Response], *, writes: bool
    ) -> web.StreamResponse:
        """What becomes of one call."""
        if writes and (seconds := self._wait(self._places[workspace])):
            return web.json_response({"ok": False}, status=429, headers={"Retry-After": str(seconds)})
        await asyncio.sleep(self.faults.latency / 2)
        chance = self._chance.random()
        if chance < self.faults.failing / 2:
            return web.json_response({}, status=503)
        answer = act()
        await asyncio.sleep(self.faults.latency / 2)
        if chance < self.faults.failing:
            return web.json_response({}, status=503)
        if chance > 1 - self.faults.silent and request.transport:  # who was killed has let go of it already
            request.transport.abort()
        return answer

    def _wait(self, place: Place) -> int:
        """Seconds for which this workspace takes nothing; 0 where it takes this message."""
        now = time.monotonic()
        if now < place.until:
            self.while_blocked += now > place.refused + ON_ITS_WAY
            return math.ceil(place.until - now)
        if self.faults.limit < math.inf:
            place.left = min(place.left + (now - place.filled) * self.faults.limit, BURST)
            place.filled = now
        too_fast = place.left < 1
        if too_fast or self._chance.random() < self.faults.throttling:
            self.too_fast += too_fast
            place.refused, place.until = now, now + self.faults.retry_after
            return self.faults.retry_after
        if self.faults.limit < math.inf:
            place.left -= 1
        return 0

    # Slack

    def _open(self, request: web.Request, asked: Any) -> web.Response:
        self.between[request.headers[REPLICA]] += 1
        return web.json_response({"ok": True, "channel": {"id": f"D{asked['users']}"}})

    def _post(self, request: web.Request, asked: Any) -> web.Response:
        kept = self._keep(request, asked["channel"], asked, asked["metadata"])
        self.between[kept.replica] -= 1
        return web.json_response({"ok": True, "ts": f"{kept.ts:.6f}"})

    def _history(self, request: web.Request, asked: Any) -> web.Response:
        oldest, latest = float(asked.get("oldest", 0)), float(asked.get("latest", math.inf))
        seen = [each for each in self.kept if each.channel == asked["channel"] and oldest < each.ts < latest]
        newest = seen[::-1][: int(asked["limit"])]
        messages = [{"ts": f"{each.ts:.6f}", "metadata": each.metadata} for each in newest]
        return web.json_response({"ok": True, "messages": messages})

    # Teams

    def _create(self, request: web.Request, asked: Any) -> web.Response:
        (member,) = asked["members"]
        return web.json_response({"id": f"a:{member['id']}"}, status=201)

    def _tell(self, request: web.Request, asked: Any) -> web.Response:
        self._keep(request, request.match_info["conversation"], asked, None)
        return web.json_response({"id": str(len(self.kept))}, status=201)

    def _keep(self, request: web.Request, channel: str, asked: Any, metadata: Any) -> Kept:
        found = re.search(MARK, str(asked))
        assert found
        kept = Kept(
            mark=found[0],
            replica=request.match_info.get("replica") or request.headers[REPLICA],
            channel=channel,
            ts=self.clock.now().timestamp(),
            metadata=metadata,
        )
        self.kept.append(kept)
        return kept

    async def _report(self, _: web.Request) -> web.Response:
        now = time.monotonic()
        return web.json_response(
            {
                "kept": [[each.mark, each.replica] for each in self.kept],
                "refusing": [
                    key for key, place in self._places.items() if now + self.faults.retry_after / 2 < place.until
                ],
                "between": self.between,
                "while_blocked": self.while_blocked,
                "too_fast": self.too_fast,
            }
        )


def serve(faults: Faults, clock: RunClock, address: Connection) -> None:
    """Serve until the process is killed, and say where."""
    signal.alarm(LIFETIME)

    async def forever() -> None:
        async with serving(Platform(faults=faults, clock=clock).app()) as url:
            address.send(url)
            await asyncio.Event().wait()

    asyncio.run(forever())

"""A Slack of many workspaces in a process of its own, that takes everything and remembers which message came when.

python -m tests.benchmarks.storm_slack
"""

import asyncio
import time
from collections import defaultdict
from itertools import count

from aiohttp import web

from tests.adapters.serving import serving

#: What a bot's token begins with; its workspace is named behind it.
TOKEN = "xoxb-"


class Slack:
    def __init__(self) -> None:
        self._numbers = count(1)
        self._taken: defaultdict[str, list[float]] = defaultdict(list)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/api/{method}", self._api),
            web.post("/response", self._response),
            web.get("/taken", self._report),
        ]

    async def _api(self, request: web.Request) -> web.Response:
        team = request.headers["Authorization"].removeprefix(f"Bearer {TOKEN}")
        match request.match_info["method"]:
            case "auth.test":
                return _well(team_id=team, user_id="U0BOT", bot_id="B0BOT")
            case "users.list":
                return _well(members=[])
            case "chat.postMessage":
                body = await request.json()
                self._taken[body["metadata"]["event_payload"]["key"]].append(time.monotonic())
                return _well(channel=body["channel"], ts=f"1.{next(self._numbers):06}")
            case "conversations.history":
                query = {**request.query, **await request.post()}
                return _well(messages=[], channel=query.get("channel"))
            case method:
                raise web.HTTPNotFound(text=method)

    async def _response(self, request: web.Request) -> web.Response:
        await request.read()
        return web.Response(text="ok")

    async def _report(self, _: web.Request) -> web.Response:
        return web.json_response(self._taken)


def _well(**body: object) -> web.Response:
    return web.json_response({"ok": True, **body})


async def main() -> None:
    app = web.Application()
    app.add_routes(Slack().routes())
    async with serving(app) as address:
        print(f"ready: {address}", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

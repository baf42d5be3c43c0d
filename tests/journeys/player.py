"""A bot process of its own that is given recorded requests, one after the other, through its own HTTP port.

python -m tests.journeys.player DATABASE_URL SLACK_API_URL INSTANT RECORDING
"""

import asyncio
import base64
import json
import secrets
import sys
from datetime import datetime
from pathlib import Path

import aiohttp
from aiohttp import web

from adapters.slack.chat import Slack
from bot.catalogues import read_languages
from bot.clock import StillClock
from bot.engine import Engine
from bot.metrics import Metrics
from storage.sql.store import SqlStorage
from tests.adapters.serving import serving
from tests.adapters.slack.fake import SECRET, TOKEN


async def play(database_url: str, api_url: str, at: datetime, recording: Path) -> None:
    """Raises AssertionError where a request is not answered with 200."""
    clock = StillClock(at)
    storage = SqlStorage.open(database_url, ids=lambda: secrets.token_hex(8))
    engine = Engine(storage=storage, languages=read_languages(), metrics=Metrics(), seal=b"sealed", clock=clock)
    chat = Slack(bot_token=TOKEN, signing_secret=SECRET, app_token=None, api_url=api_url, clock=clock.now)
    app = web.Application()
    app.add_routes(chat.routes())
    async with serving(app) as address, aiohttp.ClientSession() as http:
        await chat.start(engine.turns)
        for line in recording.read_text().splitlines():
            request = json.loads(line)
            body = base64.b64decode(request["body"])
            async with http.post(f"{address}/slack/events", data=body, headers=request["headers"]) as response:
                assert response.status == 200, response.status
        await chat.stop()
    await storage.close()


if __name__ == "__main__":
    asyncio.run(play(sys.argv[1], sys.argv[2], datetime.fromisoformat(sys.argv[3]), Path(sys.argv[4])))

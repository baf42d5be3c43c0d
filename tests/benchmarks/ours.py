"""The bot's whole way from Slack's bytes to a commit, as `vardag run` has it, without the schedule.

python -m tests.benchmarks.ours DATABASE_URL SLACK_API_URL
"""

import asyncio
import os
import secrets
import sys
from pathlib import Path

from adapters.slack.chat import Slack
from bot import logs
from bot.catalogues import read_languages
from bot.clock import SystemClock
from bot.engine import Engine
from bot.health import Health
from bot.metrics import Metrics
from bot.web import application
from storage.sql.store import SqlStorage
from tests.adapters.serving import serving
from tests.adapters.slack.fake import SECRET, TOKEN


async def serve(database_url: str, api_url: str) -> None:
    nowhere = Path(os.devnull).open("w")  # noqa: SIM115 - as long as the process
    logs.configure(level="INFO", form="json", stream=nowhere)
    clock, metrics = SystemClock(), Metrics()
    storage = SqlStorage.open(database_url, ids=lambda: secrets.token_hex(8))
    engine = Engine(storage=storage, languages=read_languages(), metrics=metrics, clock=clock, seal=b"sealed")
    chat = Slack(bot_token=TOKEN, signing_secret=SECRET, app_token=None, api_url=api_url, clock=clock.now)
    health = Health(storage=storage, loops=(), chats=())
    async with serving(application(routes=chat.routes(), health=health, metrics=metrics)) as address:
        await chat.start(engine.turns)
        print(f"ready: {address}", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], sys.argv[2]))

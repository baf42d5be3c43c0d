"""The bot's whole way from a platform's bytes to a commit, as `vardag run` has it, without the schedule."""

import asyncio
import os
import secrets
from pathlib import Path

from adapters.port import Chat
from bot import logs
from bot.catalogues import read_languages
from bot.clock import Clock
from bot.engine import Engine
from bot.health import Health
from bot.metrics import Metrics
from bot.web import application
from storage.sql.store import SqlStorage
from tests.adapters.serving import serving


async def serve(database_url: str, chat: Chat, clock: Clock) -> None:
    """Says where it is once it is ready; never returns."""
    nowhere = Path(os.devnull).open("w")  # noqa: SIM115 - as long as the process
    logs.configure(level="INFO", form="json", stream=nowhere)
    metrics = Metrics()
    storage = SqlStorage.open(database_url, ids=lambda: secrets.token_hex(8))
    engine = Engine(storage=storage, languages=read_languages(), metrics=metrics, clock=clock, seal=b"sealed")
    health = Health(storage=storage, chats=())
    async with serving(application(routes=chat.routes(), health=health, metrics=metrics)) as address:
        await chat.start(engine.turns)
        print(f"ready: {address}", flush=True)
        await asyncio.Event().wait()

"""How long it takes to send what is planned for many workspaces, on chats that are in nobody's way."""

import secrets
import time
from collections.abc import Sequence

from bot.catalogues import read_languages
from bot.delivery import Dispatcher
from bot.metrics import Metrics
from storage.sql.store import SqlStorage
from tests.benchmarks import morning
from tests.benchmarks.chat import QuickChat


async def drain(database_url: str, chats: Sequence[QuickChat]) -> float:
    """Seconds until everything that is planned has gone out to these."""
    storage = SqlStorage.open(database_url, ids=lambda: secrets.token_hex(8))
    dispatcher = Dispatcher(storage=storage, languages=read_languages(), clock=morning.clock(), metrics=Metrics())
    for each in chats:
        dispatcher.add(each)
    left = (await storage.queue())["planned"]
    began = time.perf_counter()
    while left > 0:
        left -= await dispatcher.drain()
    took = time.perf_counter() - began
    await dispatcher.close()
    await storage.close()
    return took

"""Whether small workspaces wait for a big one, and how long a week of schedule takes to play."""

import asyncio
import secrets
import statistics
import time
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, func, select

from bot.catalogues import read_languages
from bot.clock import StillClock
from bot.delivery import Dispatcher
from bot.engine import Engine
from bot.metrics import Metrics
from bot.organisation.example import example
from bot.timeline import Timeline
from dialogues.address import AccountKey, Profile
from migrations.runner import upgrade
from storage.sql.store import SqlStorage
from storage.tables.people import workspace
from storage.tables.sending import delivery
from tests.benchmarks import morning
from tests.benchmarks.chat import QuickChat

#: Messages a second to each workspace.
RATE = 10.0


async def finish(database_url: str, sizes: Sequence[int], *, small: int) -> float:
    """Mean seconds in which the first `small` workspaces have got everything."""
    places = [morning.place(number) for number in range(len(sizes))]
    chats = [QuickChat(each, rate=RATE) for each in places]
    storage = SqlStorage.open(database_url, ids=lambda: secrets.token_hex(8))
    dispatcher = Dispatcher(storage=storage, languages=read_languages(), clock=morning.clock(), metrics=Metrics())
    for each in chats:
        dispatcher.add(each)
    began = time.monotonic()
    draining = asyncio.create_task(_drain(dispatcher))
    while any(chat.sent < size for chat, size in zip(chats[:small], sizes, strict=False)):
        await asyncio.sleep(0.05)
    dispatcher.stop()
    await draining
    await dispatcher.close()
    await storage.close()
    return statistics.mean(each.last - began for each in chats[:small])


async def leave_out_the_last(database_url: str) -> None:
    """Nothing is planned for the last workspace."""
    last = select(func.max(workspace.c.id)).scalar_subquery()
    await morning.written(
        database_url, lambda connection: connection.execute(delete(delivery).where(delivery.c.workspace == last))
    )


async def _drain(dispatcher: Dispatcher) -> None:
    while await dispatcher.drain():
        pass


async def play(database_url: str, *, days: int) -> tuple[float, int]:
    """Seconds in which the example organisation's next days are played, and the messages that they bring."""
    await upgrade(database_url)
    clock = StillClock(morning.MONDAY)
    storage = SqlStorage.open(database_url, ids=lambda: secrets.token_hex(8))
    await storage.adopt(blueprint=example(), at=morning.MONDAY)
    place = morning.place(0)
    people = [
        Profile(key=AccountKey(workspace=place, user=f"U{number}"), name=each.name, email=each.email)
        for number, each in enumerate(example().people)
    ]
    chat = QuickChat(place, people=people)
    engine = Engine(storage=storage, languages=read_languages(), metrics=Metrics(), clock=clock, seal=b"sealed")
    await engine.connect(chat)
    began = time.monotonic()
    await Timeline(clock=clock, storage=storage, beat=engine.beat).move(morning.MONDAY + timedelta(days=days))
    took = time.monotonic() - began
    await engine.close()
    await storage.close()
    return took, chat.sent

"""How many deliveries a second are planned: everybody's greeting falls due at once."""

import secrets
import time
from collections.abc import Callable
from functools import partial

from sqlalchemy import insert, select

from bot.catalogues import read_languages
from bot.engine import Engine
from bot.metrics import Metrics
from dialogues.effect import Post, Say
from dialogues.greeting import greeting
from dialogues.kind import Kind
from dialogues.person import PersonId
from storage.database import Database
from storage.sql.store import SqlStorage
from storage.tables.sending import delivery
from storage.turn import Turn
from tests.benchmarks import morning
from tests.storage.crowd import TEAM

#: How many are told in one transaction where a team is written to, or nothing but planning is measured.
TOGETHER = 100
COLUMNS = [each for each in delivery.c if each.name != "id"]


async def greet(database_url: str) -> float:
    """Greetings a second, as the bot plans them: a transaction for each person, in which the dialogue decides."""
    people = await morning.fall_due(database_url)
    storage = SqlStorage.open(database_url, ids=lambda: secrets.token_hex(8))
    engine = Engine(
        storage=storage, languages=read_languages(), metrics=Metrics(), clock=morning.clock(), seal=b"sealed"
    )
    began = time.perf_counter()
    done = await engine.plan()
    took = time.perf_counter() - began
    assert done == len(people)
    assert sum((await storage.queue()).values()) == len(people)
    await storage.close()
    return len(people) / took


async def say(database_url: str) -> float:
    """Deliveries a second that `Turn.say` plans, TOGETHER in a transaction."""

    def tell(turn: Turn, some: list[PersonId]) -> None:
        for each in some:
            message = Say(to=each, key=f"say:{each}", kind=Kind.GREETING, message=greeting(), expires_at=morning.MONDAY)
            assert turn.say(say=message, dialogue="greeting", subject="", at=morning.MONDAY)

    return await _in_turns(database_url, tell)


async def post(database_url: str) -> float:
    """Deliveries a second of messages to a team without a channel, TOGETHER in a transaction."""

    def tell(turn: Turn, some: list[PersonId]) -> None:
        message = Post(
            to=TEAM,
            members=tuple(some),
            key=f"post:{some[0]}",
            kind=Kind.NEWS,
            message=greeting(),
            expires_at=morning.MONDAY,
        )
        assert turn.post(post=message, dialogue="digest", subject="", at=morning.MONDAY) == len(some)

    return await _in_turns(database_url, tell)


async def insert_one_by_one(database_url: str) -> float:
    """The baseline: rows a second of a loop that inserts one for each person, in a transaction of its own."""
    await morning.plan(database_url)
    database = Database.open(database_url)
    rows = await database.read(lambda connection: connection.execute(select(*COLUMNS)).mappings().all())
    await morning.clear(database_url)
    began = time.perf_counter()
    for row in rows:
        await database.write(lambda connection, row=row: connection.execute(insert(delivery), dict(row)))  # type: ignore[misc]
    took = time.perf_counter() - began
    await database.close()
    return len(rows) / took


async def _in_turns(database_url: str, tell: Callable[[Turn, list[PersonId]], None]) -> float:
    people = list(await morning.fall_due(database_url))
    storage = SqlStorage.open(database_url, ids=lambda: secrets.token_hex(8))
    began = time.perf_counter()
    for start in range(0, len(people), TOGETHER):
        some = people[start : start + TOGETHER]
        await storage.turn(partial(_tell, tell, some))
    took = time.perf_counter() - began
    await storage.close()
    return len(people) / took


def _tell(tell: Callable[[Turn, list[PersonId]], None], some: list[PersonId], turn: Turn) -> None:
    tell(turn, some)

"""What the bare handlers store their rows with, and how they are served.

It is SQLAlchemy's asynchronous engine as that one's documentation has it, or with `ours` the bot's own way to the
database, which shows how much of a difference comes from there.
"""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web
from sqlalchemy import Column, Identity, Integer, MetaData, Table, Text, event, insert, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from storage.database import Database
from tests.adapters.serving import serving

Row = dict[str, str]
Writer = Callable[[Row], Awaitable[object]]

tap = Table(
    "bare_tap",
    MetaData(),
    Column("id", Integer, Identity(), primary_key=True),
    Column("user", Text, nullable=False),
    Column("value", Text, nullable=False),
)


def open_engine(database_url: str) -> AsyncEngine:
    """As SQLAlchemy's documentation has it, with the bot's durability."""
    address = make_url(database_url)
    if address.get_backend_name() == "postgresql":
        return create_async_engine(address.set(drivername="postgresql+asyncpg"), pool_size=8, max_overflow=0)
    engine = create_async_engine(address.set(drivername="sqlite+aiosqlite"))

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


async def open_writer(database_url: str, *, ours: bool) -> Writer:
    """What stores one row. The table is made."""
    if ours:
        database = Database.open(database_url)
        await database.write(tap.metadata.create_all)
        return lambda row: database.write(lambda connection: connection.execute(insert(tap), row))
    engine = open_engine(database_url)
    async with engine.begin() as connection:
        await connection.run_sync(tap.metadata.create_all)
    # SQLite has one writer, and waiting for it in the process is quicker than in the database.
    queue = asyncio.Semaphore(1 if engine.dialect.name == "sqlite" else 100)

    async def write(row: Row) -> object:
        async with queue, engine.begin() as connection:
            return await connection.execute(insert(tap), row)

    return write


async def serve(app: web.Application) -> None:
    """Says where it is once it is ready; never returns."""
    async with serving(app) as address:
        print(f"ready: {address}", flush=True)
        await asyncio.Event().wait()

"""The baseline: the least that one can write with slack-bolt, a handler that stores one row and acknowledges.

python -m tests.benchmarks.bare DATABASE_URL
"""

import asyncio
import re
import sys
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import Column, Identity, Integer, MetaData, Table, Text, event, insert, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from tests.adapters.serving import serving
from tests.adapters.slack.fake import SECRET, TEAM

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


async def serve(database_url: str) -> None:
    engine = open_engine(database_url)
    # SQLite has one writer, and waiting for it in the process is quicker than in the database.
    queue = asyncio.Semaphore(1 if engine.dialect.name == "sqlite" else 100)
    async with engine.begin() as connection:
        await connection.run_sync(tap.metadata.create_all)

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_user_id="U0BOT", bot_id="B0BOT")

    app = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)

    @app.action(re.compile(""))
    async def store(ack: Any, body: dict[str, Any]) -> None:
        row = {"user": body["user"]["id"], "value": body["actions"][0]["value"]}
        async with queue, engine.begin() as connection:
            await connection.execute(insert(tap), row)
        await ack()

    async with serving(app.web_app(path="/slack/events")) as address:
        print(f"ready: {address}", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))

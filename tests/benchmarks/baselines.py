"""Two other ways to send what is due, with the same chats and the same table: neither survives a kill.

A plain loop for each workspace reads what is planned next, sends it and marks it as sent, one by one. APScheduler has
one date job for each person, which sends and marks a row.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from functools import partial

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import Connection, RowMapping, bindparam, select, update

from adapters.port import Chat, Delivered
from bot.catalogues import read_languages
from bot.clock import SystemClock
from storage.database import Database
from storage.sql import people_rows
from storage.sql.codec import MESSAGE
from storage.sql.planning import IS_PLANNED
from storage.tables.people import account, workspace
from storage.tables.sending import delivery

LANGUAGE = read_languages()["sv"]

_PLANNED = (
    select(
        delivery.c.id, delivery.c.mark, delivery.c.message, *people_rows.ADDRESS, workspace.c.platform, workspace.c.key
    )
    .join(workspace, workspace.c.id == delivery.c.workspace)
    .join(account, account.c.id == delivery.c.account)
    .where(IS_PLANNED)
    .order_by(delivery.c.due_at, delivery.c.id)
)
_OF_ONE = _PLANNED.where(workspace.c.platform == bindparam("platform")).limit(1)
_MARK = update(delivery).where(delivery.c.id == bindparam("id_")).values(state="sent")

Job = Callable[[int], Awaitable[None]]


async def plain(database_url: str, chats: Sequence[Chat]) -> float:
    """Seconds until a loop for each workspace has sent everything."""
    database = Database.open(database_url)
    began = time.perf_counter()
    await asyncio.gather(*(drain_plainly(database, each) for each in chats))
    took = time.perf_counter() - began
    await database.close()
    return took


async def drain_plainly(database: Database, chat: Chat) -> None:
    """Send what is planned for one workspace, at its rate."""
    pause = 1 / chat.capabilities.rate
    while True:
        began = time.perf_counter()
        row = await database.read(
            lambda connection: connection.execute(_OF_ONE, {"platform": chat.workspace.platform}).mappings().first()
        )
        if row is None:
            return
        if await send(chat, row):
            await database.write(partial(_mark, row=row))
        await asyncio.sleep(began + pause - time.perf_counter())


async def send(chat: Chat, row: RowMapping) -> bool:
    """Whether it arrived."""
    message = LANGUAGE.message(MESSAGE.read(row[delivery.c.message]))
    done = await chat.send(to=people_rows.address_of(row), message=message, key=row[delivery.c.mark])
    return isinstance(done, Delivered)


def _mark(connection: Connection, row: RowMapping) -> None:
    connection.execute(_MARK, {"id_": row[delivery.c.id]})


async def scheduled(
    database_url: str, chats: Sequence[Chat], *, most: int, jobs_url: str | None
) -> tuple[float, float]:
    """Jobs a second that APScheduler takes on, and that it fires and sends, of `most` of what is planned.

    Its job store is in a database of its own at `jobs_url`, else in memory.
    """
    database = Database.open(database_url)
    found = await database.read(lambda connection: connection.execute(_PLANNED.limit(most)).mappings().all())
    theirs = {each.workspace.platform: each for each in chats}
    todo = {row[delivery.c.id]: row for row in found}
    left, done = len(todo), asyncio.Event()

    async def fire(id: int) -> None:
        nonlocal left
        row = todo[id]
        if await send(theirs[row[workspace.c.platform]], row):
            await database.write(lambda connection: _mark(connection, row))
        left -= 1
        if not left:
            done.set()

    _firing.append(fire)
    store = SQLAlchemyJobStore(url=jobs_url) if jobs_url else MemoryJobStore()
    scheduler = AsyncIOScheduler(jobstores={"default": store}, timezone="UTC")
    scheduler.start(paused=True)
    began = time.perf_counter()
    at = SystemClock().now() - timedelta(seconds=1)
    for id in todo:
        scheduler.add_job(job, "date", run_date=at, args=(id,), misfire_grace_time=None)
    taken_on = time.perf_counter()
    scheduler.resume()
    await done.wait()
    fired = time.perf_counter()
    scheduler.shutdown(wait=False)
    _firing.clear()
    await database.close()
    return len(todo) / (taken_on - began), len(todo) / (fired - taken_on)


#: A job store keeps a function's name and no more: this is what the name leads to.
_firing: list[Job] = []


async def job(id: int) -> None:
    """What the job of one person does."""
    await _firing[0](id)

"""SQLite: a file, and threads that write to it and read from it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from storage.port import StorageError
from storage.transaction import transact

T = TypeVar("T")

#: Threads that read while another one writes.
READERS = 4
#: How long one process waits for another one that writes to the same file, in seconds.
PATIENCE = 15


class Sqlite:
    """A file, on threads: its driver blocks. Implements `Database`.

    There is one writer at a time: those of one process queue here, in order, and those of several processes wait for
    each other. A transaction that was begun is finished, also when nobody waits for it any more.
    """

    def __init__(self, address: URL) -> None:
        self._engine = _open(address)
        # The right to write is held from the start: a read that becomes a write would fail where another one writes.
        self._writing = self._engine.execution_options(begin="IMMEDIATE")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")

    async def read(self, work: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, transact, self._engine, work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._writer, transact, self._writing, work)

    async def close(self) -> None:
        for each in (self._readers, self._writer):
            await asyncio.to_thread(each.shutdown)
        self._engine.dispose()


def _open(address: URL) -> Engine:
    folder = Path(address.database or "").absolute().parent
    if not folder.is_dir():
        raise StorageError(f"There is no folder {folder} for the database. Make it, or change VARDAG_DATABASE_URL.")
    engine = create_engine(
        address,
        pool_size=READERS + 1,
        max_overflow=0,
        # A connection serves one thread at a time, but not always the same.
        connect_args={"timeout": PATIENCE, "isolation_level": None, "check_same_thread": False},
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        mode: Literal["IMMEDIATE", "DEFERRED"] = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine

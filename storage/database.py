"""Where the organisation's data are: one of two databases, and transactions in it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.util import greenlet_spawn

from storage import postgresql, sqlite
from storage.port import StorageError
from storage.transaction import BusyError, transact

T = TypeVar("T")

#: How often a process tries while another one writes to the same SQLite file, and the seconds in between.
TRIES, PAUSE = 200, 0.05


class Database:
    """Runs work in transactions. Work is a plain function, so that no transaction waits for anything but its database.

    It runs in a greenlet on the event loop. PostgreSQL is waited for there, in nobody's way. SQLite writes on the spot:
    what a turn asks takes less time than handing it to another thread. What is only read may be much, and has a thread.
    """

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        # SQLite: the right to write is held from the start, for a read that becomes a write fails where another writes.
        self._writing = engine.execution_options(begin="IMMEDIATE")
        self._is_file = engine.dialect.name == "sqlite"

    @classmethod
    def open(cls, url: str) -> Self:
        """The database at `sqlite:///path` or `postgresql://...`. Nothing is connected until something is asked.

        Raises StorageError for any other address, and for an option in it that is not known.
        """
        try:
            address = make_url(url)
        except (ArgumentError, ValueError):  # the latter for a port that is no number
            raise StorageError(
                "VARDAG_DATABASE_URL is no address. Write sqlite:///vardag.db or postgresql://..."
            ) from None
        match address.get_backend_name():
            case "sqlite" if address.database and ":memory:" not in address.database:
                return cls(sqlite.open_engine(address))
            case "postgresql":
                return cls(postgresql.open_engine(address))
            case _:
                raise StorageError("VARDAG_DATABASE_URL must begin with sqlite:///PATH or postgresql://")

    async def read(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, which only reads. Raises StorageError, and what `work` raises."""
        if self._is_file:
            return await self._persist(lambda: asyncio.to_thread(transact, self._reading, work))
        return await greenlet_spawn(transact, self._reading, work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, committed; nothing is where it raises. Raises StorageError, and what `work` raises."""
        await asyncio.sleep(0)  # a row of transactions that never wait would leave nobody else a turn
        return await self._persist(lambda: greenlet_spawn(transact, self._writing, work))

    async def close(self) -> None:
        """Let go of every connection."""
        await greenlet_spawn(self._reading.dispose)

    async def _persist(self, transaction: Callable[[], Awaitable[T]]) -> T:
        for _ in range(TRIES):
            try:
                return await transaction()
            except BusyError as busy:
                error = busy
            await asyncio.sleep(PAUSE)
        raise error

"""Where the organisation's data are: one of two databases, and transactions in it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Protocol, Self, TypeVar

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.util import greenlet_spawn

from storage import postgresql, sqlite
from storage.port import StorageError
from storage.transaction import BusyError, connect, transact, transact_on

T = TypeVar("T")

#: How often a process tries while another transaction is in its way, and the seconds in between.
TRIES, PAUSE = 200, 0.05
#: Seconds that a server is given to say goodbye.
FAREWELL = 5.0


class Database:
    """Runs work in transactions. Work is a plain function, so that no transaction waits for anything but its database.

    It runs in a greenlet on the event loop. PostgreSQL is waited for there, in nobody's way. SQLite writes on the spot:
    what a turn asks takes less time than handing it to another thread. What is only read may be much, and has a thread.
    """

    def __init__(self, engine: Engine, address: URL) -> None:
        self._reading = engine
        self._address = address
        # SQLite: the right to write is held from the start, for a read that becomes a write fails where another writes.
        self._writing = engine.execution_options(begin="IMMEDIATE")
        self._is_file = engine.dialect.name == "sqlite"

    @classmethod
    def open(cls, url: str, *, patient: bool = False) -> Self:
        """The database at `sqlite:///path` or `postgresql://...`. Nothing is connected until something is asked.

        A transaction in one that is `patient` may take any time.
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
                return cls(sqlite.open_engine(address), address)
            case "postgresql":
                return cls(postgresql.open_engine(address, patient=patient), address)
            case _:
                raise StorageError("VARDAG_DATABASE_URL must begin with sqlite:///PATH or postgresql://")

    @property
    def is_shared(self) -> bool:
        """Whether several processes may have it at once."""
        return not self._is_file

    async def read(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, which only reads. Raises StorageError, and what `work` raises."""
        if self._is_file:
            return await _persist(lambda: asyncio.to_thread(transact, self._reading, work))
        return await greenlet_spawn(transact, self._reading, work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, committed; nothing is where it raises. Raises StorageError, and what `work` raises."""
        await asyncio.sleep(0)  # a row of transactions that never wait would leave nobody else a turn
        return await _persist(lambda: greenlet_spawn(transact, self._writing, work))

    def session(self) -> "Session":
        """Something that is held from one transaction to the next."""
        return FileSession(self) if self._is_file else ServerSession(self._address)

    async def close(self) -> None:
        """Let go of every connection; of a server that does not answer, without its leave."""
        await _let_go(self._reading.dispose)


class Session(Protocol):
    """Transactions with something held from each to the next. It is over with the first failure, and held no more."""

    async def write(self, work: Callable[[Connection], T]) -> T:
        """As `Database.write`."""
        ...

    async def close(self) -> None: ...


class FileSession:
    """Of a file, which this process has for itself."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def write(self, work: Callable[[Connection], T]) -> T:
        return await self._database.write(work)

    async def close(self) -> None: ...


class ServerSession:
    """One connection, that is never another one."""

    def __init__(self, address: URL) -> None:
        self._engine = postgresql.open_single(address)
        self._connection: Connection | None = None
        self._over = False

    async def write(self, work: Callable[[Connection], T]) -> T:
        if self._over:
            raise StorageError("This session with the database is over.")
        try:
            return await _persist(lambda: greenlet_spawn(self._transact, work))
        except BaseException:
            await self._end(abruptly=True)
            raise

    async def close(self) -> None:
        await self._end(abruptly=False)

    def _transact(self, work: Callable[[Connection], T]) -> T:
        if self._connection is None:
            self._connection = connect(self._engine)
        return transact_on(self._connection, work)

    async def _end(self, *, abruptly: bool) -> None:
        """`abruptly`: without waiting for a server that may not answer."""
        self._over = True
        connection, self._connection = self._connection, None

        def let_go() -> None:
            if connection is not None and abruptly:
                connection.invalidate()
            elif connection is not None:
                connection.close()
            self._engine.dispose()

        await _let_go(let_go)


async def _let_go(work: Callable[[], None]) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(FAREWELL):
            await greenlet_spawn(work)


async def _persist(transaction: Callable[[], Awaitable[T]]) -> T:
    for _ in range(TRIES):
        try:
            return await transaction()
        except BusyError as busy:
            error = busy
        await asyncio.sleep(PAUSE)
    raise error

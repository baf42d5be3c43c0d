"""Where the organisation's data are: one of two databases, behind one port."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import Connection, make_url
from sqlalchemy.exc import ArgumentError

from storage.port import StorageError
from storage.postgresql import PostgreSQL
from storage.sqlite import Sqlite

T = TypeVar("T")


class Database(Protocol):
    """Runs work in transactions. Work is a plain function, so that no transaction waits for anything but its database,
    and its statements go without the price of a coroutine each."""

    async def read(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, which only reads. Raises StorageError, and what `work` raises."""
        ...

    async def write(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, committed; nothing is where it raises. Raises StorageError, and what `work` raises."""
        ...

    async def close(self) -> None:
        """Finish what was begun, and let go of every connection."""
        ...


def open_database(url: str) -> Database:
    """The database at `sqlite:///path` or `postgresql://...`. Raises StorageError for any other address, or for an
    option in it that is not known.

    Nothing is connected until something is asked.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise StorageError("VARDAG_DATABASE_URL is no address. Write sqlite:///vardag.db or postgresql://...") from None
    match address.get_backend_name():
        case "sqlite" if address.database and ":memory:" not in address.database:
            return Sqlite(address)
        case "postgresql":
            return PostgreSQL(address)
        case _:
            raise StorageError("VARDAG_DATABASE_URL must begin with sqlite:///PATH or postgresql://")

"""The two databases, and everything in which they differ beside SQL itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import asyncpg
from alembic.util import CommandError
from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, TimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from storage import sqlite
from storage.port import StorageError

#: Two cores are kept busy by a few transactions; more of them only wait for each other.
CONNECTIONS = 8
#: How long one process waits for another one that writes to the same SQLite file, in seconds.
PATIENCE = 15
#: What may follow the ? of a PostgreSQL address.
OPTIONS = ("host", "user", "password", "sslmode")
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


def open_engine(url: str) -> AsyncEngine:
    """An engine for `sqlite:///path` or `postgresql://...`. Nothing is connected yet.

    A connection with the execution option `begin="IMMEDIATE"` holds the right to write from the start of its
    transaction on SQLite. Raises StorageError for any other address, or for an option in it that is not known.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise StorageError("VARDAG_DATABASE_URL is no address. Write sqlite:///vardag.db or postgresql://...") from None
    match address.get_backend_name():
        case "sqlite" if address.database and ":memory:" not in address.database:
            return _sqlite(address)
        case "postgresql":
            return _postgresql(address)
        case _:
            raise StorageError("VARDAG_DATABASE_URL must begin with sqlite:///PATH or postgresql://")


@contextmanager
def told_plainly(engine: AsyncEngine) -> Iterator[None]:
    """Turn what a database says when it cannot do its work into StorageError, without passwords or parameters.

    A broken constraint is a fault of ours and goes through as it is.
    """
    where = f"{engine.dialect.name} database {engine.url.database}"
    try:
        yield
    except (IntegrityError, DataError):
        raise
    except DBAPIError as error:
        raise StorageError(f"The {where} did not do it: {_first_line(error.orig)}") from error
    except CommandError as error:
        raise StorageError(f"The {where} is of another Vardag than this one, probably a newer: {error}") from error
    except TimeoutError as error:
        raise StorageError(f"The {where} is too busy: no connection came free.") from error
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise StorageError(
            f"The {where} cannot be reached: {_first_line(error)}. Is it running, and is VARDAG_DATABASE_URL right?"
        ) from error


def _sqlite(address: URL) -> AsyncEngine:
    folder = Path(address.database or "").absolute().parent
    if not folder.is_dir():
        raise StorageError(f"There is no folder {folder} for the database. Make it, or change VARDAG_DATABASE_URL.")
    engine = create_async_engine(
        address.set(drivername="sqlite+aiosqlite"),
        connect_args={"async_creator_fn": sqlite.connect, "timeout": PATIENCE, "isolation_level": None},
        hide_parameters=True,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    # The driver itself begins no transaction: a read that becomes a write would fail where another one is writing.
    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        mode: Literal["IMMEDIATE", "DEFERRED"] = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def _postgresql(address: URL) -> AsyncEngine:
    _check_options(address)
    query = dict(address.query)
    if "sslmode" in query:
        query["ssl"] = query.pop("sslmode")  # the driver's own name for it
    return create_async_engine(
        address.set(drivername="postgresql+asyncpg", query=query),
        isolation_level="READ COMMITTED",
        pool_size=CONNECTIONS,
        max_overflow=0,
        connect_args={"timeout": 10, "server_settings": {"application_name": "vardag", "jit": "off"}},
        hide_parameters=True,
    )


def _check_options(address: URL) -> None:
    for option, value in address.query.items():
        if option not in OPTIONS or not isinstance(value, str):
            raise StorageError(
                f"VARDAG_DATABASE_URL cannot have {option!r} there, or not twice. What may follow the ? is "
                + ", ".join(OPTIONS)
            )
        if option == "sslmode" and value not in SSL_MODES:
            raise StorageError(f"In VARDAG_DATABASE_URL, sslmode is one of {', '.join(SSL_MODES)}")
    if address.port is not None and not 0 < address.port < 65536:
        raise StorageError("In VARDAG_DATABASE_URL, the port is a number from 1 to 65535")


def _first_line(error: BaseException | None) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]

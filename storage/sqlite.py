"""SQLite: a file, and a library in this process."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from storage.port import StorageError


def open_engine(address: URL) -> Engine:
    """An engine for a file. With the option `begin="IMMEDIATE"`, a connection may write from the start.

    Raises StorageError where the file could not be.
    """
    folder = Path(address.database or "").absolute().parent
    if not folder.is_dir():
        raise StorageError(f"There is no folder {folder} for the database. Make it, or change VARDAG_DATABASE_URL.")
    engine = create_engine(
        address,
        # The library itself waits for no other process, as everything here would wait with it; and a connection serves
        # one thread at a time, but not always the same.
        connect_args={"timeout": 0, "isolation_level": None, "check_same_thread": False},
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        try:
            _prepare(connection)
        except BaseException:
            connection.close()
            raise

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        mode: Literal["IMMEDIATE", "DEFERRED"] = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def _prepare(connection: DBAPIConnection) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    if (mode := cursor.fetchone()) != ("wal",):
        raise StorageError(
            f"SQLite cannot keep its journal beside the file ({mode}). Put the file on a disk of this machine: "
            "change VARDAG_DATABASE_URL."
        )
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Be the only process that sends out of `file`, until the block ends or the process does.

    Raises StorageError where there is another.
    """
    lock = file.with_name(f"{file.name}.lock")
    try:
        handle = lock.open("a")
    except OSError as error:
        raise StorageError(f"{lock} cannot be made: {error.strerror}.") from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StorageError(
                f"Another Vardag is running on {file}, and a SQLite file is for one at a time. Stop that one, or set "
                "VARDAG_DATABASE_URL to a PostgreSQL, which is for several: docs/scaling.md."
            ) from None
        except OSError as error:
            raise StorageError(f"{lock} cannot be locked: {error.strerror}.") from error
        yield

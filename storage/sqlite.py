"""SQLite: a file, and a library in this process."""

from pathlib import Path
from typing import Literal

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from storage.port import StorageError

#: Seconds for which the library itself waits for another process, and everything here with it.
PATIENCE = 0.02


def open_engine(address: URL) -> Engine:
    """An engine for a file. With the option `begin="IMMEDIATE"`, a connection may write from the start.

    Raises StorageError where the file could not be.
    """
    folder = Path(address.database or "").absolute().parent
    if not folder.is_dir():
        raise StorageError(f"There is no folder {folder} for the database. Make it, or change VARDAG_DATABASE_URL.")
    engine = create_engine(
        address,
        connect_args={"timeout": PATIENCE, "isolation_level": None},
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

"""One journey to SQLite's own thread for each statement, where the driver as it comes makes four.

A turn on SQLite is mostly such journeys: with these it takes half as long.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any

import aiosqlite


def connect(database: str, **options: Any) -> aiosqlite.Connection:
    """A connection for SQLAlchemy's `async_creator_fn`, which awaits it."""
    options["check_same_thread"] = False  # a cursor is made and dropped here, and works over there
    connection = _Connection(lambda: sqlite3.connect(database, **options), iter_chunk_size=64)
    connection._thread.daemon = True  # as SQLAlchemy does with the connections that it makes itself
    return connection


class _Cursor(aiosqlite.Cursor):
    """Fetches everything at once. Closing it is left to the reference count: nothing is open after the last row."""

    _rows: Sequence[sqlite3.Row] = ()

    async def execute(self, sql: str, parameters: Sequence[Any] | None = None) -> "_Cursor":  # type: ignore[override]
        self._rows = await self._execute(self._run, sql, parameters or ())  # type: ignore[no-untyped-call]
        return self

    async def fetchall(self) -> Sequence[sqlite3.Row]:
        return self._rows

    async def close(self) -> None:
        pass

    def _run(self, sql: str, parameters: Sequence[Any]) -> Sequence[sqlite3.Row]:
        self._cursor.execute(sql, parameters)
        return self._cursor.fetchall() if self._cursor.description else ()


class _Connection(aiosqlite.Connection):
    def cursor(self) -> _Cursor:  # type: ignore[override]
        return _Cursor(self, self._conn.cursor())

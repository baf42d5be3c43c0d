"""A database as it is past the store: for tests that look what is there, or change what only they may."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from sqlalchemy import Connection, select

from storage.database import Database
from storage.tables.every import metadata

Row = tuple[object, ...]
T = TypeVar("T")


async def dump(url: str) -> Mapping[str, list[Row]]:
    """All rows by table, in a settled order."""
    return await within(url, _rows)


async def within(url: str, work: Callable[[Connection], T]) -> T:
    """What `work` returns, done in a transaction of its own."""
    database = Database.open(url)
    try:
        return await database.write(work)
    finally:
        await database.close()


def _rows(connection: Connection) -> Mapping[str, list[Row]]:
    return {
        table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
        for table in metadata.sorted_tables
    }

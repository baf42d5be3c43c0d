"""Everything that a database holds, for tests that look whether something is there, or has changed."""

from collections.abc import Mapping

from sqlalchemy import select

from storage.database import open_engine
from storage.tables import metadata

Row = tuple[object, ...]


async def dump(url: str) -> Mapping[str, list[Row]]:
    """All rows by table, in a settled order."""
    engine = open_engine(url)
    try:
        async with engine.begin() as connection:
            return {
                table.name: sorted((tuple(row) for row in await connection.execute(select(table))), key=repr)
                for table in metadata.sorted_tables
            }
    finally:
        await engine.dispose()

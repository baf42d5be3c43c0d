"""Brings a database to the tables of today's code."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select

from storage.database import Database

#: Any number that nothing else in the database locks: the bytes of "vardag".
LOCK = 0x766172646167


async def upgrade(url: str) -> None:
    """Apply every revision that is missing: all of them or none.

    Of several processes that start at once, one does it while the others wait. Raises StorageError where the database
    cannot be reached, or is newer than the code.
    """
    database = Database.open(url, patient=True)
    try:
        await database.write(_apply)
    finally:
        await database.close()


def head() -> str | None:
    """The newest revision that the code has."""
    return ScriptDirectory.from_config(_configuration()).get_current_head()


def _apply(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
    configuration = _configuration()
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, "head")


def _configuration() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return configuration

"""One transaction, and what is said where the database does not do its work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from sqlite3 import SQLITE_BUSY
from typing import TypeVar

import asyncpg
from alembic.util import CommandError
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, TimeoutError

from storage.port import StorageError

T = TypeVar("T")


class BusyError(StorageError):
    """Another process writes to the same file. Nothing was done, and it can be tried again."""


def transact(engine: Engine, work: Callable[[Connection], T]) -> T:
    """What `work` returns, committed; where it raises, nothing of it. Raises StorageError, and what `work` raises."""
    with _told_plainly(engine), engine.begin() as connection:
        return work(connection)


@contextmanager
def _told_plainly(engine: Engine) -> Iterator[None]:
    """Turn what a database says when it cannot do its work into StorageError, without passwords or parameters.

    A broken constraint is a fault of ours and goes through as it is.
    """
    where = f"{engine.dialect.name} database {engine.url.database}"
    try:
        yield
    except (IntegrityError, DataError):
        raise
    except DBAPIError as error:
        busy = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == SQLITE_BUSY  # the rest says how
        raise (BusyError if busy else StorageError)(f"The {where} did not do it: {_first_line(error.orig)}") from error
    except CommandError as error:
        raise StorageError(f"The {where} is of another Vardag than this one, probably a newer: {error}") from error
    except TimeoutError as error:
        raise StorageError(f"The {where} is too busy: no connection came free.") from error
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise StorageError(
            f"The {where} cannot be reached: {_first_line(error)}. Is it running, and is VARDAG_DATABASE_URL right?"
        ) from error


def _first_line(error: BaseException | None) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]

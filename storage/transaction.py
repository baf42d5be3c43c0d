"""One transaction, and what is said where the database does not do its work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from sqlite3 import SQLITE_BUSY
from typing import TypeVar

from alembic.util import CommandError
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoneCameFree

from storage.port import StorageError

T = TypeVar("T")


#: PostgreSQL's word for two transactions that wait for each other, of which it ends one.
DEADLOCK = "40P01"


class BusyError(StorageError):
    """Another transaction was in the way. Nothing was kept, and it can be tried again."""


def transact(engine: Engine, work: Callable[[Connection], T]) -> T:
    """What `work` returns, committed; where it raises, nothing of it. Raises StorageError, and what `work` raises."""
    with connect(engine) as connection:
        return transact_on(connection, work)


def connect(engine: Engine) -> Connection:
    """A connection. Raises StorageError."""
    where = _where(engine)
    with _told_plainly(where):
        try:
            return engine.connect()
        except OSError as error:
            raise StorageError(_unreached(where, error)) from error


def transact_on(connection: Connection, work: Callable[[Connection], T]) -> T:
    """As `transact`, on a connection that is there."""
    with _told_plainly(_where(connection.engine)), connection.begin():
        return work(connection)


def _where(engine: Engine) -> str:
    return f"{engine.dialect.name} database {engine.url.database}"


@contextmanager
def _told_plainly(where: str) -> Iterator[None]:
    """Turn what a database says when it cannot do its work into StorageError, without passwords or parameters.

    A broken constraint is a fault of ours and goes through as it is.
    """
    try:
        yield
    except (IntegrityError, DataError):
        raise
    except DBAPIError as error:
        if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == SQLITE_BUSY:  # the rest says how
            raise BusyError(f"Another process writes to the {where}. Try again when it is done.") from error
        if getattr(error.orig, "sqlstate", None) == DEADLOCK:
            raise BusyError(f"Two transactions were in each other's way in the {where}. Try again.") from error
        reached = error.statement is not None and not error.connection_invalidated
        said = f"The {where} did not do it: {_first_line(error.orig)}" if reached else _unreached(where, error.orig)
        raise StorageError(said) from error
    except CommandError as error:
        raise StorageError(f"The {where} is of another Vardag than this one, probably a newer: {error}") from error
    except NoneCameFree as error:
        raise StorageError(f"The {where} is too busy: no connection came free.") from error
    except TimeoutError as error:  # the driver's, not wrapped by anybody
        raise StorageError(f"The {where} does not answer.") from error


def _unreached(where: str, error: BaseException | None) -> str:
    return f"The {where} cannot be reached: {_first_line(error)}. Is it running, and is VARDAG_DATABASE_URL right?"


def _first_line(error: BaseException | None) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]

"""PostgreSQL: a server, and an asynchronous driver for it."""

from collections.abc import Mapping

from sqlalchemy import URL, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from storage.port import StorageError

#: Two cores are kept busy by a few transactions; more of them only wait for each other.
CONNECTIONS = 8
#: Seconds after which a server that says nothing has failed; the second is for what holds the right to send.
ANSWER, SINGLE_ANSWER = 30.0, 10.0
#: Seconds for which a process may say nothing before the server gives up what it holds: longer than a message is under
#: way (`bot.delivery.WIRE`), so that nobody else takes over what is still being written.
SILENCE = 30.0
#: Every question is for a few rows out of many, which are in memory or on a disk without arms: the server's own guess
#: reads whole tables instead, and compiles what runs for a millisecond.
QUERIES = {"random_page_cost": "1.1", "jit": "off"}
#: What may follow the ? of an address.
OPTIONS = ("host", "user", "password", "sslmode")
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


def open_engine(address: URL, *, patient: bool = False) -> Engine:
    """An engine for a server, to be used in greenlets only; with one that is `patient`, work may take any time.

    Raises StorageError for an option that is not known.
    """
    settings = {} if patient else {"idle_in_transaction_session_timeout": _milliseconds(SILENCE)}
    return _engine(address, connections=CONNECTIONS, answer=None if patient else ANSWER, settings=settings)


def open_single(address: URL) -> Engine:
    """An engine of one connection, which the server ends when this process says nothing for SILENCE.

    It needs PostgreSQL 14, and no pooler in between that hands one connection to several.
    """
    silence = _milliseconds(SILENCE)
    settings = {"idle_session_timeout": silence, "idle_in_transaction_session_timeout": silence}
    return _engine(address, connections=1, answer=SINGLE_ANSWER, settings=settings)


def _engine(address: URL, *, connections: int, answer: float | None, settings: Mapping[str, str]) -> Engine:
    _check_options(address)
    query = dict(address.query)
    if "sslmode" in query:
        query["ssl"] = query.pop("sslmode")  # the driver's own name for it
    engine = create_async_engine(
        address.set(drivername="postgresql+asyncpg", query=query),
        isolation_level="READ COMMITTED",
        pool_size=connections,
        max_overflow=0,
        connect_args={
            "timeout": 10,
            "command_timeout": answer,
            "server_settings": {"application_name": "vardag", **QUERIES, **settings},
        },
        hide_parameters=True,
    ).sync_engine

    @event.listens_for(engine, "checkout")
    def check(connection: DBAPIConnection, _: ConnectionPoolEntry, __: PoolProxiedConnection) -> None:
        # What a restart of the server has left behind is thrown away before anybody needs it.
        if connection.driver_connection.is_closed():
            raise DisconnectionError

    return engine


def _milliseconds(seconds: float) -> str:
    return str(round(1000 * seconds))


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

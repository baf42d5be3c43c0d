"""PostgreSQL: a server, and an asynchronous driver for it."""

from sqlalchemy import URL, Engine
from sqlalchemy.ext.asyncio import create_async_engine

from storage.port import StorageError

#: Two cores are kept busy by a few transactions; more of them only wait for each other.
CONNECTIONS = 8
#: What may follow the ? of an address.
OPTIONS = ("host", "user", "password", "sslmode")
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


def open_engine(address: URL) -> Engine:
    """An engine for a server, to be used in greenlets only. Raises StorageError for an option that is not known."""
    _check_options(address)
    query = dict(address.query)
    if "sslmode" in query:
        query["ssl"] = query.pop("sslmode")  # the driver's own name for it
    engine = create_async_engine(
        address.set(drivername="postgresql+asyncpg", query=query),
        isolation_level="READ COMMITTED",
        pool_size=CONNECTIONS,
        max_overflow=0,
        connect_args={"timeout": 10, "server_settings": {"application_name": "vardag", "jit": "off"}},
        hide_parameters=True,
    )
    return engine.sync_engine


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

"""PostgreSQL: a server, and greenlets that speak with it."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import URL, Connection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.util import greenlet_spawn

from storage.port import StorageError
from storage.transaction import transact

T = TypeVar("T")

#: Two cores are kept busy by a few transactions; more of them only wait for each other.
CONNECTIONS = 8
#: What may follow the ? of an address.
OPTIONS = ("host", "user", "password", "sslmode")
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


class PostgreSQL:
    """A server, on the event loop: a greenlet for each transaction lets plain functions wait for an asynchronous
    driver. Implements `Database`."""

    def __init__(self, address: URL) -> None:
        self._engine = _open(address)

    async def read(self, work: Callable[[Connection], T]) -> T:
        return await self.write(work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        # What AsyncEngine itself does for every single call.
        return await greenlet_spawn(transact, self._engine.sync_engine, work)

    async def close(self) -> None:
        await self._engine.dispose()


def _open(address: URL) -> AsyncEngine:
    _check_options(address)
    query = dict(address.query)
    if "sslmode" in query:
        query["ssl"] = query.pop("sslmode")  # the driver's own name for it
    return create_async_engine(
        address.set(drivername="postgresql+asyncpg", query=query),
        isolation_level="READ COMMITTED",
        pool_size=CONNECTIONS,
        max_overflow=0,
        connect_args={"timeout": 10, "server_settings": {"application_name": "vardag", "jit": "off"}},
        hide_parameters=True,
    )


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

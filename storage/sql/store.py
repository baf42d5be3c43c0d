"""The whole store, as `storage.port.Storage`."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import date, datetime
from typing import Literal, Self

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, bindparam, delete
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dialogues.address import Address, Workspace
from dialogues.blueprint import Blueprint
from dialogues.event import Due
from storage.database import open_engine, told_plainly
from storage.port import DeliveryState, Outgoing, TeamChannel, Unreached
from storage.sql import outbox, people, sending, timetable
from storage.sql.blueprint import describe
from storage.sql.organisation import adopt
from storage.sql.turn import SqlTurn
from storage.tables import REVISION, inbound


class SqlStorage:
    """One database, with as many connections as it needs. `ids` makes random ids that nobody can guess.

    On SQLite the writers of one process queue here, in order, and those of several processes wait for each other.
    """

    def __init__(self, engine: AsyncEngine, *, ids: Callable[[], str]) -> None:
        self._engine = engine
        self._writer = engine.execution_options(begin="IMMEDIATE")
        one_at_a_time = engine.dialect.name == "sqlite"
        self._queue: AbstractAsyncContextManager[None] = asyncio.Lock() if one_at_a_time else nullcontext()
        self._ids = ids

    @classmethod
    def open(cls, url: str, *, ids: Callable[[], str]) -> Self:
        """The store at `sqlite:///path` or `postgresql://...`. Raises StorageError for any other address.

        Nothing is connected until something is asked.
        """
        return cls(open_engine(url), ids=ids)

    async def close(self) -> None:
        await self._engine.dispose()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[SqlTurn]:
        async with self._writing() as connection:
            yield SqlTurn(connection, ids=self._ids)

    async def revisions(self) -> tuple[str | None, str]:
        async with self._reading() as connection:
            return await connection.run_sync(_revision), REVISION

    async def blueprint(self) -> Blueprint | None:
        async with self._reading() as connection:
            return await describe(connection)

    async def adopt(self, *, blueprint: Blueprint, at: datetime) -> None:
        async with self._writing() as connection:
            await adopt(connection, blueprint=blueprint, ids=self._ids, at=at)

    async def unreached(self) -> Sequence[Unreached]:
        async with self._reading() as connection:
            return await people.unreached(connection)

    async def workspaces(self) -> Sequence[Workspace]:
        async with self._reading() as connection:
            return await people.workspaces(connection)

    async def connect(self, *, workspace: Workspace, channels: Sequence[TeamChannel], at: datetime) -> None:
        async with self._writing() as connection:
            await people.connect(connection, workspace=workspace, channels=channels, at=at)

    async def due(self, *, at: datetime, most: int) -> Sequence[Due]:
        async with self._reading() as connection:
            return await timetable.due(connection, at=at, most=most)

    async def next_at(self) -> datetime | None:
        async with self._reading() as connection:
            return await timetable.next_at(connection)

    async def claim(self, *, workspace: Workspace, at: datetime, most: int) -> Sequence[Outgoing]:
        async with self._writing() as connection:
            return await sending.claim(connection, workspace=workspace, at=at, most=most)

    async def delivered(self, *, id: int, ref: str, address: Address, at: datetime, on: date) -> None:
        async with self._writing() as connection:
            await sending.delivered(connection, id=id, ref=ref, address=address, at=at, on=on)

    async def postponed(self, *, id: int, until: datetime, tried: bool) -> None:
        async with self._writing() as connection:
            await sending.postponed(connection, id=id, until=until, tried=tried)

    async def throttled(self, *, id: int, workspace: Workspace, until: datetime) -> None:
        async with self._writing() as connection:
            await sending.throttled(connection, id=id, workspace=workspace, until=until)

    async def refused(
        self, *, id: int, scope: Literal["message", "account", "workspace"], reason: str, at: datetime
    ) -> None:
        async with self._writing() as connection:
            await sending.refused(connection, id=id, scope=scope, reason=reason, at=at)

    async def unknown(self, *, id: int, reason: str, at: datetime) -> None:
        async with self._writing() as connection:
            await sending.unknown(connection, id=id, reason=reason, at=at)

    async def settle(self, *, workspace: Workspace, at: datetime) -> int:
        async with self._writing() as connection:
            return await sending.settle(connection, workspace=workspace, at=at)

    async def queue(self) -> Mapping[DeliveryState, int]:
        async with self._reading() as connection:
            return await outbox.queue(connection)

    async def prune(self, *, before: datetime) -> int:
        async with self._writing() as connection:
            events = (await connection.execute(_PRUNE_EVENTS, {"before": before})).rowcount
            return events + await outbox.prune(connection, before=before)

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncConnection]:
        with told_plainly(self._engine):
            async with self._queue, self._writer.begin() as connection:
                yield connection

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[AsyncConnection]:
        with told_plainly(self._engine):
            async with self._engine.begin() as connection:
                yield connection


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


_PRUNE_EVENTS = delete(inbound).where(inbound.c.at < bindparam("before"))

"""The whole store, as `storage.port.Storage`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Self, TypeVar

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, bindparam, delete, select

from dialogues.address import Workspace
from dialogues.audience import Circle
from dialogues.audit import Entry
from dialogues.blueprint.entries import Blueprint
from dialogues.event import Due
from dialogues.export import Publication
from dialogues.facts import Facts, Want
from dialogues.person import TeamId
from dialogues.report.records import Records
from storage.database import Database
from storage.outbox import Backlog, DeliveryState, Outbox
from storage.port import FeedDue, Reach, TeamChannel, Unreached
from storage.sql import (
    audits,
    backlog,
    channels,
    facts,
    feeds,
    people,
    planning,
    publications,
    records,
    retention,
    timetable,
    topics,
)
from storage.sql.blueprint import describe
from storage.sql.locks import AdvisoryLocks, Sole
from storage.sql.organisation import adopt
from storage.sql.outbox import SqlOutbox
from storage.sql.turn import SqlTurn
from storage.tables.schema import REVISION
from storage.tables.sending import inbound
from storage.turn import Turn

T = TypeVar("T")

#: How many rows are forgotten in one transaction: others have their turn in between.
BATCH = 500
#: Likewise, of what may be that many windows, each with the answers of a team.
FEW = 100


class SqlStorage:
    """One database. `ids` makes random ids that nobody can guess."""

    def __init__(self, database: Database, *, ids: Callable[[], str]) -> None:
        self._database = database
        self._ids = ids

    @classmethod
    def open(cls, url: str, *, ids: Callable[[], str]) -> Self:
        """The store at `sqlite:///path` or `postgresql://...`. Raises StorageError for any other address.

        Nothing is connected until something is asked.
        """
        return cls(Database.open(url), ids=ids)

    async def close(self) -> None:
        await self._database.close()

    async def turn(self, work: Callable[[Turn], T]) -> T:
        return await self._database.write(lambda connection: work(SqlTurn(connection, ids=self._ids)))

    async def revisions(self) -> tuple[str | None, str]:
        return await self._database.read(_revision), REVISION

    async def blueprint(self) -> Blueprint | None:
        return await self._database.read(describe)

    async def adopt(self, *, blueprint: Blueprint, at: datetime) -> None:
        await self._database.write(lambda connection: adopt(connection, blueprint=blueprint, ids=self._ids, at=at))

    async def unreached(self) -> Sequence[Unreached]:
        return await self._database.read(people.unreached)

    async def records(self, *, at: datetime) -> Records | None:
        return await self._database.read(lambda connection: records.records(connection, at=at))

    async def publication(self, *, at: datetime) -> Publication | None:
        return await self._database.read(lambda connection: publications.publication(connection, at=at))

    async def audit(self, *, entry: Entry) -> None:
        await self._database.write(lambda connection: audits.keep(connection, entry=entry))

    async def workspaces(self) -> Sequence[Workspace]:
        return await self._database.read(people.workspaces)

    async def connect(self, *, workspace: Workspace, channels: Sequence[TeamChannel], at: datetime) -> None:
        await self._database.write(
            lambda connection: people.connect(connection, workspace=workspace, channels=channels, at=at)
        )

    async def channels(self) -> Sequence[TeamChannel]:
        return await self._database.read(channels.channels)

    async def circle(self, *, team: TeamId, workspace: Workspace) -> Circle:
        return await self._database.read(lambda connection: channels.circle(connection, of=team, there=workspace))

    async def due(self, *, at: datetime, most: int) -> Sequence[Due]:
        return await self._database.read(lambda connection: timetable.due(connection, at=at, most=most))

    async def reach(self) -> Reach:
        return await self._database.read(timetable.reach)

    async def look(self, *, due: Due, wants: Want) -> Facts | None:
        scene = await self._database.read(
            lambda connection: facts.scene_of_due(connection, due=due, dialogue="", wants=wants, hold=False)
        )
        return scene.facts if scene else None

    async def next_at(self) -> datetime | None:
        return await self._database.read(timetable.next_at)

    async def feeds_due(self, *, at: datetime, most: int) -> Sequence[FeedDue]:
        return await self._database.write(lambda connection: feeds.due(connection, at=at, most=most))

    def outbox(self) -> Outbox:
        session = self._database.session()
        return SqlOutbox(session, AdvisoryLocks() if self._database.is_shared else Sole(), marks=self._ids)

    async def queue(self) -> Mapping[DeliveryState, int]:
        return await self._database.read(backlog.queue)

    async def backlog(self) -> Sequence[Backlog]:
        return await self._database.read(backlog.backlog)

    async def retain(self, *, at: datetime) -> int:
        ages = await self._database.read(lambda connection: retention.ages(connection, at=at))
        if ages is None:
            return 0
        forgotten = 0
        for what in retention.FORGOTTEN:
            forget = partial(retention.forget, what=what, ages=ages, most=FEW)
            while some := await self._database.write(forget):
                forgotten += some
        return forgotten

    async def forget_topics(self, *, before: date) -> int:
        return await self._database.write(lambda connection: topics.forget_past(connection, before=before))

    async def prune(self, *, before: datetime) -> int:
        def forget(connection: Connection) -> int:
            events = connection.execute(_PRUNE_EVENTS, {"before": before, "most": BATCH}).rowcount
            return events + planning.prune(connection, before=before, most=BATCH)

        forgotten = 0
        while some := await self._database.write(forget):
            forgotten += some
        return forgotten


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


_PRUNE_EVENTS = delete(inbound).where(
    inbound.c.event.in_(select(inbound.c.event).where(inbound.c.at < bindparam("before")).limit(bindparam("most")))
)

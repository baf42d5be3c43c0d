"""What this replica sends, as `storage.outbox.Outbox`."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from math import ceil

from sqlalchemy import Connection, and_, bindparam, exists, or_, select

from dialogues.address import Workspace
from storage.database import Session
from storage.outbox import Hold, Outcome, Outgoing
from storage.sql import outcomes, people_rows, sending
from storage.sql.locks import Locks
from storage.sql.planning import IS_PLANNED, IS_SENDING
from storage.tables.people import workspace
from storage.tables.sending import delivery


class SqlOutbox:
    """Implements `storage.outbox.Outbox`."""

    def __init__(self, session: Session, locks: Locks, *, marks: Callable[[], str]) -> None:
        self._session = session
        self._locks = locks
        self._marks = marks
        self._owned: dict[Workspace, int] = {}

    async def hold(self, *, at: datetime, among: Collection[Workspace], resting: Collection[Workspace]) -> Hold:
        owned, hold = await self._session.write(lambda connection: self._hold(connection, at, set(among), resting))
        self._owned = owned
        return hold

    async def advance(
        self, *, at: datetime, outcomes: Sequence[Outcome], free: Collection[Workspace]
    ) -> Sequence[Outgoing]:
        ids = [self._owned[each] for each in free if each in self._owned]
        return await self._session.write(lambda connection: _advance(connection, at, outcomes, ids, self._marks))

    async def close(self) -> None:
        await self._session.close()

    def _hold(
        self, connection: Connection, at: datetime, among: set[Workspace], resting: Collection[Workspace]
    ) -> tuple[dict[Workspace, int], Hold]:
        found = connection.execute(_ACTIVE, {"at": at}).mappings().all()
        active = {where: row[workspace.c.id] for row in found if (where := people_rows.workspace_of(row)) in among}
        replicas, taken = self._locks.elsewhere(connection)
        share = ceil(len(active) / replicas)
        kept = [each for each in self._owned if each in active][:share]
        done = {each for each in resting if each in self._owned and each not in kept}
        if done:
            self._locks.release(connection, [self._owned[each] for each in done])
        wanted = [id for each, id in active.items() if each not in self._owned and id not in taken]
        gained = self._locks.take(connection, wanted[: share - len(kept)]) if wanted and len(kept) < share else set()
        new = {each: id for each, id in active.items() if id in gained}
        owned = {each: id for each, id in self._owned.items() if each not in done} | new
        return owned, Hold(
            owned=frozenset(owned),
            active=frozenset({*kept, *new}),
            doubtful=sending.doubtful(connection, among=sorted(gained), at=at) if gained else (),
        )


def _advance(
    connection: Connection, at: datetime, known: Sequence[Outcome], free: Sequence[int], marks: Callable[[], str]
) -> Sequence[Outgoing]:
    outcomes.record(connection, outcomes=known, marks=marks)
    return sending.claim(connection, among=free, at=at, marks=marks) if free else ()


# Each looks into a partial index, and at no row that is over.
_DUE = exists().where(delivery.c.workspace == workspace.c.id, IS_PLANNED, delivery.c.due_at <= bindparam("at"))
_HALF_SENT = exists().where(delivery.c.workspace == workspace.c.id, IS_SENDING)
_ACTIVE = (
    select(workspace.c.id, workspace.c.platform, workspace.c.key)
    # What is in doubt is asked about in a workspace that is disconnected, too, until it is too late.
    .where(or_(and_(workspace.c.connected, _DUE), _HALF_SENT))
    .order_by(workspace.c.id)
)

"""Which workspaces are this replica's to send to.

On PostgreSQL it is a session-level advisory lock for each, on the connection on which intents are committed: who has
lost the lock has lost the connection with it, and commits nothing more. The server measures how long a replica may
keep silent (`storage.postgresql.SILENCE`), so no clock of ours is trusted. SQLite has one process, which has it all.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from math import ceil
from typing import Protocol

from sqlalchemy import Connection, and_, bindparam, exists, func, or_, select, text

from dialogues.address import Workspace
from storage.database import Session
from storage.outbox import Hold, Outcome, Outgoing
from storage.sql import outcomes, rows, sending
from storage.sql.planning import IS_PLANNED, IS_SENDING
from storage.tables import delivery, workspace


class Locks(Protocol):
    """Who has what. Workspaces are meant by their row's id."""

    def elsewhere(self, connection: Connection) -> tuple[int, set[int]]:
        """How many replicas there are, and what others have."""
        ...

    def take(self, connection: Connection, ids: Sequence[int]) -> set[int]:
        """What could be had of these."""
        ...

    def release(self, connection: Connection, ids: Sequence[int]) -> None: ...


class SqlOutbox:
    """Implements `storage.outbox.Outbox`."""

    def __init__(self, session: Session, locks: Locks) -> None:
        self._session = session
        self._locks = locks
        self._owned: dict[Workspace, int] = {}

    async def hold(self, *, at: datetime, among: Collection[Workspace], resting: Collection[Workspace]) -> Hold:
        owned, hold = await self._session.write(lambda connection: self._hold(connection, at, set(among), resting))
        self._owned = owned
        return hold

    async def advance(
        self, *, at: datetime, outcomes: Sequence[Outcome], free: Collection[Workspace]
    ) -> Sequence[Outgoing]:
        ids = [self._owned[each] for each in free if each in self._owned]
        return await self._session.write(lambda connection: _advance(connection, at, outcomes, ids))

    async def close(self) -> None:
        await self._session.close()

    def _hold(
        self, connection: Connection, at: datetime, among: set[Workspace], resting: Collection[Workspace]
    ) -> tuple[dict[Workspace, int], Hold]:
        found = connection.execute(_ACTIVE, {"at": at}).mappings().all()
        active = {where: row[workspace.c.id] for row in found if (where := rows.workspace_of(row)) in among}
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


def _advance(connection: Connection, at: datetime, known: Sequence[Outcome], free: Sequence[int]) -> Sequence[Outgoing]:
    outcomes.record(connection, outcomes=known)
    return sending.claim(connection, among=free, at=at) if free else ()


class Sole:
    """The only process that there is."""

    def elsewhere(self, connection: Connection) -> tuple[int, set[int]]:
        return 1, set()

    def take(self, connection: Connection, ids: Sequence[int]) -> set[int]:
        return set(ids)

    def release(self, connection: Connection, ids: Sequence[int]) -> None: ...


class AdvisoryLocks:
    """PostgreSQL's own, held by the session of a connection that stays the same."""

    #: The first half of a lock's key: ours among everybody's in this database. The second is a workspace's id, or 0.
    REPLICA, WORKSPACE = 1_447_383_620, 1_447_383_621

    def __init__(self) -> None:
        self._joined = False

    def elsewhere(self, connection: Connection) -> tuple[int, set[int]]:
        if not self._joined:
            connection.execute(select(func.pg_advisory_lock_shared(self.REPLICA, 0)))
            self._joined = True
        locks = connection.execute(_LOCKS, {"ours": [self.REPLICA, self.WORKSPACE]}).all()
        replicas = sum(kind == self.REPLICA for kind, _, _ in locks)
        return replicas, {id for kind, id, own in locks if kind == self.WORKSPACE and not own}

    def take(self, connection: Connection, ids: Sequence[int]) -> set[int]:
        tried = connection.execute(_TAKE, {"kind": self.WORKSPACE, "those": ids})
        return {id for id, taken in tried if taken}

    def release(self, connection: Connection, ids: Sequence[int]) -> None:
        connection.execute(_RELEASE, {"kind": self.WORKSPACE, "those": ids}).all()


# Each looks into a partial index, and at no row that is over.
_DUE = exists().where(delivery.c.workspace == workspace.c.id, IS_PLANNED, delivery.c.due_at <= bindparam("at"))
_HALF_SENT = exists().where(delivery.c.workspace == workspace.c.id, IS_SENDING)
_ACTIVE = (
    select(workspace.c.id, workspace.c.platform, workspace.c.key)
    # What is in doubt is asked about in a workspace that is disconnected, too, until it is too late.
    .where(or_(and_(workspace.c.connected, _DUE), _HALF_SENT))
    .order_by(workspace.c.id)
)

# Of a key of two halves, the system's columns hold one each.
_LOCKS = text("""
    SELECT classid::bigint, objid::bigint, pid = pg_backend_pid()
    FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid::bigint = ANY (:ours)
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
""")
# In the list of what is selected, so that it is done for the rows that are meant and for no other.
_THOSE = workspace.c.id.in_(bindparam("those", expanding=True))
_TAKE = select(workspace.c.id, func.pg_try_advisory_lock(bindparam("kind"), workspace.c.id)).where(_THOSE)
_RELEASE = select(func.pg_advisory_unlock(bindparam("kind"), workspace.c.id)).where(_THOSE)

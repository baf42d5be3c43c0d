"""Which workspaces are this replica's to send to.

On PostgreSQL it is a session-level advisory lock for each, on the connection on which intents are committed: who has
lost the lock has lost the connection with it, and commits nothing more. The server measures how long a replica may
keep silent (`storage.postgresql.SILENCE`), so no clock of ours is trusted. SQLite has one process, which has it all.
"""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection, bindparam, func, select, text

from storage.tables.people import workspace


class Locks(Protocol):
    """Who has what. Workspaces are meant by their row's id."""

    def elsewhere(self, connection: Connection) -> tuple[int, set[int]]:
        """How many replicas there are, and what others have."""
        ...

    def take(self, connection: Connection, ids: Sequence[int]) -> set[int]:
        """What could be had of these."""
        ...

    def release(self, connection: Connection, ids: Sequence[int]) -> None: ...


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

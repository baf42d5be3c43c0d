"""How many deliveries there are, and how long they have waited."""

from collections.abc import Mapping, Sequence
from typing import get_args

from sqlalchemy import Connection, func, literal_column, null, select, union_all

from storage.columns import Instant
from storage.outbox import Backlog, DeliveryState
from storage.sql import people_rows
from storage.sql.planning import IS_PLANNED, IS_SENDING
from storage.tables.people import workspace
from storage.tables.sending import delivery


def queue(connection: Connection) -> Mapping[DeliveryState, int]:
    """See `Storage.queue`."""
    counts = {row[0]: row[1] for row in connection.execute(_COUNTS)}
    return {state: counts.get(state, 0) for state in get_args(DeliveryState)}


def backlog(connection: Connection) -> Sequence[Backlog]:
    """See `Storage.backlog`."""
    return [
        Backlog(
            workspace=people_rows.workspace_of(row),
            state=row["state"],
            count=row["count"],
            since=row["since"],
            expires_at=row["expires_at"],
        )
        for row in connection.execute(_BACKLOG).mappings()
    ]


_COUNTS = select(delivery.c.state, func.count()).group_by(delivery.c.state)

# One look at each partial index.
_IS_UNKNOWN = delivery.c.state == literal_column("'unknown'")
_WAITING = union_all(
    select(
        delivery.c.workspace,
        literal_column("'planned'").label("state"),
        delivery.c.expires_at.label("expires_at"),
        func.count().label("count"),
        func.min(delivery.c.due_at).label("since"),
    )
    .where(IS_PLANNED)
    .group_by(delivery.c.workspace, delivery.c.expires_at),
    *(
        select(
            delivery.c.workspace,
            literal_column(f"'{state}'"),
            null(),
            func.count(),
            func.min(since, type_=Instant),
        )
        .where(where)
        .group_by(delivery.c.workspace)
        for state, where, since in (
            ("sending", IS_SENDING, delivery.c.intent_at),
            ("unknown", _IS_UNKNOWN, delivery.c.ended_at),
        )
    ),
).subquery()
_BACKLOG = select(_WAITING, workspace.c.platform, workspace.c.key).join(
    workspace, workspace.c.id == _WAITING.c.workspace
)

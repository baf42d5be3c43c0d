"""What teams have raised, and what has become of it."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from dialogues.effect import SavePromise
from dialogues.person import TeamId
from dialogues.promise import Promise, State
from storage.sql import goal_rows, planning
from storage.tables.goals import promise


def save(connection: Connection, *, save: SavePromise) -> None:
    """See `Turn.save_promise`."""
    kept = save.promise
    values = {
        "id": kept.id,
        "team": kept.team,
        "obstacle": kept.obstacle,
        "raised_on": kept.raised_on,
        "due_on": kept.due_on,
        "state": kept.state,
        "action": kept.action,
        "rest": kept.rest,
        "answered_on": kept.answered_on,
    }
    connection.execute(_SAVE, values)
    if kept.state is not State.RAISED:
        planning.ask_no_more(connection, about=kept.id)


def promises(connection: Connection, *, teams: Sequence[TeamId]) -> tuple[Promise, ...]:
    """What these teams have raised, the oldest first."""
    return tuple(map(goal_rows.promise_of, connection.execute(_PROMISES, {"teams": teams}).mappings()))


_SAVED = insert(promise)
_SAVE = _SAVED.on_conflict_do_update(
    index_elements=["id"],
    set_={name: _SAVED.excluded[name] for name in ("due_on", "state", "action", "rest", "answered_on")},
)
_PROMISES = (
    select(promise)
    .where(promise.c.team.in_(bindparam("teams", expanding=True)))
    .order_by(promise.c.raised_on, promise.c.id)
)

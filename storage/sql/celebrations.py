"""What people propose to celebrate, until a digest has shown it."""

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, bindparam, delete, insert, select, update

from dialogues.celebration import Celebration
from dialogues.effect import DropCelebration, SaveCelebration, ShowCelebration
from dialogues.person import PersonId, TeamId
from storage.columns import columns_of
from storage.tables.goals import celebration
from storage.tables.people import person
from storage.transaction import BusyError


def save(connection: Connection, *, person: PersonId, save: SaveCelebration) -> None:
    """See `Turn.save_celebration`."""
    kept = save.celebration
    values = {
        "id": kept.id,
        "person": person,
        "team": kept.team,
        "text": kept.text,
        "named": kept.by is not None,
        "day": kept.on,
    }
    connection.execute(insert(celebration), values)


def drop(connection: Connection, *, person: PersonId, drop: DropCelebration) -> None:
    """See `Turn.drop_celebration`."""
    if not connection.execute(_DROP, {"whose": person, "which": drop.id}).rowcount:
        raise BusyError("A digest has shown it meanwhile. Try again.")


def show(connection: Connection, *, show: ShowCelebration) -> None:
    """See `Turn.show_celebration`."""
    if not connection.execute(_SHOW, {"which": show.id, "on": show.on}).rowcount:
        raise BusyError("Somebody has taken it back meanwhile. Try again.")


def own(connection: Connection, *, of: PersonId) -> Sequence[Celebration]:
    """What somebody has proposed, the oldest first."""
    return list(map(_celebration_of, connection.execute(_OWN, {"whose": of}).mappings()))


def waiting(connection: Connection, *, of: TeamId) -> Sequence[Celebration]:
    """What has been proposed in a team and no digest has shown, the oldest first."""
    return list(map(_celebration_of, connection.execute(_WAITING, {"team": of}).mappings()))


def _celebration_of(row: RowMapping) -> Celebration:
    return Celebration(
        id=row[_celebration.id],
        team=row[_celebration.team],
        text=row[_celebration.text],
        by=row[person.c.name] if row[_celebration.named] else None,
        on=row[_celebration.day],
        shown_on=row[_celebration.shown_on],
    )


_celebration = columns_of(celebration)
_WAITS = celebration.c.shown_on.is_(None)
_DROP = delete(celebration).where(
    celebration.c.id == bindparam("which"), celebration.c.person == bindparam("whose"), _WAITS
)
_SHOW = update(celebration).where(celebration.c.id == bindparam("which"), _WAITS).values(shown_on=bindparam("on"))
_KNOWN = (
    select(celebration, person.c.name)
    .select_from(celebration.join(person))
    .order_by(celebration.c.day, celebration.c.id)
)
_OWN = _KNOWN.where(celebration.c.person == bindparam("whose"))
_WAITING = _KNOWN.where(celebration.c.team == bindparam("team"), _WAITS)

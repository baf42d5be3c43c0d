"""What people who lead have written for themselves: for nobody else's eyes."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select

from dialogues.effect import DropReflection, SaveReflection
from dialogues.goal import Arena
from dialogues.person import PersonId
from dialogues.reflection import Reflection, ReflectionId
from storage.tables.goals import reflection


def save(connection: Connection, *, person: PersonId, save: SaveReflection) -> None:
    """See `Turn.save_reflection`."""
    kept = save.reflection
    values = {"id": kept.id, "person": person, "arena": kept.arena, "text": kept.text, "day": kept.on}
    connection.execute(insert(reflection), values)


def drop(connection: Connection, *, person: PersonId, drop: DropReflection) -> None:
    """See `Turn.drop_reflection`."""
    connection.execute(_DROP, {"which": drop.id, "whose": person})


def own(connection: Connection, *, of: PersonId) -> Sequence[Reflection]:
    """What somebody has written, the newest first."""
    return [
        Reflection(id=ReflectionId(row.id), arena=Arena(row.arena), text=row.text, on=row.day)
        for row in connection.execute(_OWN, {"whose": of})
    ]


_DROP = delete(reflection).where(reflection.c.id == bindparam("which"), reflection.c.person == bindparam("whose"))
_OWN = (
    select(reflection)
    .where(reflection.c.person == bindparam("whose"))
    .order_by(reflection.c.day.desc(), reflection.c.id)
)

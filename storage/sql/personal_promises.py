"""What leads have promised single people."""

from sqlalchemy import Connection, RowMapping, bindparam, delete, exists, or_, select
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from dialogues.effect import DropPersonalPromise, SavePersonalPromise
from dialogues.kind import Kind
from dialogues.meeting.personal_promise import PersonalPromise
from dialogues.person import PersonId
from storage.columns import columns_of
from storage.sql import planning
from storage.tables.meetings import personal_promise
from storage.tables.people import lead, person
from storage.tables.sending import delivery

_promise = columns_of(personal_promise)


def save(connection: Connection, *, whose: PersonId, save: SavePersonalPromise) -> None:
    """See `Turn.save_personal_promise`."""
    kept = save.promise
    values = {
        "id": kept.id,
        "lead": whose,
        "person": kept.to,
        "text": kept.text,
        "made_on": kept.made_on,
        "due_on": kept.due_on,
    }
    connection.execute(_SAVE, values)
    planning.promise_no_more(connection, about=kept.id)


def drop(connection: Connection, *, whose: PersonId, drop: DropPersonalPromise) -> None:
    """See `Turn.drop_personal_promise`."""
    if connection.execute(_DROP, {"id_": drop.promise, "whose": whose}).rowcount:
        planning.promise_no_more(connection, about=drop.promise)


def promises(connection: Connection, *, of: PersonId) -> tuple[PersonalPromise, ...]:
    """What the person has promised and been promised, the first to be kept first."""
    return tuple(map(_promise_of, connection.execute(_PROMISES, {"whose": of}).mappings()))


def end(connection: Connection) -> None:
    """Forget what was promised by somebody who leads the other no more, and what is planned to be asked about it."""
    connection.execute(delete(personal_promise).where(~_LEADS))
    known = set(connection.scalars(select(personal_promise.c.id)))
    for key in connection.scalars(_PLANNED).all():
        id = key.split(":")[1]
        if id not in known:
            planning.promise_no_more(connection, about=id)


def _promise_of(row: RowMapping) -> PersonalPromise:
    return PersonalPromise(
        id=row[_promise.id],
        lead=row[_promise.lead],
        to=row[_promise.person],
        text=row[_promise.text],
        made_on=row[_promise.made_on],
        due_on=row[_promise.due_on],
    )


_SAVED = insert(personal_promise)
_SAVE = _SAVED.on_conflict_do_update(
    index_elements=["id"],
    set_={name: _SAVED.excluded[name] for name in ("person", "text", "due_on")},
    # An id of somebody else's is nobody's to write to.
    where=personal_promise.c.lead == _SAVED.excluded.lead,
)
_DROP = delete(personal_promise).where(
    personal_promise.c.id == bindparam("id_"), personal_promise.c.lead == bindparam("whose")
)
_PROMISES = (
    select(personal_promise)
    .where(or_(personal_promise.c.lead == bindparam("whose"), personal_promise.c.person == bindparam("whose")))
    .order_by(personal_promise.c.due_on, personal_promise.c.id)
)
_LEADS = (
    exists()
    .select_from(lead.join(person, person.c.team == lead.c.team))
    .where(person.c.id == personal_promise.c.person, lead.c.person == personal_promise.c.lead)
)
_PLANNED = select(delivery.c.key).where(planning.IS_PLANNED, delivery.c.kind == Kind.PROMISE)

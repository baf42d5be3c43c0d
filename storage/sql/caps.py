"""How much each person has been written to, so that nobody is written to more than `dialogues.caps` allows.

Who is about to be sent to is locked first. The table itself refuses what would be too much, and a trigger refuses to
let a message go out that has not been counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from math import ceil
from typing import NamedTuple

from sqlalchemy import Connection, Date, Integer, Row, bindparam, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from dialogues.caps import Taken
from dialogues.kind import Budget
from dialogues.person import PersonId
from storage.tables.sending import caps


class Room(NamedTuple):
    """Whose message it would be, and what it would count against."""

    person: PersonId
    budget: Budget


class Count(NamedTuple):
    """A delivery that goes out now, on its reader's local `day`."""

    room: Room
    delivery: int
    day: date


class Held(NamedTuple):
    """What has been taken of a room, by the delivery `last` most lately, which may be tried again."""

    taken: Taken
    last: int | None


def begin(connection: Connection, *, whose: Iterable[str]) -> None:
    """Nobody has written to these people yet."""
    rows = [{"person": each, "budget": budget} for each in whose for budget in Budget]
    if rows:
        connection.execute(insert(caps).on_conflict_do_nothing(), rows)


def hold(connection: Connection, *, rooms: Sequence[Room]) -> Mapping[Room, Held]:
    """What has been taken, which nobody else changes until this transaction ends."""
    found = connection.execute(_HELD, {"rooms": sorted(rooms)}) if rooms else ()
    return {Room(PersonId(row.person), Budget(row.budget)): _held(row) for row in found}


def count(connection: Connection, *, counts: Sequence[Count], held: Mapping[Room, Held], at: datetime) -> None:
    """Write down that these go out at `at`. One that has been counted, and did not get through, is counted once."""
    moment = ceil(at.timestamp())
    for statement, repeated in ((_COUNT, False), (_COUNT_AGAIN, True)):
        values = [
            {"whose": each.room.person, "of": each.room.budget, "at": moment, "on": each.day, "what": each.delivery}
            for each in counts
            if (held[each.room].last == each.delivery) is repeated
        ]
        if values:
            connection.execute(statement, values)


def _held(row: Row[tuple[object, ...]]) -> Held:
    moments = (row.latest, row.second, row.third)
    at = tuple(datetime.fromtimestamp(each, UTC) for each in moments if each is not None)
    return Held(taken=Taken(at=at, day=row.day), last=row.delivery)


_HELD = (
    select(caps)
    .where(tuple_(caps.c.person, caps.c.budget).in_(bindparam("rooms", expanding=True)))
    .order_by(caps.c.person, caps.c.budget)
    .with_for_update()
)
_ROOM = (caps.c.person == bindparam("whose"), caps.c.budget == bindparam("of"))
_COUNT = (
    update(caps)
    .where(*_ROOM)
    .values(
        latest=bindparam("at", type_=Integer),
        second=caps.c.latest,
        third=caps.c.second,
        fourth=caps.c.third,
        day=bindparam("on", type_=Date),
        day_before=caps.c.day,
        delivery=bindparam("what", type_=Integer),
    )
)
_COUNT_AGAIN = (
    update(caps).where(*_ROOM, caps.c.delivery == bindparam("what")).values(latest=bindparam("at"), day=bindparam("on"))
)

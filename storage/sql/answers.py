"""Windows, the answers in them, and the readings that they become."""

from datetime import date, datetime

from sqlalchemy import Connection, Date, Text, bindparam, delete, select, true, update
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from dialogues.effect import CloseWindow, OpenWindow, Record, Withdraw
from dialogues.person import PersonId
from storage.tables import answer, reading, respondent, window


def record(connection: Connection, *, person: PersonId, record: Record, on: date) -> None:
    """See `Turn.record`. A window that is closed takes nothing."""
    connection.execute(_RECORD, {"whose": person, "where": record.window, "value": record.value, "day": on})


def withdraw(connection: Connection, *, person: PersonId, withdraw: Withdraw) -> None:
    """See `Turn.withdraw`. A window that is closed gives nothing back."""
    connection.execute(_WITHDRAW, {"whose": person, "where": withdraw.window})


def open_window(connection: Connection, *, window: OpenWindow, id: str, at: datetime) -> None:
    """See `Turn.open_window`."""
    connection.execute(_OPEN, {"id": id, "team": window.team, "behaviour": window.behaviour, "opened_at": at})


def close_window(connection: Connection, *, window: CloseWindow, at: datetime) -> None:
    """See `Turn.close_window`. What is closed already stays as it is."""
    closed = connection.scalar(_CLOSE, {"where": window.window, "at": at})
    if closed is None or window.reading is None:
        return
    connection.execute(
        _PUBLISH,
        {
            "window": closed,
            "first": window.reading.first,
            "last": window.reading.last,
            "people": window.reading.people,
            "yes": window.reading.yes,
            "members": window.reading.members,
        },
    )


# The lock on the window holds off its closing until the answer is in, or the answer until it is closed.
_OPEN_WINDOW = select(window.c.id).where(window.c.id == bindparam("where"), window.c.closed_at.is_(None))
_KEPT = insert(answer).from_select(
    ["window", "respondent", "value", "day"],
    select(window.c.id, respondent.c.key, bindparam("value", type_=Text), bindparam("day", type_=Date))
    .select_from(window.join(respondent, true()))
    .where(window.c.id == bindparam("where"), window.c.closed_at.is_(None), respondent.c.person == bindparam("whose"))
    .with_for_update(read=True, of=window),
)
_RECORD = _KEPT.on_conflict_do_update(
    index_elements=["window", "respondent"], set_={"value": _KEPT.excluded.value, "day": _KEPT.excluded.day}
)
_WITHDRAW = delete(answer).where(
    answer.c.window.in_(_OPEN_WINDOW.with_for_update(read=True)),
    answer.c.respondent.in_(select(respondent.c.key).where(respondent.c.person == bindparam("whose"))),
)

_OPEN = insert(window)
_CLOSE = (
    update(window)
    .where(window.c.id == bindparam("where"), window.c.closed_at.is_(None))
    .values(closed_at=bindparam("at"))
    .returning(window.c.id)
)
_PUBLISH = insert(reading)

"""Windows, the answers in them, and the readings that they become."""

from datetime import date, datetime

from sqlalchemy import Connection, Date, Select, Text, bindparam, delete, exists, select, true, update
from sqlalchemy.dialects.postgresql import Insert, insert  # its ON CONFLICT is SQLite's too

from dialogues.effect import CloseWindow, OpenWindow, Record, Withdraw
from dialogues.person import PersonId
from dialogues.window import Aspect, Value
from storage.sql import comments, planning
from storage.sql.codec import COUNTS, OPTIONS, WORDING
from storage.tables.questions import answer, reading, respondent, window


def record(connection: Connection, *, person: PersonId, record: Record, on: date) -> None:
    """See `Turn.record`. A window that is closed takes nothing."""
    whose = {"whose": person, "where": record.window}
    kept = {**whose, "aspect": record.aspect, "value": record.value, "day": on}
    if record.aspect is Aspect.OBSTACLE:
        connection.execute(_RECORD_OBSTACLE, kept)
        return
    # Another answer takes with it what was said about the one before.
    connection.execute(_WITHDRAW, whose)
    connection.execute(_RECORD, kept)
    planning.recall(connection, whose=person, subject=record.window)


def withdraw(connection: Connection, *, person: PersonId, withdraw: Withdraw) -> None:
    """See `Turn.withdraw`. A window that is closed gives nothing back."""
    whose = {"whose": person, "where": withdraw.window}
    if connection.execute(_WITHDRAW, whose).rowcount:
        comments.forget(connection, whose=person, where=withdraw.window)


def open_window(connection: Connection, *, window: OpenWindow, id: str, at: datetime) -> None:
    """See `Turn.open_window`."""
    connection.execute(
        _OPEN,
        {
            "id": id,
            "team": window.team,
            "item": window.item,
            "slot": window.slot,
            "behaviour": window.behaviour,
            "goal": window.goal,
            "question": window.question,
            "text": WORDING.write_some(window.text),
            "options": OPTIONS.write(window.options),
            "k": window.k,
            "opened_at": at,
        },
    )


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
            "counts": COUNTS.write(window.reading.counts),
            "obstacles": COUNTS.write(window.reading.obstacles),
            "change": window.reading.change,
        },
    )


# The lock on the window holds off its closing until the answer is in, or the answer until it is closed.
_OPEN_WINDOW = select(window.c.id).where(window.c.id == bindparam("where"), window.c.closed_at.is_(None))
_MEANT = (
    select(
        window.c.id,
        respondent.c.key,
        bindparam("aspect", type_=Text),
        bindparam("value", type_=Text),
        bindparam("day", type_=Date),
    )
    .select_from(window.join(respondent, true()))
    .where(window.c.id == bindparam("where"), window.c.closed_at.is_(None), respondent.c.person == bindparam("whose"))
    .with_for_update(read=True, of=window)
)


def _keeping(meant: Select[*tuple[object, ...]]) -> Insert:
    kept = insert(answer).from_select(["window", "respondent", "aspect", "value", "day"], meant)
    latest = {"value": kept.excluded.value, "day": kept.excluded.day}
    return kept.on_conflict_do_update(index_elements=["window", "respondent", "aspect"], set_=latest)


_RECORD = _keeping(_MEANT)
# What stood in the way is asked of those to whom it did not happen.
_why = answer.alias("why")
_RECORD_OBSTACLE = _keeping(
    _MEANT.where(
        exists().where(
            _why.c.window == window.c.id,
            _why.c.respondent == respondent.c.key,
            _why.c.aspect == Aspect.ANSWER,
            _why.c.value == Value.NOT_THAT_TIME,
        )
    )
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

"""What comes due, to whom and when."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from dialogues.effect import Schedule
from dialogues.event import TO_PEOPLE, Due, Occasion
from dialogues.person import PersonId, TeamId
from storage.port import Reach
from storage.sql.people import in_reach
from storage.sql.planning import IS_PLANNED
from storage.tables import delivery, person, schedule, team, workspace


class Taken(NamedTuple):
    """What is due is in hand; `about` is the window that it is due about, if it is one."""

    about: str | None


def plan(connection: Connection, *, schedule: Schedule) -> None:
    """See `Turn.schedule`."""
    column = _subject(schedule.occasion)
    values = {"occasion": schedule.occasion, column: schedule.subject, "next_due_at": schedule.at}
    if schedule.at is None and schedule.about is not None:
        meant = {"occasion_": schedule.occasion, "whose": schedule.subject, "what": schedule.about}
        connection.execute(_CANCEL[column], meant)
    else:
        connection.execute(_PLAN[column], {**values, "about": schedule.about})


def forget(connection: Connection, *, person: PersonId) -> None:
    """Nothing comes due to this person any more."""
    connection.execute(_FORGET, {"whose": person})


def take(connection: Connection, *, due: Due) -> Taken | None:
    """Lock what is due; None where it no longer is, or another transaction has it or its person in hand.

    It waits for nobody, and so is in nobody's way.
    """
    values = {"occasion": due.occasion, "subject": due.subject, "at": due.at}
    row = connection.execute(_TAKE[_subject(due.occasion)], values).first()
    return Taken(about=row.about) if row else None


def due(connection: Connection, *, at: datetime, most: int) -> Sequence[Due]:
    """See `Storage.due`."""
    return [
        Due(at=at, occasion=Occasion(row.occasion), subject=PersonId(row.person) if row.person else TeamId(row.team))
        for row in connection.execute(_DUE, {"at": at, "most": most})
    ]


def reach(connection: Connection) -> Reach:
    """See `Storage.reach`."""
    return Reach(
        people=[PersonId(each) for each in connection.scalars(_IN_REACH)],
        teams=[TeamId(each) for each in connection.scalars(_TEAMS)],
    )


def next_at(connection: Connection) -> datetime | None:
    """See `Storage.next_at`."""
    instants = (connection.scalar(_NEXT_DUE), connection.scalar(_NEXT_DELIVERY))
    return min((instant for instant in instants if instant), default=None)


def _subject(occasion: Occasion) -> str:
    return "person" if occasion in TO_PEOPLE else "team"


_PLANNED = insert(schedule)
_PLAN = {
    column: _PLANNED.on_conflict_do_update(
        index_elements=[column, "occasion"],
        set_={"next_due_at": _PLANNED.excluded.next_due_at, "about": _PLANNED.excluded.about},
    )
    for column in ("person", "team")
}
_CANCEL = {
    column: update(schedule)
    .where(
        schedule.c[column] == bindparam("whose"),
        schedule.c.occasion == bindparam("occasion_"),
        schedule.c.about == bindparam("what"),
    )
    .values(next_due_at=None)
    for column in ("person", "team")
}

_FORGET = update(schedule).where(schedule.c.person == bindparam("whose")).values(next_due_at=None)

_OCCASION = (schedule.c.occasion == bindparam("occasion"), schedule.c.next_due_at <= bindparam("at"))
_TAKE = {
    "person": select(schedule.c.id, schedule.c.about)
    .join(person)
    .where(*_OCCASION, person.c.id == bindparam("subject"))
    .with_for_update(key_share=True, skip_locked=True, of=[schedule, person]),
    "team": select(schedule.c.id, schedule.c.about)
    .where(*_OCCASION, schedule.c.team == bindparam("subject"))
    .with_for_update(key_share=True, skip_locked=True),
}

_POSSIBLE = or_(schedule.c.team.is_not(None), in_reach(schedule.c.person))
_DUE = (
    select(schedule.c.occasion, schedule.c.person, schedule.c.team)
    .where(schedule.c.next_due_at <= bindparam("at"), _POSSIBLE)
    # A window opens before anybody is asked in it.
    .order_by(schedule.c.next_due_at, schedule.c.occasion != Occasion.WINDOW, schedule.c.id)
    .limit(bindparam("most"))
)
_IN_REACH = select(person.c.id).where(in_reach(person.c.id)).order_by(person.c.position)
_TEAMS = select(team.c.key).where(~team.c.closed).order_by(team.c.position)
_NEXT_DUE = select(func.min(schedule.c.next_due_at)).where(schedule.c.next_due_at.is_not(None), _POSSIBLE)
_NEXT_DELIVERY = select(func.min(delivery.c.due_at)).join(workspace).where(IS_PLANNED, workspace.c.connected)

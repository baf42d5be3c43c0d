"""What comes due, to whom and when."""

from collections.abc import Sequence
from datetime import datetime
from itertools import product

from sqlalchemy import BindParameter, Connection, bindparam, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from dialogues.effect import Schedule
from dialogues.event import TO_PEOPLE, Due, Occasion
from dialogues.person import PersonId, TeamId
from storage.port import Reach
from storage.sql.people import in_reach
from storage.sql.planning import IS_PLANNED
from storage.tables.people import person, team, workspace
from storage.tables.sending import delivery, schedule


def plan(connection: Connection, *, schedules: Sequence[Schedule]) -> None:
    """See `Turn.schedule`: of several, those for the same subject and occasion one after the other."""
    for column, is_cancelled in product(("person", "team"), (False, True)):
        values = [
            _cancelled(each) if is_cancelled else _planned(each, column)
            for each in schedules
            if _subject(each.occasion) == column and (each.at is None and each.about is not None) is is_cancelled
        ]
        if values:
            connection.execute((_CANCEL if is_cancelled else _PLAN)[column], values)


def _planned(schedule: Schedule, column: str) -> dict[str, object]:
    return {
        "occasion": schedule.occasion,
        column: schedule.subject,
        "next_due_at": schedule.at,
        "about": schedule.about,
    }


def _cancelled(schedule: Schedule) -> dict[str, object]:
    return {"occasion_": schedule.occasion, "whose": schedule.subject, "what": schedule.about}


def forget(connection: Connection, *, person: PersonId) -> None:
    """Nothing comes due to this person any more."""
    connection.execute(_FORGET, {"whose": person})


def take(connection: Connection, *, dues: Sequence[Due]) -> Sequence[Due]:
    """Lock what is due, all of it on one occasion, and leave out what no longer is, or what another transaction has in
    hand, or its person.

    It waits for nobody, and so is in nobody's way.
    """
    if not dues:
        return ()
    values = {"occasion": dues[0].occasion, "subjects": sorted(each.subject for each in dues), "at": dues[0].at}
    taken = set(connection.scalars(_TAKE[_subject(dues[0].occasion)], values))
    return [each for each in dues if each.subject in taken]


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
_SUBJECTS: BindParameter[Sequence[str]] = bindparam("subjects", expanding=True)
_TAKE = {
    "person": select(schedule.c.person)
    .join(person)
    .where(*_OCCASION, person.c.id.in_(_SUBJECTS))
    .order_by(person.c.id)
    .with_for_update(key_share=True, skip_locked=True, of=[schedule, person]),
    "team": select(schedule.c.team)
    .where(*_OCCASION, schedule.c.team.in_(_SUBJECTS))
    .order_by(schedule.c.team)
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

"""Talks that leads have registered, and how they want to be prepared for them."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, and_, bindparam, delete, exists, or_, select, true
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from dialogues.effect import DropMeeting, LogOneOnOne, SaveDiary, SaveMeeting
from dialogues.kind import TALKS
from dialogues.meeting.meeting import USUAL, Diary, Meeting
from dialogues.person import Person, PersonId, TeamId
from storage.columns import columns_of
from storage.sql import people_rows, personal_promises, planning, topics
from storage.sql.people import PREFERRED
from storage.tables.meetings import booking, diary, feed, meeting, one_on_one
from storage.tables.people import account, lead, organisation, person
from storage.tables.sending import delivery

_meeting = columns_of(meeting)


def save(connection: Connection, *, whose: PersonId, save: SaveMeeting) -> None:
    """See `Turn.save_meeting`."""
    kept = save.meeting
    values = {
        "id": kept.id,
        "lead": whose,
        "team": kept.team,
        "person": kept.person,
        "first": kept.first,
        "at": kept.at,
        "timezone": kept.zone.key,
        "weeks": kept.weeks,
    }
    connection.execute(_SAVE, values)
    topics.follow(connection, moved=kept)
    planning.say_no_more(connection, about=kept.id)


def drop(connection: Connection, *, whose: PersonId, drop: DropMeeting) -> None:
    """See `Turn.drop_meeting`."""
    if connection.execute(_DROP, {"id_": drop.meeting, "whose": whose}).rowcount:
        topics.forget(connection, of=drop.meeting)
        planning.say_no_more(connection, about=drop.meeting)


def prepare(connection: Connection, *, whose: PersonId, save: SaveDiary) -> None:
    """See `Turn.save_diary`."""
    kept = save.diary
    minutes = int(kept.ahead.total_seconds()) // 60
    connection.execute(_PREPARE, {"person": whose, "ahead": minutes, "every": kept.every})


def log(connection: Connection, *, whose: PersonId, log: LogOneOnOne) -> None:
    """See `Turn.log_one_on_one`."""
    values = {"lead": whose, "week": log.week, "told": 1, "about_goal": int(log.is_about_goal)}
    connection.execute(_COUNT, values)


def meetings(connection: Connection, *, of: PersonId) -> tuple[Meeting, ...]:
    """Those that the person leads or is invited to."""
    return tuple(map(_meeting_of, connection.execute(_MEETINGS, {"whose": of}).mappings()))


def diary_of(connection: Connection, *, of: PersonId) -> Diary:
    """How the person wants to be prepared."""
    row = connection.execute(_DIARY, {"whose": of}).first()
    return Diary(ahead=timedelta(minutes=row.ahead), every=row.every) if row else USUAL


def counterparts(connection: Connection, *, of: PersonId, team: TeamId) -> tuple[Person, ...]:
    """The members of the teams that the person of `team` leads, and whoever leads that one."""
    found = connection.execute(_COUNTERPARTS, {"whose": of, "home": team}).mappings()
    return tuple(map(people_rows.person_of, found))


def end(connection: Connection) -> None:
    """Forget the meetings whose lead leads the other no more, the calendars of those who lead nobody, and what is
    planned to be said of meetings that are gone."""
    connection.execute(_END)
    connection.execute(_END_BOOKED)
    connection.execute(_DISCONNECT)
    topics.end(connection)
    personal_promises.end(connection)
    booked = (key.partition(".")[0] for key in connection.scalars(select(booking.c.key)))
    known = {*connection.scalars(select(meeting.c.id)), *booked}
    for row in connection.execute(_PLANNED).all():
        if row.key.split(":")[1].split(".")[0] not in known:
            connection.execute(delete(delivery).where(delivery.c.id == row.id))


def _meeting_of(row: RowMapping) -> Meeting:
    return Meeting(
        id=row[_meeting.id],
        lead=row[_meeting.lead],
        team=row[_meeting.team],
        person=row[_meeting.person],
        first=row[_meeting.first],
        at=row[_meeting.at],
        zone=ZoneInfo(row[_meeting.timezone]),
        weeks=row[_meeting.weeks],
    )


_SAVED = insert(meeting)
_SAVE = _SAVED.on_conflict_do_update(
    index_elements=["id"],
    set_={name: _SAVED.excluded[name] for name in ("team", "person", "first", "at", "timezone", "weeks")},
    # An id of somebody else's is nobody's to write to.
    where=meeting.c.lead == _SAVED.excluded.lead,
)
_DROP = delete(meeting).where(meeting.c.id == bindparam("id_"), meeting.c.lead == bindparam("whose"))
_PREPARED = insert(diary)
_PREPARE = _PREPARED.on_conflict_do_update(
    index_elements=["person"], set_={name: _PREPARED.excluded[name] for name in ("ahead", "every")}
)
_COUNTED = insert(one_on_one)
_COUNT = _COUNTED.on_conflict_do_update(
    index_elements=["lead", "week"],
    set_={
        "told": one_on_one.c.told + _COUNTED.excluded.told,
        "about_goal": one_on_one.c.about_goal + _COUNTED.excluded.about_goal,
    },
)
_DIARY = select(diary.c.ahead, diary.c.every).where(diary.c.person == bindparam("whose"))


# Whoever is no longer the lead of a team, or in it, has no talks there.
def _lives(kept: Table) -> ColumnElement[bool]:
    return and_(
        exists().where(lead.c.team == kept.c.team, lead.c.person == kept.c.lead),
        or_(
            kept.c.person.is_(None),
            exists().where(person.c.id == kept.c.person, person.c.team == kept.c.team),
        ),
    )


_LIVES = _lives(meeting)
_MEETINGS = (
    select(meeting)
    .where(or_(meeting.c.lead == bindparam("whose"), meeting.c.person == bindparam("whose")), _LIVES)
    .order_by(meeting.c.first, meeting.c.id)
)
_END = delete(meeting).where(~_LIVES)
# Nobody's calendar is known who leads nobody.
_DISCONNECT = delete(feed).where(~exists().where(lead.c.person == feed.c.person))
_END_BOOKED = delete(booking).where(~_lives(booking))
_PLANNED = select(delivery.c.id, delivery.c.key).where(planning.IS_PLANNED, delivery.c.kind.in_(TALKS))
_COUNTERPARTS = (
    select(*people_rows.PERSON)
    .select_from(person.join(organisation, true()).outerjoin(account, account.c.id == PREFERRED))
    .where(
        or_(
            person.c.team.in_(select(lead.c.team).where(lead.c.person == bindparam("whose"))),
            person.c.id == select(lead.c.person).where(lead.c.team == bindparam("home")).scalar_subquery(),
        ),
        person.c.id != bindparam("whose"),
    )
    .order_by(person.c.position)
)

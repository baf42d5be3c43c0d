"""What people want to bring up in their talks."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, RowMapping, bindparam, delete, exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from dialogues.effect import DropTopic, SaveTopic
from dialogues.meeting.booking import FROM_FEED
from dialogues.meeting.meeting import Meeting, MeetingId, Talk
from dialogues.meeting.topic import Topic
from dialogues.person import PersonId
from storage.columns import columns_of
from storage.sql import planning
from storage.tables.meetings import topic
from storage.tables.people import lead, person

_topic = columns_of(topic)


def save(connection: Connection, *, whose: PersonId, save: SaveTopic) -> None:
    """See `Turn.save_topic`."""
    kept = save.topic
    values = {
        "person": whose,
        "talk": kept.talk,
        "lead": kept.lead,
        "text": kept.text,
        "shared": kept.is_shared,
        "day": kept.on,
    }
    connection.execute(_SAVE, values)
    planning.prepare_no_more(connection, talk=kept.talk)


def drop(connection: Connection, *, whose: PersonId, drop: DropTopic) -> None:
    """See `Turn.drop_topic`."""
    connection.execute(_DROP, {"whose": whose, "for_talk": drop.talk})
    planning.prepare_no_more(connection, talk=drop.talk)


def topics(connection: Connection, *, of: PersonId) -> tuple[Topic, ...]:
    """What the person has written, and what has been shared with them."""
    return tuple(map(_topic_of, connection.execute(_TOPICS, {"whose": of}).mappings()))


def follow(connection: Connection, *, moved: Meeting) -> None:
    """What was written for its talks goes where they go; for what is none of its talks any more, it is forgotten."""
    for row in connection.execute(_OF_MEETING, {"begins": f"{moved.id}."}).all():
        day = moved.day_of(row.talk)
        if day is None or row.person != moved.person:
            connection.execute(_DROP, {"whose": row.person, "for_talk": row.talk})
        else:
            connection.execute(_MOVE, {"whose": row.person, "for_talk": row.talk, "to": day})


def book(connection: Connection, *, lead: PersonId, talks: Mapping[str, Talk]) -> None:
    """What was written for the talks of this lead's calendar, which has these by their keys now, goes where they go;
    for what is not among them any more, it is forgotten."""
    for row in connection.execute(_OF_FEED, {"whose_lead": lead}).all():
        talk = talks.get(row.talk)
        if talk is None or row.person != talk.person:
            connection.execute(_DROP, {"whose": row.person, "for_talk": row.talk})
        else:
            connection.execute(_MOVE, {"whose": row.person, "for_talk": row.talk, "to": talk.starts_at.date()})


def forget(connection: Connection, *, of: MeetingId) -> None:
    """Forget what was written for the talks of this meeting."""
    connection.execute(_FORGET, {"begins": f"{of}."})


def unsay(connection: Connection, *, whose: PersonId) -> None:
    """What this person wants to bring up is not told any more, and what was told of it is forgotten."""
    for talk in connection.scalars(select(topic.c.talk).where(topic.c.person == whose)).all():
        planning.prepare_no_more(connection, talk=talk)


def forget_past(connection: Connection, *, before: date) -> int:
    """See `Storage.forget_topics`."""
    for talk in connection.scalars(select(topic.c.talk).where(topic.c.day < before)).all():
        planning.prepare_no_more(connection, talk=talk)
    return connection.execute(_FORGET_PAST, {"before": before}).rowcount


def end(connection: Connection) -> None:
    """Forget what was written for talks with somebody who leads its writer no more."""
    connection.execute(_END)


def _topic_of(row: RowMapping) -> Topic:
    return Topic(
        talk=row[_topic.talk],
        by=row[_topic.person],
        lead=row[_topic.lead],
        text=row[_topic.text],
        is_shared=row[_topic.shared],
        on=row[_topic.day],
    )


_SAVED = insert(topic)
_SAVE = _SAVED.on_conflict_do_update(
    index_elements=["person", "talk"], set_={name: _SAVED.excluded[name] for name in ("lead", "text", "shared", "day")}
)
_THIS = (topic.c.person == bindparam("whose"), topic.c.talk == bindparam("for_talk"))
_DROP = delete(topic).where(*_THIS)
_MOVE = update(topic).where(*_THIS).values(day=bindparam("to"))
_OF_THAT = topic.c.talk.startswith(bindparam("begins"), autoescape=False)
_OF_MEETING = select(topic.c.person, topic.c.talk).where(_OF_THAT)
_OF_FEED = select(topic.c.person, topic.c.talk).where(
    topic.c.lead == bindparam("whose_lead"), topic.c.talk.endswith(f".{FROM_FEED}")
)
_FORGET = delete(topic).where(_OF_THAT)
_FORGET_PAST = delete(topic).where(topic.c.day < bindparam("before"))
_TOPICS = (
    select(topic)
    .where(or_(topic.c.person == bindparam("whose"), (topic.c.lead == bindparam("whose")) & topic.c.shared))
    .order_by(topic.c.day, topic.c.talk)
)
_LEADS = (
    exists()
    .select_from(lead.join(person, person.c.team == lead.c.team))
    .where(person.c.id == topic.c.person, lead.c.person == topic.c.lead)
)
_END = delete(topic).where(~_LEADS)

"""The calendars that leads have connected, and the talks that were found in them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, bindparam, delete, or_, select, true, update
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from dialogues.effect import Book, SaveFeed, TrackFeed
from dialogues.feed import Fault
from dialogues.meeting.feed import Feed
from dialogues.meeting.meeting import Talk
from dialogues.person import PersonId
from storage.columns import columns_of
from storage.port import FeedDue
from storage.sql import people_rows, planning, topics
from storage.sql.people import PREFERRED
from storage.tables.meetings import booking, feed
from storage.tables.people import account, lead, organisation, person

_booking = columns_of(booking)

#: So often is a feed looked at, that a talk is followed within a quarter of an hour wherever it is moved to.
EVERY = timedelta(minutes=12)


def save(connection: Connection, *, whose: PersonId, save: SaveFeed, at: datetime) -> None:
    """See `Turn.save_feed`."""
    forget(connection, whose=whose)
    connection.execute(insert(feed), {"person": whose, "address": save.address, "due_at": at})


def forget(connection: Connection, *, whose: PersonId) -> None:
    """See `Turn.drop_feed`."""
    _book(connection, whose, ())
    connection.execute(delete(feed).where(feed.c.person == whose))


def track(connection: Connection, *, whose: PersonId, track: TrackFeed) -> None:
    """See `Turn.track_feed`."""
    kept = track.feed
    values: dict[str, object] = {
        "is_read": kept.is_read,
        "is_nameless": kept.is_nameless,
        "fault": kept.fault,
        "failing_since": kept.failing_since,
        "is_told": kept.is_told,
    }
    if track.version is not None:
        values["version"] = track.version
    connection.execute(update(feed).where(feed.c.person == whose).values(values))


def book(connection: Connection, *, whose: PersonId, book: Book, at: datetime) -> None:
    """See `Turn.book`."""
    _book(connection, whose, book.talks, after=at)


def feed_of(connection: Connection, *, of: PersonId) -> Feed | None:
    """How it is with the calendar of the person, if they have connected one."""
    row = connection.execute(_FEED, {"whose": of}).first()
    if row is None:
        return None
    return Feed(
        is_read=row.is_read,
        is_nameless=row.is_nameless,
        fault=Fault(row.fault) if row.fault else None,
        failing_since=row.failing_since,
        is_told=row.is_told,
    )


def booked(connection: Connection, *, of: PersonId) -> tuple[Talk, ...]:
    """The talks that the person leads or is invited to."""
    return tuple(map(_talk_of, connection.execute(_BOOKED, {"whose": of}).mappings()))


def due(connection: Connection, *, at: datetime, most: int) -> Sequence[FeedDue]:
    """See `Storage.feeds_due`."""
    rows = connection.execute(_DUE, {"at": at, "most": most}).mappings().all()
    if rows:
        those = [row[feed.c.person] for row in rows]
        connection.execute(_TAKE, {"those": those, "next": at + EVERY})
    return [_due_of(connection, row) for row in rows]


def _due_of(connection: Connection, row: RowMapping) -> FeedDue:
    whose = row[person.c.id]
    return FeedDue(
        person=whose,
        address=row[feed.c.address],
        version=row[feed.c.version],
        owner=row[person.c.email],
        zone=people_rows.timezone_of(row),
        known=tuple(connection.scalars(_KNOWN, {"whose": whose})),
    )


def _book(connection: Connection, whose: PersonId, talks: Sequence[Talk], *, after: datetime | None = None) -> None:
    """Make these the person's talks. What is planned to be said of one that is gone, or moved, is not sent; of one that
    is over by then, what it came to may still be asked."""
    now = {each.key: each for each in talks}
    for before in map(_talk_of, connection.execute(_LED, {"whose": whose}).mappings().all()):
        if before != now.get(before.key) and (after is None or before.ends_at > after):
            planning.say_no_more(connection, about=before.key.partition(".")[0])
    connection.execute(delete(booking).where(booking.c.lead == whose))
    if now:
        connection.execute(insert(booking), [_columns(each) for each in now.values()])
    topics.book(connection, lead=whose, talks=now)


def _columns(talk: Talk) -> dict[str, object]:
    return {
        "lead": talk.lead,
        "key": talk.key,
        "team": talk.team,
        "person": talk.person,
        "starts_at": talk.starts_at,
        "ends_at": talk.ends_at,
    }


def _talk_of(row: RowMapping) -> Talk:
    return Talk(
        key=row[_booking.key],
        lead=row[_booking.lead],
        team=row[_booking.team],
        person=row[_booking.person],
        starts_at=row[_booking.starts_at],
        ends_at=row[_booking.ends_at],
    )


_FEED = select(feed.c.is_read, feed.c.is_nameless, feed.c.fault, feed.c.failing_since, feed.c.is_told).where(
    feed.c.person == bindparam("whose")
)
_LED = select(booking).where(booking.c.lead == bindparam("whose"))
_BOOKED = (
    select(booking)
    .where(or_(booking.c.lead == bindparam("whose"), booking.c.person == bindparam("whose")))
    .order_by(booking.c.starts_at, booking.c.key)
)
_LEADS = select(lead.c.team).where(lead.c.person == bindparam("whose"))
_KNOWN = (
    select(person.c.email).where(person.c.team.in_(_LEADS), person.c.id != bindparam("whose")).order_by(person.c.email)
)
# Whoever has a feed in hand has moved its time on: nobody else reads it at once.
_DUE = (
    select(feed.c.person, feed.c.address, feed.c.version, person.c.id, person.c.email, *people_rows.TIMEZONE)
    .select_from(feed.join(person).join(organisation, true()).outerjoin(account, account.c.id == PREFERRED))
    .where(
        feed.c.due_at <= bindparam("at"),
        ~person.c.stopped,
        select(lead.c.team).where(lead.c.person == person.c.id).exists(),
    )
    .order_by(feed.c.due_at, feed.c.person)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=feed)
)
_TAKE = update(feed).where(feed.c.person.in_(bindparam("those", expanding=True))).values(due_at=bindparam("next"))

"""What is sent next: its intent is committed before anybody touches the wire."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from pydantic import ValidationError
from sqlalchemy import Connection, RowMapping, bindparam, update

from dialogues.availability import Availability
from dialogues.caps import GAP, Taken, free_from, leaves_room
from dialogues.kind import Budget, Kind
from dialogues.message import Message
from dialogues.phrase import Text
from storage.outbox import Outgoing
from storage.sql import caps, people_rows, posting
from storage.sql.candidates import HALF_SENT, NEXT
from storage.sql.caps import Count, Held, Room
from storage.sql.codec import MESSAGE
from storage.sql.planning import IS_PLANNED
from storage.tables.people import account, person, team_channel, team_handle
from storage.tables.sending import delivery

#: The digest goes out within its minute.
MINUTE = timedelta(minutes=1)
#: What has come due no longer ago may not have been composed yet, by this process or another.
LATELY = timedelta(minutes=15)
#: So often is looked on, in one transaction, past what is not to be sent.
PASSES = 50
#: Until what only another Vardag can read, in an upgrade, is looked at again.
ANOTHER = timedelta(minutes=1)
#: Until it is looked anew whether somebody is back.
LOOK = timedelta(hours=1)
#: So long holds what has been found of who reads a channel.
FRESH = timedelta(seconds=10)
UNREADABLE: Message[Text] = Message(summary="", blocks=())


def claim(
    connection: Connection, *, among: Sequence[int], at: datetime, marks: Callable[[], str]
) -> Sequence[Outgoing]:
    """See `Outbox.advance`: at most one for each of these workspaces. `marks` are for what is planned instead."""
    claimed: list[Outgoing] = []
    left = set(among)
    for _ in range(PASSES):
        if not left:
            break
        where = {"among": sorted(left), "at": at, "lately": at - LATELY}
        found = connection.execute(NEXT, where).mappings().all()
        left = {row[delivery.c.workspace] for row in found}
        held = caps.hold(connection, rooms=[room for row in found if (room := _room(row))])
        chosen = [(row, outgoing) for row in found if (outgoing := _choose(connection, row, at, held, marks))]
        if chosen:
            counts = [count for row, outgoing in chosen if (count := _count(row, outgoing))]
            caps.count(connection, counts=counts, held=held, at=at)
            connection.execute(_SEND, {"those": [each.id for _, each in chosen], "at": at})
            claimed += (each for _, each in chosen)
            left -= {row[delivery.c.workspace] for row, _ in chosen}
    return claimed


def _choose(
    connection: Connection, row: RowMapping, at: datetime, held: Mapping[Room, Held], marks: Callable[[], str]
) -> Outgoing | None:
    """What is to be sent. What is not, any more or yet, is out of the way."""
    id = row[delivery.c.id]
    if row[delivery.c.expires_at] <= at:
        connection.execute(_EXPIRE, {"here": row[delivery.c.workspace], "at": at})
    elif not _wanted(row):
        connection.execute(_CANCEL, {"id_": id, "at": at})
        posting.part(connection, id=id, marks=marks, at=at)
    elif (message := _read(row)) is None:
        connection.execute(_POSTPONE, {"id_": id, "until": at + ANOTHER})
    else:
        availability = _availability(row)
        when = _free_from(row, availability, at, held)
        if when <= at:
            return _outgoing(row, message, attempt=row[delivery.c.attempts] + 1, intent_at=at)
        # Whoever is away may be back before their platform thought.
        until = min(when, at + LOOK) if availability.is_away(at) else when
        if until < row[delivery.c.expires_at]:
            connection.execute(_POSTPONE, {"id_": id, "until": until})
        else:
            connection.execute(_DROP, {"id_": id, "at": at})
    return None


def _free_from(row: RowMapping, availability: Availability, at: datetime, held: Mapping[Room, Held]) -> datetime:
    """When this one may go out, as things are: where its reader is available, and has room for it."""
    when, room = availability.speaking_time(at), _room(row)
    if room is None or held[room].last == row[delivery.c.id]:
        return when
    taken = held[room].taken
    if row["outranked"]:
        taken = Taken(at=(at, *taken.at), day=at.astimezone(availability.timezone).date())
    free = free_from(room.budget, taken, availability.timezone)
    if free is not None and free > at:
        return availability.speaking_time(max(when, free))
    if row["digest"] is None or not Kind(row[delivery.c.kind]).gives_way:
        return when
    digest = max(row["digest"], at)
    if leaves_room(room.budget, taken, at=at, until=digest + MINUTE, zone=availability.timezone):
        return when
    return availability.speaking_time(max(when, digest + GAP))


def _availability(row: RowMapping) -> Availability:
    """Of its reader, or of the organisation for a channel."""
    if row[delivery.c.team] is not None:
        return people_rows.organisation_of(row).availability
    return people_rows.person_of(row).availability


def _room(row: RowMapping) -> Room | None:
    """What it counts against, if it counts at all."""
    budget = row[delivery.c.budget]
    return Room(row[person.c.id], Budget(budget)) if budget else None


def _count(row: RowMapping, outgoing: Outgoing) -> Count | None:
    room = _room(row)
    on = outgoing.intent_at.astimezone(outgoing.timezone).date()
    return Count(room=room, delivery=outgoing.id, day=on) if room else None


def doubtful(connection: Connection, *, among: Sequence[int], at: datetime) -> Sequence[Outgoing]:
    """What somebody has left half sent in these workspaces, to be asked about. Where only another version of Vardag can
    read a message, it is empty here; where its channel is gone, nobody can ask, and it is `unknown`. Of what was only
    to be asked about who reads it, nothing has been sent, and it is planned again."""
    found = []
    for row in connection.execute(HALF_SENT, {"among": among}).mappings().all():
        if _is_guarded(row) and not _is_cleared(row, row[delivery.c.intent_at]):
            connection.execute(_PLAN_AGAIN, {"id_": row[delivery.c.id]})
        elif row[delivery.c.team] is not None and not _has_channel(row):
            connection.execute(_GIVE_UP, {"id_": row[delivery.c.id], "at": at})
        else:
            attempt, begun = row[delivery.c.attempts], row[delivery.c.intent_at]
            found.append(_outgoing(row, _read(row) or UNREADABLE, attempt=attempt, intent_at=begun))
    return found


def _read(row: RowMapping) -> Message[Text] | None:
    """The message; None where it is one that only another Vardag could read."""
    try:
        return MESSAGE.read(row[delivery.c.message])
    except ValidationError:
        return None


def _outgoing(row: RowMapping, message: Message[Text], *, attempt: int, intent_at: datetime) -> Outgoing:
    return Outgoing(
        id=row[delivery.c.id],
        mark=row[delivery.c.mark],
        attempt=attempt,
        intent_at=intent_at,
        expires_at=row[delivery.c.expires_at],
        to=people_rows.address_of(row) if row[delivery.c.team] is None else people_rows.channel_of(row),
        team=row[delivery.c.team],
        cleared=_is_cleared(row, intent_at),
        dialogue=row[delivery.c.dialogue],
        kind=Kind(row[delivery.c.kind]),
        language=people_rows.language_of(row),
        timezone=people_rows.timezone_of(row),
        message=message,
    )


def _wanted(row: RowMapping) -> bool:
    """Whether the reader is still in reach, and has not stopped since it was planned."""
    if row[delivery.c.team] is not None:
        return _has_channel(row)
    return row[account.c.reachable] and not row[person.c.stopped]


def _has_channel(row: RowMapping) -> bool:
    return row[team_channel.c.channel] is not None or (_is_guarded(row) and row[team_handle.c.channel] is not None)


def _is_guarded(row: RowMapping) -> bool:
    """See `Outgoing.guard`."""
    return row[delivery.c.team] is not None and Kind(row[delivery.c.kind]).tells_results


def _is_cleared(row: RowMapping, at: datetime) -> bool:
    cleared_at = row[delivery.c.cleared_at]
    return cleared_at is not None and timedelta(0) <= at - cleared_at < FRESH


_EXPIRE = (
    update(delivery)
    .where(
        IS_PLANNED,
        delivery.c.workspace == bindparam("here"),
        delivery.c.due_at <= bindparam("at"),
        delivery.c.expires_at <= bindparam("at"),
    )
    .values(state="expired", ended_at=bindparam("at"))
)

_THIS = update(delivery).where(delivery.c.id == bindparam("id_"))

_CANCEL = _THIS.values(state="cancelled", ended_at=bindparam("at"))

_GIVE_UP = _THIS.values(state="unknown", ended_at=bindparam("at"), error="the channel is gone")

_PLAN_AGAIN = _THIS.values(state="planned", attempts=delivery.c.attempts - 1)

_POSTPONE = _THIS.values(due_at=bindparam("until"))

_DROP = _THIS.values(state="expired", ended_at=bindparam("at"))

_SEND = (
    update(delivery)
    .where(delivery.c.id.in_(bindparam("those", expanding=True)))
    .values(state="sending", intent_at=bindparam("at"), attempts=delivery.c.attempts + 1)
)

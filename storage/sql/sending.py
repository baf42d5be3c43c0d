"""What is sent: claimed one batch at a time, and settled when its outcome is known."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from pydantic import ValidationError
from sqlalchemy import Connection, RowMapping, and_, bindparam, delete, literal_column, or_, select, true, update

from dialogues.address import Address, Workspace
from storage.port import Outgoing
from storage.sql import people, rows
from storage.sql.codec import MESSAGE, OPAQUE
from storage.sql.outbox import IS_PLANNED
from storage.tables import account, delivery, organisation, person, team_channel, workspace


def claim(connection: Connection, *, workspace: Workspace, at: datetime, most: int) -> Sequence[Outgoing]:
    """See `Storage.claim`."""
    where = {**people.named(workspace), "at": at, "most": most}
    while found := connection.execute(_NEXT, where).mappings().all():
        late = [row for row in found if row[delivery.c.expires_at] <= at]
        idle = [row for row in found if row not in late and not _wanted(row)]
        ready = {row[delivery.c.id]: _outgoing(row) for row in found if row not in late and row not in idle}
        unreadable = [id for id, outgoing in ready.items() if outgoing is None]
        for state, error, those in (
            ("expired", None, _ids(late)),
            ("cancelled", None, _ids(idle)),
            ("refused", "unreadable", unreadable),
        ):
            if those:
                connection.execute(_END, {"ids": those, "now": state, "why": error, "at": at})
        if sent := [outgoing for outgoing in ready.values() if outgoing]:
            connection.execute(_SEND, {"ids": [each.id for each in sent], "at": at})
            return sent
    return []


def delivered(connection: Connection, *, id: int, ref: str, address: Address, at: datetime, on: date) -> None:
    """See `Storage.delivered`."""
    # The person before the delivery, as wherever both are locked.
    connection.execute(_GREET, {"id_": id, "on": on})
    reader = connection.scalar(_SENT, {"id_": id, "at": at, "ref_": ref})
    if reader is not None:
        values = {"id_": reader, "where": address.channel, "what": OPAQUE.write(address.opaque)}
        connection.execute(_KEEP_ADDRESS, values)


def postponed(connection: Connection, *, id: int, until: datetime, tried: bool) -> None:
    """See `Storage.postponed`."""
    connection.execute(_POSTPONE, {"id_": id, "until": until, "taken_back": 0 if tried else 1})


def throttled(connection: Connection, *, id: int, workspace: Workspace, until: datetime) -> None:
    """See `Storage.throttled`."""
    connection.execute(_PLAN_AGAIN, {"id_": id})
    connection.execute(_BLOCK, {**people.named(workspace), "until": until})


def refused(
    connection: Connection,
    *,
    id: int,
    scope: Literal["message", "account", "workspace"],
    reason: str,
    at: datetime,
) -> None:
    """See `Storage.refused`."""
    if scope == "workspace":
        where = connection.scalar(_PLAN_AGAIN, {"id_": id})
        if where is not None:
            people.stop_workspace(connection, id=where, reason=reason, at=at)
        return
    row = connection.execute(_REFUSED, {"id_": id, "at": at, "why": reason}).mappings().first()
    if row is None or scope == "message":
        return
    if row[delivery.c.account] is not None:
        connection.execute(_STOP_ACCOUNT, {"id_": row[delivery.c.account], "why": reason})
    else:
        connection.execute(_STOP_CHANNEL, {"of": row[delivery.c.team], "where": row[delivery.c.workspace]})


def unknown(connection: Connection, *, id: int, reason: str, at: datetime) -> None:
    """See `Storage.unknown`."""
    connection.execute(_UNKNOWN, {"id_": id, "at": at, "why": reason})


def settle(connection: Connection, *, workspace: Workspace, at: datetime) -> int:
    """See `Storage.settle`."""
    return connection.execute(_SETTLE, {**people.named(workspace), "at": at}).rowcount


def _wanted(row: RowMapping) -> bool:
    """Whether the reader is still in reach, and has not stopped since it was planned."""
    if row[delivery.c.team] is not None:
        return row[team_channel.c.team] is not None
    return row[account.c.reachable] and not row[person.c.stopped]


def _outgoing(row: RowMapping) -> Outgoing | None:
    """What to send; None where the message is one that only another Vardag could read."""
    try:
        message = MESSAGE.read(row[delivery.c.message])
    except ValidationError:
        return None
    return Outgoing(
        id=row[delivery.c.id],
        mark=row[delivery.c.mark],
        attempts=row[delivery.c.attempts] + 1,
        to=rows.address_of(row) if row[delivery.c.team] is None else rows.channel_of(row),
        language=rows.language_of(row),
        timezone=rows.timezone_of(row),
        holidays=row[organisation.c.holidays],
        message=message,
    )


def _ids(those: Sequence[RowMapping]) -> list[int]:
    return [row[delivery.c.id] for row in those]


_IS_SENDING = delivery.c.state == literal_column("'sending'")

_NEXT = (
    select(
        delivery,
        *rows.LANGUAGE,
        *rows.TIMEZONE,
        organisation.c.holidays,
        person.c.stopped,
        *rows.ADDRESS,
        account.c.reachable,
        team_channel,
    )
    .select_from(
        delivery.join(workspace)
        .join(organisation, true())
        .outerjoin(account, account.c.id == delivery.c.account)
        .outerjoin(person, person.c.id == account.c.person)
        .outerjoin(
            team_channel,
            and_(team_channel.c.team == delivery.c.team, team_channel.c.workspace == delivery.c.workspace),
        )
    )
    .where(
        *people.NAMED,
        workspace.c.connected,
        or_(workspace.c.blocked_until.is_(None), workspace.c.blocked_until <= bindparam("at")),
        IS_PLANNED,
        delivery.c.due_at <= bindparam("at"),
    )
    .order_by(delivery.c.due_at, delivery.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=delivery)
)

_THOSE = update(delivery).where(delivery.c.id.in_(bindparam("ids", expanding=True)))

_END = _THOSE.values(state=bindparam("now"), ended_at=bindparam("at"), error=bindparam("why"))

_SEND = _THOSE.values(state="sending", intent_at=bindparam("at"), attempts=delivery.c.attempts + 1)

_SENDING = update(delivery).where(delivery.c.id == bindparam("id_"), _IS_SENDING)

_POSTPONE = _SENDING.values(
    state="planned", due_at=bindparam("until"), attempts=delivery.c.attempts - bindparam("taken_back")
)

_PLAN_AGAIN = _SENDING.values(state="planned").returning(delivery.c.workspace)

_GREET = (
    update(person)
    .where(
        person.c.greeted_on.is_(None),
        person.c.id.in_(
            select(account.c.person)
            .join(delivery, delivery.c.account == account.c.id)
            .where(delivery.c.id == bindparam("id_"), delivery.c.greets, _IS_SENDING)
        ),
    )
    .values(greeted_on=bindparam("on"))
)

_SENT = _SENDING.values(state="sent", ended_at=bindparam("at"), ref=bindparam("ref_")).returning(delivery.c.account)

_UNKNOWN = _SENDING.values(state="unknown", ended_at=bindparam("at"), error=bindparam("why"))

_REFUSED = _SENDING.values(state="refused", ended_at=bindparam("at"), error=bindparam("why")).returning(
    delivery.c.workspace, delivery.c.account, delivery.c.team
)

_SETTLE = (
    update(delivery)
    .where(_IS_SENDING, delivery.c.workspace.in_(select(workspace.c.id).where(*people.NAMED)))
    .values(state="unknown", ended_at=bindparam("at"), error="the process that was sending it ended")
)

_KEEP_ADDRESS = (
    update(account)
    # What has been heard of the person meanwhile is newer.
    .where(account.c.id == bindparam("id_"), account.c.channel.is_(None))
    .values(channel=bindparam("where"), opaque=bindparam("what"))
)

_BLOCK = update(workspace).where(*people.NAMED).values(blocked_until=bindparam("until"))

_STOP_ACCOUNT = update(account).where(account.c.id == bindparam("id_")).values(reachable=False, reason=bindparam("why"))

_STOP_CHANNEL = delete(team_channel).where(
    team_channel.c.team == bindparam("of"), team_channel.c.workspace == bindparam("where")
)

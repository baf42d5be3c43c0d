"""What became of an attempt. Recorded once: where the delivery has gone on since, nothing changes."""

from collections.abc import Callable, Iterable, Sequence
from typing import assert_never

from sqlalchemy import Connection, bindparam, delete, exists, or_, select, update

from dialogues.kind import Kind
from storage.outbox import Blocked, Cleared, Doubtful, Outcome, Outgoing, Parted, Postponed, Sent, Turned
from storage.sql import people, posting
from storage.sql.codec import OPAQUE
from storage.tables.people import account, person, team_channel, workspace
from storage.tables.sending import delivery


def record(connection: Connection, *, outcomes: Sequence[Outcome], marks: Callable[[], str]) -> None:
    """See `Outbox.advance`. `marks` are for what is planned instead of something."""
    ordered = sorted(outcomes, key=lambda each: each.outgoing.id)
    _sent(connection, [each for each in ordered if isinstance(each, Sent)])
    for outcome in ordered:
        match outcome:
            case Sent():
                pass
            case Postponed(outgoing=outgoing, until=until, tried=tried):
                values = {"until": until, "taken_back": 0 if tried else 1}
                connection.execute(_POSTPONE, _this(outgoing) | values)
            case Blocked(outgoing=outgoing, until=until):
                connection.execute(_PLAN_AGAIN, _this(outgoing))
                connection.execute(_BLOCK, {**people.named(outgoing.to.workspace), "until": until})
            case Turned():
                _turned(connection, outcome)
            case Doubtful(outgoing=outgoing, at=at, reason=reason):
                connection.execute(_UNKNOWN, _this(outgoing) | {"at": at, "why": reason})
            case Cleared(outgoing=outgoing, at=at):
                connection.execute(_CLEAR, _this(outgoing) | {"at": at})
            case Parted(outgoing=outgoing, at=at, reason=reason):
                parted = connection.scalar(_PART, _this(outgoing) | {"at": at, "why": reason})
                if parted is not None:
                    posting.part(connection, id=parted, marks=marks, at=at)
            case _:
                assert_never(outcome)


def _sent(connection: Connection, sent: Sequence[Sent]) -> None:
    # The person before the account before the delivery, as wherever several are locked.
    greetings = (each for each in sent if each.outgoing.kind is Kind.GREETING)
    _each(connection, _GREET, (_this(each.outgoing) | {"on": each.on} for each in greetings))
    _each(
        connection,
        _KEEP_ADDRESS,
        (
            _this(each.outgoing) | {"where": each.address.channel, "what": OPAQUE.write(each.address.opaque)}
            for each in sent
            if each.outgoing.to.user is not None and each.outgoing.to.channel is None
        ),
    )
    _each(connection, _SENT, (_this(each.outgoing) | {"at": each.at, "ref_": each.ref} for each in sent))


def _turned(connection: Connection, turned: Turned) -> None:
    this = _this(turned.outgoing)
    if turned.scope == "workspace":
        where = connection.scalar(_PLAN_AGAIN, this)
        if where is not None:
            people.stop_workspace(connection, id=where, reason=turned.reason, at=turned.at)
        return
    if turned.scope == "account":
        connection.execute(_STOP_ACCOUNT, this | {"why": turned.reason})
        connection.execute(_STOP_CHANNEL, this)
    connection.execute(_REFUSED, this | {"at": turned.at, "why": turned.reason})


def _this(outgoing: Outgoing) -> dict[str, object]:
    return {"id_": outgoing.id, "attempt": outgoing.attempt, "begun": outgoing.intent_at}


def _each(connection: Connection, statement: object, values: Iterable[dict[str, object]]) -> None:
    if those := list(values):
        connection.execute(statement, those)  # type: ignore[call-overload]


# Not as the partial index has it: PostgreSQL would look the row up there, among all that are being sent, and not by id.
_IS_SENDING = delivery.c.state.concat("") == "sending"
_THIS = (
    delivery.c.id == bindparam("id_"),
    _IS_SENDING,
    # By both, as a number is given anew after an attempt that was none.
    delivery.c.attempts == bindparam("attempt"),
    delivery.c.intent_at == bindparam("begun"),
)
_THAT = update(delivery).where(*_THIS)

_SENT = _THAT.values(state="sent", ended_at=bindparam("at"), ref=bindparam("ref_"))

_POSTPONE = _THAT.values(
    state="planned", due_at=bindparam("until"), attempts=delivery.c.attempts - bindparam("taken_back")
)

_PLAN_AGAIN = _THAT.values(state="planned", attempts=delivery.c.attempts - 1).returning(delivery.c.workspace)

_CLEAR = _THAT.values(state="planned", attempts=delivery.c.attempts - 1, cleared_at=bindparam("at"))

_PART = _THAT.values(state="cancelled", ended_at=bindparam("at"), error=bindparam("why")).returning(delivery.c.id)

_UNKNOWN = _THAT.values(state="unknown", ended_at=bindparam("at"), error=bindparam("why"))

_REFUSED = _THAT.values(state="refused", ended_at=bindparam("at"), error=bindparam("why"))

_READER = select(delivery.c.account).where(*_THIS).scalar_subquery()

_GREET = (
    update(person)
    .where(
        person.c.greeted_on.is_(None),
        person.c.id.in_(
            select(account.c.person)
            .join(delivery, delivery.c.account == account.c.id)
            .where(*_THIS, delivery.c.kind == Kind.GREETING)
        ),
    )
    .values(greeted_on=bindparam("on"))
)

_KEEP_ADDRESS = (
    update(account)
    # What has been heard of the person meanwhile is newer.
    .where(account.c.id == _READER, account.c.channel.is_(None))
    .values(channel=bindparam("where"), opaque=bindparam("what"))
)

_STOP_ACCOUNT = update(account).where(account.c.id == _READER).values(reachable=False, reason=bindparam("why"))

_STOP_CHANNEL = delete(team_channel).where(
    exists().where(*_THIS, delivery.c.team == team_channel.c.team, delivery.c.workspace == team_channel.c.workspace)
)

_BLOCK = (
    update(workspace)
    .where(
        *people.NAMED,
        or_(workspace.c.blocked_until.is_(None), workspace.c.blocked_until < bindparam("until")),
    )
    .values(blocked_until=bindparam("until"))
)

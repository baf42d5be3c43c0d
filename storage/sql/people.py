"""People, the accounts by which they are found, and the workspaces that these are in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    RowMapping,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from dialogues.address import AccountKey, Address, Platform, Profile, Whereabouts, Workspace
from dialogues.effect import SaveSettings
from dialogues.person import PersonId
from storage.port import TeamChannel, Unreached
from storage.sql import planning, strangers
from storage.sql.codec import OPAQUE
from storage.tables.people import account, handle, organisation, person, team, team_channel, workspace

#: The rows of one workspace, with the parameters of `named`.
NAMED = (workspace.c.platform == bindparam("on_platform"), workspace.c.key == bindparam("in_workspace"))


def named(workspace: Workspace) -> dict[str, str]:
    """What `NAMED` asks for."""
    return {"on_platform": workspace.platform, "in_workspace": workspace.key}


def in_reach(someone: Column[str]) -> ColumnElement[bool]:
    """Whether a person can be written to: by an account within reach, in a workspace that is connected."""
    found = (
        select(account.c.id)
        .select_from(account.join(workspace))
        .where(account.c.person == someone, account.c.reachable, workspace.c.connected)
        # Asked of one person after the other: PostgreSQL would make a table of everybody first.
        .limit(1)
        .scalar_subquery()
    )
    return found.is_not(None)


def see(connection: Connection, *, profile: Profile, at: datetime, address: Address | None = None) -> PersonId | None:
    """See `Turn.see`."""
    # One after the other, and not while an import is under way: neither would know of what the other does.
    connection.execute(_ALONE)
    where = {**named(profile.key.workspace), "user": profile.key.user}
    known = connection.execute(_KNOWN, where).mappings().first()
    meant: str | None = connection.scalar(_MEANT, {**where, "email": (profile.email or "").lower()})
    whose = meant or (known[account.c.person] if known else None)
    if whose is None:
        if profile.active and address is not None:
            at_home = _workspace(connection, profile.key.workspace, at)
            strangers.keep(connection, workspace=at_home, profile=profile, address=address)
        return None
    seen: dict[str, object] = {
        "person": whose,
        **_told(
            locale=profile.locale,
            timezone=profile.timezone,
            away_until=profile.away_until,
            silent_until=profile.silent_until,
        ),
        "reachable": profile.active,
        "reason": None if profile.active else "inactive",
    }
    if address is not None:
        seen |= _place(address)
    if known is None:
        seen |= {"workspace": _workspace(connection, profile.key.workspace, at), "user": profile.key.user}
        connection.execute(_ACCOUNT, {"opaque": OPAQUE.write({})} | seen)
        strangers.forget(connection, whose=profile.key)
    else:
        _keep(connection, known, seen)
    return PersonId(whose)


def recognise(connection: Connection, *, at: datetime) -> None:
    """Give an account to everybody whom the organisation has come to know since their platform showed them."""
    for profile, address in strangers.recognised(connection):
        see(connection, profile=profile, at=at, address=address)


def reached(connection: Connection, *, where: Whereabouts) -> None:
    """Somebody acted from here: keep what it says, and bring the account back within reach."""
    address = where.address
    known = connection.execute(_KNOWN, {**named(address.workspace), "user": address.user}).mappings().first()
    if known is None:
        return
    now: dict[str, object] = {
        **_place(address),
        **_told(locale=where.locale, timezone=where.timezone),
        "reachable": True,
        "reason": None,
    }
    last = connection.scalar(_LAST_HEARD, {"whose": known[account.c.person], "this": known[account.c.id]})
    if last is not None and last >= known[account.c.heard]:
        now["heard"] = last + 1
    _keep(connection, known, now)


def leave(connection: Connection, *, account: AccountKey, reason: str) -> None:
    """See `Turn.leave`."""
    connection.execute(_ALONE)
    known = connection.execute(_KNOWN, {**named(account.workspace), "user": account.user}).mappings().first()
    if known is None:
        strangers.forget(connection, whose=account)
    else:
        _keep(connection, known, {"reachable": False, "reason": reason})


def choose(connection: Connection, *, whose: PersonId, settings: SaveSettings) -> None:
    """Keep what somebody chose for themselves."""
    choices: dict[str, object] = {
        "language": settings.language,
        "own_timezone": settings.timezone,
        "send_time": settings.send_time,
        "first_hour": settings.hours and settings.hours.first,
        "last_hour": settings.hours and settings.hours.last,
        "stopped": settings.stopped,
        "paused_until": settings.paused_until,
        "nudged_about": settings.nudged_about,
        "digest_time": settings.digest_time,
    }
    chosen = {column: choice for column, choice in choices.items() if choice is not None}
    if chosen:
        connection.execute(update(person).where(person.c.id == whose).values(chosen))


def unreached(connection: Connection) -> Sequence[Unreached]:
    """See `Storage.unreached`."""
    return [Unreached(name=row.name, email=row.email, reason=row.reason) for row in connection.execute(_UNREACHED)]


def workspaces(connection: Connection) -> Sequence[Workspace]:
    """See `Storage.workspaces`."""
    return [Workspace(platform=Platform(row.platform), key=row.key) for row in connection.execute(_EVER_CONNECTED)]


def connect(connection: Connection, *, workspace: Workspace, channels: Sequence[TeamChannel], at: datetime) -> None:
    """See `Storage.connect`."""
    connection.execute(_ALONE)
    id = _workspace(connection, workspace, at)
    connection.execute(_REPLACE, {"id_": id, "on_platform": workspace.platform, "at": at})
    connection.execute(_CONNECT, {"id_": id, "at": at})
    recognise(connection, at=at)
    connection.execute(delete(team_channel).where(team_channel.c.workspace == id))
    known = set(connection.scalars(select(team.c.key)))
    rows = [
        {
            "team": each.team,
            "workspace": id,
            "channel": each.address.channel,
            "opaque": OPAQUE.write(each.address.opaque),
        }
        for each in channels
        if each.team in known
    ]
    if rows:
        connection.execute(insert(team_channel), rows)
    planning.ask_readers_again(connection)


def disconnect(connection: Connection, *, workspace: Workspace, reason: str, at: datetime) -> None:
    """See `Turn.disconnect`."""
    stop_workspace(connection, id=_workspace(connection, workspace, at), reason=reason, at=at)


def stop_workspace(connection: Connection, *, id: int, reason: str, at: datetime) -> None:
    """Nothing more is sent to this workspace until `connect`."""
    connection.execute(_STOP, {"id_": id, "why": reason, "at": at})


def _workspace(connection: Connection, of: Workspace, at: datetime) -> int:
    known: int | None = connection.scalar(_WORKSPACE, named(of))
    if known is not None:
        return known
    new = {"platform": of.platform, "key": of.key, "since": at, "reason": _NEVER_CONNECTED}
    connection.execute(_NEW_WORKSPACE, new)
    created: int = connection.execute(_WORKSPACE, named(of)).scalar_one()
    return created


def _place(address: Address) -> dict[str, object]:
    return {"channel": address.channel, "opaque": OPAQUE.write(address.opaque)}


def _told(**told: str | datetime | None) -> dict[str, object]:
    """What a platform does not say stays as it was."""
    return {column: value for column, value in told.items() if value is not None}


def _keep(connection: Connection, known: RowMapping, now: dict[str, object]) -> None:
    if any(known[account.c[column]] != value for column, value in now.items()):
        connection.execute(update(account).where(account.c.id == known[account.c.id]).values(now))


# The account by which a person is best reached: their language and time zone are taken from there.
_best = account.alias("best")
PREFERRED = (
    select(_best.c.id)
    .where(_best.c.person == person.c.id)
    .order_by(_best.c.reachable.desc(), _best.c.heard.desc(), _best.c.id)
    .limit(1)
    .correlate(person)
    .scalar_subquery()
)

_ALONE = select(organisation.c.id).with_for_update()
_WORKSPACE = select(workspace.c.id).where(*NAMED)
_NEW_WORKSPACE = insert(workspace).on_conflict_do_nothing()
_NEVER_CONNECTED = "not connected yet"
_WAS_CONNECTED = workspace.c.reason.is_distinct_from(_NEVER_CONNECTED)
_EVER_CONNECTED = select(workspace.c.platform, workspace.c.key).where(_WAS_CONNECTED).order_by(workspace.c.id)
_REPLACE = (
    update(workspace)
    .where(workspace.c.platform == bindparam("on_platform"), workspace.c.id != bindparam("id_"), workspace.c.connected)
    .values(connected=False, since=bindparam("at"), reason="replaced")
)
_CONNECT = (
    update(workspace)
    .where(workspace.c.id == bindparam("id_"), ~workspace.c.connected)
    .values(connected=True, since=bindparam("at"), reason=None)
)
_STOP = (
    update(workspace)
    .where(workspace.c.id == bindparam("id_"), _WAS_CONNECTED)
    .values(connected=False, since=bindparam("at"), reason=bindparam("why"))
)

_KNOWN = select(account).join(workspace).where(*NAMED, account.c.user == bindparam("user"))
_NEW = insert(account)
_ACCOUNT = _NEW.on_conflict_do_update(index_elements=["workspace", "user"], set_={"person": _NEW.excluded.person})
_LAST_HEARD = select(func.max(account.c.heard)).where(
    account.c.person == bindparam("whose"), account.c.id != bindparam("this")
)
# Whom a user id or an e-mail means. Who has an explicit id on a platform is nobody else there.
_MEANT = (
    select(person.c.id)
    .outerjoin(handle, and_(handle.c.person == person.c.id, handle.c.platform == bindparam("on_platform")))
    .where(
        or_(
            handle.c.user == bindparam("user"),
            and_(handle.c.user.is_(None), person.c.email == bindparam("email")),
        )
    )
    .order_by(handle.c.user.is_(None))
    .limit(1)
)

_UNREACHED = (
    select(
        person.c.name,
        person.c.email,
        func.coalesce(account.c.reason, workspace.c.reason, "no account").label("reason"),
    )
    .select_from(person.outerjoin(account, account.c.id == PREFERRED).outerjoin(workspace))
    .where(~in_reach(person.c.id))
    .order_by(person.c.position)
)

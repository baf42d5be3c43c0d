"""People whom a platform has shown and the organisation does not know yet."""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, bindparam, delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from dialogues.address import AccountKey, Address, Platform, Profile, Workspace
from storage.sql.codec import OPAQUE
from storage.tables.people import handle, person, stranger, workspace


def keep(connection: Connection, *, workspace: int, profile: Profile, address: Address) -> None:
    """Remember somebody who may yet turn out to be in the organisation, and where they can be reached.

    What a platform does not say of them stays as it was.
    """
    row = {
        "workspace": workspace,
        "user": profile.key.user,
        "email": profile.email.lower() if profile.email else None,
        "locale": profile.locale,
        "timezone": profile.timezone,
        "channel": address.channel,
        "opaque": OPAQUE.write(address.opaque),
    }
    connection.execute(_KEEP, row)


def forget(connection: Connection, *, whose: AccountKey) -> None:
    """They are known now, or gone."""
    where = {"on_platform": whose.workspace.platform, "in_workspace": whose.workspace.key, "user_": whose.user}
    connection.execute(_FORGET, where)


def recognised(connection: Connection) -> Sequence[tuple[Profile, Address]]:
    """Those whom the organisation has come to know meanwhile, by explicit id or by e-mail."""
    found = []
    for row in connection.execute(_RECOGNISED).mappings():
        place = Workspace(platform=Platform(row[workspace.c.platform]), key=row[workspace.c.key])
        key = AccountKey(workspace=place, user=row[stranger.c.user])
        profile = Profile(
            key=key,
            name="",
            email=row[stranger.c.email],
            locale=row[stranger.c.locale],
            timezone=row[stranger.c.timezone],
        )
        opaque = OPAQUE.read(row[stranger.c.opaque])
        address = Address(workspace=place, user=key.user, channel=row[stranger.c.channel], opaque=opaque)
        found.append((profile, address))
    return found


_NEW = insert(stranger)
_KEEP = _NEW.on_conflict_do_update(
    index_elements=["workspace", "user"],
    set_={
        **{name: func.coalesce(_NEW.excluded[name], stranger.c[name]) for name in ("email", "locale", "timezone")},
        **{name: _NEW.excluded[name] for name in ("channel", "opaque")},
    },
)
_FORGET = delete(stranger).where(
    stranger.c.user == bindparam("user_"),
    stranger.c.workspace.in_(
        select(workspace.c.id).where(
            workspace.c.platform == bindparam("on_platform"), workspace.c.key == bindparam("in_workspace")
        )
    ),
)
_RECOGNISED = (
    select(stranger, workspace.c.platform, workspace.c.key)
    .select_from(
        stranger.join(workspace)
        .outerjoin(handle, and_(handle.c.platform == workspace.c.platform, handle.c.user == stranger.c.user))
        .outerjoin(person, person.c.email == stranger.c.email)
    )
    .where(or_(handle.c.person.is_not(None), person.c.id.is_not(None)))
)

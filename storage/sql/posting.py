"""What goes to a team: into its channel, or to each by themselves."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert  # its ON CONFLICT is SQLite's too

from dialogues.effect import Post, Say
from dialogues.kind import Kind
from dialogues.person import PersonId
from storage.sql import planning
from storage.sql.channels import HAS_CHANNEL, is_of
from storage.sql.codec import MESSAGE
from storage.sql.planning import GIVEN
from storage.tables.people import organisation, person, team, team_channel, team_handle, workspace
from storage.tables.sending import delivery, reader


def post(
    connection: Connection, *, post: Post, dialogue: str, subject: str, marks: Callable[[], str], at: datetime
) -> int:
    """See `Turn.post`."""
    has_channel, into_channel = (_HAS_GUARDED, _GUARDED) if post.kind.tells_results else (_HAS_OPEN, _OPEN)
    about = {"dialogue": dialogue, "subject": subject}
    if connection.scalar(has_channel, {"of": post.to}) is None:
        says = [_own(post, member) for member in dict.fromkeys(post.members)]
        return sum(planning.say(connection, say=say, mark=marks(), at=at, **about) for say in says)
    values = {
        "of": post.to,
        "key": post.key,
        "mark": marks(),
        **about,
        **planning.kind(post.kind),
        "budget": None,  # a channel is nobody in particular
        "message": MESSAGE.write(post.message),
        "due_at": at,
        "expires_at": post.expires_at,
    }
    planned = connection.scalar(into_channel, values)
    if planned is not None and post.kind.tells_results and post.members:
        readers = [{"delivery": planned, "person": member} for member in dict.fromkeys(post.members)]
        connection.execute(insert(reader), readers)
    return int(planned is not None)


def part(connection: Connection, *, id: int, marks: Callable[[], str], at: datetime) -> None:
    """Plan for each who was to read this delivery in a channel, and is of the team still, that they get it by
    themselves."""
    for row in connection.execute(_READERS, {"this": id}).all():
        say = Say(
            to=PersonId(row.person),
            key=_own_key(row.key, row.person),
            kind=Kind(row.kind),
            message=MESSAGE.read(row.message),
            expires_at=row.expires_at,
        )
        planning.say(connection, say=say, dialogue=row.dialogue, subject=row.subject, mark=marks(), at=at)


def _own(post: Post, member: PersonId) -> Say:
    return Say(
        to=member,
        key=_own_key(post.key, member),
        kind=post.kind,
        message=post.message,
        expires_at=post.expires_at,
    )


def _own_key(key: str, member: str) -> str:
    """The same, whenever it is found that somebody gets it by themselves."""
    return f"{key}:{member}"


_known, _named = is_of(team.c.key)
_GUARDED_CHANNEL = (
    select(*GIVEN.values(), workspace.c.id, team.c.key)
    .select_from(
        team.join(workspace, workspace.c.connected)
        .join(organisation, organisation.c.digest_in_channel)
        .outerjoin(team_channel, _known)
        .outerjoin(team_handle, _named)
    )
    .where(team.c.key == bindparam("of"), HAS_CHANNEL)
    .order_by(workspace.c.id)
    .limit(1)
)
# What tells no results goes where the platform knows the channel, and nowhere else: whoever names a channel for `/goal`
# has not asked that anything be written there.
_OPEN_CHANNEL = (
    select(*GIVEN.values(), team_channel.c.workspace, team_channel.c.team)
    .join(workspace)
    .where(team_channel.c.team == bindparam("of"), workspace.c.connected)
    .order_by(workspace.c.id)
    .limit(1)
)
_HAS_GUARDED, _HAS_OPEN = (each.with_only_columns(workspace.c.id) for each in (_GUARDED_CHANNEL, _OPEN_CHANNEL))
_GUARDED, _OPEN = (
    upsert(delivery)
    .from_select([*GIVEN, "workspace", "team"], channel)
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(delivery.c.id)
    for channel in (_GUARDED_CHANNEL, _OPEN_CHANNEL)
)

_READERS = (
    select(delivery, reader.c.person)
    .select_from(delivery.join(reader).join(person))
    .where(delivery.c.id == bindparam("this"), person.c.team == delivery.c.team)
    .order_by(person.c.position)
)

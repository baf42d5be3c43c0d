"""Teams, as those see them who act."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, Text, bindparam, or_, select

from dialogues.address import Platform
from dialogues.person import PersonId, Team, TeamId
from storage.sql import people_rows
from storage.tables.people import lead, team, team_handle


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The teams that somebody leads, the one in whose channel they are, and all there are, if they were wanted."""

    leads: tuple[Team, ...] = ()
    here: Team | None = None
    every: tuple[Team, ...] = ()


def around(
    connection: Connection, *, leader: PersonId | None, platform: Platform | None, channel: str | None, every: bool
) -> Around:
    """Where nobody leads, nothing is said in a channel, and not every team is wanted, nothing is asked."""
    if not (leader or channel or every):
        return Around()
    where = {"leader": leader, "on_platform": platform, "channel": channel}
    found = [
        (people_rows.team_of(row), bool(row["here"]))
        for row in connection.execute(_EVERY if every else _NEAR, where).mappings()
    ]
    return Around(
        leads=tuple(each for each, _ in found if leader and each.lead == leader),
        here=next((each for each, here in found if here), None),
        every=tuple(each for each, _ in found) if every else (),
    )


def named(connection: Connection, *, keys: Collection[TeamId]) -> tuple[Team, ...]:
    """The teams with these keys, also those that are gone."""
    return tuple(map(people_rows.team_of, connection.execute(_NAMED, {"keys": keys}).mappings()))


_HERE = (
    select(team_handle.c.team)
    .where(
        team_handle.c.platform == bindparam("on_platform", type_=Text),
        team_handle.c.channel == bindparam("channel", type_=Text),
    )
    .scalar_subquery()
)
_IS_HERE = team.c.key == _HERE
_LED = team.outerjoin(lead, lead.c.team == team.c.key)
_EVERY = (
    select(*people_rows.TEAM, _IS_HERE.label("here")).select_from(_LED).where(~team.c.closed).order_by(team.c.position)
)
_NEAR = _EVERY.where(or_(lead.c.person == bindparam("leader", type_=Text), _IS_HERE))
_NAMED = (
    select(*people_rows.TEAM)
    .select_from(_LED)
    .where(team.c.key.in_(bindparam("keys", expanding=True)))
    .order_by(team.c.position)
)

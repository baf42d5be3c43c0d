"""The channels of teams, and who is to read there.

A platform knows which channels are its teams' (`team_channel`), or the organisation file does (`team_handle`).
"""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, and_, bindparam, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from dialogues.address import Workspace
from dialogues.audience import Circle
from dialogues.person import TeamId
from storage.port import TeamChannel
from storage.sql import people, people_rows
from storage.tables.people import account, lead, organisation, person, team, team_channel, team_handle, workspace


def channels(connection: Connection) -> Sequence[TeamChannel]:
    """See `Storage.channels`."""
    found = connection.execute(_CHANNELS).mappings()
    return [TeamChannel(team=TeamId(row[team.c.key]), address=people_rows.channel_of(row)) for row in found]


def circle(connection: Connection, *, of: TeamId, there: Workspace) -> Circle:
    """See `Storage.circle`."""
    accounts: defaultdict[str, set[str]] = defaultdict(set)
    for row in connection.execute(_CIRCLE, {"of": of, **people.named(there)}):
        accounts[row.id].update({row.user} - {None})
    wanted = connection.scalar(select(organisation.c.digest_in_channel))
    return Circle(people=[frozenset(each) for each in accounts.values()], in_channel=bool(wanted))


def is_of(key: ColumnElement[str]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """What joins `team_channel` and `team_handle`, those of a team in the workspace that is selected."""
    return (
        and_(team_channel.c.team == key, team_channel.c.workspace == workspace.c.id),
        and_(team_handle.c.team == key, team_handle.c.platform == workspace.c.platform),
    )


#: Where a channel is: whichever of the two has it.
CHANNEL = (team_channel.c.channel, team_channel.c.opaque, team_handle.c.channel)
HAS_CHANNEL = func.coalesce(team_channel.c.channel, team_handle.c.channel).is_not(None)

_known, _named = is_of(team.c.key)
_CHANNELS = (
    select(team.c.key, workspace.c.platform, workspace.c.key, *CHANNEL)
    .select_from(
        team.join(workspace, workspace.c.connected).outerjoin(team_channel, _known).outerjoin(team_handle, _named)
    )
    .where(~team.c.closed, HAS_CHANNEL)
    .order_by(team.c.position, workspace.c.id)
)

_there = account.join(workspace)
_CIRCLE = (
    select(person.c.id, account.c.user)
    .select_from(
        person.outerjoin(lead, and_(lead.c.person == person.c.id, lead.c.team == bindparam("of"))).outerjoin(
            _there, and_(account.c.person == person.c.id, *people.NAMED)
        )
    )
    .where(or_(person.c.team == bindparam("of"), lead.c.team.is_not(None)))
)

"""Many people in many workspaces, put straight into the tables: no import and no platform takes part."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, insert, select

from dialogues.address import Workspace
from dialogues.person import TeamId
from storage.sql import caps
from storage.tables.people import account, organisation, person, team, workspace

TEAM = TeamId("team")


def crowd(
    connection: Connection,
    sizes: Sequence[tuple[Workspace, int]],
    *,
    at: datetime,
    timezone: str,
    holidays: str | None = None,
    greeted_on: date | None = None,
    known: bool = False,
) -> None:
    """An organisation of one team, with so many people in each workspace, all connected since `at`. A `known` one has a
    conversation with the bot already."""
    connection.execute(
        insert(organisation), {"id": 1, "name": "AB", "language": "sv", "timezone": timezone, "holidays": holidays}
    )
    connection.execute(insert(team), {"key": TEAM, "position": 0, "name": "Team"})
    connection.execute(
        insert(workspace),
        [{"platform": each.platform, "key": each.key, "connected": True, "since": at} for each, _ in sizes],
    )
    found = connection.execute(select(workspace.c.id, workspace.c.platform, workspace.c.key))
    ids = {(row.platform, row.key): row.id for row in found}
    people = [
        (ids[where.platform, where.key], f"p{number}x{one}")
        for number, (where, size) in enumerate(sizes)
        for one in range(size)
    ]
    connection.execute(
        insert(person),
        [
            {
                "id": id,
                "position": 0,
                "email": f"{id}@example.com",
                "name": id,
                "team": TEAM,
                "greeted_on": greeted_on,
            }
            for _, id in people
        ],
    )
    caps.begin(connection, whose=[id for _, id in people])
    connection.execute(
        insert(account),
        [
            {
                "workspace": where,
                "user": f"U{id}",
                "person": id,
                "channel": f"DU{id}" if known else None,
                "opaque": "{}",
                "reachable": True,
            }
            for where, id in people
        ],
    )

"""Who has read results, and what for."""

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from dialogues.audit import Entry, Insight, Role, Through
from dialogues.person import TeamId
from storage.tables.people import person
from storage.tables.questions import audit


def keep(connection: Connection, *, entry: Entry) -> None:
    """See `Turn.audit`."""
    connection.execute(
        _KEEP,
        {
            "team": entry.team or "",
            "day": entry.on,
            "role": entry.role,
            "who": entry.who or "",
            "through": entry.through,
            "purpose": entry.purpose,
        },
    )


def insights(connection: Connection, *, of: TeamId) -> tuple[Insight, ...]:
    """Who has read the results of a team, or those of all teams, the latest first."""
    found = connection.execute(_INSIGHTS, {"whose": ("", of)})
    return tuple(
        Insight(
            entry=Entry(
                on=row.day,
                role=Role(row.role),
                through=Through(row.through),
                team=row.team or None,
                who=row.who or None,
                purpose=row.purpose,
            ),
            name=row.name,
        )
        for row in found
    )


_KEEP = insert(audit).on_conflict_do_nothing()
_INSIGHTS = (
    select(audit, person.c.name)
    .select_from(audit.outerjoin(person, person.c.id == audit.c.who))
    .where(audit.c.team.in_(bindparam("whose", expanding=True)))
    .order_by(audit.c.day.desc(), audit.c.role, audit.c.through, audit.c.who, audit.c.purpose)
)

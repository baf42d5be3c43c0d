"""Everything that has been published, for the export."""

from datetime import datetime

from sqlalchemy import Connection, select

from dialogues.export import Publication, Published
from storage.sql import goals, people_rows, window_rows
from storage.sql.codec import WORDING
from storage.tables.goals import behaviour, goal
from storage.tables.people import organisation, team
from storage.tables.questions import reading, window


def publication(connection: Connection, *, at: datetime) -> Publication | None:
    """See `Storage.publication`."""
    row = connection.execute(_ORGANISATION).mappings().first()
    if row is None:
        return None
    known = people_rows.organisation_of(row)
    return Publication(
        organisation=known,
        today=known.day(at),
        published=tuple(
            Published(
                reading=window_rows.reading_of(each),
                team=each[team.c.name],
                goal=WORDING.read_some(each[goal.c.title]),
                behaviour=WORDING.read_some(each[behaviour.c.text]),
            )
            for each in connection.execute(_PUBLISHED).mappings()
        ),
        goals=tuple(each for each, _ in goals.goals_in(connection.execute(_GOALS).mappings())),
    )


_ORGANISATION = select(*people_rows.ORGANISATION).select_from(organisation)
_GOALS = select(goal, behaviour).select_from(goals.WITH_BEHAVIOURS).order_by(*goals.ORDER)
_PUBLISHED = (
    select(*window_rows.READING, team.c.name, goal.c.title, behaviour.c.text)
    .select_from(
        reading.join(window)
        .join(team, team.c.key == window.c.team)
        .outerjoin(goal, goal.c.key == window.c.goal)
        .outerjoin(behaviour, behaviour.c.id == window.c.behaviour)
    )
    .order_by(reading.c.last, reading.c.first, window.c.team, window.c.item, window.c.id)
)

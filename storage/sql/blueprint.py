"""The organisation, as its file would say it."""

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import Connection, RowMapping, and_, select

from dialogues.blueprint import BehaviourEntry, Blueprint, GoalEntry, OrganisationEntry, PersonEntry, TeamEntry
from dialogues.goal import Arena, Audience
from storage.sql.codec import ANSWERS, MEASURES, STOP, WORDING
from storage.tables import behaviour, goal, handle, lead, organisation, person, team


def describe(connection: Connection) -> Blueprint | None:
    """See `Storage.blueprint`."""
    row = connection.execute(select(organisation)).first()
    if row is None:
        return None
    return Blueprint(
        organisation=OrganisationEntry(
            name=row.name, locale=row.language, timezone=row.timezone, holidays=row.holidays
        ),
        teams=_teams(connection),
        people=_people(connection),
        goals=_goals(connection),
    )


def _teams(connection: Connection) -> tuple[TeamEntry, ...]:
    return tuple(
        TeamEntry(key=row.key, name=row.name, lead=row.email, above=row.above) for row in connection.execute(_TEAMS)
    )


def _people(connection: Connection) -> tuple[PersonEntry, ...]:
    found = connection.execute(_PEOPLE).mappings()
    return tuple(_person(list(rows)) for _, rows in groupby(found, key=lambda row: row[person.c.id]))


def _goals(connection: Connection) -> tuple[GoalEntry, ...]:
    found = connection.execute(_GOALS).mappings()
    return tuple(_goal(list(rows)) for _, rows in groupby(found, key=lambda row: row[goal.c.key]))


def _person(rows: Sequence[RowMapping]) -> PersonEntry:
    """A person, from one row for each of their handles, or one without."""
    row = rows[0]
    return PersonEntry(
        email=row[person.c.email],
        name=row[person.c.name],
        team=row[person.c.team],
        locale=row[person.c.locale],
        timezone=row[person.c.timezone],
        handles={each[handle.c.platform]: each[handle.c.user] for each in rows if each[handle.c.platform]},
    )


def _goal(rows: Sequence[RowMapping]) -> GoalEntry:
    """A goal, from one row for each of its behaviours, or one without."""
    row = rows[0]
    behaviours = [each for each in rows if each[behaviour.c.id]]
    return GoalEntry(
        key=row[goal.c.key],
        team=row[goal.c.team],
        title=WORDING.read(row[goal.c.title]),
        why=WORDING.read(row[goal.c.why]),
        first=row[goal.c.first],
        last=row[goal.c.last],
        behaviours=tuple(map(_behaviour, behaviours)),
        measures=MEASURES.read(row[goal.c.measures]),
        stop=STOP.read(row[goal.c.stop]),
        answers=ANSWERS.read(row[goal.c.answers]),
        focus=next((count for count, each in enumerate(behaviours, 1) if each[behaviour.c.focus]), None),
    )


def _behaviour(row: RowMapping) -> BehaviourEntry:
    return BehaviourEntry(
        text=WORDING.read(row[behaviour.c.text]),
        arena=Arena(row[behaviour.c.arena]),
        audience=Audience(row[behaviour.c.audience]),
    )


_TEAMS = (
    select(team.c.key, team.c.name, team.c.above, person.c.email)
    .select_from(team.outerjoin(lead, lead.c.team == team.c.key).outerjoin(person, person.c.id == lead.c.person))
    .where(~team.c.closed)
    .order_by(team.c.position)
)
_PEOPLE = select(person, handle).select_from(person.outerjoin(handle)).order_by(person.c.position, handle.c.platform)
_GOALS = (
    select(goal, behaviour)
    .select_from(goal.outerjoin(behaviour, and_(behaviour.c.goal == goal.c.key, ~behaviour.c.closed)))
    .where(~goal.c.closed)
    .order_by(goal.c.position, behaviour.c.position)
)

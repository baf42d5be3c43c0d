"""The organisation, as its file would say it."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from sqlalchemy import Connection, RowMapping, or_, select

from dialogues.address import Platform
from dialogues.blueprint.entries import (
    BehaviourEntry,
    Blueprint,
    Email,
    GoalEntry,
    OrganisationEntry,
    PersonEntry,
    TeamEntry,
)
from dialogues.goal import Behaviour, BehaviourId, Goal
from dialogues.person import PersonId
from dialogues.translation.confirmation import Confirmation, Standing, standing
from storage.sql import goals, judgements, people_rows, window_rows
from storage.sql.codec import BREAKS, SITUATIONS
from storage.tables.goals import behaviour, goal
from storage.tables.people import handle, lead, organisation, person, team, team_handle
from storage.tables.questions import question


def describe(connection: Connection) -> Blueprint | None:
    """See `Storage.blueprint`."""
    row = connection.execute(select(organisation)).first()
    if row is None:
        return None
    return Blueprint(
        organisation=OrganisationEntry(
            name=row.name,
            locale=row.language,
            timezone=row.timezone,
            holidays=row.holidays,
            breaks=BREAKS.read_some(row.breaks),
            rules=people_rows.rules_of(row.k, row.keep_answers, row.keep_texts, row.reference, row.digest_in_channel),
        ),
        teams=_teams(connection),
        people=_people(connection),
        goals=_goals(connection),
        questions=tuple(map(window_rows.question_of, connection.execute(_QUESTIONS).mappings())),
    )


def _teams(connection: Connection) -> tuple[TeamEntry, ...]:
    found = connection.execute(_TEAMS).mappings()
    return tuple(_team(list(rows)) for _, rows in groupby(found, key=lambda row: row[team.c.key]))


def _people(connection: Connection) -> tuple[PersonEntry, ...]:
    found = connection.execute(_PEOPLE).mappings()
    return tuple(_person(list(rows)) for _, rows in groupby(found, key=lambda row: row[person.c.id]))


def _goals(connection: Connection) -> tuple[GoalEntry, ...]:
    found = [each for each, _ in goals.goals_in(connection.execute(_GOALS).mappings())]
    emails: dict[PersonId, Email] = {row.id: row.email for row in connection.execute(_EMAILS)}
    confirmed = _confirmed(connection, found)
    return tuple(_goal(each, emails, confirmed) for each in found)


def _confirmed(connection: Connection, found: Sequence[Goal]) -> set[BehaviourId]:
    """The behaviours that their teams have confirmed."""
    said = judgements.confirmations(connection, about=[each.id for goal in found for each in goal.behaviours], to=None)
    about: Mapping[BehaviourId, Confirmation] = {each.behaviour: each for each in said}
    return {
        each.id
        for goal in found
        for each in goal.behaviours
        if standing(each, about.get(each.id)) is Standing.CONFIRMED
    }


def _team(rows: Sequence[RowMapping]) -> TeamEntry:
    """A team, from one row for each of its channels, or one without."""
    row = rows[0]
    return TeamEntry(
        key=row[team.c.key],
        name=row[team.c.name],
        lead=row[person.c.email],
        above=row[team.c.above],
        channels={
            Platform(each[team_handle.c.platform]): each[team_handle.c.channel]
            for each in rows
            if each[team_handle.c.platform]
        },
        situations=SITUATIONS.read(row[team.c.situations]),
    )


def _person(rows: Sequence[RowMapping]) -> PersonEntry:
    """A person, from one row for each of their handles, or one without."""
    row = rows[0]
    return PersonEntry(
        email=row[person.c.email],
        name=row[person.c.name],
        team=row[person.c.team],
        locale=row[person.c.locale],
        timezone=row[person.c.timezone],
        holidays=row[person.c.holidays],
        started=row[person.c.started],
        handles={each[handle.c.platform]: each[handle.c.user] for each in rows if each[handle.c.platform]},
    )


def _goal(goal: Goal, emails: Mapping[PersonId, Email], confirmed: set[BehaviourId]) -> GoalEntry:
    places = {each.id: count for count, each in enumerate(goal.behaviours, 1)}
    return GoalEntry(
        key=goal.id,
        team=goal.team,
        title=goal.title,
        why=goal.why,
        first=goal.first,
        last=goal.last,
        state=goal.state,
        owner=emails[goal.owner] if goal.owner else None,
        perspective=goal.perspective,
        above=goal.above,
        everyday=goal.everyday,
        guidance=goal.guidance,
        behaviours=tuple(_behaviour(each, is_confirmed=each.id in confirmed) for each in goal.behaviours),
        measures=goal.measures,
        stop=goal.stop,
        answers=goal.answers,
        focus=places[goal.focus] if goal.focus else None,
        trade_off=goal.trade_off,
        version=goal.version,
    )


def _behaviour(behaviour: Behaviour, *, is_confirmed: bool) -> BehaviourEntry:
    return BehaviourEntry(
        text=behaviour.text,
        arena=behaviour.arena,
        audience=behaviour.audience,
        exception=behaviour.exception,
        confirmed=is_confirmed,
        version=behaviour.version,
    )


_TEAMS = (
    select(team, person.c.email, team_handle)
    .select_from(
        team.outerjoin(lead, lead.c.team == team.c.key)
        .outerjoin(person, person.c.id == lead.c.person)
        .outerjoin(team_handle, team_handle.c.team == team.c.key)
    )
    .where(~team.c.closed)
    .order_by(team.c.position, team_handle.c.platform)
)
_PEOPLE = select(person, handle).select_from(person.outerjoin(handle)).order_by(person.c.position, handle.c.platform)
_GOALS = (
    select(goal, behaviour)
    .select_from(goals.WITH_BEHAVIOURS)
    .where(or_(goal.c.team.is_(None), goal.c.team.in_(select(team.c.key).where(~team.c.closed))))
    .order_by(*goals.ORDER)
)
_QUESTIONS = select(question).order_by(question.c.position)
_EMAILS = select(person.c.id, person.c.email)

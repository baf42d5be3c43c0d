"""What an organisation's report is composed from."""

from datetime import date, datetime, time

from sqlalchemy import Connection, Select, and_, bindparam, func, or_, select

from dialogues.goal import State
from dialogues.person import Organisation, TeamId
from dialogues.report.records import FOUR_WEEKS, RECENT, Closed, OneOnOnes, Records
from dialogues.window import Reading
from storage.sql import goal_rows, goals, people_rows, window_rows
from storage.tables.goals import behaviour, goal, promise
from storage.tables.meetings import one_on_one
from storage.tables.people import lead, person, team
from storage.tables.questions import reading, talk, window


def records(connection: Connection, *, at: datetime, newest: bool = False) -> Records | None:
    """See `Storage.records`. Of a team's readings of a question only the `newest` one, where that is enough."""
    row = connection.execute(_ORGANISATION).mappings().first()
    if row is None:
        return None
    known = people_rows.organisation_of(row)
    today = known.day(at)
    recent = {"since": today - RECENT}
    people, stopped = connection.execute(_PEOPLE).one()
    return Records(
        organisation=known,
        today=today,
        teams=tuple(map(people_rows.team_of, connection.execute(_TEAMS).mappings())),
        goals=tuple(each for each, _ in goals.goals_in(connection.execute(_GOALS).mappings())),
        readings=_readings(connection, _NEWEST if newest else _READINGS),
        talks=_talks(connection, today),
        promises=tuple(map(goal_rows.promise_of, connection.execute(_PROMISES, recent).mappings())),
        closed=_closed(connection, known, today),
        one_on_ones=_one_on_ones(connection, today),
        people=people,
        stopped=stopped,
    )


def _readings(connection: Connection, which: Select[*tuple[object, ...]]) -> tuple[Reading, ...]:
    return tuple(map(window_rows.reading_of, connection.execute(which).mappings()))


def _talks(connection: Connection, today: date) -> dict[TeamId, int]:
    found = connection.execute(_TALKS, {"since": today - FOUR_WEEKS})
    return {row[0]: row[1] for row in found}


def _closed(connection: Connection, known: Organisation, today: date) -> Closed:
    since = datetime.combine(today - RECENT, time(0), known.timezone)
    windows, read = connection.execute(_CLOSED, {"since": since}).one()
    return Closed(windows=windows, silent=windows - read)


def _one_on_ones(connection: Connection, today: date) -> OneOnOnes:
    leads, told, about_goal = connection.execute(_ONE_ON_ONES, {"since": today - RECENT}).one()
    return OneOnOnes(leads=leads, told=told, about_goal=about_goal)


_ORGANISATION = select(*people_rows.ORGANISATION)
_PEOPLE = select(func.count(), func.count().filter(person.c.stopped))
_OPEN_TEAMS = select(team.c.key).where(~team.c.closed)
_TEAMS = (
    select(*people_rows.TEAM)
    .select_from(team.outerjoin(lead, lead.c.team == team.c.key))
    .where(~team.c.closed)
    .order_by(team.c.position)
)
_GOALS = (
    select(goal, behaviour)
    .select_from(goals.WITH_BEHAVIOURS)
    .where(goal.c.state.not_in((State.DRAFT, State.CLOSED)), or_(goal.c.team.is_(None), goal.c.team.in_(_OPEN_TEAMS)))
    .order_by(*goals.ORDER)
)
_OF_OPEN_TEAMS = reading.join(window).join(team, and_(team.c.key == window.c.team, ~team.c.closed))
_READINGS = (
    select(*window_rows.READING).select_from(_OF_OPEN_TEAMS).order_by(reading.c.last, window.c.closed_at, window.c.id)
)
_RANKED = (
    select(
        reading.c.window,
        func.row_number()
        .over(
            partition_by=(window.c.team, window.c.item),
            order_by=(reading.c.last.desc(), window.c.closed_at.desc(), window.c.id.desc()),
        )
        .label("place"),
    )
    .select_from(_OF_OPEN_TEAMS)
    .subquery()
)
_NEWEST = _READINGS.where(reading.c.window.in_(select(_RANKED.c.window).where(_RANKED.c.place == 1)))
_TALKS = select(talk.c.team, func.count()).where(talk.c.day > bindparam("since")).group_by(talk.c.team)
_PROMISES = (
    select(promise)
    .where(promise.c.team.in_(_OPEN_TEAMS), promise.c.raised_on >= bindparam("since"))
    .order_by(promise.c.raised_on, promise.c.id)
)
_CLOSED = (
    select(func.count(), func.count(reading.c.window))
    .select_from(window.outerjoin(reading))
    .where(window.c.closed_at >= bindparam("since"))
)
_ONE_ON_ONES = select(
    func.count(one_on_one.c.lead.distinct()),
    func.coalesce(func.sum(one_on_one.c.told), 0),
    func.coalesce(func.sum(one_on_one.c.about_goal), 0),
).where(one_on_one.c.week >= bindparam("since"))

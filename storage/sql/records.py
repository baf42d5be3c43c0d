"""What an organisation's report is composed from."""

from datetime import date, datetime, time
from itertools import groupby

from sqlalchemy import Connection, Select, and_, bindparam, func, or_, select, union_all

from dialogues.caps import too_soon
from dialogues.goal import State
from dialogues.kind import Budget
from dialogues.person import Organisation, TeamId
from dialogues.pulse.item import ItemId
from dialogues.report.glance import SEEN
from dialogues.report.records import FOUR_WEEKS, RECENT, Closed, OneOnOnes, Records
from dialogues.window import Reading
from storage.sql import goal_rows, goals, people_rows, window_rows
from storage.tables.goals import behaviour, goal, promise
from storage.tables.meetings import one_on_one
from storage.tables.people import account, lead, person, team
from storage.tables.questions import reading, talk, window
from storage.tables.sending import delivery


def records(connection: Connection, *, at: datetime, at_a_glance: bool = False) -> Records | None:
    """See `Storage.records`. `at_a_glance`: only each team's newest readings, and of those only what is seen so."""
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
        readings=_readings(connection, _NEWEST if at_a_glance else _READINGS),
        talks=_talks(connection, today),
        promises=tuple(map(goal_rows.promise_of, connection.execute(_PROMISES, recent).mappings())),
        closed=_closed(connection, known, today),
        one_on_ones=_one_on_ones(connection, today),
        soon=0 if at_a_glance else _soon(connection, at),
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


def _soon(connection: Connection, at: datetime) -> int:
    found = groupby(connection.execute(_SENT, {"since": at - FOUR_WEEKS}), key=lambda row: (row[0], row[1]))
    return sum(too_soon(Budget(budget), [row[2] for row in rows]) for (_, budget), rows in found)


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


def _newest(item: ItemId) -> Select[*tuple[object, ...]]:
    """One look into the windows of each team, the newest first."""
    its = (
        select(window.c.id)
        .select_from(reading.join(window))
        .where(window.c.team == team.c.key, window.c.item == item)
        .order_by(window.c.opened_at.desc(), window.c.id.desc())
        .limit(1)
        .correlate(team)
        .scalar_subquery()
    )
    return select(its.label("window")).where(~team.c.closed)


_NEWEST_OF_EACH = union_all(*map(_newest, SEEN)).subquery()
_NEWEST = (
    select(*window_rows.READING)
    .select_from(_NEWEST_OF_EACH.join(reading, reading.c.window == _NEWEST_OF_EACH.c.window).join(window))
    .order_by(reading.c.last, window.c.closed_at, window.c.id)
)
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
# What is in doubt may have arrived.
_SENT = (
    select(account.c.person, delivery.c.budget, delivery.c.intent_at)
    .select_from(delivery.join(account, account.c.id == delivery.c.account))
    .where(
        delivery.c.state.in_(("sent", "unknown")),
        delivery.c.budget.is_not(None),
        delivery.c.intent_at >= bindparam("since"),
    )
    .order_by(account.c.person, delivery.c.budget, delivery.c.intent_at)
)

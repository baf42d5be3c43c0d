"""Makes the organisation be what its file says.

Everything is closed first; what the file names is opened again or is new; what is still closed is then forgotten,
unless a reading tells of it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Table, and_, delete, exists, or_, select, update
from sqlalchemy.dialects.postgresql import Insert, insert  # its ON CONFLICT is SQLite's too

from dialogues.blueprint import Blueprint, GoalEntry
from dialogues.effect import Schedule
from dialogues.event import Occasion
from dialogues.person import PersonId
from dialogues.phrase import Wording
from storage.sql import people, timetable
from storage.sql.blueprint import describe
from storage.sql.codec import ANSWERS, MEASURES, STOP, WORDING
from storage.tables import (
    account,
    behaviour,
    delivery,
    goal,
    handle,
    lead,
    organisation,
    person,
    reading,
    respondent,
    schedule,
    stranger,
    team,
    team_channel,
    window,
    workspace,
)


def adopt(connection: Connection, *, blueprint: Blueprint, ids: Callable[[], str], at: datetime) -> None:
    """See `Storage.adopt`."""
    # The row of the organisation is the lock: two imports at once come one after the other.
    connection.execute(_ORGANISATION, _organisation(blueprint))
    if describe(connection) == blueprint:
        people.recognise(connection, at=at)
        return
    _adopt_teams(connection, blueprint, at)
    _adopt_people(connection, blueprint, ids, at)
    _adopt_goals(connection, blueprint, ids)
    people.recognise(connection, at=at)
    for forget in _SWEEP:
        connection.execute(forget)


def _organisation(blueprint: Blueprint) -> dict[str, object]:
    entry = blueprint.organisation
    return {
        "id": 1,
        "name": entry.name,
        "language": entry.locale,
        "timezone": entry.timezone,
        "holidays": entry.holidays,
    }


def _adopt_teams(connection: Connection, blueprint: Blueprint, at: datetime) -> None:
    known = set(connection.scalars(select(team.c.key).where(~team.c.closed)))
    connection.execute(update(team).values(closed=True, above=None))
    _write(
        connection,
        _TEAM,
        [
            {"key": each.key, "position": position, "name": each.name, "above": each.above, "closed": False}
            for position, each in enumerate(blueprint.teams)
        ],
    )
    for each in blueprint.teams:
        if each.key not in known:
            for occasion in (Occasion.WINDOW, Occasion.DIGEST):
                timetable.plan(connection, schedule=Schedule(occasion=occasion, subject=each.key, at=at))


def _adopt_people(connection: Connection, blueprint: Blueprint, ids: Callable[[], str], at: datetime) -> None:
    known: dict[str, str] = {row.email: row.id for row in connection.execute(select(person.c.email, person.c.id))}
    named = {each.email: known.get(each.email) or ids() for each in blueprint.people}
    new = [id for email, id in named.items() if email not in known]
    gone = [id for email, id in known.items() if email not in named]
    connection.execute(delete(person).where(person.c.id.in_(gone)))
    _write(
        connection,
        _PERSON,
        [
            {
                "id": named[each.email],
                "position": position,
                "email": each.email,
                "name": each.name,
                "team": each.team,
                "locale": each.locale,
                "timezone": each.timezone,
            }
            for position, each in enumerate(blueprint.people)
        ],
    )
    _write(connection, insert(respondent), [{"key": ids(), "person": id} for id in new])
    for id in new:
        greeting = Schedule(occasion=Occasion.GREETING, subject=PersonId(id), at=at)
        timetable.plan(connection, schedule=greeting)
    _replace(
        connection, lead, [{"team": each.key, "person": named[each.lead]} for each in blueprint.teams if each.lead]
    )
    handles = [
        {"platform": platform, "user": user, "person": named[each.email]}
        for each in blueprint.people
        for platform, user in each.handles.items()
    ]
    _replace(connection, handle, handles)
    # Whoever it is that they belong to may be named by now.
    connection.execute(_MISTAKEN_ACCOUNTS_ARE_STRANGERS)
    connection.execute(_FORGET_MISTAKEN_ACCOUNTS)


def _adopt_goals(connection: Connection, blueprint: Blueprint, ids: Callable[[], str]) -> None:
    texts = connection.execute(select(behaviour.c.id, behaviour.c.goal, behaviour.c.text))
    known = [(row.goal, WORDING.read(row.text), row.id) for row in texts]
    connection.execute(update(goal).values(closed=True))
    connection.execute(update(behaviour).values(closed=True, focus=False))
    _write(connection, _GOAL, [_goal(each, position) for position, each in enumerate(blueprint.goals)])
    _write(connection, _BEHAVIOUR, [row for each in blueprint.goals for row in _behaviours(each, known, ids)])


def _goal(entry: GoalEntry, position: int) -> dict[str, object]:
    return {
        "key": entry.key,
        "position": position,
        "team": entry.team,
        "title": WORDING.write(entry.title),
        "why": WORDING.write(entry.why),
        "first": entry.first,
        "last": entry.last,
        "measures": MEASURES.write(entry.measures),
        "stop": STOP.write(entry.stop),
        "answers": ANSWERS.write(entry.answers),
        "closed": False,
    }


def _behaviours(
    entry: GoalEntry, known: Sequence[tuple[str, Wording, str]], ids: Callable[[], str]
) -> list[dict[str, object]]:
    return [
        {
            "id": next((id for key, text, id in known if key == entry.key and text == each.text), None) or ids(),
            "goal": entry.key,
            "position": count,
            "text": WORDING.write(each.text),
            "arena": each.arena,
            "audience": each.audience,
            "focus": count == entry.focus,
            "closed": False,
        }
        for count, each in enumerate(entry.behaviours, 1)
    ]


def _write(connection: Connection, statement: Insert, values: Sequence[Mapping[str, object]]) -> None:
    if values:
        connection.execute(statement, values)


def _replace(connection: Connection, table: Table, values: Sequence[Mapping[str, object]]) -> None:
    connection.execute(delete(table))
    _write(connection, insert(table), values)


def _upsert(table: Table, key: str, *own: str) -> Insert:
    """Write whole rows of a file, but for the columns that are our `own`."""
    new = insert(table)
    kept = {key, *own}
    written = {column.name: new.excluded[column.name] for column in table.c if column.name not in kept}
    return new.on_conflict_do_update(index_elements=[key], set_=written)


_ORGANISATION = _upsert(organisation, "id")
_TEAM = _upsert(team, "key")
_PERSON = _upsert(person, "id", "language", "send_time", "greeted_on", "stopped")
_GOAL = _upsert(goal, "key")
_BEHAVIOUR = _upsert(behaviour, "id")

# An account that an explicit id gives to somebody else, or whose person has another explicit id there.
_IS_MISTAKEN = (
    exists()
    .select_from(handle.join(workspace, workspace.c.platform == handle.c.platform))
    .where(
        workspace.c.id == account.c.workspace,
        or_(
            and_(handle.c.user == account.c.user, handle.c.person != account.c.person),
            and_(handle.c.user != account.c.user, handle.c.person == account.c.person),
        ),
    )
)
_PLACE = ("workspace", "user", "locale", "timezone", "channel", "opaque")
_MISTAKEN_ACCOUNTS_ARE_STRANGERS = (
    insert(stranger)
    .from_select(
        _PLACE,
        select(*(account.c[name] for name in _PLACE)).where(
            account.c.reachable, account.c.channel.is_not(None), _IS_MISTAKEN
        ),
    )
    .on_conflict_do_nothing()
)
_FORGET_MISTAKEN_ACCOUNTS = delete(account).where(_IS_MISTAKEN)

_CLOSED_TEAMS = select(team.c.key).where(team.c.closed)
_CLOSED_BEHAVIOURS = select(behaviour.c.id).where(behaviour.c.closed)
_SWEEP = (
    delete(schedule).where(schedule.c.team.in_(_CLOSED_TEAMS)),
    delete(team_channel).where(team_channel.c.team.in_(_CLOSED_TEAMS)),
    delete(delivery).where(delivery.c.team.in_(_CLOSED_TEAMS), delivery.c.state == "planned"),
    # A window that is open goes on to its week boundary, as long as it has a team.
    delete(window).where(
        or_(
            window.c.team.in_(_CLOSED_TEAMS),
            and_(window.c.behaviour.in_(_CLOSED_BEHAVIOURS), window.c.closed_at.is_not(None)),
        ),
        ~exists().where(reading.c.window == window.c.id),
    ),
    delete(behaviour).where(behaviour.c.closed, ~exists().where(window.c.behaviour == behaviour.c.id)),
    delete(goal).where(goal.c.closed, ~exists().where(behaviour.c.goal == goal.c.key)),
    delete(team).where(
        team.c.closed,
        ~exists().where(window.c.team == team.c.key),
        ~exists().where(goal.c.team == team.c.key),
    ),
)

"""Makes the organisation be what its file says.

Every team is closed first; what the file names is opened again or is new; what is still closed is then forgotten,
unless something tells of it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Table, and_, bindparam, delete, exists, or_, select, update
from sqlalchemy.dialects.postgresql import Insert, insert  # its ON CONFLICT is SQLite's too

from dialogues.audit import Entry, Role, Through
from dialogues.blueprint.entries import Blueprint, Email, GoalEntry
from dialogues.effect import Schedule
from dialogues.event import Occasion
from dialogues.goal import BehaviourId, State
from dialogues.person import PersonId
from dialogues.phrase import Wording
from storage.port import StorageError
from storage.sql import audits, caps, goals, meetings, people, planning, timetable
from storage.sql.blueprint import describe
from storage.sql.codec import BREAKS, REFERENCE, SITUATIONS, WORDING
from storage.tables.goals import behaviour, goal
from storage.tables.people import (
    account,
    handle,
    lead,
    organisation,
    person,
    stranger,
    team,
    team_channel,
    team_handle,
    workspace,
)
from storage.tables.questions import question, reading, respondent, window
from storage.tables.sending import delivery, schedule

#: What the file does not say of a person: it is their own.
OWN = (
    *("joined_on", "team_since", "language", "own_timezone", "send_time", "first_hour", "last_hour"),
    *("greeted_on", "stopped", "paused_until", "nudged_about", "digest_time"),
)


def adopt(connection: Connection, *, blueprint: Blueprint, ids: Callable[[], str], at: datetime) -> None:
    """See `Storage.adopt`."""
    # The row of the organisation is the lock: two imports at once come one after the other.
    ruled = connection.execute(_RULED).first()
    connection.execute(_ORGANISATION, _organisation(blueprint))
    if ruled is not None and ruled != connection.execute(_RULED).first():
        on = at.astimezone(ZoneInfo(blueprint.organisation.timezone)).date()
        audits.keep(connection, entry=Entry(on=on, role=Role.OPERATOR, through=Through.RULES))
    for hold in _HELD:
        connection.execute(hold).all()
    before = describe(connection)
    if before == blueprint:
        people.recognise(connection, at=at)
        return
    _refuse_to_overwrite(before.goals if before else (), blueprint.goals)
    _adopt_teams(connection, blueprint, at)
    is_first = before is None or not before.people
    joined_on = None if is_first else at.astimezone(ZoneInfo(blueprint.organisation.timezone)).date()
    named = _adopt_people(connection, blueprint, ids, at, joined_on)
    _adopt_goals(connection, blueprint, named, ids)
    _replace(
        connection,
        question,
        [
            {"key": each.key, "position": position, "kind": each.kind, "text": WORDING.write(each.text)}
            for position, each in enumerate(blueprint.questions)
        ],
    )
    people.recognise(connection, at=at)
    for forget in _SWEEP:
        connection.execute(forget)
    planning.ask_readers_again(connection)
    meetings.end(connection)


def _refuse_to_overwrite(stored: Sequence[GoalEntry], new: Sequence[GoalEntry]) -> None:
    """What chat has changed since somebody looked, or has made in the place of what would be new."""
    named = {each.key: each for each in new}
    in_place = {(each.team, each.above): each for each in new if each.state is not State.CLOSED}
    for each in stored:
        entry = named.get(each.key) or (in_place.get((each.team, each.above)) if each.above else None)
        if entry is not None and entry.version != each.version:
            raise StorageError(
                f"The goal {each.key} was changed in chat meanwhile; nothing was imported. Import again."
            )


def _organisation(blueprint: Blueprint) -> dict[str, object]:
    entry = blueprint.organisation
    return {
        "id": 1,
        "name": entry.name,
        "language": entry.locale,
        "timezone": entry.timezone,
        "holidays": entry.holidays,
        "breaks": BREAKS.write_some(entry.breaks),
        "k": entry.rules.k,
        "keep_answers": entry.rules.keep_answers,
        "keep_texts": entry.rules.keep_texts,
        "reference": REFERENCE.write(entry.rules.reference) if entry.rules.reference.source else None,
        "digest_in_channel": entry.rules.digest_in_channel,
    }


def _adopt_teams(connection: Connection, blueprint: Blueprint, at: datetime) -> None:
    known = set(connection.scalars(select(team.c.key).where(~team.c.closed)))
    connection.execute(update(team).values(closed=True, above=None))
    _write(
        connection,
        _TEAM,
        [
            {
                "key": each.key,
                "position": position,
                "name": each.name,
                "above": each.above,
                "closed": False,
                "situations": SITUATIONS.write(each.situations),
            }
            for position, each in enumerate(blueprint.teams)
        ],
    )
    channels = [
        {"platform": platform, "channel": channel, "team": each.key}
        for each in blueprint.teams
        for platform, channel in each.channels.items()
    ]
    _replace(connection, team_handle, channels)
    for each in blueprint.teams:
        if each.key not in known:
            for occasion in (Occasion.WINDOW, Occasion.DIGEST, Occasion.REVIEW):
                timetable.plan(connection, schedules=[Schedule(occasion=occasion, subject=each.key, at=at)])


def _adopt_people(
    connection: Connection, blueprint: Blueprint, ids: Callable[[], str], at: datetime, joined_on: date | None
) -> Mapping[Email, str]:
    """The people's ids by their e-mails. Who is new, or has or leads another team, does so since `joined_on`: today,
    None where everybody is new."""
    before = connection.execute(select(person.c.email, person.c.id, person.c.team)).all()
    known: dict[str, str] = {row.email: row.id for row in before}
    homes = {row.email: row.team for row in before}
    led = {(row.team, row.person): row.since for row in connection.execute(select(lead))}
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
                "holidays": each.holidays,
                "started": each.started,
                "joined_on": joined_on,
                "team_since": joined_on,
            }
            for position, each in enumerate(blueprint.people)
        ],
    )
    moved = [each.email for each in blueprint.people if homes.get(each.email, each.team) != each.team]
    if moved:
        connection.execute(_MOVE, [{"moved": email, "since": joined_on} for email in moved])
        planning.of_team_no_more(connection, whose=[PersonId(named[email]) for email in moved])
    _write(connection, insert(respondent), [{"key": ids(), "person": id} for id in new])
    caps.begin(connection, whose=new)
    for id in new:
        greeting = Schedule(occasion=Occasion.GREETING, subject=PersonId(id), at=at)
        timetable.plan(connection, schedules=[greeting])
    leads = [(each.key, named[each.lead]) for each in blueprint.teams if each.lead]
    _replace(
        connection,
        lead,
        [{"team": team, "person": one, "since": led.get((team, one), joined_on)} for team, one in leads],
    )
    replaced = sorted(led.keys() - set(leads))
    for of, whose in replaced:
        planning.no_digest(connection, of=of, whose=whose)
    if replaced:
        planning.to_lead_no_more(connection, whose=[whose for _, whose in replaced])
    handles = [
        {"platform": platform, "user": user, "person": named[each.email]}
        for each in blueprint.people
        for platform, user in each.handles.items()
    ]
    _replace(connection, handle, handles)
    # Whoever it is that they belong to may be named by now.
    connection.execute(_MISTAKEN_ACCOUNTS_ARE_STRANGERS)
    connection.execute(_FORGET_MISTAKEN_ACCOUNTS)
    return named


def _adopt_goals(
    connection: Connection, blueprint: Blueprint, people: Mapping[Email, str], ids: Callable[[], str]
) -> None:
    known = [(row.goal, WORDING.read(row.text), row.id) for row in connection.execute(_KNOWN_BEHAVIOURS)]
    keys = [each.key for each in blueprint.goals]
    goals.close_behaviours(connection, of=keys)
    connection.execute(_FREE_PLACES, {"keys": keys})
    _write(connection, _GOAL, [_goal(each, position, people) for position, each in enumerate(blueprint.goals)])
    _write(connection, _BEHAVIOUR, [row for each in blueprint.goals for row in _behaviours(each, known, ids)])
    connection.execute(_CLOSE_GOALS)


def _goal(entry: GoalEntry, position: int, people: Mapping[Email, str]) -> dict[str, object]:
    return {
        "key": entry.key,
        "position": position,
        "team": entry.team,
        "owner": people.get(entry.owner) if entry.owner else None,
        "version": entry.version,
        **goals.columns(entry),
    }


def _behaviours(
    entry: GoalEntry, known: Sequence[tuple[str, Wording, BehaviourId]], ids: Callable[[], str]
) -> list[dict[str, object]]:
    return [
        {
            "id": next((id for key, text, id in known if key == entry.key and text == each.text), None) or ids(),
            **goals.behaviour_columns(each, entry.key, count, focus=count == entry.focus),
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
_RULED = select(
    organisation.c.k, organisation.c.keep_answers, organisation.c.keep_texts, organisation.c.reference
).with_for_update()
_TEAM = _upsert(team, "key", "quiet", "rested", "k")
_PERSON = _upsert(person, "id", *OWN)
_MOVE = update(person).where(person.c.email == bindparam("moved")).values(team_since=bindparam("since"))
_GOAL = _upsert(goal, "key")
_BEHAVIOUR = _upsert(behaviour, "id", "replaces", "status", "status_on", "focused_on")

# In the order in which a turn takes them, so that neither waits for the other in vain.
_HELD = [select(key).order_by(key).with_for_update(key_share=True) for key in (person.c.id, team.c.key, goal.c.key)]
# Of two with the same text, the one that is not over is meant, or the later one.
_KNOWN_BEHAVIOURS = select(behaviour.c.id, behaviour.c.goal, behaviour.c.text).order_by(
    behaviour.c.closed, behaviour.c.version.desc()
)
# A team has one goal under each of the organisation's, also while goals change places one after the other.
_FREE_PLACES = update(goal).where(goal.c.key.in_(bindparam("keys", expanding=True))).values(above=None, everyday=None)

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
_CLOSE_GOALS = update(goal).where(goal.c.team.in_(_CLOSED_TEAMS)).values(state=State.CLOSED)
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
    delete(team).where(
        team.c.closed,
        ~exists().where(window.c.team == team.c.key),
        ~exists().where(goal.c.team == team.c.key),
    ),
)

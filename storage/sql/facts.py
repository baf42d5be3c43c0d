"""The facts that a dialogue may know, loaded for one event."""

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    FromClause,
    RowMapping,
    Select,
    Text,
    and_,
    bindparam,
    exists,
    func,
    select,
    true,
)

from dialogues.address import AccountKey
from dialogues.event import TO_PEOPLE, Due
from dialogues.facts import Facts, Want
from dialogues.goal import Goal
from dialogues.person import Organisation, Person, Team, TeamId
from dialogues.window import Reading, Tally, Value, Window
from storage.port import Scene
from storage.sql import rows
from storage.sql.people import NAMED, PREFERRED, named
from storage.tables import (
    account,
    answer,
    behaviour,
    conversation,
    goal,
    lead,
    organisation,
    person,
    reading,
    respondent,
    team,
    window,
    workspace,
)


def scene_of_account(
    connection: Connection, *, account: AccountKey, dialogue: str, subject: str, wants: Want
) -> Scene | None:
    """What is known where the person behind an account acts; None for a stranger."""
    where = {**named(account.workspace), "user": account.user, "subject": subject}
    return _scene(connection, _OF_ACCOUNT, where, dialogue=dialogue, wants=wants)


def scene_of_due(connection: Connection, *, due: Due, dialogue: str, wants: Want) -> Scene | None:
    """What is known where something is due to a person, or to a team: then of its lead, if it has one.

    The window that was open before stays so until the transaction ends; where its answers are counted, it takes no more
    of them.
    """
    scene, asked = (_OF_PERSON, _OPEN_FOR_PERSON) if due.occasion in TO_PEOPLE else (_OF_TEAM, _OPEN_FOR_TEAM)
    if wants & _WINDOWED:
        hold = asked.with_for_update(read=Want.TALLY not in wants, of=window)
        connection.execute(hold, {"whose": due.subject})
    return _scene(connection, scene, {"whose": due.subject}, dialogue=dialogue, wants=wants)


def organisation_known(connection: Connection) -> Organisation | None:
    row = connection.execute(_ORGANISATION).mappings().first()
    return rows.organisation_of(row) if row else None


def _scene(
    connection: Connection,
    statement: Select[*tuple[object, ...]],
    where: dict[str, str],
    *,
    dialogue: str,
    wants: Want,
) -> Scene | None:
    row = (
        connection.execute(statement, {**where, "dialogue": dialogue, "windowed": bool(wants & _WINDOWED)})
        .mappings()
        .first()
    )
    return Scene(facts=_facts(connection, row, wants), state=row[conversation.c.state]) if row else None


def _facts(connection: Connection, row: RowMapping, wants: Want) -> Facts:
    someone = rows.person_of(row) if row[person.c.id] else None
    home = rows.team_of(row)
    leads = _teams_led(connection, someone) if someone and row["leading"] else ()
    keys = [each.id for each in (home, *leads)]
    asked = rows.window_of(row) if row[window.c.id] else None
    return Facts(
        organisation=rows.organisation_of(row),
        person=someone,
        team=home,
        leads=leads,
        window=asked,
        goals=_goals(connection, keys) if Want.GOALS in wants else (),
        readings=_readings(connection, keys) if Want.READINGS in wants else (),
        members=_members(connection, home.id) if Want.MEMBERS in wants else (),
        tally=_tally(connection, asked) if Want.TALLY in wants and asked else None,
    )


def _teams_led(connection: Connection, leader: Person) -> tuple[Team, ...]:
    found = connection.execute(_TEAMS_LED, {"person": leader.id})
    return tuple(map(rows.team_of, found.mappings()))


def _goals(connection: Connection, teams: Sequence[TeamId]) -> tuple[Goal, ...]:
    found = connection.execute(_GOALS, {"teams": teams}).mappings()
    return tuple(
        rows.goal_of(those[0], [each for each in those if each[behaviour.c.id]])
        for those in (list(group) for _, group in groupby(found, key=lambda row: row[goal.c.key]))
    )


def _readings(connection: Connection, teams: Sequence[TeamId]) -> tuple[Reading, ...]:
    return tuple(map(rows.reading_of, connection.execute(_READINGS, {"teams": teams}).mappings()))


def _members(connection: Connection, of: TeamId) -> tuple[Person, ...]:
    return tuple(map(rows.person_of, connection.execute(_MEMBERS, {"team": of}).mappings()))


def _tally(connection: Connection, of: Window) -> Tally:
    found = connection.execute(_COUNTS, {"window": of.id, "team": of.team})
    counts = {row[0]: row[1] for row in found}
    members = connection.scalar(_SIZE, {"team": of.team})
    return Tally(
        yes=counts.get(Value.YES, 0),
        not_that_time=counts.get(Value.NOT_THAT_TIME, 0),
        no_occasion=counts.get(Value.NO_OCCASION, 0),
        members=members or 0,
    )


_TEAMS_LED = (
    select(*rows.TEAM)
    .select_from(lead.join(team))
    .where(lead.c.person == bindparam("person"))
    .order_by(team.c.position)
)

_MEMBERS = (
    select(*rows.PERSON)
    .select_from(person.join(organisation, true()).outerjoin(account, account.c.id == PREFERRED))
    .where(person.c.team == bindparam("team"))
    .order_by(person.c.position)
)

_GOALS = (
    select(goal, behaviour)
    .select_from(goal.outerjoin(behaviour, and_(behaviour.c.goal == goal.c.key, ~behaviour.c.closed)))
    .where(goal.c.team.in_(bindparam("teams", expanding=True)), ~goal.c.closed)
    .order_by(goal.c.position, goal.c.key, behaviour.c.position)
)

_READINGS = (
    select(reading, window.c.team, window.c.behaviour)
    .select_from(reading.join(window))
    .where(window.c.team.in_(bindparam("teams", expanding=True)))
    .order_by(window.c.closed_at, window.c.id)
)


# Somebody may have answered and then become the team's lead, who never counts in it (R2).
_COUNTS = (
    select(answer.c.value, func.count())
    .join(respondent)
    .where(
        answer.c.window == bindparam("window"),
        ~exists().where(lead.c.team == bindparam("team"), lead.c.person == respondent.c.person),
    )
    .group_by(answer.c.value)
)

_SIZE = select(func.count()).where(person.c.team == bindparam("team"))

_ORGANISATION = select(*rows.ORGANISATION)


_WINDOWED = Want.WINDOW | Want.TALLY
_OPEN_FOR_TEAM = select(window.c.id).where(window.c.team == bindparam("whose"), window.c.closed_at.is_(None))
_OPEN_FOR_PERSON = (
    select(window.c.id)
    .join(person, person.c.team == window.c.team)
    .where(person.c.id == bindparam("whose"), window.c.closed_at.is_(None))
)


def _scenes(
    found: FromClause, *, meant: ColumnElement[bool], subject: ColumnElement[str]
) -> Select[*tuple[object, ...]]:
    """Everything that costs no further question, from `found`: a person, their team, its lead, and an account.

    With it the window that is `meant`, if one is wanted, and the state of the conversation about `subject`.
    """
    led = lead.alias("led")
    return select(
        *dict.fromkeys((*rows.ORGANISATION, *rows.PERSON, *rows.TEAM, *rows.WINDOW, conversation.c.state)),
        exists().where(led.c.person == person.c.id).label("leading"),
    ).select_from(
        found.join(organisation, true())
        .outerjoin(window, and_(bindparam("windowed", type_=Boolean), meant))
        .outerjoin(behaviour, behaviour.c.id == window.c.behaviour)
        .outerjoin(
            conversation,
            and_(
                conversation.c.person == person.c.id,
                conversation.c.dialogue == bindparam("dialogue"),
                conversation.c.subject == subject,
            ),
        )
    )


_HOME = person.c.team == team.c.key
_LED = lead.c.team == team.c.key

_OF_ACCOUNT = _scenes(
    account.join(workspace).join(person).join(team, _HOME).outerjoin(lead, _LED),
    meant=window.c.id == bindparam("subject"),
    subject=bindparam("subject", type_=Text),
).where(*NAMED, account.c.user == bindparam("user"))

# What is due names no subject: a conversation about the open window is kept under that one.
_OPEN = {
    "meant": and_(window.c.team == team.c.key, window.c.closed_at.is_(None)),
    "subject": func.coalesce(window.c.id, ""),
}
_OF_PERSON = _scenes(
    person.join(team, _HOME).outerjoin(lead, _LED).outerjoin(account, account.c.id == PREFERRED), **_OPEN
).where(person.c.id == bindparam("whose"))
_OF_TEAM = _scenes(
    team.outerjoin(lead, _LED)
    .outerjoin(person, person.c.id == lead.c.person)
    .outerjoin(account, account.c.id == PREFERRED),
    **_OPEN,
).where(team.c.key == bindparam("whose"))

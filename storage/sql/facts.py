"""The facts that a dialogue may know, loaded for one event."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, RowMapping, Select, bindparam, exists, func, select, true

from dialogues.address import AccountKey, Platform
from dialogues.event import TO_PEOPLE, Due
from dialogues.facts import Facts, Want
from dialogues.goal import Goal
from dialogues.listening import NEVER, Listening
from dialogues.lookup import team_called
from dialogues.person import Organisation, Person, TeamId
from dialogues.rights import may_change
from dialogues.window import Reading, Tally, Value, Window
from storage.port import Scene
from storage.sql import goals, judgements, plans, rows, scenes, talks, teams
from storage.sql.people import PREFERRED, named
from storage.tables import account, answer, conversation, lead, organisation, person, reading, respondent, window


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """What is wanted, what the event is about, and the platform and channel that it comes from; `of_team`: it is due to
    a team, whose goals alone are meant."""

    wants: Want
    subject: str = ""
    platform: Platform | None = None
    channel: str | None = None
    of_team: bool = False


def scene_of_account(
    connection: Connection, *, account: AccountKey, dialogue: str, subject: str, wants: Want, channel: str | None
) -> Scene | None:
    """What is known where the person behind an account acts; None for a stranger."""
    where = {**named(account.workspace), "user": account.user, "subject": subject}
    interest = Interest(wants=wants, subject=subject, platform=account.workspace.platform, channel=channel)
    return _scene(connection, scenes.OF_ACCOUNT, where, dialogue=dialogue, interest=interest)


def scene_of_due(connection: Connection, *, due: Due, dialogue: str, wants: Want) -> Scene | None:
    """What is known where something is due to a person, or to a team: then of its lead, if it has one.

    The window that was open before stays so until the transaction ends; where its answers are counted, it takes no more
    of them.
    """
    to_person = due.occasion in TO_PEOPLE
    scene, asked = (scenes.OF_PERSON, _OPEN_FOR_PERSON) if to_person else (scenes.OF_TEAM, _OPEN_FOR_TEAM)
    if wants & _WINDOWED:
        hold = asked.with_for_update(read=Want.TALLY not in wants, of=window)
        connection.execute(hold, {"whose": due.subject})
    interest = Interest(wants=wants, of_team=not to_person)
    return _scene(connection, scene, {"whose": due.subject}, dialogue=dialogue, interest=interest)


def organisation_known(connection: Connection) -> Organisation | None:
    row = connection.execute(_ORGANISATION).mappings().first()
    return rows.organisation_of(row) if row else None


def _scene(
    connection: Connection,
    statement: Select[*tuple[object, ...]],
    where: dict[str, str],
    *,
    dialogue: str,
    interest: Interest,
) -> Scene | None:
    windowed = bool(interest.wants & _WINDOWED)
    row = connection.execute(statement, {**where, "dialogue": dialogue, "windowed": windowed}).mappings().first()
    return Scene(facts=_facts(connection, row, interest), state=row[conversation.c.state]) if row else None


def _facts(connection: Connection, row: RowMapping, interest: Interest) -> Facts:
    wants = interest.wants
    facts = _with_teams(connection, row, interest)
    if wants & _ABOUT_GOALS:
        facts = _with_goals(connection, facts, interest)
    if Want.CONFIRMATIONS in wants:
        facts = _with_confirmations(connection, facts)
    if wants & _PERSONAL and facts.person:
        facts = _with_own(connection, facts, wants)
    return replace(
        facts,
        readings=_readings(connection, [each.id for each in facts.teams]) if Want.READINGS in wants else (),
        members=_members(connection, facts.goal.team if facts.goal else facts.team.id) if Want.MEMBERS in wants else (),
        tally=_tally(connection, facts.window) if Want.TALLY in wants and facts.window else None,
        names=tuple(connection.scalars(_NAMES)) if Want.NAMES in wants else (),
        listening=_listening(connection, facts) if Want.LISTENING in wants else NEVER,
        closed=tuple(plans.closed(connection, of=facts.team.id)) if Want.CLOSED in wants else (),
    )


def _listening(connection: Connection, facts: Facts) -> Listening:
    return talks.listening(connection, of=facts.team.id, timezone=facts.organisation.timezone)


def _with_own(connection: Connection, facts: Facts, wants: Want) -> Facts:
    """What is for nobody's eyes but the person's."""
    person = facts.someone.id
    return replace(
        facts,
        plans=plans.plans(connection, of=person) if Want.PLANS in wants else (),
        own=plans.own(connection, of=person) if Want.OWN in wants else (),
    )


def _with_teams(connection: Connection, row: RowMapping, interest: Interest) -> Facts:
    someone = rows.person_of(row) if row[person.c.id] else None
    around = teams.around(
        connection,
        leader=someone.id if someone and row["leading"] else None,
        platform=interest.platform,
        channel=interest.channel,
        every=bool(interest.wants & _EVERY_TEAM),
    )
    return Facts(
        organisation=rows.organisation_of(row),
        person=someone,
        team=rows.team_of(row),
        leads=around.leads,
        here=around.here,
        asked=team_called(interest.subject, around.every) if Want.ASKED in interest.wants else None,
        every_team=around.every,
        window=rows.window_of(row) if row[window.c.id] else None,
    )


def _with_goals(connection: Connection, facts: Facts, interest: Interest) -> Facts:
    near = (facts.team,) if interest.of_team else (*facts.teams, facts.here, facts.asked)
    found, named = goals.concerning(
        connection,
        teams=[each.id for each in near if each],
        owner=facts.person.id if facts.person and not interest.of_team else None,
        below=Want.SPREAD in interest.wants,
        named=interest.subject,
    )
    facts = replace(facts, goals=found, goal=named)
    unknown = {each.team for each in _goals(facts) if each.team and not facts.team_of(each)}
    return replace(facts, owned=teams.named(connection, keys=unknown)) if unknown else facts


def _with_confirmations(connection: Connection, facts: Facts) -> Facts:
    """Nothing is asked of goals of which nobody needs to say anything any more, and only those who may change a goal
    are told of other wordings."""
    open_ones = (each for each in _goals(facts) if not each.is_active or not all(b.confirmed for b in each.behaviours))
    said = [each for goal in open_ones for each in goal.behaviours]
    own = [each for goal in _goals(facts) if facts.person and may_change(goal, facts) for each in goal.behaviours]
    whose = facts.person.id if facts.person else None
    return replace(
        facts,
        confirmations=judgements.confirmations(connection, about=[each.id for each in said], to=whose) if said else (),
        suggestions=judgements.suggestions(connection, about=[each.id for each in own]) if own else (),
    )


def _goals(facts: Facts) -> tuple[Goal, ...]:
    """All of them, each once."""
    return facts.goals if facts.goal is None or facts.goal in facts.goals else (*facts.goals, facts.goal)


def _readings(connection: Connection, teams: Sequence[TeamId]) -> tuple[Reading, ...]:
    return tuple(map(rows.reading_of, connection.execute(_READINGS, {"teams": teams}).mappings()))


def _members(connection: Connection, of: TeamId | None) -> tuple[Person, ...]:
    """Nobody for what is the whole organisation's."""
    if of is None:
        return ()
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


_MEMBERS = (
    select(*rows.PERSON)
    .select_from(person.join(organisation, true()).outerjoin(account, account.c.id == PREFERRED))
    .where(person.c.team == bindparam("team"))
    .order_by(person.c.position)
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

_NAMES = select(person.c.name).order_by(person.c.position)

_ORGANISATION = select(*rows.ORGANISATION)


_ABOUT_GOALS = Want.GOALS | Want.CONFIRMATIONS | Want.ASKED | Want.SPREAD
_EVERY_TEAM = Want.ASKED | Want.SPREAD
_PERSONAL = Want.PLANS | Want.OWN
_WINDOWED = Want.WINDOW | Want.TALLY
_OPEN_FOR_TEAM = select(window.c.id).where(window.c.team == bindparam("whose"), window.c.closed_at.is_(None))
_OPEN_FOR_PERSON = (
    select(window.c.id)
    .join(person, person.c.team == window.c.team)
    .where(person.c.id == bindparam("whose"), window.c.closed_at.is_(None))
)

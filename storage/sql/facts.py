"""The facts that a dialogue may know, loaded for one event."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import Connection, RowMapping, Select, bindparam, exists, func, literal, select, true

from dialogues.address import AccountKey, Platform
from dialogues.event import TO_PEOPLE, Due
from dialogues.facts import Facts, Want
from dialogues.goal import Goal
from dialogues.listening import NEVER, Listening
from dialogues.lookup import team_called
from dialogues.person import Organisation, Person, PersonId, TeamId
from dialogues.pulse.back_off import LOOKED_AT, Before
from dialogues.pulse.item import INVITING
from dialogues.pulse.scale import SKIPPED
from dialogues.rights import may_change
from dialogues.window import Aspect, Reading, Tally, Window, WindowId
from storage.port import Scene
from storage.sql import comments, goals, judgements, plans, rows, scenes, talks, teams
from storage.sql.people import PREFERRED, named
from storage.tables import (
    account,
    answer,
    behaviour,
    conversation,
    delivery,
    goal,
    lead,
    organisation,
    person,
    question,
    reading,
    respondent,
    window,
)

#: Longer than the latest windows that are looked at can have been opened ago, with breaks in between.
LATELY = timedelta(weeks=40)


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
    scene = _scene(connection, scenes.OF_ACCOUNT, where, dialogue=dialogue, interest=interest)
    return replace(scene, facts=_with_invitation(connection, scene.facts)) if scene else None


def _with_invitation(connection: Connection, facts: Facts) -> Facts:
    """Of the questions after which one may say more."""
    if facts.window is None or facts.window.item not in INVITING:
        return facts
    whose = facts.someone.id
    return replace(
        facts,
        invited=comments.is_invited(connection, whose=whose, on=facts.window),
        missed_before=comments.has_missed(connection, whose=whose, before=facts.window),
    )


def scene_of_due(connection: Connection, *, due: Due, dialogue: str, wants: Want, hold: bool = True) -> Scene | None:
    """What is known where something is due to a person, or to a team: then of its lead, if it has one.

    The windows that were open before stay so until the transaction ends; where their answers are counted, they take no
    more of them. Who only looks does not `hold` them.
    """
    if due.occasion in TO_PEOPLE:
        return scenes_of_dues(connection, dues=[due], dialogue=dialogue, wants=wants, hold=hold).get(due)
    if Want.TALLY in wants and hold:
        connection.execute(_OPEN_FOR_TEAM.with_for_update(of=window), {"whose": due.subject})
    interest = Interest(wants=wants, of_team=True)
    scene = _scene(connection, scenes.OF_TEAM, {"whose": due.subject}, dialogue=dialogue, interest=interest)
    return replace(scene, facts=_with_windows(connection, scene.facts)) if scene and Want.TALLY in wants else scene


def scenes_of_dues(
    connection: Connection, *, dues: Sequence[Due], dialogue: str, wants: Want, hold: bool = True
) -> Mapping[Due, Scene]:
    """As `scene_of_due`, of several people to whom something is due on one occasion."""
    windowed = Want.WINDOW in wants
    by_person = {str(each.subject): each for each in dues}
    if not by_person:
        return {}
    those = {"those": sorted(by_person)}
    if windowed and hold:
        connection.execute(_OPEN_FOR_PEOPLE.with_for_update(read=True, of=window), those)
    where = {**those, "occasion": dues[0].occasion, "dialogue": dialogue, "windowed": windowed}
    found = connection.execute(scenes.OF_PEOPLE, where).mappings().all()
    before = _asked_before(connection, dues=dues, dialogue=dialogue) if windowed else {}
    known = {}
    for row in found:
        facts = _facts(connection, row, Interest(wants=wants))
        facts = replace(facts, asked_before=before.get(facts.someone.id, ()))
        known[by_person[facts.someone.id]] = Scene(facts=facts, state=row[conversation.c.state])
    return known


def _asked_before(
    connection: Connection, *, dues: Sequence[Due], dialogue: str
) -> Mapping[PersonId, tuple[Before, ...]]:
    """In which windows each of these people was asked lately, the newest first."""
    where = {"those": [each.subject for each in dues], "dialogue": dialogue, "since": dues[0].at - LATELY}
    found: defaultdict[PersonId, list[Before]] = defaultdict(list)
    for row in connection.execute(_ASKED_BEFORE, where).mappings():
        found[row[conversation.c.person]].append(rows.before_of(row))
    return {each: tuple(before[:LOOKED_AT]) for each, before in found.items()}


def _with_windows(connection: Connection, facts: Facts) -> Facts:
    """What the week boundary knows of a team."""
    of = {"team": facts.team.id}
    windows = tuple(map(rows.window_of, connection.execute(_WINDOWS, of).mappings()))
    return replace(
        facts,
        windows=windows,
        tallies=_tallies(connection, windows, of) if windows else {},
        past=tuple(map(rows.past_of, connection.execute(_PAST, of).mappings())),
        questions=tuple(map(rows.question_of, connection.execute(_QUESTIONS).mappings())),
    )


def organisation_known(connection: Connection) -> Organisation | None:
    row = connection.execute(_ORGANISATION).mappings().first()
    return rows.organisation_of(row) if row else None


def _scene(
    connection: Connection,
    statement: Select[*tuple[object, ...]],
    where: Mapping[str, str | None],
    *,
    dialogue: str,
    interest: Interest,
) -> Scene | None:
    windowed = Want.WINDOW in interest.wants
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


def _tallies(connection: Connection, windows: Sequence[Window], of: Mapping[str, str]) -> dict[WindowId, Tally]:
    members: int = connection.execute(_SIZE, of).scalar_one()
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for row in connection.execute(_COUNTS, {**of, "windows": [each.id for each in windows]}):
        counts.setdefault((row[0], row[1]), {})[row[2]] = row[3]
    return {
        each.id: Tally(
            counts=counts.get((each.id, Aspect.ANSWER), {}),
            members=members,
            obstacles=counts.get((each.id, Aspect.OBSTACLE), {}),
        )
        for each in windows
    }


_MEMBERS = (
    select(*rows.PERSON)
    .select_from(person.join(organisation, true()).outerjoin(account, account.c.id == PREFERRED))
    .where(person.c.team == bindparam("team"))
    .order_by(person.c.position)
)

_READINGS = (
    select(*rows.READING)
    .select_from(reading.join(window))
    .where(window.c.team.in_(bindparam("teams", expanding=True)))
    .order_by(window.c.closed_at, window.c.id)
)


# Somebody may have answered and then become the team's lead, who never counts in it (R2).
_COUNTS = (
    select(answer.c.window, answer.c.aspect, answer.c.value, func.count())
    .join(respondent)
    .where(
        answer.c.window.in_(bindparam("windows", expanding=True)),
        answer.c.value != SKIPPED,
        ~exists().where(lead.c.team == bindparam("team"), lead.c.person == respondent.c.person),
    )
    .group_by(answer.c.window, answer.c.aspect, answer.c.value)
)

_SIZE = select(func.count()).where(person.c.team == bindparam("team"))

# The newest question may be on its way still: whoever is asked the next has had it, or it has come to nothing.
_UNDELIVERED = exists().where(
    delivery.c.key == literal("pulse:") + window.c.id + ":" + conversation.c.person,
    delivery.c.state.in_(("refused", "expired")),
)
_ASKED_BEFORE = (
    select(
        conversation.c.person,
        conversation.c.state,
        window.c.opened_at,
        exists()
        .where(
            answer.c.window == window.c.id,
            answer.c.respondent == respondent.c.key,
            respondent.c.person == conversation.c.person,
        )
        .label("answered"),
    )
    .select_from(conversation.join(window, window.c.id == conversation.c.subject))
    .where(
        conversation.c.person.in_(bindparam("those", expanding=True)),
        conversation.c.dialogue == bindparam("dialogue"),
        window.c.opened_at > bindparam("since"),
        ~_UNDELIVERED,
    )
    .order_by(window.c.opened_at.desc(), window.c.id)
)

_OPEN = (window.c.team == bindparam("team"), window.c.closed_at.is_(None))
_WINDOWS = (
    select(*rows.WINDOW)
    .select_from(
        window.outerjoin(behaviour, behaviour.c.id == window.c.behaviour).outerjoin(goal, goal.c.key == window.c.goal)
    )
    .where(*_OPEN)
    .order_by(window.c.slot)
)
_PAST = select(*rows.PAST).where(window.c.team == bindparam("team")).order_by(window.c.opened_at.desc(), window.c.id)
_QUESTIONS = select(question).order_by(question.c.position)

_NAMES = select(person.c.name).order_by(person.c.position)

_ORGANISATION = select(*rows.ORGANISATION)


_ABOUT_GOALS = Want.GOALS | Want.CONFIRMATIONS | Want.ASKED | Want.SPREAD
_EVERY_TEAM = Want.ASKED | Want.SPREAD
_PERSONAL = Want.PLANS | Want.OWN
_OPEN_FOR_TEAM = select(window.c.id).where(window.c.team == bindparam("whose"), window.c.closed_at.is_(None))
_OPEN_FOR_PEOPLE = (
    select(window.c.id)
    .join(person, person.c.team == window.c.team)
    .where(person.c.id.in_(bindparam("those", expanding=True)), window.c.closed_at.is_(None))
    .order_by(window.c.id)
)

"""The facts that a dialogue may know, loaded for one event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, RowMapping, Select, bindparam, select, true

from dialogues.address import AccountKey, Platform
from dialogues.celebration import Celebration
from dialogues.event import TO_PEOPLE, Due
from dialogues.facts import Facts, Want
from dialogues.goal import Goal
from dialogues.listening import NEVER, Listening
from dialogues.lookup import team_called
from dialogues.person import Organisation, Person, PersonId, TeamId
from dialogues.pulse.item import INVITING
from dialogues.rights import may_change, oversees
from dialogues.window import Reading
from storage.sql import (
    audits,
    celebrations,
    comments,
    feeds,
    goals,
    judgements,
    meetings,
    mine,
    people_rows,
    personal_promises,
    plans,
    promises,
    records,
    reflections,
    scenes,
    talks,
    teams,
    topics,
    window_rows,
    windows,
)
from storage.sql.people import PREFERRED, named
from storage.tables.people import account, organisation, person
from storage.tables.questions import reading, window
from storage.tables.sending import conversation
from storage.turn import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """What is wanted, what the event is about, and the platform and channel that it comes from; `of_team`: it is due to
    a team, whose goals alone are meant. `at` is when somebody acts."""

    wants: Want
    subject: str = ""
    platform: Platform | None = None
    channel: str | None = None
    of_team: bool = False
    at: datetime | None = None


def scene_of_account(
    connection: Connection,
    *,
    account: AccountKey,
    dialogue: str,
    subject: str,
    wants: Want,
    channel: str | None,
    at: datetime,
) -> Scene | None:
    """What is known where the person behind an account acts at `at`; None for a stranger."""
    where = {**named(account.workspace), "user": account.user, "subject": subject}
    interest = Interest(wants=wants, subject=subject, platform=account.workspace.platform, channel=channel, at=at)
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
        windows.hold_for_counting(connection, team=TeamId(due.subject))
    interest = Interest(wants=wants, of_team=True)
    scene = _scene(connection, scenes.OF_TEAM, {"whose": due.subject}, dialogue=dialogue, interest=interest)
    return (
        replace(scene, facts=windows.at_boundary(connection, scene.facts)) if scene and Want.TALLY in wants else scene
    )


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
        windows.hold(connection, people=those["those"])
    where = {**those, "occasion": dues[0].occasion, "dialogue": dialogue, "windowed": windowed}
    found = connection.execute(scenes.OF_PEOPLE, where).mappings().all()
    before = windows.asked_before(connection, dues=dues, dialogue=dialogue) if windowed else {}
    known = {}
    for row in found:
        facts = _facts(connection, row, Interest(wants=wants))
        if facts.someone.id in before:
            facts = replace(facts, asked_before=before[facts.someone.id])
        known[by_person[facts.someone.id]] = Scene(facts=facts, state=row[conversation.c.state])
    return known


def scene_of_person(connection: Connection, *, person: PersonId, dialogue: str, wants: Want) -> Scene | None:
    """What is known where something happens to a person that they did not do."""
    where = {"those": [person], "occasion": "", "dialogue": dialogue, "windowed": False}
    row = connection.execute(scenes.OF_PEOPLE, where).mappings().first()
    return Scene(facts=_facts(connection, row, Interest(wants=wants)), state=row[conversation.c.state]) if row else None


def organisation_known(connection: Connection) -> Organisation | None:
    row = connection.execute(_ORGANISATION).mappings().first()
    return people_rows.organisation_of(row) if row else None


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
    if Want.RECORDS in wants and interest.at is not None and oversees(facts):
        facts = replace(facts, records=records.records(connection, at=interest.at, at_a_glance=True))
    if Want.PROMISES in wants:
        facts = _with_promises(connection, facts, interest.subject)
    if Want.CELEBRATIONS in wants:
        facts = replace(facts, celebrations=_celebrations(connection, facts, interest))
    if Want.REFLECTIONS in wants and facts.person:
        facts = replace(facts, reflections=tuple(reflections.own(connection, of=facts.person.id)))
    if Want.MEETINGS in wants and facts.person:
        facts = _with_meetings(connection, facts)
    if not wants & _AROUND:
        return facts
    return replace(
        facts,
        readings=_readings(connection, [each.id for each in facts.teams]) if Want.READINGS in wants else (),
        members=_members(connection, _whose(facts)) if Want.MEMBERS in wants else (),
        names=tuple(connection.scalars(_NAMES)) if Want.NAMES in wants else (),
        listening=_listening(connection, facts) if Want.LISTENING in wants else NEVER,
        audit=audits.insights(connection, of=facts.team.id) if Want.AUDIT in wants else (),
        closed=tuple(plans.closed(connection, of=facts.team.id)) if Want.CLOSED in wants else (),
        remarks=comments.remarks(connection, of=facts.team.id) if Want.REMARKS in wants else (),
    )


def _with_promises(connection: Connection, facts: Facts, named: str) -> Facts:
    found = promises.promises(connection, teams=[each.id for each in facts.teams])
    return replace(facts, promises=found, promise=next((each for each in found if each.id == named), None))


def _celebrations(connection: Connection, facts: Facts, interest: Interest) -> tuple[Celebration, ...]:
    if interest.of_team:
        return tuple(celebrations.waiting(connection, of=facts.team.id))
    return tuple(celebrations.own(connection, of=facts.someone.id))


def _with_meetings(connection: Connection, facts: Facts) -> Facts:
    whose = facts.someone.id
    return replace(
        facts,
        meetings=meetings.meetings(connection, of=whose),
        diary=meetings.diary_of(connection, of=whose),
        feed=feeds.feed_of(connection, of=whose),
        booked=feeds.booked(connection, of=whose),
        counterparts=meetings.counterparts(connection, of=whose, team=facts.team.id),
        topics=topics.topics(connection, of=whose),
        personal_promises=personal_promises.promises(connection, of=whose),
    )


def _whose(facts: Facts) -> TeamId | None:
    """The team whose members are meant."""
    if facts.goal is not None:
        return facts.goal.team
    return facts.promise.team if facts.promise is not None else facts.team.id


def _listening(connection: Connection, facts: Facts) -> Listening:
    return talks.listening(connection, of=facts.team.id, timezone=facts.organisation.timezone)


def _with_own(connection: Connection, facts: Facts, wants: Want) -> Facts:
    """What is for nobody's eyes but the person's."""
    person = facts.someone.id
    return replace(
        facts,
        plans=plans.plans(connection, of=person) if Want.PLANS in wants else (),
        mine=mine.mine(connection, of=person) if Want.MINE in wants else (),
        own=plans.own(connection, of=person) if Want.OWN in wants else (),
    )


def _with_teams(connection: Connection, row: RowMapping, interest: Interest) -> Facts:
    someone = people_rows.person_of(row) if row[person.c.id] else None
    around = teams.around(
        connection,
        leader=someone.id if someone and row["leading"] else None,
        platform=interest.platform,
        channel=interest.channel,
        every=bool(interest.wants & _EVERY_TEAM),
    )
    return Facts(
        organisation=people_rows.organisation_of(row),
        person=someone,
        team=people_rows.team_of(row),
        leads=around.leads,
        here=around.here,
        asked=team_called(interest.subject, around.every) if Want.ASKED in interest.wants else None,
        every_team=around.every,
        window=window_rows.window_of(row) if row[window.c.id] else None,
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
    return tuple(map(window_rows.reading_of, connection.execute(_READINGS, {"teams": teams}).mappings()))


def _members(connection: Connection, of: TeamId | None) -> tuple[Person, ...]:
    """Nobody for what is the whole organisation's."""
    if of is None:
        return ()
    return tuple(map(people_rows.person_of, connection.execute(_MEMBERS, {"team": of}).mappings()))


_MEMBERS = (
    select(*people_rows.PERSON)
    .select_from(person.join(organisation, true()).outerjoin(account, account.c.id == PREFERRED))
    .where(person.c.team == bindparam("team"))
    .order_by(person.c.position)
)

_READINGS = (
    select(*window_rows.READING)
    .select_from(reading.join(window))
    .where(window.c.team.in_(bindparam("teams", expanding=True)))
    .order_by(window.c.closed_at, window.c.id)
)


_NAMES = select(person.c.name).order_by(person.c.position)

_ORGANISATION = select(*people_rows.ORGANISATION)


_ABOUT_GOALS = Want.GOALS | Want.RECORDS | Want.CONFIRMATIONS | Want.ASKED | Want.SPREAD
_EVERY_TEAM = Want.ASKED | Want.SPREAD
_PERSONAL = Want.PLANS | Want.OWN | Want.MINE
_AROUND = Want.READINGS | Want.MEMBERS | Want.NAMES | Want.LISTENING | Want.CLOSED | Want.AUDIT | Want.REMARKS

"""One function per type: what a row says."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import RowMapping

from dialogues.address import Address, Platform, Workspace
from dialogues.availability import OFFICE, Hours
from dialogues.calendar import Calendar, usual_breaks
from dialogues.goal import Arena, Audience, Behaviour, Goal, Perspective, State, Status
from dialogues.nudge.plan import Plan
from dialogues.person import LANGUAGES, Organisation, Person, Team
from dialogues.promise import Promise
from dialogues.promise import State as PromiseState
from dialogues.pulse.back_off import Before
from dialogues.pulse.custom import Question, QuestionKind
from dialogues.pulse.item import ItemId
from dialogues.situation import Days
from dialogues.window import Past, Reading, Slot, Window
from storage.sql.codec import (
    ANSWERS,
    ASKED,
    BREAKS,
    COUNTS,
    GUIDANCE,
    MEASURES,
    OPAQUE,
    OPTIONS,
    SITUATION,
    SITUATIONS,
    STOP,
    WORDING,
)
from storage.tables import (
    account,
    behaviour,
    conversation,
    goal,
    lead,
    organisation,
    person,
    plan,
    promise,
    question,
    reading,
    team,
    team_channel,
    window,
    workspace,
)

ORGANISATION = (
    organisation.c.name,
    organisation.c.language,
    organisation.c.timezone,
    organisation.c.holidays,
    organisation.c.breaks,
)
TEAM = (team.c.key, team.c.name, team.c.above, team.c.quiet, team.c.situations, lead.c.person)
#: Whoever selects a language selects these: what is written first is asked first.
LANGUAGE = (person.c.language, account.c.locale, person.c.locale, organisation.c.language)
#: Likewise.
TIMEZONE = (person.c.own_timezone, account.c.timezone, person.c.timezone, organisation.c.timezone)
PERSON = (
    *LANGUAGE,
    *TIMEZONE,
    person.c.id,
    person.c.name,
    person.c.email,
    person.c.team,
    person.c.holidays,
    organisation.c.holidays,
    organisation.c.breaks,
    person.c.started,
    person.c.joined_on,
    person.c.send_time,
    person.c.first_hour,
    person.c.last_hour,
    person.c.greeted_on,
    person.c.stopped,
    person.c.paused_until,
    person.c.reminded_of,
    account.c.away_until,
    account.c.silent_until,
)
BEHAVIOUR = (
    behaviour.c.id,
    behaviour.c.text,
    behaviour.c.arena,
    behaviour.c.audience,
    behaviour.c.exception,
    behaviour.c.confirmed,
    behaviour.c.version,
    behaviour.c.replaces,
    behaviour.c.status,
    behaviour.c.status_on,
    behaviour.c.focused_on,
)
WINDOW = (
    window.c.id,
    window.c.team,
    window.c.item,
    window.c.slot,
    window.c.question,
    window.c.text,
    window.c.options,
    window.c.opened_at,
    window.c.closed_at,
    *BEHAVIOUR,
    behaviour.c.focus,
    behaviour.c.closed,
    goal.c.key,
    goal.c.title,
    goal.c.state,
)
#: What a reading is about stands with its window.
READING = (reading, window.c.team, window.c.item, window.c.behaviour, window.c.goal, window.c.question)
PAST = (
    window.c.item,
    window.c.slot,
    window.c.opened_at,
    window.c.behaviour,
    window.c.goal,
    window.c.question,
)
ADDRESS = (workspace.c.platform, workspace.c.key, account.c.user, account.c.channel, account.c.opaque)


def organisation_of(row: RowMapping) -> Organisation:
    return Organisation(
        name=row[organisation.c.name],
        language=row[organisation.c.language],
        timezone=ZoneInfo(row[organisation.c.timezone]),
        calendar=_calendar(row[organisation.c.holidays], row[organisation.c.holidays], row[organisation.c.breaks]),
    )


def team_of(row: RowMapping) -> Team:
    return Team(
        id=row[team.c.key],
        name=row[team.c.name],
        lead=row[lead.c.person],
        above=row[team.c.above],
        quiet=row[team.c.quiet],
        situations=SITUATIONS.read(row[team.c.situations]),
    )


def person_of(row: RowMapping) -> Person:
    return Person(
        id=row[person.c.id],
        name=row[person.c.name],
        email=row[person.c.email],
        team=row[person.c.team],
        language=language_of(row),
        timezone=timezone_of(row),
        calendar=_calendar(row[person.c.holidays], row[organisation.c.holidays], row[organisation.c.breaks]),
        hours=_hours(row),
        send_time=row[person.c.send_time],
        greeted_on=row[person.c.greeted_on],
        stopped=row[person.c.stopped],
        paused_until=row[person.c.paused_until],
        reminded_of=row[person.c.reminded_of],
        started=row[person.c.started] or row[person.c.joined_on],
        away_until=away_until_of(row),
    )


def language_of(row: RowMapping) -> str:
    """The reader's own choice, else what their platform says, else what the file says of them, or of everybody."""
    spoken = (_language(row[column]) for column in LANGUAGE)
    return next(language for language in spoken if language)


def timezone_of(row: RowMapping) -> ZoneInfo:
    """The reader's own choice, else what their platform says, else what the file says of them, or of everybody."""
    zones = (_zone(row[column]) for column in TIMEZONE)
    return next(zone for zone in zones if zone)


def away_until_of(row: RowMapping) -> datetime | None:
    """The later of what a status and do-not-disturb say: only then is nothing in the way."""
    said = (row[account.c.away_until], row[account.c.silent_until])
    return max((each for each in said if each is not None), default=None)


def window_of(row: RowMapping) -> Window:
    return Window(
        id=row[window.c.id],
        team=row[window.c.team],
        item=ItemId(row[window.c.item]),
        slot=Slot(row[window.c.slot]),
        behaviour=behaviour_of(row) if row[behaviour.c.id] else None,
        goal=row[goal.c.key],
        title=WORDING.read_some(row[goal.c.title]),
        question=row[window.c.question],
        text=WORDING.read_some(row[window.c.text]),
        options=OPTIONS.read(row[window.c.options]),
        opened_at=row[window.c.opened_at],
        closed_at=row[window.c.closed_at],
        lives=row[goal.c.state] in (None, State.ACTIVE) and (row[behaviour.c.focus] is not False or _is_habit(row)),
    )


def _is_habit(row: RowMapping) -> bool:
    """What is established is asked about once a quarter, whatever is in focus."""
    return row[behaviour.c.status] == Status.ESTABLISHED and not row[behaviour.c.closed]


def past_of(row: RowMapping) -> Past:
    return Past(
        item=ItemId(row[window.c.item]),
        slot=Slot(row[window.c.slot]),
        opened_at=row[window.c.opened_at],
        behaviour=row[window.c.behaviour],
        goal=row[window.c.goal],
        question=row[window.c.question],
    )


def question_of(row: RowMapping) -> Question:
    return Question(
        key=row[question.c.key], kind=QuestionKind(row[question.c.kind]), text=WORDING.read(row[question.c.text])
    )


def before_of(row: RowMapping) -> Before:
    return Before(
        tag=ASKED.read(row[conversation.c.state]).get("tag", ""),
        opened_at=row[window.c.opened_at],
        answered=row["answered"],
    )


def reading_of(row: RowMapping) -> Reading:
    return Reading(
        window=row[reading.c.window],
        team=row[window.c.team],
        item=ItemId(row[window.c.item]),
        behaviour=row[window.c.behaviour],
        goal=row[window.c.goal],
        question=row[window.c.question],
        first=row[reading.c.first],
        last=row[reading.c.last],
        people=row[reading.c.people],
        yes=row[reading.c.yes],
        members=row[reading.c.members],
        counts=COUNTS.read(row[reading.c.counts]),
        obstacles=COUNTS.read(row[reading.c.obstacles]),
    )


def goal_of(row: RowMapping, behaviours: Iterable[RowMapping]) -> Goal:
    those = tuple(behaviours)
    return Goal(
        id=row[goal.c.key],
        team=row[goal.c.team],
        title=WORDING.read(row[goal.c.title]),
        why=WORDING.read(row[goal.c.why]),
        first=row[goal.c.first],
        last=row[goal.c.last],
        state=State(row[goal.c.state]),
        owner=row[goal.c.owner],
        perspective=Perspective(row[goal.c.perspective]) if row[goal.c.perspective] else None,
        above=row[goal.c.above],
        everyday=WORDING.read_some(row[goal.c.everyday]),
        guidance=GUIDANCE.read(row[goal.c.guidance]),
        behaviours=tuple(map(behaviour_of, those)),
        focus=next((each[behaviour.c.id] for each in those if each[behaviour.c.focus]), None),
        measures=MEASURES.read(row[goal.c.measures]),
        stop=STOP.read(row[goal.c.stop]),
        answers=ANSWERS.read(row[goal.c.answers]),
        trade_off=WORDING.read_some(row[goal.c.trade_off]),
        version=row[goal.c.version],
    )


def behaviour_of(row: RowMapping) -> Behaviour:
    return Behaviour(
        id=row[behaviour.c.id],
        text=WORDING.read(row[behaviour.c.text]),
        arena=Arena(row[behaviour.c.arena]),
        audience=Audience(row[behaviour.c.audience]),
        exception=WORDING.read_some(row[behaviour.c.exception]),
        confirmed=row[behaviour.c.confirmed],
        version=row[behaviour.c.version],
        replaces=row[behaviour.c.replaces],
        status=Status(row[behaviour.c.status]),
        status_on=row[behaviour.c.status_on],
        focused_on=row[behaviour.c.focused_on],
    )


def plan_of(row: RowMapping) -> Plan:
    return Plan(
        behaviour=behaviour_of(row),
        situation=SITUATION.read(row[plan.c.situation]),
        action=row[plan.c.action],
        days=Days(row[plan.c.days]),
        day=row[plan.c.day],
        at=row[plan.c.at],
        kept=row[plan.c.kept],
    )


def promise_of(row: RowMapping) -> Promise:
    return Promise(
        id=row[promise.c.id],
        team=row[promise.c.team],
        obstacle=row[promise.c.obstacle],
        raised_on=row[promise.c.raised_on],
        due_on=row[promise.c.due_on],
        state=PromiseState(row[promise.c.state]),
        action=row[promise.c.action],
        rest=row[promise.c.rest],
        answered_on=row[promise.c.answered_on],
    )


def workspace_of(row: RowMapping) -> Workspace:
    return Workspace(platform=Platform(row[workspace.c.platform]), key=row[workspace.c.key])


def address_of(row: RowMapping) -> Address:
    return Address(
        workspace=workspace_of(row),
        user=row[account.c.user],
        channel=row[account.c.channel],
        opaque=OPAQUE.read(row[account.c.opaque]),
    )


def channel_of(row: RowMapping) -> Address:
    return Address(
        workspace=workspace_of(row),
        channel=row[team_channel.c.channel],
        opaque=OPAQUE.read(row[team_channel.c.opaque]),
    )


def _hours(row: RowMapping) -> Hours:
    first, last = row[person.c.first_hour], row[person.c.last_hour]
    return OFFICE if first is None or last is None else Hours(first=first, last=last)


@lru_cache(maxsize=256)
def _calendar(own: str | None, country: str | None, breaks: str | None) -> Calendar:
    """The public holidays of the person's own country, else the organisation's, whose breaks they have in any case."""
    rests = BREAKS.read(breaks) if breaks is not None else usual_breaks(country)
    return Calendar(country=own or country, breaks=rests)


def _language(locale: str | None) -> str | None:
    """`sv-SE` and `sv_SE` are `sv`; what we do not speak is None."""
    spoken = (locale or "").replace("_", "-").split("-")[0].lower()
    return spoken if spoken in LANGUAGES else None


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, KeyError, OSError):  # a name that a platform made up may be anything, also a folder's
        return None

"""One function per type: what a row says."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from sqlalchemy import RowMapping, Table

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


def _columns(table: Table) -> SimpleNamespace:
    """The columns by their names: a table itself looks each of them up anew, which was a tenth of all planning."""
    return SimpleNamespace(**dict(table.columns.items()))


_account = _columns(account)
_behaviour = _columns(behaviour)
_conversation = _columns(conversation)
_goal = _columns(goal)
_lead = _columns(lead)
_organisation = _columns(organisation)
_person = _columns(person)
_plan = _columns(plan)
_promise = _columns(promise)
_question = _columns(question)
_reading = _columns(reading)
_team = _columns(team)
_team_channel = _columns(team_channel)
_window = _columns(window)
_workspace = _columns(workspace)


def organisation_of(row: RowMapping) -> Organisation:
    return _one_organisation(*(row[column] for column in ORGANISATION))


@lru_cache(maxsize=1)
def _one_organisation(
    name: str, language: str, timezone: str, holidays: str | None, breaks: str | None
) -> Organisation:
    """There is one, and everybody's facts have it."""
    calendar = _calendar(holidays, holidays, breaks)
    return Organisation(name=name, language=language, timezone=ZoneInfo(timezone), calendar=calendar)


def team_of(row: RowMapping) -> Team:
    return Team(
        id=row[_team.key],
        name=row[_team.name],
        lead=row[_lead.person],
        above=row[_team.above],
        quiet=row[_team.quiet],
        situations=SITUATIONS.read(row[_team.situations]),
    )


def person_of(row: RowMapping) -> Person:
    return Person(
        id=row[_person.id],
        name=row[_person.name],
        email=row[_person.email],
        team=row[_person.team],
        language=language_of(row),
        timezone=timezone_of(row),
        calendar=_calendar(row[_person.holidays], row[_organisation.holidays], row[_organisation.breaks]),
        hours=_hours(row),
        send_time=row[_person.send_time],
        greeted_on=row[_person.greeted_on],
        stopped=row[_person.stopped],
        paused_until=row[_person.paused_until],
        reminded_of=row[_person.reminded_of],
        started=row[_person.started] or row[_person.joined_on],
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
    said = (row[_account.away_until], row[_account.silent_until])
    return max((each for each in said if each is not None), default=None)


def window_of(row: RowMapping) -> Window:
    return Window(
        id=row[_window.id],
        team=row[_window.team],
        item=ItemId(row[_window.item]),
        slot=Slot(row[_window.slot]),
        behaviour=behaviour_of(row) if row[_behaviour.id] else None,
        goal=row[_goal.key],
        title=WORDING.read_some(row[_goal.title]),
        question=row[_window.question],
        text=WORDING.read_some(row[_window.text]),
        options=OPTIONS.read(row[_window.options]),
        opened_at=row[_window.opened_at],
        closed_at=row[_window.closed_at],
        lives=row[_goal.state] in (None, State.ACTIVE) and (row[_behaviour.focus] is not False or _is_habit(row)),
    )


def _is_habit(row: RowMapping) -> bool:
    """What is established is asked about once a quarter, whatever is in focus."""
    return row[_behaviour.status] == Status.ESTABLISHED and not row[_behaviour.closed]


def past_of(row: RowMapping) -> Past:
    return Past(
        item=ItemId(row[_window.item]),
        slot=Slot(row[_window.slot]),
        opened_at=row[_window.opened_at],
        behaviour=row[_window.behaviour],
        goal=row[_window.goal],
        question=row[_window.question],
    )


def question_of(row: RowMapping) -> Question:
    return Question(
        key=row[_question.key], kind=QuestionKind(row[_question.kind]), text=WORDING.read(row[_question.text])
    )


def before_of(row: RowMapping) -> Before:
    return Before(
        tag=ASKED.read(row[_conversation.state]).get("tag", ""),
        opened_at=row[_window.opened_at],
        answered=row["answered"],
    )


def reading_of(row: RowMapping) -> Reading:
    return Reading(
        window=row[_reading.window],
        team=row[_window.team],
        item=ItemId(row[_window.item]),
        behaviour=row[_window.behaviour],
        goal=row[_window.goal],
        question=row[_window.question],
        first=row[_reading.first],
        last=row[_reading.last],
        people=row[_reading.people],
        yes=row[_reading.yes],
        members=row[_reading.members],
        counts=COUNTS.read(row[_reading.counts]),
        obstacles=COUNTS.read(row[_reading.obstacles]),
    )


def goal_of(row: RowMapping, behaviours: Iterable[RowMapping]) -> Goal:
    those = tuple(behaviours)
    return Goal(
        id=row[_goal.key],
        team=row[_goal.team],
        title=WORDING.read(row[_goal.title]),
        why=WORDING.read(row[_goal.why]),
        first=row[_goal.first],
        last=row[_goal.last],
        state=State(row[_goal.state]),
        owner=row[_goal.owner],
        perspective=Perspective(row[_goal.perspective]) if row[_goal.perspective] else None,
        above=row[_goal.above],
        everyday=WORDING.read_some(row[_goal.everyday]),
        guidance=GUIDANCE.read(row[_goal.guidance]),
        behaviours=tuple(map(behaviour_of, those)),
        focus=next((each[_behaviour.id] for each in those if each[_behaviour.focus]), None),
        measures=MEASURES.read(row[_goal.measures]),
        stop=STOP.read(row[_goal.stop]),
        answers=ANSWERS.read(row[_goal.answers]),
        trade_off=WORDING.read_some(row[_goal.trade_off]),
        version=row[_goal.version],
    )


def behaviour_of(row: RowMapping) -> Behaviour:
    return Behaviour(
        id=row[_behaviour.id],
        text=WORDING.read(row[_behaviour.text]),
        arena=Arena(row[_behaviour.arena]),
        audience=Audience(row[_behaviour.audience]),
        exception=WORDING.read_some(row[_behaviour.exception]),
        confirmed=row[_behaviour.confirmed],
        version=row[_behaviour.version],
        replaces=row[_behaviour.replaces],
        status=Status(row[_behaviour.status]),
        status_on=row[_behaviour.status_on],
        focused_on=row[_behaviour.focused_on],
    )


def plan_of(row: RowMapping) -> Plan:
    return Plan(
        behaviour=behaviour_of(row),
        situation=SITUATION.read(row[_plan.situation]),
        action=row[_plan.action],
        days=Days(row[_plan.days]),
        day=row[_plan.day],
        at=row[_plan.at],
        kept=row[_plan.kept],
    )


def promise_of(row: RowMapping) -> Promise:
    return Promise(
        id=row[_promise.id],
        team=row[_promise.team],
        obstacle=row[_promise.obstacle],
        raised_on=row[_promise.raised_on],
        due_on=row[_promise.due_on],
        state=PromiseState(row[_promise.state]),
        action=row[_promise.action],
        rest=row[_promise.rest],
        answered_on=row[_promise.answered_on],
    )


def workspace_of(row: RowMapping) -> Workspace:
    return Workspace(platform=Platform(row[_workspace.platform]), key=row[_workspace.key])


def address_of(row: RowMapping) -> Address:
    return Address(
        workspace=workspace_of(row),
        user=row[_account.user],
        channel=row[_account.channel],
        opaque=OPAQUE.read(row[_account.opaque]),
    )


def channel_of(row: RowMapping) -> Address:
    return Address(
        workspace=workspace_of(row),
        channel=row[_team_channel.channel],
        opaque=OPAQUE.read(row[_team_channel.opaque]),
    )


def _hours(row: RowMapping) -> Hours:
    first, last = row[_person.first_hour], row[_person.last_hour]
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

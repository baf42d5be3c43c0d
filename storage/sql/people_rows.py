"""One function per type: what a row says of an organisation and its people."""

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import RowMapping

from dialogues.address import Address, Platform, Workspace
from dialogues.availability import OFFICE, Hours
from dialogues.calendar import Calendar, usual_breaks
from dialogues.person import LANGUAGES, Organisation, Person, Team
from dialogues.rules import USUAL, Rules
from storage.columns import columns_of
from storage.sql.codec import (
    BREAKS,
    OPAQUE,
    REFERENCE,
    SITUATIONS,
)
from storage.tables.people import account, lead, organisation, person, team, team_channel, team_handle, workspace

ORGANISATION = (
    organisation.c.name,
    organisation.c.language,
    organisation.c.timezone,
    organisation.c.holidays,
    organisation.c.breaks,
    organisation.c.k,
    organisation.c.keep_answers,
    organisation.c.keep_texts,
    organisation.c.reference,
    organisation.c.digest_in_channel,
)
TEAM = (
    team.c.key,
    team.c.name,
    team.c.above,
    team.c.quiet,
    team.c.rested,
    team.c.k,
    team.c.situations,
    lead.c.person,
    lead.c.since,
)
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
    person.c.nudged_about,
    person.c.digest_time,
    account.c.away_until,
    account.c.silent_until,
)
ADDRESS = (workspace.c.platform, workspace.c.key, account.c.user, account.c.channel, account.c.opaque)

_account = columns_of(account)
_lead = columns_of(lead)
_organisation = columns_of(organisation)
_person = columns_of(person)
_team = columns_of(team)
_team_channel = columns_of(team_channel)
_team_handle = columns_of(team_handle)
_workspace = columns_of(workspace)


def organisation_of(row: RowMapping) -> Organisation:
    return _one_organisation(*(row[column] for column in ORGANISATION))


@lru_cache(maxsize=1)
def _one_organisation(
    name: str,
    language: str,
    timezone: str,
    holidays: str | None,
    breaks: str | None,
    k: int,
    keep_answers: int,
    keep_texts: int,
    reference: str | None,
    digest_in_channel: bool,
) -> Organisation:
    """There is one, and everybody's facts have it."""
    return Organisation(
        name=name,
        language=language,
        timezone=ZoneInfo(timezone),
        calendar=_calendar(holidays, holidays, breaks),
        rules=rules_of(k, keep_answers, keep_texts, reference, digest_in_channel),
    )


def rules_of(k: int, keep_answers: int, keep_texts: int, reference: str | None, digest_in_channel: bool) -> Rules:
    return Rules(
        k=k,
        keep_answers=keep_answers,
        keep_texts=keep_texts,
        reference=REFERENCE.read_some(reference) or USUAL.reference,
        digest_in_channel=digest_in_channel,
    )


def team_of(row: RowMapping) -> Team:
    return Team(
        id=row[_team.key],
        name=row[_team.name],
        lead=row[_lead.person],
        led_since=row[_lead.since],
        above=row[_team.above],
        quiet=row[_team.quiet],
        rested=row[_team.rested],
        k=row[_team.k],
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
        nudged_about=row[_person.nudged_about],
        digest_time=row[_person.digest_time],
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
    """Where a team's channel is, as the platform knows it or the organisation file says."""
    return Address(
        workspace=workspace_of(row),
        channel=row[_team_channel.channel] or row[_team_handle.channel],
        opaque=OPAQUE.read_some(row[_team_channel.opaque]) or {},
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

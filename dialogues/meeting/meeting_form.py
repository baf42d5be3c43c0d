"""The form in which a lead registers a talk, and the one in which they choose when they are prepared for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from dialogues import editing
from dialogues.availability import instant
from dialogues.calendar import DAY
from dialogues.entry import Entries
from dialogues.facts import Facts
from dialogues.form import ChoiceField, DateField, Form, FormField, Option, TimeField
from dialogues.meeting.meeting import Diary, Meeting, MeetingId
from dialogues.meeting.sentence import ONE_ON_ONE
from dialogues.person import Person, PersonId, Team, TeamId
from dialogues.phrase import Phrase, Text
from dialogues.situation import WEEKDAYS, Days
from dialogues.token import Token

#: So many weeks lie between two talks.
WEEKS: Final = (1, 2, 3, 4)
#: So many minutes before a talk a lead may be prepared for it.
MINUTES: Final = (10, 15, 30, 45, 60, 120, 24 * 60)
#: So far from today a talk may be.
FURTHEST: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class _With:
    """One whom a talk can be with, by the name of the option: a person of a team, or, with None, all of it."""

    name: str
    label: Text
    team: TeamId
    person: PersonId | None


def form(id: MeetingId, meeting: Meeting | None, facts: Facts) -> Form[Text]:
    """A meeting as it is, or a new one that gets this id."""
    return editing.form(
        title=Phrase.of("meeting.title"),
        fields=(
            ChoiceField(
                name="who",
                label=Phrase.of("meeting.who"),
                options=tuple(Option(value=each.name, label=each.label) for each in _everybody(facts)),
                value=_named(meeting.team, meeting.person) if meeting else "",
            ),
            *_when(meeting),
        ),
        token=str(Token(dialogue=ONE_ON_ONE, step="save", subject=id)),
    )


def _when(meeting: Meeting | None) -> tuple[FormField[Text], ...]:
    days = (*WEEKDAYS, Days.ONCE)
    is_shown = meeting is not None and meeting.weeks != 1
    return (
        ChoiceField(
            name="days",
            label=Phrase.of("meeting.day"),
            options=tuple(Option(value=each, label=Phrase.of(f"meeting.days.{each.value}")) for each in days),
            value=_days(meeting) if meeting else "",
        ),
        DateField(
            name="first",
            label=Phrase.of("meeting.first"),
            hint=Phrase.of("meeting.first_hint"),
            value=f"{meeting.first}" if meeting and is_shown else "",
            required=False,
        ),
        TimeField(name="time", label=Phrase.of("meeting.time"), value=f"{meeting.at:%H:%M}" if meeting else ""),
        ChoiceField(
            name="weeks",
            label=Phrase.of("meeting.how_often"),
            options=tuple(Option(value=str(each), label=Phrase.of(f"meeting.weeks.{each}")) for each in WEEKS),
            value=str(meeting.weeks if meeting and meeting.weeks else WEEKS[0]),
        ),
    )


def read(id: MeetingId, values: Mapping[str, str], facts: Facts, at: datetime) -> Meeting | Mapping[str, Text]:
    """The meeting that was entered at that instant, or what is wrong with it by the names of the fields."""
    lead = facts.someone
    entries = Entries(values, language=lead.language)
    known = {each.name: each for each in _everybody(facts)}
    who = entries.choice("who", frozenset(known))
    days = entries.choice("days", frozenset((*WEEKDAYS, Days.ONCE)))
    entered = entries.day("first", required=days == Days.ONCE)
    time = entries.time("time")
    weeks = entries.choice("weeks", frozenset(map(str, WEEKS)))
    today = lead.day(at)
    if entered is not None and abs(entered - today) > FURTHEST:
        entries.errors["first"] = Phrase.of("meeting.too_far")
    if entries.errors:
        return entries.errors
    chosen = known[who]
    is_once = days == Days.ONCE
    first = entered or today
    if is_once and instant(first, time, lead.timezone) <= at:
        return {"first": Phrase.of("meeting.past")}
    return Meeting(
        id=id,
        lead=lead.id,
        team=chosen.team,
        person=chosen.person,
        first=first if is_once else _from(first, Days(days)),
        at=time,
        zone=lead.timezone,
        weeks=0 if is_once else int(weeks),
    )


def _from(start: date, days: Days) -> date:
    """The first such weekday from `start` on."""
    return start + DAY * ((WEEKDAYS.index(days) - start.weekday()) % 7)


def _days(meeting: Meeting) -> Days:
    return WEEKDAYS[meeting.first.weekday()] if meeting.weeks else Days.ONCE


def _everybody(facts: Facts) -> tuple[_With, ...]:
    """Whom the lead can have a talk with: the teams, then everybody in them."""
    teams = {each.id: each for each in facts.leads}
    people = (each for each in facts.counterparts if each.team in teams)
    return (*map(_of_team, teams.values()), *map(_of_person, people))


def _of_team(team: Team) -> _With:
    label = Phrase.of("meeting.whole_team", team=team.name)
    return _With(name=_named(team.id, None), label=label, team=team.id, person=None)


def _of_person(person: Person) -> _With:
    return _With(name=_named(person.team, person.id), label=person.name, team=person.team, person=person.id)


def _named(team: TeamId, person: PersonId | None) -> str:
    return f"person~{person}" if person else f"team~{team}"


def diary_form(diary: Diary) -> Form[Text]:
    """When a lead is prepared, as they have chosen it."""
    ahead = int(diary.ahead.total_seconds()) // 60
    return editing.form(
        title=Phrase.of("meeting.when_title"),
        fields=(
            ChoiceField(
                name="ahead",
                label=Phrase.of("meeting.ahead"),
                options=tuple(Option(value=str(each), label=Phrase.of(f"meeting.minutes.{each}")) for each in MINUTES),
                value=str(ahead),
            ),
            ChoiceField(
                name="which",
                label=Phrase.of("meeting.which"),
                hint=Phrase.of("meeting.which_hint"),
                options=tuple(Option(value=each, label=Phrase.of(f"meeting.which.{each}")) for each in _WHICH),
                value=_WHICH[diary.every],
            ),
        ),
        token=str(Token(dialogue=ONE_ON_ONE, step="choose")),
    )


def diary(values: Mapping[str, str], language: str) -> Diary | Mapping[str, Text]:
    """What was chosen, or what is wrong with it by the names of the fields."""
    entries = Entries(values, language=language)
    ahead = entries.choice("ahead", frozenset(map(str, MINUTES)))
    which = entries.choice("which", frozenset(_WHICH))
    if entries.errors:
        return entries.errors
    return Diary(ahead=timedelta(minutes=int(ahead)), every=which == _WHICH[True])


_WHICH: Final = ("first", "every")

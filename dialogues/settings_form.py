"""The form in which somebody chooses when they are written to, and what they have chosen in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Final
from zoneinfo import ZoneInfo

from dialogues import editing, rhythm, timezone
from dialogues.availability import OFFICE, Hours
from dialogues.effect import SaveSettings
from dialogues.entry import Entries
from dialogues.form import ChoiceField, DateField, Form, FormField, Option, TextField, TimeField
from dialogues.goal import Behaviour
from dialogues.person import FOCUS, LANGUAGES, NOTHING, Person, Team
from dialogues.phrase import Hour, Phrase, Text
from dialogues.token import Token

NAME: Final = "settings"
SAVE: Final = str(Token(dialogue=NAME, step="save"))

#: The longest name of a time zone, and some room.
ZONE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What somebody has chosen: as it is kept, and themselves with it."""

    settings: SaveSettings
    person: Person


def form(person: Person, today: date, behaviours: Sequence[Behaviour], leads: Sequence[Team] = ()) -> Form[Text]:
    """What can be chosen, with what is chosen now. `today` is the person's local day, `behaviours` are those that they
    may be nudged about, `leads` the teams that they lead."""
    fields = (*_when(person, today), *_digest(person, leads), *_what(person, behaviours), *_how(person))
    return editing.form(title=Phrase.of("settings.title"), fields=fields, token=SAVE)


def time_of(person: Person) -> time:
    """The local time of day at which they are asked."""
    return rhythm.pulse_time(person)


def read(
    values: Mapping[str, str],
    person: Person,
    today: date,
    behaviours: Sequence[Behaviour],
    leads: Sequence[Team] = (),
) -> Chosen | Mapping[str, Text]:
    """What was chosen, or what is wrong with it by the fields' names. What was left as it was goes on following the
    person's platform."""
    entries = Entries(values, language=person.language)
    hours = Hours(first=entries.time("first"), last=entries.time("last"))
    send_time = entries.time("time")
    if not entries.errors and not hours.hold(send_time):
        bounds = {"first": Hour(hour=hours.first), "last": Hour(hour=hours.last)}
        entries.errors["time"] = Phrase.of("settings.outside_hours", **bounds)
    zone = _zone(entries, values.get("timezone", "").strip(), person)
    language = entries.choice("language", frozenset(LANGUAGES))
    stopped = entries.choice("questions", frozenset(("on", "off"))) == "off"
    nudged_about = _nudged_about(entries, values, person, behaviours)
    digest_time = _digest_time(entries, values, person, leads)
    until = max(entries.day("until", required=False) or today, today)
    if entries.errors:
        return entries.errors
    settings = SaveSettings(
        language=language if language != person.language else None,
        timezone=zone.key if zone != person.timezone else None,
        send_time=send_time,
        hours=hours,
        stopped=stopped,
        paused_until=until,
        nudged_about=nudged_about if nudged_about != person.nudged_about else None,
        digest_time=digest_time,
    )
    chosen = replace(
        person,
        timezone=zone,
        send_time=send_time,
        hours=hours,
        stopped=stopped,
        paused_until=until,
        nudged_about=nudged_about,
        digest_time=digest_time or person.digest_time,
    )
    return Chosen(settings=settings, person=chosen)


def _when(person: Person, today: date) -> tuple[FormField[Text], ...]:
    pause = person.paused_until
    return (
        TimeField(
            name="time",
            label=Phrase.of("settings.time"),
            hint=Phrase.of("settings.time_hint"),
            value=f"{time_of(person):%H:%M}",
        ),
        TimeField(
            name="first",
            label=Phrase.of("settings.first"),
            hint=Phrase.of("settings.first_hint"),
            value=f"{person.hours.first:%H:%M}",
        ),
        TimeField(name="last", label=Phrase.of("settings.last"), value=f"{person.hours.last:%H:%M}"),
        DateField(
            name="until",
            label=Phrase.of("settings.until"),
            hint=Phrase.of("settings.until_hint"),
            value=pause.isoformat() if pause and pause > today else "",
            required=False,
        ),
    )


def _digest(person: Person, leads: Sequence[Team]) -> Iterator[FormField[Text]]:
    """When the weekly message comes to whoever leads, and to their teams with it."""
    for team in leads[:1]:
        yield TimeField(
            name="digest",
            label=Phrase.of("settings.digest"),
            hint=Phrase.of("settings.digest_hint", first=Hour(hour=OFFICE.first), last=Hour(hour=OFFICE.last)),
            value=f"{person.digest_time or rhythm.digest_time(team.id):%H:%M}",
        )


def _digest_time(entries: Entries, values: Mapping[str, str], person: Person, leads: Sequence[Team]) -> time | None:
    """What was chosen; None where it was left as it was, or an older form has no such field."""
    if not leads or not values.get("digest"):
        return None
    chosen = entries.time("digest")
    if chosen == (person.digest_time or rhythm.digest_time(leads[0].id)):
        return None
    if "digest" not in entries.errors and not OFFICE.hold(chosen):
        bounds = {"first": Hour(hour=OFFICE.first), "last": Hour(hour=OFFICE.last)}
        entries.errors["digest"] = Phrase.of("settings.outside_hours", **bounds)
    return chosen


def _shown(person: Person, behaviours: Sequence[Behaviour]) -> str:
    """What they are nudged about now: a choice of theirs that cannot be had at the moment is kept, and not shown."""
    own = (each.id for each in behaviours if each.follows(person.nudged_about))
    return next(own, NOTHING if person.nudged_about == NOTHING else FOCUS)


def _nudged_about(entries: Entries, values: Mapping[str, str], person: Person, behaviours: Sequence[Behaviour]) -> str:
    """What was chosen; what they had chosen before where they left the field as it was, or an older form has none."""
    if not values.get("nudges"):
        return person.nudged_about
    entered = entries.choice("nudges", frozenset((FOCUS, NOTHING, *(each.id for each in behaviours))))
    return person.nudged_about if entered == FOCUS == _shown(person, behaviours) else entered


def _what(person: Person, behaviours: Sequence[Behaviour]) -> tuple[FormField[Text], ...]:
    options: tuple[Option[Text], ...] = (
        Option(value=FOCUS, label=Phrase.of("settings.nudges_focus")),
        *(Option(value=each.id, label=each.text) for each in behaviours),
        Option(value=NOTHING, label=Phrase.of("settings.nudges_nothing")),
    )
    return (
        ChoiceField(
            name="questions",
            label=Phrase.of("settings.questions"),
            options=(
                Option(value="on", label=Phrase.of("settings.questions_on")),
                Option(value="off", label=Phrase.of("settings.questions_off")),
            ),
            value="off" if person.stopped else "on",
        ),
        ChoiceField(
            name="nudges",
            label=Phrase.of("settings.nudges"),
            options=options,
            hint=Phrase.of("settings.nudges_hint"),
            value=_shown(person, behaviours),
        ),
    )


def _how(person: Person) -> tuple[FormField[Text], ...]:
    return (
        ChoiceField(
            name="language",
            label=Phrase.of("settings.language"),
            options=tuple(Option(value=each, label=Phrase.of(f"language.{each}")) for each in LANGUAGES),
            value=person.language,
        ),
        TextField(
            name="timezone",
            label=Phrase.of("settings.timezone"),
            hint=Phrase.of("settings.timezone_hint"),
            value=person.timezone.key,
            longest=ZONE,
        ),
    )


def _zone(entries: Entries, text: str, person: Person) -> ZoneInfo:
    """The time zone as one writes it, by its name or its city; the person's own where none is meant by it."""
    known = timezone.called(text)
    if known is None:
        entries.errors["timezone"] = Phrase.of(
            "settings.no_timezone", meant=timezone.meant(text) or person.timezone.key
        )
    return ZoneInfo(known) if known else person.timezone

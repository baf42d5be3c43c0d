"""The form in which somebody chooses when they are written to, and what they have chosen in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from dialogues import editing, rhythm, timezone
from dialogues.availability import Hours
from dialogues.effect import SaveSettings
from dialogues.form import ChoiceField, DateField, Form, FormField, Option, TextField, TimeField
from dialogues.person import LANGUAGES, Person
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


def form(person: Person, today: date) -> Form[Text]:
    """What can be chosen, with what is chosen now. `today` is the person's local day."""
    return editing.form(title=Phrase.of("settings.title"), fields=(*_when(person, today), *_how(person)), token=SAVE)


def time_of(person: Person) -> time:
    """The local time of day at which they are asked."""
    return rhythm.pulse_time(person)


def read(values: Mapping[str, str], person: Person, today: date) -> Chosen | Mapping[str, Text]:
    """What was chosen, or what is wrong with it by the fields' names. What was left as it was goes on following the
    person's platform."""
    entered = _Entered(values)
    hours = Hours(first=entered.time("first"), last=entered.time("last"))
    send_time = entered.time("time")
    if not entered.errors and not hours.hold(send_time):
        bounds = {"first": Hour(hour=hours.first), "last": Hour(hour=hours.last)}
        entered.errors["time"] = Phrase.of("settings.outside_hours", **bounds)
    zone = entered.timezone(person)
    language = entered.choice("language", LANGUAGES)
    stopped = entered.choice("questions", ("on", "off")) == "off"
    until = entered.day("until", today)
    if entered.errors:
        return entered.errors
    settings = SaveSettings(
        language=language if language != person.language else None,
        timezone=zone.key if zone != person.timezone else None,
        send_time=send_time,
        hours=hours,
        stopped=stopped,
        paused_until=until,
    )
    chosen = replace(person, timezone=zone, send_time=send_time, hours=hours, stopped=stopped, paused_until=until)
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


def _how(person: Person) -> tuple[FormField[Text], ...]:
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


class _Entered:
    """The values of the form. Each reading that fails leaves its reason in `errors`, and something to go on with."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.errors: dict[str, Text] = {}

    def time(self, name: str) -> time:
        try:
            return datetime.strptime(self._values.get(name, "")[:5], "%H:%M").time()  # noqa: DTZ007 - has no zone
        except ValueError:
            self.errors[name] = Phrase.of("settings.no_time")
            return time(0)

    def choice(self, name: str, options: tuple[str, ...]) -> str:
        value = self._values.get(name, "")
        if value not in options:
            self.errors[name] = Phrase.of("settings.choose_one")
        return value

    def timezone(self, person: Person) -> ZoneInfo:
        """As one writes it: by its name or its city."""
        text = self._values.get("timezone", "").strip()
        known = timezone.called(text)
        if known is None:
            meant = timezone.meant(text) or person.timezone.key
            self.errors["timezone"] = Phrase.of("settings.no_timezone", meant=meant)
        return ZoneInfo(known) if known else person.timezone

    def day(self, name: str, today: date) -> date:
        """The day until which to pause; today where there is to be no pause."""
        text = self._values.get(name, "")
        if not text:
            return today
        try:
            return max(date.fromisoformat(text), today)
        except ValueError:
            self.errors[name] = Phrase.of("entry.no_day")
            return today

"""A person's own say: when Vardag asks, in which language, and whether at all. Nobody else is told."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time
from typing import Final

from dialogues import editing, rhythm
from dialogues.effect import Effect, Open, Reject, Replace, Reply, SaveSettings, Schedule
from dialogues.event import Act, Chose, Commanded, Event, Occasion, Said, Submitted
from dialogues.facts import Facts
from dialogues.form import ChoiceField, Form, Option, TimeField
from dialogues.message import Choice, Message, brief
from dialogues.person import LANGUAGES, Person
from dialogues.phrase import Hour, Phrase, Text
from dialogues.step import Dialogue, Step
from dialogues.token import Token

NAME: Final = "settings"
OPEN: Final = str(Token(dialogue=NAME, step="open"))
SAVE: Final = str(Token(dialogue=NAME, step="save"))
STOP: Final = str(Token(dialogue=NAME, step="stop"))
RESUME: Final = str(Token(dialogue=NAME, step="resume"))


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Everything takes effect at once, also on what is already scheduled. No reason is asked for."""
    match event:
        case Commanded() | Chose(token=Token(step="open")):
            return Step(effects=(Open(form=form(facts.someone)),))
        case Said():
            return Step(effects=(Reply(message=offer()),))
        case Submitted():
            return Step(effects=tuple(_save(event, facts)))
        case Chose(token=Token(step="stop")):
            return Step(effects=(SaveSettings(stopped=True), Replace(message=stopped())))
        case Chose(token=Token(step="resume")):
            return Step(effects=(*_resume(event, facts), Replace(message=resumed())))
        case _:
            return Step()


def form(person: Person) -> Form[Text]:
    """What can be chosen, with what is chosen now."""
    return editing.form(
        title=Phrase.of("settings.title"),
        fields=(
            TimeField(
                name="time",
                label=Phrase.of("settings.time"),
                hint=Phrase.of("settings.time_hint"),
                value=f"{rhythm.pulse_time(person):%H:%M}",
            ),
            ChoiceField(
                name="language",
                label=Phrase.of("settings.language"),
                options=tuple(Option(value=each, label=Phrase.of(f"language.{each}")) for each in LANGUAGES),
                value=person.language,
            ),
            ChoiceField(
                name="questions",
                label=Phrase.of("settings.questions"),
                options=(
                    Option(value="on", label=Phrase.of("settings.questions_on")),
                    Option(value="off", label=Phrase.of("settings.questions_off")),
                ),
                value="off" if person.stopped else "on",
            ),
        ),
        token=SAVE,
    )


def _save(event: Submitted, facts: Facts) -> Iterator[Effect]:
    errors = _errors(event.values)
    if errors:
        yield Reject(form=form(facts.someone), errors=errors)
        return
    at = _time(event.values["time"])
    stop = event.values["questions"] == "off"
    language = event.values["language"]
    # What somebody left as it was goes on following their platform.
    yield SaveSettings(language=language if language != facts.someone.language else None, send_time=at, stopped=stop)
    if stop:
        yield Reply(message=stopped())
        return
    yield from _schedule(event.at, facts, send_time=at)
    yield Reply(message=saved(at))


def _errors(values: Mapping[str, str]) -> dict[str, Text]:
    errors: dict[str, Text] = {}
    hours = {"first": Hour(hour=rhythm.MORNING), "last": Hour(hour=rhythm.EVENING)}
    try:
        if not rhythm.MORNING <= _time(values.get("time", "")) < rhythm.EVENING:
            errors["time"] = Phrase.of("settings.outside_hours", **hours)
    except ValueError:
        errors["time"] = Phrase.of("settings.no_time")
    if values.get("language") not in LANGUAGES:
        errors["language"] = Phrase.of("settings.choose_one")
    if values.get("questions") not in ("on", "off"):
        errors["questions"] = Phrase.of("settings.choose_one")
    return errors


def _time(text: str) -> time:
    return datetime.strptime(text[:5], "%H:%M").time()  # noqa: DTZ007 - a time of day has no zone


def _resume(event: Act, facts: Facts) -> Iterator[Effect]:
    yield SaveSettings(stopped=False)
    yield from _schedule(event.at, facts, send_time=facts.someone.send_time)


def _schedule(at: datetime, facts: Facts, *, send_time: time | None) -> Iterator[Effect]:
    """The next occasion for somebody who may be written to: the greeting first, if it has not been."""
    person = replace(facts.someone, send_time=send_time)
    if person.greeted_on is None:
        yield Schedule(occasion=Occasion.GREETING, subject=person.id, at=at)
        return
    first = rhythm.pulse_at(person, facts.organisation, at)
    yield Schedule(occasion=Occasion.PULSE, subject=person.id, at=first)
    # Each finds its own moment from here on.
    for occasion in (Occasion.NUDGE, Occasion.SITUATION):
        yield Schedule(occasion=occasion, subject=person.id, at=at)


def stopped() -> Message[Text]:
    """The confirmation of a stop, with the way back."""
    return brief(Phrase.of("settings.stopped"), Choice(label=Phrase.of("settings.resume"), token=RESUME))


def resumed() -> Message[Text]:
    """The confirmation that questions come again, with the way to choose when."""
    return brief(Phrase.of("settings.resumed"), opening(Phrase.of("greeting.choose_time")))


def offer() -> Message[Text]:
    """The way to the settings, where a form cannot be opened straight away."""
    return brief(Phrase.of("settings.offer"), opening(Phrase.of("settings.open")))


def opening(label: Text) -> Choice[Text]:
    """The button that opens the settings."""
    return Choice(label=label, token=OPEN, opens=True)


def saved(at: time) -> Message[Text]:
    """The confirmation of a choice of time, local."""
    return brief(Phrase.of("settings.saved", time=Hour(hour=at)))


DIALOGUE = Dialogue(name=NAME, advance=advance)

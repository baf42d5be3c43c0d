"""A person's own say: when Vardag asks, in which language, and whether at all. Nobody else is told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dialogues import buttons, settings_form
from dialogues.effect import Effect, Open, Reject, Replace, Reply, SaveSettings, Schedule
from dialogues.event import Act, Chose, Commanded, Event, Occasion, Said, Submitted
from dialogues.facts import Facts, Want
from dialogues.form import Form
from dialogues.goal import Behaviour
from dialogues.message import Block, Choice, Choices, Message, Paragraph, brief
from dialogues.nudge import subject
from dialogues.nudge.selection import plan_of
from dialogues.person import NOTHING, Person
from dialogues.phrase import Day, Hour, Phrase, Text
from dialogues.rhythm import pulse_at
from dialogues.settings_form import NAME, Chosen
from dialogues.step import Dialogue, Step
from dialogues.token import Token

OPEN: Final = str(Token(dialogue=NAME, step="open"))
STOP: Final = str(Token(dialogue=NAME, step="stop"))
PAUSE: Final = str(Token(dialogue=NAME, step="pause"))
RESUME: Final = str(Token(dialogue=NAME, step="resume"))

#: How long one tap on "Pause" lasts, unless another day is chosen.
PAUSE_FOR: Final = timedelta(weeks=2)


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Everything takes effect at once, also on what is already scheduled. No reason is asked for."""
    match event:
        case Commanded() | Chose(token=Token(step="open")):
            return Step(effects=(Open(form=_form(event, facts)),))
        case Said():
            return Step(effects=(Reply(message=offer()),))
        case Submitted():
            return Step(effects=tuple(_save(event, facts)))
        case Chose(token=Token(step="stop")):
            return Step(effects=(SaveSettings(stopped=True), Replace(message=stopped())))
        case Chose(token=Token(step="pause")):
            return Step(effects=tuple(_pause(event, facts)))
        case Chose(token=Token(step="resume")):
            return Step(effects=tuple(_resume(event, facts)))
        case _:
            return Step()


def _form(event: Act, facts: Facts) -> Form[Text]:
    today = facts.someone.day(event.at)
    return settings_form.form(facts.someone, today, subject.choices(facts, today), facts.leads)


def _save(event: Submitted, facts: Facts) -> Iterator[Effect]:
    person, today = facts.someone, facts.someone.day(event.at)
    chosen = settings_form.read(event.values, person, today, subject.choices(facts, today), facts.leads)
    if not isinstance(chosen, Chosen):
        yield Reject(form=_form(event, facts), errors=chosen)
        return
    yield chosen.settings
    if chosen.settings.digest_time is not None:
        # It finds its moment from here on.
        yield from (Schedule(occasion=Occasion.DIGEST, subject=each.id, at=event.at) for each in facts.leads)
    if chosen.person.stopped:
        yield Reply(message=stopped())
        return
    yield from _schedule(event, chosen.person)
    pause = chosen.person.paused_until
    behaviour = subject.chosen(replace(facts, person=chosen.person), today)
    is_planned = behaviour is not None and plan_of(behaviour, facts) is not None
    done = saved(chosen.person, behaviour, is_planned=is_planned)
    yield Reply(message=paused(pause) if pause and pause > today else done)


def _pause(event: Act, facts: Facts) -> Iterator[Effect]:
    until = facts.someone.day(event.at) + PAUSE_FOR
    yield SaveSettings(paused_until=until)
    yield from _schedule(event, replace(facts.someone, paused_until=until))
    yield Replace(message=paused(until))


def _resume(event: Act, facts: Facts) -> Iterator[Effect]:
    today = facts.someone.day(event.at)
    yield SaveSettings(stopped=False, paused_until=today)
    yield from _schedule(event, replace(facts.someone, stopped=False, paused_until=today))
    yield Replace(message=resumed())


def _schedule(event: Act, person: Person) -> Iterator[Effect]:
    """The next occasion for somebody who may be written to: the greeting first, if it has not been."""
    if person.greeted_on is None:
        yield Schedule(occasion=Occasion.GREETING, subject=person.id, at=event.at)
        return
    yield Schedule(occasion=Occasion.PULSE, subject=person.id, at=pulse_at(person, event.at))
    # Each finds its own moment from here on.
    for occasion in (Occasion.NUDGE, Occasion.SITUATION, Occasion.MEETING, Occasion.INVITATION, Occasion.PROMISE):
        yield Schedule(occasion=occasion, subject=person.id, at=event.at)


def stopped() -> Message[Text]:
    """The confirmation of a stop, with the way back."""
    return brief(Phrase.of("settings.stopped"), Choice(label=Phrase.of("settings.resume"), token=RESUME))


def paused(until: date) -> Message[Text]:
    """The confirmation of a pause, with the ways to another day and back."""
    again: Choice[Text] = Choice(label=Phrase.of("settings.resume"), token=RESUME)
    other = opening(Phrase.of("settings.another_day"))
    return brief(Phrase.of("settings.paused", day=Day(day=until)), other, again)


def resumed() -> Message[Text]:
    """The confirmation that questions come again, with the way to choose when."""
    return brief(Phrase.of("settings.resumed"), opening(Phrase.of("greeting.choose_time")))


def offer() -> Message[Text]:
    """The way to the settings, where a form cannot be opened straight away."""
    return brief(Phrase.of("settings.offer"), opening(Phrase.of("settings.open")))


def opening(label: Text) -> Choice[Text]:
    """The button that opens the settings."""
    return Choice(label=label, token=OPEN, opens=True)


def control() -> Choices[Text]:
    """The buttons by which every message can be the last one (domain.md §4.3)."""
    pause: Choice[Text] = Choice(label=Phrase.of("settings.pause"), token=PAUSE, style="quiet")
    stop: Choice[Text] = Choice(label=Phrase.of("settings.stop"), token=STOP, style="quiet")
    return Choices(choices=(pause, stop))


def saved(person: Person, behaviour: Behaviour | None = None, *, is_planned: bool = False) -> Message[Text]:
    """The confirmation of what was chosen: when questions come, between which hours anything does, and what they
    are nudged about where they have chosen it; without a plan for it the way to make one."""
    text = Phrase.of("settings.saved", time=Hour(hour=settings_form.time_of(person)))
    hours = Phrase.of("settings.saved_hours", first=Hour(hour=person.hours.first), last=Hour(hour=person.hours.last))
    return Message(
        summary=text,
        blocks=(Paragraph(text=text), Paragraph(text=hours), *_nudging(person, behaviour, is_planned=is_planned)),
    )


def _nudging(person: Person, behaviour: Behaviour | None, *, is_planned: bool) -> Iterator[Block[Text]]:
    if person.nudged_about == NOTHING:
        yield Paragraph(text=Phrase.of("settings.saved_nothing"))
    elif behaviour is not None:
        yield Paragraph(text=Phrase.of("settings.saved_about", behaviour=behaviour.text.quoted))
        if not is_planned:
            yield Choices(choices=(buttons.plan(behaviour),))


DIALOGUE = Dialogue(name=NAME, advance=advance, wants=Want.GOALS | Want.PLANS)

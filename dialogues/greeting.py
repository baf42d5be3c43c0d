"""The first thing anyone hears from Vardag: what it is, that it is voluntary, and who sees what (`n.first`)."""

from collections.abc import Iterator
from dataclasses import replace

from dialogues import help, rhythm, settings
from dialogues.availability import OFFICE
from dialogues.effect import Effect, Say, Schedule
from dialogues.event import Due, Event, Occasion
from dialogues.facts import Facts, Want
from dialogues.kind import Kind
from dialogues.message import Choice, Choices, Message, Paragraph
from dialogues.phrase import Phrase, Text
from dialogues.silence import Silence, of_calendar
from dialogues.step import Dialogue, Step
from dialogues.translation import cocreation

#: How many questions a week the greeting promises at most (domain.md §9).
PULSES_PER_WEEK = 1


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Greets within working hours until it has arrived, and lets no question come before the day after."""
    match event:
        case Due():
            return Step(effects=tuple(_greet(event, facts)))
        case _:
            return Step()


def _greet(due: Due, facts: Facts) -> Iterator[Effect]:
    person = facts.someone
    availability = person.availability
    if person.greeted_on is not None:
        yield Schedule(occasion=Occasion.GREETING, subject=person.id, at=None)
        first = rhythm.pulse_at(person, due.at)
        yield Schedule(occasion=Occasion.PULSE, subject=person.id, at=first)
        yield Schedule(occasion=Occasion.NUDGE, subject=person.id, at=first)
        # On the day of the greeting nothing else was said.
        yield from cocreation.ask_newcomer(facts, due.at)
        return
    when = availability.next_try(due.at)
    if when > due.at:
        yield Schedule(occasion=Occasion.GREETING, subject=person.id, at=when)
        return
    yield Say(
        to=person.id,
        key=f"greeting:{person.id}:{person.day(due.at)}",
        kind=Kind.GREETING,
        message=greeting(),
        expires_at=availability.evening(due.at),
    )
    # If it does not arrive today, the next day tries again; if it does, the next day plans the first question.
    morning = availability.speaking_time(availability.tomorrow(due.at))
    yield Schedule(occasion=Occasion.GREETING, subject=person.id, at=morning)


def silence(due: Due, facts: Facts) -> Silence | None:
    """Why somebody who has not been greeted is told nothing, and when that ends."""
    reason = of_calendar(facts.someone, due.at)
    if reason is None:
        return None
    # Of somebody who has chosen nothing: what this person has is their own.
    anybody = replace(facts.someone, hours=OFFICE, paused_until=None, away_until=None)
    return Silence(reason=reason, until=anybody.availability.speaking_time(due.at))


def greeting() -> Message[Text]:
    """What is said first, with a way to know more, to choose a time, and to decline."""
    choices = (
        Choice(label=Phrase.of("greeting.privacy"), token=help.PRIVACY),
        settings.opening(Phrase.of("greeting.choose_time")),
        Choice(label=Phrase.of("greeting.no_thanks"), token=settings.STOP, style="quiet"),
    )
    return Message(
        summary=Phrase.of("greeting.summary"),
        blocks=(
            Paragraph(text=Phrase.of("greeting.hello", PULSES_PER_WEEK)),
            Paragraph(text=Phrase.of("greeting.voluntary")),
            Choices(choices=choices),
        ),
    )


DIALOGUE = Dialogue(name="greeting", advance=advance, wants=Want.GOALS | Want.CONFIRMATIONS, silence=silence)

"""The first thing anyone hears from Vardag: what it is, that it is voluntary, and who sees what (`n.first`)."""

from collections.abc import Iterator

from dialogues import help, rhythm, settings
from dialogues.effect import Effect, Say, Schedule
from dialogues.event import Due, Event, Occasion
from dialogues.facts import Facts, Want
from dialogues.message import Choice, Choices, Message, Paragraph
from dialogues.phrase import Phrase, Text
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
    person, organisation = facts.someone, facts.organisation
    if person.greeted_on is not None:
        yield Schedule(occasion=Occasion.GREETING, subject=person.id, at=None)
        first = rhythm.pulse_at(person, organisation, due.at)
        yield Schedule(occasion=Occasion.PULSE, subject=person.id, at=first)
        yield Schedule(occasion=Occasion.NUDGE, subject=person.id, at=first)
        # On the day of the greeting nothing else was said.
        yield from cocreation.ask_newcomer(facts, due.at)
        return
    zone, country = person.timezone, organisation.holidays
    when = rhythm.speaking_time(zone, country, due.at)
    if when > due.at:
        yield Schedule(occasion=Occasion.GREETING, subject=person.id, at=when)
        return
    yield Say(
        to=person.id,
        key=f"greeting:{person.id}:{due.at.astimezone(zone).date()}",
        message=greeting(),
        expires_at=rhythm.evening(zone, country, due.at),
        greets=True,
    )
    # If it does not arrive today, the next day tries again; if it does, the next day plans the first question.
    morning = rhythm.speaking_time(zone, country, rhythm.tomorrow(zone, due.at))
    yield Schedule(occasion=Occasion.GREETING, subject=person.id, at=morning)


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


DIALOGUE = Dialogue(name="greeting", advance=advance, wants=Want.GOALS | Want.CONFIRMATIONS)

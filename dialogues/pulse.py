"""One question, one tap: did the behaviour in focus happen at the latest occasion? (`beh.last`, domain.md §3)"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from dialogues import help, rhythm
from dialogues.effect import Effect, Record, Replace, Reply, Say, Schedule, Withdraw
from dialogues.event import Chose, Due, Event, Occasion
from dialogues.facts import Facts, Want
from dialogues.message import Choice, Choices, Message, Note, Paragraph, Quote, brief
from dialogues.phrase import Phrase, Text
from dialogues.step import Dialogue, Step
from dialogues.token import Token
from dialogues.window import Value, Window

NAME: Final = "pulse"

#: A question that has not been delivered for so many working days is dropped (domain.md §9).
EXPIRY_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The question of a window has been put to this person, which gives them a say in it.

    Whether they have answered is not remembered here: nothing but the answer itself knows (R13).
    """

    tag: Literal["asked"] = "asked"


def advance(state: Asked | None, event: Event, facts: Facts) -> Step[Asked]:
    """Asks once in each window, at the person's own minute. A tap can be repeated, changed and taken back."""
    match event:
        case Due():
            return _ask(state, event, facts)
        case Chose(token=token):
            return Step(state=state, effects=tuple(_take(state, token, facts)))
        case _:
            return Step(state=state)


def _ask(state: Asked | None, due: Due, facts: Facts) -> Step[Asked]:
    person, organisation, window = facts.someone, facts.organisation, facts.window
    if not person.welcome:
        return Step(state=state, effects=(Schedule(occasion=Occasion.PULSE, subject=person.id, at=None),))
    next_week = _again(facts, rhythm.next_week(person.timezone, due.at))
    if state is not None or window is None or not window.in_focus or facts.team.quiet:
        return Step(state=state, effects=(next_week,))
    if not rhythm.is_pulse_time(person, organisation, due.at):
        return Step(effects=(_again(facts, due.at),))
    say = Say(
        to=person.id,
        key=f"pulse:{window.id}:{person.id}",
        message=question(window),
        expires_at=rhythm.evening(person.timezone, organisation.holidays, due.at, days=EXPIRY_DAYS),
    )
    return Step(state=Asked(), effects=(say, next_week))


def _again(facts: Facts, after: datetime) -> Schedule:
    moment = rhythm.pulse_at(facts.someone, facts.organisation, after)
    return Schedule(occasion=Occasion.PULSE, subject=facts.someone.id, at=moment)


def _take(state: Asked | None, token: Token, facts: Facts) -> Iterator[Effect]:
    window = facts.window
    if state is None or window is None or window.id != token.subject:
        yield Reply(message=help.outdated())
        return
    if window.closed_at is not None:
        yield Replace(message=closed())
        return
    match token.step:
        case "answer" if token.value in list(Value):
            yield Record(window=window.id, value=Value(token.value))
            yield Replace(message=thanks(window))
        case "change":
            yield Replace(message=question(window))
        case "undo":
            yield Withdraw(window=window.id)
            yield Replace(message=question(window, withdrawn=True))
        case _:
            yield Reply(message=help.outdated())


def question(window: Window, *, withdrawn: bool = False) -> Message[Text]:
    """The question with its three answers, and who will see the answer."""
    before = (Note(text=Phrase.of("pulse.withdrawn")),) if withdrawn else ()
    return Message(
        summary=Phrase.of("pulse.summary", behaviour=window.behaviour.text),
        blocks=(
            *before,
            Paragraph(text=Phrase.of("pulse.question")),
            Quote(text=window.behaviour.text),
            Choices(
                choices=tuple(
                    Choice(label=Phrase.of(f"pulse.{each.value}"), token=_token("answer", window, each))
                    for each in Value
                )
            ),
            Note(text=Phrase.of("pulse.who_sees")),
        ),
    )


def thanks(window: Window) -> Message[Text]:
    """What stands in the question's place. It does not repeat the answer (R18)."""
    change = Choice(label=Phrase.of("pulse.change"), token=_token("change", window))
    undo = Choice(label=Phrase.of("pulse.undo"), token=_token("undo", window), style="quiet")
    return brief(Phrase.of("pulse.thanks"), change, undo)


def closed() -> Message[Text]:
    """For a tap that comes too late: nothing is stored."""
    return brief(Phrase.of("pulse.closed"))


def _token(step: str, window: Window, value: str = "") -> str:
    return str(Token(dialogue=NAME, step=step, subject=window.id, value=value))


DIALOGUE = Dialogue(name=NAME, advance=advance, wants=Want.WINDOW, states=Asked)

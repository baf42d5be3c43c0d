"""`/goal erase`: forgets what somebody has said, now and for good. What was published of a team stays (R3)."""

from typing import Final

from dialogues import help, settings
from dialogues.effect import Erase, Replace, Reply
from dialogues.event import Chose, Commanded, Event, Said
from dialogues.facts import Facts
from dialogues.message import Choice, Choices, Items, Message, Note, Paragraph, brief
from dialogues.own import showing
from dialogues.phrase import Phrase, Text
from dialogues.step import Dialogue, Step
from dialogues.token import Token

NAME: Final = "erase"

#: The token that asks whether to.
ASK: Final = str(Token(dialogue=NAME, step="ask"))


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Says what goes and what stays, and does it on one tap. A second one changes nothing."""
    match event:
        case Commanded() | Said() | Chose(token=Token(step="ask")):
            return Step(effects=(Reply(message=ask()),))
        case Chose(token=Token(step="now")):
            return Step(effects=(Erase(), Replace(message=done(stopped=facts.someone.stopped))))
        case Chose():
            return Step(effects=(Reply(message=help.outdated()),))
        case _:
            return Step()


def ask() -> Message[Text]:
    """What goes, what stays, and that it cannot be undone."""
    text = Phrase.of("erase.ask")
    now: Choice[Text] = Choice(label=Phrase.of("erase.now"), token=str(Token(dialogue=NAME, step="now")))
    return Message(
        summary=text,
        blocks=(
            Paragraph(text=text),
            Items(items=tuple(Phrase.of(f"erase.goes.{each}") for each in ("answers", "texts", "plans", "memory"))),
            Paragraph(text=Phrase.of("erase.stay")),
            Items(items=tuple(Phrase.of(f"erase.stays.{each}") for each in ("readings", "profile", "team"))),
            Note(text=Phrase.of("erase.no_undo")),
            Choices(choices=(now,)),
        ),
    )


def done(*, stopped: bool = False) -> Message[Text]:
    """That it is done, with the ways to see what is left, and to be asked no more."""
    see: Choice[Text] = Choice(label=Phrase.of("erase.see"), token=showing.OFFER)
    stop: Choice[Text] = Choice(label=Phrase.of("settings.stop"), token=settings.STOP, style="quiet")
    return brief(Phrase.of("erase.done"), see, *([] if stopped else [stop]))


DIALOGUE = Dialogue(name=NAME, advance=advance)

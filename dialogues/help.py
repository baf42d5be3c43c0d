"""What Vardag answers when it does not know better, and what it says about itself."""

from typing import Final

from dialogues.effect import Effect, Reply
from dialogues.event import Chose, Commanded, Event, Said, Submitted
from dialogues.facts import Facts
from dialogues.message import Choice, Choices, Heading, Items, Message, Note, Paragraph
from dialogues.phrase import Phrase, Text
from dialogues.step import Dialogue, Step
from dialogues.token import Token
from dialogues.words import Word, word

NAME: Final = "help"
PRIVACY: Final = str(Token(dialogue=NAME, step="privacy"))


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Never leaves anyone without an answer."""
    match event:
        case Chose(token=Token(step="privacy")):
            return _reply(privacy())
        case Commanded(words=words) | Said(text=words):
            return _reply(privacy() if word(words) is Word.PRIVACY else introduction(asked=words))
        case Chose() | Submitted():
            return _reply(outdated())
        case _:
            return Step()


def _reply(message: Message[Text]) -> Step[None]:
    effects: tuple[Effect, ...] = (Reply(message=message),)
    return Step(effects=effects)


def introduction(*, asked: str = "") -> Message[Text]:
    """What can be asked of Vardag. Words that it did not understand are said back."""
    known = not asked or word(asked) is Word.HELP
    opening = Phrase.of("help.hello") if known else Phrase.of("help.not_understood", words=asked[:80])
    commands = ("goal", "settings", "privacy", "help")
    return Message(
        summary=opening,
        blocks=(
            Paragraph(text=opening),
            Items(items=tuple(Phrase.of(f"help.command.{each}") for each in commands)),
            Choices(choices=(Choice(label=Phrase.of("goals.ours"), token=str(Token(dialogue="goals", step="show"))),)),
        ),
    )


def privacy() -> Message[Text]:
    """How answers are handled (domain.md §6): confidential, which is not the same as anonymous."""
    points = ("voluntary", "confidential", "five", "same", "never", "leave")
    return Message(
        summary=Phrase.of("privacy.summary"),
        blocks=(
            Heading(text=Phrase.of("privacy.title")),
            Items(items=tuple(Phrase.of(f"privacy.{each}") for each in points)),
            Note(text=Phrase.of("privacy.platform")),
        ),
    )


def outdated() -> Message[Text]:
    """For a button or form that no longer means anything."""
    text = Phrase.of("help.outdated")
    return Message(summary=text, blocks=(Paragraph(text=text),))


def stranger() -> Message[Text]:
    """For somebody whom the organisation's file does not know."""
    text = Phrase.of("help.stranger")
    return Message(summary=text, blocks=(Paragraph(text=text),))


DIALOGUE = Dialogue(name=NAME, advance=advance)

"""What Vardag answers when it does not know better, and what it says about itself."""

from typing import Final

from dialogues.effect import Effect, Reply
from dialogues.entry import inert
from dialogues.event import Chose, Commanded, Event, Said, Submitted
from dialogues.facts import Facts
from dialogues.message import Choice, Choices, Heading, Items, Message, Note, Paragraph, brief
from dialogues.phrase import Phrase, Text
from dialogues.rules import USUAL, Rules
from dialogues.step import Dialogue, Step
from dialogues.token import Token
from dialogues.words import Word, read

NAME: Final = "help"
PRIVACY: Final = str(Token(dialogue=NAME, step="privacy"))

#: What is said of each of these words.
TOLD: Final = (Word.PRIVACY, Word.ABOUT, Word.WHY, Word.HELP)


def told(word: Word) -> str:
    """The token that tells what the word would."""
    return str(Token(dialogue=NAME, step=word.name.lower()))


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Never leaves anyone without an answer."""
    match event:
        case Chose(token=Token(step=step)) if step.upper() in Word.__members__:
            return _reply(_tell(Word[step.upper()], "", facts))
        case Commanded(words=words) | Said(text=words):
            return _reply(_tell(read(words).word, words, facts))
        case Chose() | Submitted():
            return _reply(outdated())
        case _:
            return Step()


def _reply(message: Message[Text]) -> Step[None]:
    effects: tuple[Effect, ...] = (Reply(message=message),)
    return Step(effects=effects)


def _tell(word: Word | None, words: str, facts: Facts) -> Message[Text]:
    match word:
        case Word.PRIVACY:
            return privacy(facts.organisation.rules)
        case Word.ABOUT:
            return about()
        case Word.WHY:
            return why()
        case _:
            return introduction(asked="" if word else words)


def introduction(*, asked: str = "") -> Message[Text]:
    """What can be asked of Vardag. Words that it did not understand are said back."""
    opening = Phrase.of("help.not_understood", words=inert(asked)[:80]) if asked else Phrase.of("help.hello")
    commands = (
        "goal",
        "title",
        "team",
        "new",
        "status",
        "remind",
        "celebrate",
        "talks",
        "lead",
        "settings",
        "why",
        "privacy",
        "audit",
        "my_data",
        "erase",
        "about",
        "help",
    )
    return Message(
        summary=opening,
        blocks=(
            Paragraph(text=opening),
            Items(items=tuple(Phrase.of(f"help.command.{each}") for each in commands)),
            Choices(choices=(Choice(label=Phrase.of("goals.ours"), token=str(Token(dialogue="goals", step="show"))),)),
        ),
    )


def privacy(rules: Rules = USUAL) -> Message[Text]:
    """How answers are handled (domain.md §6): confidential, which is not the same as anonymous."""
    kept = "kept" if rules.keep_texts else "kept_without_texts"
    points = ("voluntary", "confidential", "five", "same", "comments", "plans", "talks", kept, "own", "never", "leave")
    gaps = {"people": rules.k, "answers": rules.keep_answers, "texts": rules.keep_texts}
    return Message(
        summary=Phrase.of("privacy.summary"),
        blocks=(
            Heading(text=Phrase.of("privacy.title")),
            Items(items=tuple(Phrase.of(f"privacy.{each}", **gaps) for each in points)),
            Note(text=Phrase.of("privacy.platform")),
        ),
    )


def about() -> Message[Text]:
    """Where the ideas come from, and that they are hypotheses (domain.md §1, row 54)."""
    return Message(
        summary=Phrase.of("about.title"),
        blocks=(
            Heading(text=Phrase.of("about.title")),
            Paragraph(text=Phrase.of("about.what")),
            Paragraph(text=Phrase.of("about.source")),
            Note(text=Phrase.of("about.hypotheses")),
        ),
    )


def why() -> Message[Text]:
    """Why there is each kind of message (domain.md §4.3: a transparent purpose in every type)."""
    kinds = (
        "greeting",
        "question",
        "reminder",
        "nudge",
        "plan",
        "quiet",
        "behaviours",
        "news",
        "digest",
        "lead",
        "reflection",
        "talks",
        "invitation",
        "promise",
    )
    return Message(
        summary=Phrase.of("why.title"),
        blocks=(
            Heading(text=Phrase.of("why.title")),
            Items(items=tuple(Phrase.of(f"why.{each}") for each in kinds)),
            Note(text=Phrase.of("why.never")),
        ),
    )


def outdated() -> Message[Text]:
    """For a button or form that no longer means anything."""
    return brief(Phrase.of("help.outdated"))


def stranger() -> Message[Text]:
    """For somebody whom the organisation's file does not know."""
    return brief(Phrase.of("help.stranger"))


DIALOGUE = Dialogue(name=NAME, advance=advance)

"""Why a digest shows what it does: the rules that chose it, by their names (domain.md §5.1)."""

from collections.abc import Sequence
from typing import Final

from dialogues.message import Heading, Items, Message, Note
from dialogues.phrase import Phrase, Text

#: Every rule of `dialogues.digest.selection`.
RULES: Final = (
    *("q1", "q2", "q3", "q4", "q5", "q6"),
    *("c1", "c2", "c3", "c4", "c5", "c6"),
    *("o1", "o2"),
)


def read(named: str) -> tuple[str, ...]:
    """The rules that are named, with points between them; none where one is unknown."""
    rules = tuple(named.split("."))
    return rules if all(each in RULES for each in rules) else ()


def why(rules: Sequence[str]) -> Message[Text]:
    """What these rules look at."""
    title = Phrase.of("digest.why")
    return Message(
        summary=title,
        blocks=(
            Heading(text=title),
            Items(items=tuple(Phrase.of(f"digest.why.{each}") for each in rules)),
            Note(text=Phrase.of("digest.why.all")),
        ),
    )

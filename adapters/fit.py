"""Shortens the words of a message until a platform takes them all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from dialogues.message import Block, Chart, Choices, Field, Fields, Heading, Items, Note, Paragraph, Quote

Wordy = Heading[str] | Paragraph[str] | Quote[str] | Items[str] | Fields[str] | Note[str] | Chart[str]


def cut(text: str, longest: int) -> str:
    """`text`, or as much of it as fits with an ellipsis that shows the cut."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def fit(blocks: Sequence[Block[str]], *, each: int, together: int) -> Iterator[Block[str]]:
    """The blocks with no text longer than `each` characters, and all of them no longer than `together`: the last that
    fits ends in an ellipsis, and what comes after it is gone. Buttons stay."""
    room = together
    for block in blocks:
        if isinstance(block, Choices):
            yield block
        elif room > 0:
            needed = sum(len(text) for text in _texts(block, each))
            yield _shortened(block, each, room)
            room -= needed


def length(blocks: Iterable[Block[str]], *, each: int) -> int:
    """How many characters the texts of the blocks have together, none counted beyond `each`."""
    return sum(len(text) for block in blocks if not isinstance(block, Choices) for text in _texts(block, each))


def _texts(block: Wordy, each: int) -> Iterator[str]:
    match block:
        case Heading(text=text) | Paragraph(text=text) | Quote(text=text) | Note(text=text) | Chart(alternative=text):
            yield cut(text, each)
        case Items(items=items):
            yield from (cut(item, each) for item in items)
        case Fields(fields=fields):
            for field in fields:
                yield cut(field.label, each)
                yield cut(field.value, each)
        case _:
            assert_never(block)


def _shortened(block: Wordy, each: int, room: int) -> Wordy:
    texts = list(_filling(_texts(block, each), room))
    match block:
        case Heading() | Paragraph() | Quote() | Note():
            return replace(block, text=texts[0])
        case Chart():
            return replace(block, alternative=texts[0])
        case Items():
            return replace(block, items=tuple(texts))
        case Fields():
            values = [*texts[1::2], "…"]
            return replace(
                block, fields=tuple(Field(label=label, value=values[at]) for at, label in enumerate(texts[::2]))
            )
        case _:
            assert_never(block)


def _filling(texts: Iterable[str], room: int) -> Iterator[str]:
    for text in texts:
        if len(text) > room:
            yield cut(text, max(room, 1))
            return
        yield text
        room -= len(text)

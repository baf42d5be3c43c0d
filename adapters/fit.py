"""Shortens the words of a message until a platform takes them all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar, assert_never

from dialogues.message import Block, Chart, Choices, Field, Fields, Heading, Items, Note, Paragraph, Quote

T = TypeVar("T")

#: Characters below which a text is not shortened to make room for the others.
SHORTEST = 100

Wordy = Heading[str] | Paragraph[str] | Quote[str] | Items[str] | Fields[str] | Note[str] | Chart[str]


def cut(text: str, longest: int) -> str:
    """`text`, or as much of it as fits with an ellipsis that shows the cut."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def fit(blocks: Sequence[Block[str]], *, each: int, together: int) -> Iterator[Block[str]]:
    """The blocks with no text longer than `each` characters, and all of them no longer than `together`.

    The longest are shortened first, and end in an ellipsis, so that nothing is missing. Where that is not enough, the
    last that fits ends so, and what comes after it is gone. Buttons stay.
    """
    each, room = min(each, max(_evenly(_lengths(blocks, each), together), SHORTEST)), together
    last = max((place for place, block in enumerate(blocks) if not isinstance(block, Choices)), default=0)
    for place, block in enumerate(blocks):
        if isinstance(block, Choices):
            yield block
        elif room > 0:
            needed = sum(len(text) for text in _texts(block, each))
            # What fits to the letter shows all the same that something is gone after it.
            yield _shortened(block, each, room - 1 if needed == room and place < last else room)
            room -= needed


def length(blocks: Iterable[Block[str]], *, each: int) -> int:
    """How many characters the texts of the blocks have together, none counted beyond `each`."""
    return sum(_lengths(blocks, each))


def within(most: int, *, room: int, make: Callable[[int], T], size: Callable[[T], int]) -> T:
    """What is made with `room` for its texts, or with as much of it as leaves the whole no larger than `most`."""
    while True:
        made = make(room)
        if size(made) <= most or room <= 0:
            return made
        room = min(room * most // size(made), room - 1)


def _lengths(blocks: Iterable[Block[str]], each: int) -> Iterator[int]:
    return (len(text) for block in blocks if not isinstance(block, Choices) for text in _texts(block, each))


def _evenly(lengths: Iterable[int], together: int) -> int:
    """How long each of the longest texts may be for all to fit."""
    ordered = sorted(lengths)
    for place, length in enumerate(ordered):
        left = len(ordered) - place
        if length * left > together:
            return together // left
        together -= length
    return ordered[-1] if ordered else 0


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

"""A message that knows nothing of any platform.

Every value here is written for `T = Text` by a dialogue and turned into `T = str` by `dialogues.language`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeVar

T = TypeVar("T", covariant=True)
U = TypeVar("U")

#: More buttons than these do not stand in one row (domain.md §3.2).
ROW: Final = 5

Style = Literal["plain", "primary", "quiet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Generic[T]):
    text: T
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Generic[T]):
    text: T
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Generic[T]):
    """Words that stand out because they are somebody's own, such as a behaviour."""

    text: T
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Items(Generic[T]):
    """A list: with bullets, or `numbered` from 1 where buttons name its items by number."""

    items: tuple[T, ...]
    numbered: bool = False
    kind: Literal["items"] = "items"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Generic[T]):
    label: T
    value: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields(Generic[T]):
    """Labelled facts, one under the other."""

    fields: tuple[Field[T], ...]
    kind: Literal["fields"] = "fields"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Generic[T]):
    """Small print: who can see an answer, where a figure comes from."""

    text: T
    kind: Literal["note"] = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Generic[T]):
    """One step of a chart: `level` counts from 0 and indexes the chart's `levels`."""

    label: T
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Generic[T]):
    """Bands over time. `levels` are the words of the bands, lowest first; `points` are oldest first.

    `alternative` says in words everything that the picture shows: it stands in for it and beside it.
    """

    title: T
    alternative: T
    levels: tuple[T, ...]
    points: tuple[Point[T], ...]
    kind: Literal["chart"] = "chart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Generic[T]):
    """A button. `token` is an encoded `dialogues.token.Token`.

    `opens` says that a tap is answered with a form: some platforms have to know before it is tapped.
    """

    label: T
    token: str
    style: Style = "plain"
    opens: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices(Generic[T]):
    """A row of buttons."""

    choices: tuple[Choice[T], ...]
    kind: Literal["choices"] = "choices"


Block = Heading[T] | Paragraph[T] | Quote[T] | Items[T] | Fields[T] | Note[T] | Chart[T] | Choices[T]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Generic[T]):
    """`summary` is plain text that says something on its own: the notification and the fallback."""

    summary: T
    blocks: tuple[Block[T], ...]


def brief(text: U, *choices: Choice[U]) -> Message[U]:
    """A message that says one thing, with the buttons, if any, under it."""
    row = (Choices(choices=choices),) if choices else ()
    return Message(summary=text, blocks=(Paragraph(text=text), *row))


def rows(choices: Sequence[Choice[U]]) -> Iterator[Choices[U]]:
    """The buttons in as few rows as hold them, all but the last of one length."""
    if not choices:
        return
    length = -(-len(choices) // -(-len(choices) // ROW))
    for first in range(0, len(choices), length):
        yield Choices(choices=tuple(choices[first : first + length]))

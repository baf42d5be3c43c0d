"""A report that is in no language and no format yet."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from dialogues.share import Tens

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar(Generic[T]):
    """A share on a line from nobody to everybody: in tens of per cent, or below ten people in one of the `bands`, which
    are the words for them. `mark` is what it is compared with, in per cent.

    `alternative` says in words everything that a picture shows: it stands in for it. So do the others.
    """

    alternative: T
    tens: Tens | None
    band: int
    bands: tuple[T, ...]
    mark: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot(Generic[T]):
    """One value of a curve, and how it and its period are said."""

    label: T
    value: float
    said: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(Generic[T]):
    """From `lowest`, which is said as `bottom`, to `highest`, which is said as `top`."""

    lowest: float
    highest: float
    bottom: T
    top: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve(Generic[T]):
    """Values over time, oldest first."""

    title: T
    alternative: T
    spots: tuple[Spot[T], ...]
    scale: Scale[T]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion(Generic[T]):
    """So many of a whole."""

    name: T
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole(Generic[T]):
    """What something is made up of, in the order in which it is to be seen."""

    title: T
    alternative: T
    portions: tuple[Portion[T], ...]


Picture = Bar[T] | Curve[T] | Whole[T]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Generic[T]):
    """One thing that can be told: `key` is its name in a table, which stays the same, `value` is short and says it all.

    `notes` say what may be claimed from it, what it rests on, and what to aim at. For a table, `part` of a `whole` was
    counted, or it rests on readings of so many `teams`.
    """

    key: str
    name: T
    value: T
    bar: Bar[T] | None = None
    notes: tuple[T, ...] = ()
    part: int | None = None
    whole: int | None = None
    teams: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Generic[T]):
    """What belongs together. `question` is one to talk about."""

    key: str
    heading: T
    paragraphs: tuple[T, ...]
    figures: tuple[Figure[T], ...] = ()
    pictures: tuple[Curve[T] | Whole[T], ...] = ()
    notes: tuple[T, ...] = ()
    question: T | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Generic[T]):
    """`opening` says the most important things in a few sentences, `question` is the one to begin with, and `method` is
    how it all has been counted."""

    title: T
    organisation: T
    made: T
    period: T
    opening: tuple[T, ...]
    question: T
    sections: tuple[Section[T], ...]
    method: tuple[T, ...]

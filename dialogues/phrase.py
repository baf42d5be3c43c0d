"""A text that is not yet in a language."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Literal, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What the organisation has written, by language code. Hostile data: a renderer escapes it.

    At least one language is there. A language that is missing falls back to the first one written.
    """

    texts: Mapping[str, str]
    kind: Literal["wording"] = "wording"

    def __post_init__(self) -> None:
        if not self.texts:
            raise ValueError("a wording needs at least one language")

    def within(self, language: str) -> str:
        """The text in `language`, else in the language that was written first."""
        return self.texts.get(language) or next(iter(self.texts.values()))

    def cut(self, most: int) -> Self:
        """The same words, at most so many characters of them, so that one sees where they are cut off."""
        return replace(self, texts={language: cut(text, most) for language, text in self.texts.items()})

    @property
    def quoted(self) -> Self:
        """The same words as they stand in quotation marks inside a sentence of ours: without their final full stop."""
        return replace(self, texts={language: _open_ended(text) for language, text in self.texts.items()})


def cut(text: str, most: int) -> str:
    """The same text, at most so many characters of it, so that one sees where it is cut off: between two words where
    the last of them is not most of it."""
    if len(text) <= most:
        return text
    kept, between, last = text[:most].rpartition(" ")
    return (kept if between and len(kept) > len(last) else text[: most - 1]).rstrip() + "…"


def _open_ended(text: str) -> str:
    # An ellipsis or a full stop alone is left as it is: nothing may become empty.
    return text if text.endswith("..") else text.removesuffix(".") or text


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A calendar day, written out in the reader's language: `16 november`, or with its year `16 november 2026`."""

    day: date
    year: bool = False
    kind: Literal["day"] = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A stretch of days, both ends included (`9–15 nov.`)."""

    first: date
    last: date
    kind: Literal["days"] = "days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """What a day is called within its week (`tisdag`, `Tuesday`)."""

    of: date
    kind: Literal["weekday"] = "weekday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A calendar month in short, that of a day (`nov.`, `Nov`)."""

    of: date
    kind: Literal["month"] = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """A local time of day, to the minute (`09:30`)."""

    hour: time
    kind: Literal["hour"] = "hour"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A sentence of ours by its key in the language catalogues, and what stands in its gaps.

    `count` chooses the plural form where the catalogue has one, and fills the gap `{count}`.
    """

    key: str
    args: Mapping[str, "Argument"] = field(default_factory=dict)
    count: int | None = None
    kind: Literal["phrase"] = "phrase"

    @classmethod
    def of(cls, key: str, count: int | None = None, /, **args: "Argument") -> Self:
        """The phrase `key` with its gaps filled by name."""
        return cls(key=key, args=args, count=count)


Argument = str | int | float | Day | Days | Weekday | Month | Hour | Phrase | Wording

#: What a dialogue says: a phrase, the organisation's own words, or a verbatim text that is the same in all languages.
Text = Phrase | Wording | str

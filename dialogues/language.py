"""Turns phrases into sentences. The catalogues are read elsewhere and come in as values."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import IO, assert_never, cast

from babel.dates import format_date, format_interval, format_skeleton, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from dialogues.form import Form
from dialogues.message import Message
from dialogues.phrase import Argument, Day, Days, Hour, Month, Phrase, Text, Weekday, Wording
from dialogues.report.report import Report

#: How dates and numbers are written in each of our languages.
LOCALES = {"sv": "sv_SE", "en": "en_GB"}


def read_catalogue(file: IO[bytes]) -> NullTranslations:
    """A language's sentences out of an open gettext `.po` file. Raises ValueError where it is none."""
    compiled = BytesIO()
    write_mo(compiled, read_po(file, abort_invalid=True))
    compiled.seek(0)
    return GNUTranslations(compiled)


class Language:
    """One language: `code` is `sv` or `en`, `catalogue` holds its sentences by key."""

    def __init__(self, code: str, catalogue: NullTranslations) -> None:
        self.code = code
        self._catalogue = catalogue
        self._locale = LOCALES[code]

    def say(self, text: Text) -> str:
        """The text in this language. What people typed stands in it unchanged."""
        match text:
            case str():
                return text
            case Wording():
                return text.within(self.code)
            case Phrase():
                return self._sentence(text)
            case _:
                assert_never(text)

    def message(self, message: Message[Text]) -> Message[str]:
        """The whole message in this language."""
        return cast(Message[str], _translate(self.say, message))

    def form(self, form: Form[Text]) -> Form[str]:
        """The whole form in this language."""
        return cast(Form[str], _translate(self.say, form))

    def report(self, report: Report[Text]) -> Report[str]:
        """The whole report in this language."""
        return cast(Report[str], _translate(self.say, report))

    def _sentence(self, phrase: Phrase) -> str:
        gaps = {name: self._gap(value) for name, value in phrase.args.items()}
        if phrase.count is None:
            return self._catalogue.gettext(phrase.key).format_map(gaps)
        plural = self._catalogue.ngettext(phrase.key, phrase.key, phrase.count)
        return plural.format_map(gaps | {"count": self._gap(phrase.count)})

    def _gap(self, value: Argument) -> str:
        match value:
            case int() | float() | Day() | Days() | Weekday() | Month() | Hour():
                return _written(value, self._locale)
            case _:
                return self.say(value)


@lru_cache(maxsize=10_000)  # looking up how a locale writes a day takes longer than the whole rest of a message
def _written(value: float | Day | Days | Weekday | Month | Hour, locale: str) -> str:
    match value:
        case int() | float():
            return format_decimal(value, locale=locale)
        case Day():
            return format_skeleton("yMMMMd" if value.year else "MMMMd", value.day, locale=locale)
        case Days():
            return format_interval(value.first, value.last, "MMMMd", locale=locale)
        case Weekday():
            return format_date(value.of, "EEEE", locale=locale)
        case Month():
            return format_skeleton("MMM", value.of, locale=locale)
        case Hour():
            return format_time(value.hour, "HH:mm", locale=locale)
        case _:
            assert_never(value)


_PLAIN, _TEXTS = (str, int, float), (Phrase, Wording)


def _translate(say: Callable[[Text], str], value: object) -> object:
    """A message, form or any part of one, with every phrase and wording in it said.

    Verbatim texts, tokens and values are plain strings in both, and stay as they are.
    """
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, _TEXTS):
        return say(value)
    if isinstance(value, tuple):
        return tuple([_translate(say, each) for each in value])
    before = {name: getattr(value, name) for name in _names(type(value))}  # type: ignore[arg-type]  # a type is hashable
    after = {name: _translate(say, each) for name, each in before.items()}
    changed = {name: each for name, each in after.items() if each is not before[name]}
    return replace(value, **changed) if changed else value  # type: ignore[type-var]


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass; nothing for any other type."""
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()

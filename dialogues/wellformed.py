"""Single values of an organisation file: whether each is what it should be, whatever stands around it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

import holidays

from dialogues import timezone
from dialogues.calendar import Break
from dialogues.entry import is_stray
from dialogues.finding import Finding, Path, quoted
from dialogues.person import LANGUAGES
from dialogues.phrase import Wording
from dialogues.rules import KEEP_ANSWERS, KEEP_TEXTS, KS, PERCENT, Rules
from dialogues.situation import LONGEST, MOST, Days, Situation

#: The most characters of a behaviour, of a name or title, and of any other wording.
BEHAVIOUR, TITLE, WORDING = 300, 200, 1000

_KEY: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_DAY: Final = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_WEEK: Final = re.compile(r"W(0[1-9]|[1-4][0-9]|5[0-3])")
_EMAIL: Final = re.compile(r"(?=.{3,254}\Z)[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")


def check_key(path: Path, key: str) -> Iterator[Finding]:
    """A short name that stands in tokens and logs."""
    if not _KEY.fullmatch(key):
        plain = unicodedata.normalize("NFKD", key.lower()).encode("ascii", "ignore").decode()
        plain = re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")[:40]
        mend = f"Write {quoted(plain)}." if plain else "Choose another."
        says = f"a key is at most 40 of the letters a-z, digits, - and _, which {quoted(key)} is not. {mend}"
        yield Finding(path=path, says=says)


def check_email(path: Path, email: str) -> Iterator[Finding]:
    if not _EMAIL.fullmatch(email) or any(map(is_stray, email)):
        says = f'{quoted(email)} is not an e-mail address. Write it as "name@example.com".'
        yield Finding(path=path, says=says)


def check_locale(path: Path, locale: str) -> Iterator[Finding]:
    """One of our languages."""
    if locale not in LANGUAGES:
        says = f"Vardag does not speak {quoted(locale)}. Write sv for Swedish or en for English."
        yield Finding(path=path, says=says)


def check_timezone(path: Path, name: str) -> Iterator[Finding]:
    """An IANA name."""
    if not timezone.is_known(name):
        close = timezone.meant(name)
        mend = f"Did you mean {quoted(close)}?" if close else f"Write it as {quoted(timezone.FOR_EXAMPLE)}."
        yield Finding(path=path, says=f"there is no time zone {quoted(name)}. {mend}")


def check_rules(path: Path, rules: Rules) -> Iterator[Finding]:
    """Each within what it may be."""
    reference = rules.reference
    for key, value, bracket in (
        ("k", rules.k, KS),
        ("keep_answers", rules.keep_answers, KEEP_ANSWERS),
        ("keep_texts", rules.keep_texts, KEEP_TEXTS),
    ):
        yield from _within((*path, key), value, bracket)
    yield from _within((*path, "clarity", "percent"), reference.percent, PERCENT)
    if reference.source is not None:
        yield from check_wording((*path, "clarity", "source"), reference.source, TITLE)


def _within(path: Path, value: int, bracket: range) -> Iterator[Finding]:
    if value not in bracket:
        says = f"{value} is outside what this may be. Write a number from {bracket[0]} to {bracket[-1]}."
        yield Finding(path=path, says=says)


def check_holidays(path: Path, code: str) -> Iterator[Finding]:
    """A country of the `holidays` library, or a part of one."""
    country, dash, part = code.partition("-")
    parts = holidays.list_supported_countries(include_aliases=False).get(country)
    if parts is None:
        says = f'no public holidays are known for {quoted(code)}. Write a country as "SE", or a part of one as "DE-BY".'
        yield Finding(path=path, says=says)
    elif dash and part not in parts:
        mend = f"Write {country} alone" + (f", or with one of {', '.join(parts)}." if parts else ".")
        yield Finding(path=path, says=f"{country} has no part {quoted(part)} with holidays of its own. {mend}")


def check_break(path: Path, rest: Break) -> Iterator[Finding]:
    """Two days of the year, or two weeks."""
    patterns = [each for each in (_DAY, _WEEK) if each.fullmatch(rest.first) or each.fullmatch(rest.last)]
    for name, end in (("first", rest.first), ("last", rest.last)):
        if not any(each.fullmatch(end) for each in (_DAY, _WEEK)):
            says = f'{quoted(end)} is no day or week of the year. Write a day as "12-20", or a week as "W28".'
            yield Finding(path=(*path, name), says=says)
    if len(patterns) == 2:
        says = f"this begins with {quoted(rest.first)} and ends with {quoted(rest.last)}. Write two days, or two weeks."
        yield Finding(path=path, says=says)


def check_situations(path: Path, situations: Sequence[Situation]) -> Iterator[Finding]:
    """As many as there are buttons, each short enough for one, and on days that come again."""
    if len(situations) > MOST:
        yield Finding(path=path, says=f"these are {len(situations)} situations. Keep the {MOST} that come most often.")
    for i, each in enumerate(situations):
        yield from check_wording((*path, i, "text"), each.text, LONGEST)
        if each.days is Days.ONCE:
            yield Finding(path=(*path, i, "days"), says="once is no day that comes again. Write working, or a weekday.")


def check_title(path: Path, text: str) -> Iterator[Finding]:
    """A name of something."""
    return _check_text(path, text, TITLE)


def check_wording(path: Path, wording: Wording, most: int = WORDING) -> Iterator[Finding]:
    """A text of at most `most` characters in each language."""
    for language, text in wording.texts.items():
        yield from check_locale((*path, language), language)
        yield from _check_text((*path, language), text, most)


def _check_text(path: Path, text: str, most: int) -> Iterator[Finding]:
    if not text.strip():
        yield Finding(path=path, says="there is no text here. Write some, or take the line away.")
    elif len(text) > most:
        yield Finding(path=path, says=f"this is {len(text)} characters long. Say it in at most {most}.")
    if stray := next((each for each in text if is_stray(each)), None):
        what = "a line break" if stray == "\n" else f"a character that cannot be seen, {quoted(stray)}"
        yield Finding(path=path, says=f"there is {what} in this text. Write it on one line, without that.")

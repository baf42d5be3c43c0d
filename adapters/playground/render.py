"""Turns values into pages: templates, the pages' own sentences, the files that belong to them."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_timezone_location
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adapters.playground.chart import draw
from dialogues.language import LOCALES, Language, read_catalogue
from dialogues.person import LANGUAGES
from dialogues.phrase import Argument, Phrase

HERE = Path(__file__).parent


class Renderer:
    """Reads everything once. What comes from people is escaped by every template."""

    def __init__(self) -> None:
        self._languages = {code: _language(code) for code in LANGUAGES}
        self.assets = {path.name: path.read_bytes() for path in (HERE / "assets").iterdir()}
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals |= {"asset": self._asset, "draw": draw, "languages": LANGUAGES}
        self._environment.filters["initials"] = initials

    def page(self, template: str, *, language: str, zone: ZoneInfo, values: Mapping[str, object]) -> str:
        """A whole page in `language`, with its times as they are in `zone`."""
        words = self._words(language, zone)
        return self._environment.get_template(template).render(
            words=words, words_in=self._words, say=words.say, **values
        )

    def _words(self, language: str, zone: ZoneInfo) -> "Words":
        return Words(self._languages[language], zone)

    def _asset(self, name: str) -> str:
        """The address of a file, another one whenever its content is."""
        return f"/assets/{name}?{hashlib.sha256(self.assets[name]).hexdigest()[:12]}"


class Words:
    """One language in one time zone."""

    def __init__(self, language: Language, zone: ZoneInfo) -> None:
        self.language = language.code
        self._say = language.say
        self._zone = zone
        self._locale = LOCALES[language.code]

    def say(self, key: str, count: int | None = None, /, **gaps: Argument) -> str:
        """One of the pages' own sentences."""
        return self._say(Phrase.of(key, count, **gaps))

    def day(self, at: datetime) -> str:
        """`tisdag 24 november`"""
        return format_date(at.astimezone(self._zone), "EEEE d MMMM", locale=self._locale)

    def year(self, at: datetime) -> str:
        return str(at.astimezone(self._zone).year)

    def hour(self, at: datetime) -> str:
        """`09:40`"""
        return format_time(at, "HH:mm", tzinfo=self._zone, locale=self._locale)

    @property
    def city(self) -> str:
        """Where it is that time."""
        if self._zone.key == "UTC":
            return "UTC"
        return get_timezone_location(self._zone, locale=self._locale, return_city=True)


def segment(text: str) -> str:
    """`text` as one segment of a path."""
    return quote(text, safe="@")


def initials(name: str) -> str:
    """At most two letters that stand for a name."""
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


def _language(code: str) -> Language:
    with (HERE / "locale" / f"{code}.po").open("rb") as file:
        return Language(code, read_catalogue(file))

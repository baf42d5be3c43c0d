"""What people have typed into a form, before it is kept."""

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final

from dialogues.phrase import Phrase, Wording

#: The categories of characters that leave no mark.
_UNSEEN: Final = ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")
#: What turns the writing direction of everything after it.
TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Entries:
    """The values of a form that was sent in. Each reading that fails leaves its reason in `errors`, by field name."""

    def __init__(self, values: Mapping[str, str], *, language: str) -> None:
        self._values = values
        self.language = language
        self.errors: dict[str, Phrase] = {}

    def text(self, name: str, *, most: int, required: bool = True) -> str:
        """The text on one line, whole: one that is longer than `most` characters is refused, never cut."""
        text = on_one_line(self._values.get(name, ""))
        if not _is_seen(text) and (text or required):
            self.errors[name] = Phrase.of("entry.missing")
        elif len(text) > most:
            self.errors[name] = Phrase.of("entry.too_long", most=most, length=len(text))
        elif any(map(is_stray, text)):
            self.errors[name] = Phrase.of("entry.stray")
        return text

    def wording(self, name: str, before: Wording | None, *, most: int) -> Wording | None:
        """The text as the person's own wording; `before` where they left it as it was, None where it is empty.

        Whoever writes what had not been said in their language adds to what there is; whoever changes what had been
        leaves the others out, which no longer say the same.
        """
        text = self.text(name, most=most, required=False)
        if before is not None and text == on_one_line(before.within(self.language)):
            return before
        others = before.texts if before is not None and self.language not in before.texts else {}
        return Wording(texts={**others, self.language: text}) if text else None

    def both(self, name: str, before: Wording | None = None, *, most: int) -> Wording | None:
        """The text of the field `name` in the person's language, and of `name_other` in the other, where one is.

        `before` where they left it as `own_text` and `other_text` have shown it.
        """
        mine = self.text(name, most=most)
        second = self.text(other(name), most=most, required=False)
        if before is not None and (mine, second) == (
            on_one_line(own_text(before, self.language)),
            on_one_line(other_text(before, self.language)),
        ):
            return before
        shown = on_one_line(own_text(before, self.language))
        if before is not None and self.language not in before.texts and mine == shown and second:
            mine = ""  # what stood there was in the other language
        texts = {self.language: mine, other_language(self.language): second}
        return Wording(texts={code: text for code, text in texts.items() if text}) if mine or second else None

    def day(self, name: str, *, required: bool = True) -> date | None:
        """The day."""
        try:
            return date.fromisoformat(self._values.get(name, ""))
        except ValueError:
            if required or self._values.get(name):
                self.errors[name] = Phrase.of("entry.no_day")
            return None

    def time(self, name: str) -> time:
        """The time of day, to the minute; midnight where it cannot be read."""
        try:
            return datetime.strptime(self._values.get(name, "")[:5], "%H:%M").time()  # noqa: DTZ007 - has no zone
        except ValueError:
            self.errors[name] = Phrase.of("settings.no_time")
            return time(0)

    def choice(self, name: str, options: frozenset[str]) -> str:
        """One of the options."""
        value = self._values.get(name, "")
        if value not in options:
            self.errors[name] = Phrase.of("settings.choose_one")
        return value


def on_one_line(text: str) -> str:
    """The text with one space wherever it has some, as every text is kept."""
    return " ".join(text.split())


def own_text(wording: Wording | None, language: str) -> str:
    """What stands in a form for whoever reads `language`: their own text, else the one that there is."""
    return wording.within(language) if wording else ""


def other_text(wording: Wording | None, language: str) -> str:
    """What stands beside it for the other language."""
    return wording.texts.get(other_language(language), "") if wording else ""


def other(name: str) -> str:
    """The name of the field that holds the same text in the other language."""
    return f"{name}_other"


def other_language(language: str) -> str:
    """The one of our two languages that is not this one."""
    return "en" if language == "sv" else "sv"


def _is_seen(text: str) -> bool:
    """Whether there is anything in a text that one can see."""
    return any(unicodedata.category(each) not in _UNSEEN for each in text)


def inert(text: str) -> str:
    """A text that is said back, without what has no place in one."""
    return "".join(each for each in text if not is_stray(each))


def is_stray(character: str) -> bool:
    """Whether a character has no place in a text: it cannot be seen and does something all the same."""
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or character in TURNING

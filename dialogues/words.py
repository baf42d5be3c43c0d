"""The words that may stand behind `/goal`, in both languages, whichever the person reads."""

from enum import Enum


class Word(Enum):
    """Each with its spellings, all of which mean the same to everyone."""

    GOALS = ("", "goal", "goals", "mål", "målen")
    SETTINGS = ("settings", "inställningar")
    PRIVACY = ("privacy", "integritet")
    HELP = ("help", "hjälp", "hi", "hello", "hej", "?")


def word(text: str) -> Word | None:
    """What `text` asks for, or None. Case, and a leading `/goal` or `goal` before other words, do not matter."""
    words = text.casefold().strip().removeprefix("/").split()
    if len(words) > 1 and words[0] in Word.GOALS.value:
        words = words[1:]
    spelling = " ".join(words).rstrip("!.")
    return next((each for each in Word if spelling in each.value), None)

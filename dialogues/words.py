"""The words that may stand behind `/goal`, in both languages, whichever the person reads."""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple


class Word(Enum):
    """Each with its spellings, all of which mean the same to everyone."""

    GOALS = ("", "goal", "goals", "mål", "målen")
    NEW = ("new", "ny", "nytt", "nytt mål", "new goal")
    TEAM = ("team", "teamet")
    STATUS = ("status",)
    SETTINGS = ("settings", "inställningar")
    WHY = ("why", "varför")
    PRIVACY = ("privacy", "integritet")
    ABOUT = ("about", "om")
    HELP = ("help", "hjälp", "hi", "hello", "hej", "?")
    REMIND = ("remind", "påminn")
    CELEBRATE = ("celebrate", "fira")
    LEAD = ("lead", "leader", "leda", "ledare")
    ONE_ON_ONE = ("1:1 add", "1:1 lägg till", "1:1")
    MY_DATA = ("mydata", "minadata")
    ERASE = ("erase", "radera")
    AUDIT = ("audit", "insyn")


#: Behind these, more may stand.
_BEGINNING = (Word.TEAM, Word.REMIND, Word.CELEBRATE, Word.ONE_ON_ONE)


class Asked(NamedTuple):
    """What somebody asks for: a word of ours and what stands behind it, or None and all that they wrote.

    `whole` is all that they wrote, without a leading `/goal`.
    """

    word: Word | None
    rest: str
    whole: str


def read(text: str) -> Asked:
    """What `text` asks for. Case, a leading `/goal` or `goal`, and a final `.` or `!` do not matter."""
    words = text.strip().removeprefix("/").split()
    if len(words) > 1 and words[0].casefold() in Word.GOALS.value:
        words = words[1:]
    whole = " ".join(words)
    spelling = whole.casefold().rstrip("!.")
    known = next((each for each in Word if spelling in each.value), None)
    if known is not None:
        return Asked(known, "", whole)
    begun = next((each for each in _BEGINNING if words[0].casefold() in each.value), None)
    return Asked(begun, " ".join(words[1:]) if begun else whole, whole)


def spellings() -> Iterator[str]:
    """Everything that can be written to ask for something."""
    return (spelling for each in Word for spelling in each.value if len(spelling) > 1)

"""What could tell something of somebody, as it would stand in a message, a command's output or a log."""

import json
import re
from collections.abc import Sequence
from typing import Final

from dialogues.phrase import Phrase
from dialogues.pulse.item import ITEMS, ItemId
from tests.dialogues.languages import LANGUAGES

PERCENT: Final = re.compile(r"\d+ ?%")
#: How many of how many have answered, in either language.
COUNT: Final = re.compile(r"\d+ (?:av|of) \d+ [^.]*(?:svar|answer)|(?:svarat|answered)[^.\"]{0,20}\d+ (?:av|of) \d+")
#: Of the report's page the style and the pictures, whose places and sizes are numbers.
DRAWN: Final = re.compile(r"^\s*<(?:svg|rect|line|text|circle|path|polyline|g)\b|^[^\"]*;\s*\}")
#: What the report aims at and compares with, which no answer changes.
AIMS: Final = ("20 %", "40 %", "55 %", "65 %", "80 %", "90 %", "95 %")


def having(pattern: re.Pattern[str], lines: Sequence[str]) -> list[str]:
    """The lines in which it is found, but for what is drawn."""
    return [each for each in lines if pattern.search(each) and not DRAWN.search(each)]


def telling(lines: Sequence[str], words: frozenset[str]) -> list[str]:
    """The lines in which one of the words stands."""
    return [line for line in lines if any(word in line for word in words)]


def escaped(*texts: str) -> frozenset[str]:
    """The texts as they stand in text, and in JSON."""
    return frozenset({*texts, *(json.dumps(each)[1:-1] for each in texts)})


def said_by(*keys: str) -> frozenset[str]:
    """What these say, in every language."""
    return escaped(*(language.say(Phrase.of(key)) for language in LANGUAGES.values() for key in keys))


#: Every answer that there is: what is kept of it, where that is no word of another meaning, and what its button says.
ANSWERS: Final = [answer for item in ITEMS.values() for answer in item.scale.answers]
VALUES: Final = frozenset(each.value for each in ANSWERS if "_" in each.value)
LABELS: Final = frozenset(f'"{each}"' for each in said_by(*(answer.label for answer in ANSWERS)))
OBSTACLES: Final = frozenset(f'"{each}"' for each in said_by(*(one.label for one in ITEMS[ItemId.OBST].scale.answers)))

"""What somebody may not have meant to write: told to them before it is kept, and to nobody else (domain.md R12)."""

import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import Final

from dialogues.observability.check import LEXICONS
from dialogues.observability.clause import tokens
from dialogues.observability.naming import names_somebody


class Concern(StrEnum):
    """What there may be in a text. A personal identity number is never kept; the others are their writer's choice."""

    NUMBER = "number"
    NAME = "name"
    MENTION = "mention"
    EMAIL = "email"
    PHONE = "phone"
    HEALTH = "health"


#: A Swedish personal identity number, with its century or without.
_NUMBER: Final = re.compile(
    r"(?<!\d)(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[67]\d|8\d|9[01])[-+ ]?\d{4}(?!\d)"
)
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_MENTION: Final = re.compile(r"<[@!#]|(?<!\S)@\w")
_PHONE: Final = re.compile(r"(?<![\d-])(?:\+|00|0)\d(?:[ -]?\d){6,12}(?!\d)")
#: The beginnings of words about health, in Swedish and English.
_HEALTH: Final = re.compile(
    r"\b(?:sjuk|utbränd|utmattning|depress|deprim|ångest|cancer|diagnos|medicin|läkare|psykolog|psykisk|gravid|"
    r"missfall|alkohol|beroende|migrän|smärt|operation|rehab|adhd|autis|"
    r"sick|ill\b|illness|burn(?:ed|t)? ?out|anxi|doctor|medic|psych|pregnan|miscarr|alcohol|addict|migraine|"
    r"surgery|disab|therap)",
    re.IGNORECASE,
)


def concerns(text: str, names: Collection[str]) -> Iterator[Concern]:
    """What there may be in a text, where `names` are those of everybody."""
    if _NUMBER.search(text):
        yield Concern.NUMBER
    written = tokens(text)
    if any(names_somebody(written, names, lexicon) for lexicon in LEXICONS.values()):
        yield Concern.NAME
    if _MENTION.search(text):
        yield Concern.MENTION
    if _EMAIL.search(text):
        yield Concern.EMAIL
    if _PHONE.search(text):
        yield Concern.PHONE
    if _HEALTH.search(text):
        yield Concern.HEALTH

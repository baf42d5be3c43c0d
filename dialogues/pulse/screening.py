"""What somebody may not have meant to write: told to them before it is kept, and to nobody else (domain.md R12)."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from dialogues.observability.check import LEXICONS
from dialogues.observability.clause import tokens
from dialogues.observability.naming import names_somebody
from dialogues.phrase import Phrase


class Concern(StrEnum):
    """What there may be in a text. A personal identity number is never kept; the others are their writer's choice."""

    NUMBER = "number"
    NAME = "name"
    MENTION = "mention"
    EMAIL = "email"
    PHONE = "phone"
    HEALTH = "health"


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """The writer has been told what there may be in the text, and sends it in once more if it is meant so."""

    tag: Literal["warned"] = "warned"


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


def doubt(text: str, names: Collection[str], state: Warned | None) -> Phrase | None:
    """What stands beside a text that is not kept as it is; None for one that is, as nothing was found in it, or its
    writer has been told."""
    found = list(concerns(text, names))
    if not found or (state is not None and Concern.NUMBER not in found):
        return None
    key = "screening.number" if Concern.NUMBER in found else "screening.warning"
    return Phrase.of(key, what=Phrase.of(f"concern.{found[0].value}"))


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

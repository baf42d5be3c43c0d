"""What somebody who leads has written about it for themselves. Nobody else ever reads it (domain.md §1, row 40)."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

from dialogues.goal import Arena

ReflectionId = NewType("ReflectionId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection:
    """In their own words, on their local day `on`. The question was about what they do in `arena`."""

    id: ReflectionId
    arena: Arena
    text: str
    on: date

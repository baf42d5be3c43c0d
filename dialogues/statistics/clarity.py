"""Whether more people than elsewhere find it clear how their work contributes (domain.md §7)."""

from typing import Final

from dialogues.statistics.interval import Counted, wilson

LEVEL: Final = 0.95


def is_above(clear: Counted, reference: float) -> bool:
    """Whether the share may be said to be above the reference, a part of one: only where the lower bound is."""
    return wilson(clear, LEVEL).lower > reference

"""Requests that no platform of ours sends."""

import random
from dataclasses import dataclass, field
from typing import Any

TEXTS = ("", "x", "null", "\0", "\ud800", "'; DROP TABLE person; --", "<script>", "../../etc/passwd", "{}", "å" * 300)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubbish:
    """A request's body and headers. Where `refused` names statuses, nothing else will do, and nothing may happen."""

    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    refused: frozenset[int] = frozenset()


def junk(dice: random.Random, depth: int = 3) -> Any:
    """A JSON value, any."""
    kinds: list[Any] = [None, True, False, 0, -1, 2**70, 1.5e300, dice.choice(TEXTS), dice.choice(TEXTS), [], {}]
    value = dice.choice(kinds)
    if depth and value == []:
        return [junk(dice, depth - 1) for _ in range(dice.randint(0, 3))]
    if depth and value == {}:
        names = ("id", "type", "user", "team", "event", "value", "text", "channel", "action_id", "callback_id")
        return {dice.choice(names): junk(dice, depth - 1) for _ in range(dice.randint(0, 3))}
    return value

"""How it is with the calendar that a lead has connected. Its address is a secret, known to the store alone."""

from dataclasses import dataclass
from datetime import datetime

from dialogues.feed import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """`is_read`: it has been, at least once. `is_nameless`: it shows meetings, and nobody in them. It has had its
    `fault` since the instant `failing_since`; `is_told`: the lead knows of it.
    """

    is_read: bool = False
    is_nameless: bool = False
    fault: Fault | None = None
    failing_since: datetime | None = None
    is_told: bool = False

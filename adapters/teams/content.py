"""What a message of Teams consists of."""

from collections.abc import Mapping
from dataclasses import dataclass

Json = Mapping[str, object]

#: Its type, wherever one is attached to something.
CARD = "application/vnd.microsoft.card.adaptive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A card, and the summary that stands for it in a notification."""

    summary: str
    card: Json

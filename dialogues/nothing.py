"""An answer that says "nothing", and leaves it at that."""

import re
import unicodedata
from typing import Final

#: What is nothing in either language, and what may stand around it without making a reason of it.
_NOTHING: Final = frozenset({"inget", "ingenting", "inga", "ingen", "nej", "noll", "nothing", "none", "no", "na"})
_AROUND: Final = frozenset({"alls", "särskilt", "just", "nu", "än", "ännu", "at", "all", "really", "right", "now"})


def is_bare_nothing(text: str) -> bool:
    """Whether `text` says no more than that there is nothing: `Inget.`, `Nothing at all`, `-`, `n/a`.

    What is prioritised away may be nothing, but then the team says why (domain.md §1, row 24).
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("n/a", "na")
    words = re.findall(r"\w+", plain)
    if not words:
        return bool(text.strip())
    return not _NOTHING.isdisjoint(words) and (_NOTHING | _AROUND).issuperset(words)

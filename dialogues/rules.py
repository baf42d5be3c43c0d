"""What an organisation may decide of how careful Vardag is (domain.md §9)."""

from dataclasses import dataclass
from typing import Final

from dialogues.phrase import Wording

#: No organisation may let a figure rest on fewer people (domain.md R1), and what each rule may be.
K: Final = 5
KS: Final = range(K, 21)
KEEP_ANSWERS: Final = range(90, 366)
KEEP_TEXTS: Final = range(91)
PERCENT: Final = range(1, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What the clarity index is compared with: per cent of people, and where that stands; None: in the article that
    Vardag comes from, which names Gallup (domain.md §0, decision 12)."""

    percent: int = 20
    source: Wording | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """`k` is the smallest number of people behind any figure. Answers are kept for `keep_answers` days and free texts
    for `keep_texts` (domain.md §6.3). With `digest_in_channel` a team's digest stands in its channel where exactly the
    team and its lead read it (R23)."""

    k: int = K
    keep_answers: int = 180
    keep_texts: int = 90
    reference: Reference = Reference()
    digest_in_channel: bool = False


#: Of an organisation that has decided nothing.
USUAL: Final = Rules()

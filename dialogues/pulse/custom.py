"""A question that the organisation asks itself: in its own words, on one of a few scales (domain.md §3.3)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from dialogues.phrase import Wording
from dialogues.pulse.item import ItemId

QuestionKey = NewType("QuestionKey", str)


class QuestionKind(StrEnum):
    """What the answers are: yes or no, how clear something is, how often it happens."""

    YES_NO = "yes_no"
    HOW_CLEAR = "how_clear"
    HOW_OFTEN = "how_often"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`key` is the file's name for it. The same key with another text is another question once it is asked again."""

    key: QuestionKey
    kind: QuestionKind
    text: Wording

    @property
    def item(self) -> ItemId:
        """The item under which it is asked and answered."""
        return ItemId(f"custom.{self.kind.value}")

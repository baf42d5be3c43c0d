"""What the members of a team say of a proposed behaviour: could two colleagues each tell whether it happened?

Each answer is private. What others see of all answers together is one word (domain.md §2.1, the human check).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from dialogues.goal import Behaviour, BehaviourId

SuggestionId = NewType("SuggestionId", str)

#: So many members must have said yes (product.md, method rule 2); of a team with one, that one.
CONFIRMING = 2


class Judgement(StrEnum):
    """What one member says. `OTHER`: they would word it otherwise, and have said how."""

    YES = "yes"
    NO = "no"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """How many members of the goal's team say what of one behaviour. Seen by nothing but `standing`.

    `mine` is what the person who acts has said, counted with the others where they are a member.
    """

    behaviour: BehaviourId
    yes: int
    no: int
    mine: Judgement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Another wording for a behaviour. Who suggested it is not known to anybody."""

    id: SuggestionId
    behaviour: BehaviourId
    text: str


class Standing(StrEnum):
    """Where a behaviour stands with the team. One no sends it back to be reworded."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"


def standing(behaviour: Behaviour, confirmation: Confirmation | None, *, members: int) -> Standing:
    """`members` is how many people the team has; without a `confirmation` nobody has said anything yet."""
    if confirmation is not None and confirmation.no:
        return Standing.DISPUTED
    yes = confirmation.yes if confirmation is not None else 0
    if behaviour.confirmed or yes >= needed(members):
        return Standing.CONFIRMED
    return Standing.WAITING


def needed(members: int) -> int:
    """How many yes confirm a behaviour of a team of so many members."""
    return max(1, min(CONFIRMING, members))

"""What the members of a team say of a proposed behaviour: could two colleagues each tell whether it happened?

Each answer is private. What others see of all answers together is one word (domain.md §2.1, the human check).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from dialogues.goal import Behaviour, BehaviourId

SuggestionId = NewType("SuggestionId", str)

#: So many members must have said yes (product.md, method rule 2).
CONFIRMING = 2


class Judgement(StrEnum):
    """What one member says."""

    YES = "yes"
    NO = "no"


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
    """Another wording for a behaviour. Nothing that is kept tells who suggested it."""

    id: SuggestionId
    behaviour: BehaviourId
    text: str


class Standing(StrEnum):
    """Where a behaviour stands with the team. One no sends it back to be reworded."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"


def standing(behaviour: Behaviour, confirmation: Confirmation | None) -> Standing:
    """Where a behaviour stands; without a `confirmation` nobody has said anything yet."""
    if confirmation is not None and confirmation.no:
        return Standing.DISPUTED
    if behaviour.confirmed or (confirmation is not None and confirmation.yes >= CONFIRMING):
        return Standing.CONFIRMED
    return Standing.WAITING

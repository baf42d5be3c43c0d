"""Goals that at least three of a team find in each other's way are for those who own them to settle (domain.md §1, row
20)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import reduce
from typing import Final

from dialogues.audit import Role, Through
from dialogues.digest.selection import shortly
from dialogues.effect import Audit, Effect, Say
from dialogues.facts import Facts
from dialogues.goal import Goal
from dialogues.kind import Kind
from dialogues.message import Message, brief
from dialogues.person import Team
from dialogues.phrase import Phrase, Text
from dialogues.promise import Promise

#: The obstacle that means it.
OBSTACLE: Final = "goals"
#: It is worth telling for so many working days.
WORTH: Final = 5


def tell(promise: Promise, goals: Sequence[Goal], facts: Facts, at: datetime) -> Iterator[Effect]:
    """Tells everybody who owns one of the `goals` that the team works with, once; its lead is asked about it anyway."""
    owners = dict.fromkeys(each.owner for each in goals if each.owner is not None and each.owner != facts.team.lead)
    if promise.obstacle != OBSTACLE or len(goals) < 2:
        return
    for owner in owners:
        yield Audit(team=facts.team.id, role=Role.OWNER, through=Through.OBSTACLE, who=owner)
        yield Say(
            to=owner,
            key=f"clash:{promise.id}:{owner}",
            kind=Kind.CLASH,
            message=told(facts.team, goals),
            expires_at=facts.organisation.availability.evening(at, days=WORTH),
        )


def told(team: Team, goals: Sequence[Goal]) -> Message[Text]:
    """That a team finds its goals in each other's way, to whoever owns one of them."""
    first, *rest = (Phrase.of("clash.goal", title=shortly(each.title)) for each in goals)
    titles = reduce(lambda before, title: Phrase.of("clash.goals", before=before, title=title), rest, first)
    return brief(Phrase.of("clash.told", team=team.name, goals=titles))

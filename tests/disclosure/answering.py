"""What five people answer in some weeks: what their team is told of it, and what is nobody's business.

What is made known is settled by one seed, and who is behind it by another: whoever knows the readings knows the first
at most.
"""

import random
from dataclasses import dataclass
from typing import Final

from tests.journeys.crowd import Act, Way

TEAM: Final = ("anna", "bo", "cecilia", "david", "olga")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """The weeks in `hidden` are those in which somebody does not answer, so that there is nothing to publish."""

    told: int
    own: int
    hidden: frozenset[int]

    def week(self, number: int) -> dict[str, Act]:
        """What everybody does with the question of a week."""
        own = random.Random(f"{self.own} {number}")
        if number in self.hidden:
            return self._left_open(own)
        told = random.Random(f"{self.told} {number}")
        parts = [(told.randrange(8), told.randrange(8)) for _ in TEAM]
        own.shuffle(parts)
        return {
            name: Act(way=Way.ANSWER, which=which, why=why, days=own.randrange(2))
            for name, (which, why) in zip(TEAM, parts, strict=True)
        }

    def _left_open(self, own: random.Random) -> dict[str, Act]:
        silent = own.sample(TEAM, own.randint(1, len(TEAM)))
        ways = {name: own.choice((Way.SKIP, Way.PUT_OFF, Way.LEAVE)) for name in silent}
        return {
            name: Act(
                way=ways.get(name, Way.ANSWER), which=own.randrange(8), why=own.randrange(8), days=own.randrange(2)
            )
            for name in TEAM
        }

    @property
    def stops(self) -> str | None:
        """Who wants to be written to no more when the weeks are over, if anybody."""
        return random.Random(f"{self.own} stops").choice((None, *TEAM))

"""What five people answer in some weeks: what their team is told of it, and what is nobody's business.

What is made known is settled by one seed, and who is behind it by another: whoever knows the readings knows the first
at most.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from dialogues.phrase import Phrase
from dialogues.pulse.item import ITEMS
from tests.dialogues.languages import LANGUAGES

TEAM: Final = ("anna", "bo", "cecilia", "david", "olga")


def _said(*keys: str) -> frozenset[str]:
    """What these buttons say, in every language."""
    return frozenset(language.say(Phrase.of(key)) for language in LANGUAGES.values() for key in keys)


SKIP, LATER = _said("pulse.skip"), _said("pulse.in_an_hour", "pulse.tomorrow")
WHY: Final = _said("obstacle.time")
MORE: Final = _said("comment.title")
#: What is no answer that counts: it takes no part in a figure.
ASIDE: Final = _said(
    *(answer.label for item in ITEMS.values() for answer in item.scale.answers if answer.value in item.scale.aside)
)


class Way(Enum):
    """What somebody does with a question."""

    ANSWER = "answer"
    SKIP = "skip"
    PUT_OFF = "put off"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What somebody does with the question of a week, so many days after it came. `which` of its answers, and of what
    stood in the way, from 0 on, are counted round."""

    way: Way
    which: int
    why: int
    days: int


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


def button(act: Act, buttons: Sequence[str]) -> str | None:
    """The button of a question that somebody taps, if any."""
    match act.way:
        case Way.LEAVE:
            return None
        case Way.SKIP:
            return next(each for each in SKIP if each in buttons)
        case Way.PUT_OFF:
            # A question that is asked once more may not be put off again.
            return next((each for each in LATER if each in buttons), None)
        case Way.ANSWER:
            end = next(n for n, each in enumerate(buttons) if each in SKIP | LATER)
            counted = [each for each in buttons[:end] if each not in ASIDE]
            return counted[act.which % len(counted)]

"""Situations that are ready to be picked for a plan, with a time at which they usually come."""

from dataclasses import dataclass
from datetime import time
from typing import Final

from dialogues.nudge.plan import Days
from dialogues.phrase import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    name: str
    days: Days
    at: time

    @property
    def clause(self) -> Phrase:
        """As it stands behind "when"."""
        return Phrase.of(f"my_plan.situation.{self.name}")

    @property
    def label(self) -> Phrase:
        """On a button."""
        return Phrase.of(f"my_plan.pick.{self.name}")


#: What every team has.
USUAL: Final = (
    Situation(name="morning", days=Days.WORKING, at=time(9)),
    Situation(name="meeting", days=Days.TUESDAY, at=time(10)),
    Situation(name="wrap", days=Days.FRIDAY, at=time(14)),
)


def named(name: str) -> Situation | None:
    """The situation with this name, or None."""
    return next((each for each in USUAL if each.name == name), None)

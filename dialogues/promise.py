"""What a team has raised, and what whoever leads it has said will become of it (product.md, promise)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NewType

from dialogues.person import TeamId
from dialogues.phrase import Phrase
from dialogues.window import Reading

PromiseId = NewType("PromiseId", str)

#: Working days in which an obstacle is to be answered (domain.md §1, row 39).
ANSWERED_IN: Final = 10


class State(StrEnum):
    """What has become of an obstacle."""

    RAISED = "raised"
    UNDER_WAY = "under_way"
    DONE = "done"
    NOT_POSSIBLE = "not_possible"


#: In these there is something left to ask about.
OPEN: Final = (State.RAISED, State.UNDER_WAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An obstacle that a team raised, and its answer. Nothing in it says who chose what, or how many.

    All days are local ones of the organisation. `action` is what was done, what will be, or why it cannot be, and
    `rest` what remains; both in the words of whoever answered, on the day `answered_on`. It is asked about on `due_on`.
    """

    id: PromiseId
    team: TeamId
    obstacle: str
    raised_on: date
    due_on: date
    state: State = State.RAISED
    action: str = ""
    rest: str = ""
    answered_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is something left to ask about."""
        return self.state in OPEN

    @property
    def name(self) -> Phrase:
        """What the obstacle is called."""
        return Phrase.of(f"obstacle.{self.obstacle}")

    def is_overdue(self, today: date) -> bool:
        """Whether its day is past without any answer."""
        return self.state is State.RAISED and self.due_on < today

    def is_asked_in_week_of(self, today: date) -> bool:
        """Whether it is asked about in the week of `today`: without an answer every week, with a promise when its day
        has come."""
        week_ends = today + timedelta(days=6 - today.weekday())
        return self.state is State.RAISED or (self.state is State.UNDER_WAY and self.due_on <= week_ends)


def most_chosen(new: Sequence[Reading], past: Sequence[Reading], known: Collection[Promise]) -> str | None:
    """The obstacle of the `new` readings that most people chose and that is not open; of several, the one that was
    published first. `past` are the readings from before, oldest first."""
    taken = {each.obstacle for each in known if each.is_open}
    counts: dict[str, int] = {}
    for reading in new:
        for obstacle, people in reading.obstacles.items():
            # Not the sum: the same people may stand behind both.
            counts[obstacle] = max(people, counts.get(obstacle, 0))
    aged = dict.fromkeys(obstacle for reading in (*past, *new) for obstacle in reading.obstacles)
    waiting = [obstacle for obstacle in aged if obstacle in counts and obstacle not in taken]
    return max(waiting, key=counts.__getitem__, default=None)

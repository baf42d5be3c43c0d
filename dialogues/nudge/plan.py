"""A person's own "when ..., then I ...": one for each behaviour, seen by nobody else (domain.md §4.1)."""

from dataclasses import dataclass
from datetime import date, time

from dialogues.goal import Behaviour
from dialogues.phrase import Phrase, Text
from dialogues.situation import WEEKDAYS, Days


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`situation` is theirs, or one of ours; without an `action` of their own it is the behaviour itself.

    It comes at the local time `at` of its `days`; `day` is the one day of a plan for ONCE. One that is `kept` goes on
    when its behaviour is no longer in focus, or has become established.

    Raises ValueError where a plan for ONCE has no day, or another one has.
    """

    behaviour: Behaviour
    situation: Text
    action: str = ""
    days: Days
    day: date | None = None
    at: time
    kept: bool = False

    def __post_init__(self) -> None:
        if (self.day is None) == (self.days is Days.ONCE):
            raise ValueError("a plan for once has a day, and no other plan")

    def comes_on(self, day: date) -> bool:
        """Whether the situation comes on that day, if it is one on which the person works."""
        if self.days is Days.ONCE:
            return day == self.day
        return self.days is Days.WORKING or self.days in WEEKDAYS[day.weekday() : day.weekday() + 1]

    @property
    def sentence(self) -> Phrase:
        """The plan, said back to whoever made it."""
        if self.action:
            return Phrase.of("my_plan.own", situation=self.situation, action=self.action)
        return Phrase.of("my_plan.focus", situation=self.situation, behaviour=self.behaviour.text)

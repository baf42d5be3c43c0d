"""Everything that is written in a goal, and where."""

from collections.abc import Iterator

from dialogues.blueprint.entries import GoalEntry
from dialogues.finding import Path
from dialogues.phrase import Wording


def wordings(goal: GoalEntry) -> Iterator[tuple[Path, Wording]]:
    """Each wording with its path within the goal, in the order in which a file has them."""
    for path, wording in _possible(goal):
        if wording is not None:
            yield path, wording


def _possible(goal: GoalEntry) -> Iterator[tuple[Path, Wording | None]]:
    yield ("title",), goal.title
    yield ("why",), goal.why
    yield ("everyday",), goal.everyday
    yield ("guidance", "experience"), goal.guidance.experience
    yield ("guidance", "signals"), goal.guidance.signals
    yield ("guidance", "follow_up"), goal.guidance.follow_up
    for n, behaviour in enumerate(goal.behaviours):
        yield ("behaviours", n, "text"), behaviour.text
        yield ("behaviours", n, "exception"), behaviour.exception
    for n, item in enumerate(goal.stop):
        yield ("stop", n, "text"), item.text
        yield ("stop", n, "reason"), item.reason
    yield ("answers", "meetings"), goal.answers.meetings
    yield ("answers", "strengthened"), goal.answers.strengthened
    yield ("answers", "prioritised_away"), goal.answers.prioritised_away
    yield ("trade_off",), goal.trade_off

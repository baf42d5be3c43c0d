"""What the measures of a goal must keep to (domain.md §1, rows 13 and 14)."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from dialogues.blueprint.entries import GoalEntry
from dialogues.finding import Finding, Path, check_unique
from dialogues.measure import Kind, Measure
from dialogues.observability.check import Code, Verdict, assess
from dialogues.observability.clause import tokens
from dialogues.wellformed import check_title

#: Values from before this day are slips of the pen.
EARLIEST: Final = date(2000, 1, 1)

_US: Final = {"sv": frozenset({"vi", "jag"}), "en": frozenset({"we", "i"})}


def is_behaviour(name: str) -> bool:
    """Whether what is called a measure is something that people do: a sentence about "we" or "I", and one would see it.

    "Calls answered within a day" is counted, "We answer every call within a day" is done.
    """
    words = {each.casefold() for each in tokens(name)}
    return any(not words.isdisjoint(us) and _is_seen(name, language) for language, us in _US.items())


def measure_problems(path: Path, goal: GoalEntry) -> Iterator[Finding]:
    """Everything for which the measures of the goal at `path` must be refused, but for what they say of people."""
    titles = [((*path, "measures", n, "name"), measure.name) for n, measure in enumerate(goal.measures)]
    yield from check_unique("measure of this goal with the name", titles)
    for n, measure in enumerate(goal.measures):
        here: Path = (*path, "measures", n)
        yield from check_title((*here, "name"), measure.name)
        yield from check_title((*here, "unit"), measure.unit)
        if is_behaviour(measure.name):
            says = 'this is a behaviour, and no result. Write it under "behaviours", and here what it leads to.'
            yield Finding(path=(*here, "name"), says=says)
        yield from _way(here, measure)
        if measure.by is not None and measure.by < goal.first:
            says = f"the target is due {measure.by}, before the goal's period begins {goal.first}. Choose a later day."
            yield Finding(path=(*here, "by"), says=says)
        for each in measure.values:
            if each.day < EARLIEST:
                says = f"{each.day} is long past. Is the year right?"
                yield Finding(path=(*here, "values", each.day.isoformat()), says=says)


def _way(path: Path, measure: Measure) -> Iterator[Finding]:
    """From where to where."""
    if measure.target is not None and measure.start == measure.target:
        says = f'start and target are both {measure.target:g}. Write in "target" where you want to be.'
        yield Finding(path=(*path, "target"), says=says)
    if measure.kind is Kind.KEY_RESULT:
        way = {"start": measure.start, "target": measure.target, "by": measure.by}
        if missing := [name for name, value in way.items() if value is None]:
            says = "a key result goes from a start to a target by a day. Add "
            yield Finding(path=(*path, "kind"), says=says + " and ".join(f'"{name}"' for name in missing) + ".")
    elif measure.by is not None and measure.target is None:
        yield Finding(path=(*path, "by"), says='there is a day but no target. Add "target", or take "by" away.')


def _is_seen(name: str, language: str) -> bool:
    found = assess(name, language)
    return found.verdict is not Verdict.REJECT and Code.SEE not in found.codes

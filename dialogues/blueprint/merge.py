"""What an organisation becomes when a file comes in, while its goals are changed in chat as well."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from dialogues.blueprint.entries import BehaviourEntry, Blueprint, GoalEntry
from dialogues.finding import Finding
from dialogues.goal import GoalId, State
from dialogues.measure import Measure, Measured


def merge(old: Blueprint | None, new: Blueprint) -> Blueprint:
    """The organisation after `new` has come in, where `old` was before; merging `new` once more changes nothing.

    Teams and people are those of `new`. Its goals take the place of those with the same key, and the others stay where
    they stood, see `others`.
    """
    if old is None:
        return new
    goals = list(united(old, new))
    rest = {goal.key: goal for goal in others(old, new)}
    place = 0
    for goal in old.goals:
        if goal.key in rest:
            goals.insert(place, rest[goal.key])
        place = next((n for n, each in enumerate(goals, 1) if each.key == goal.key), place)
    return replace(new, goals=tuple(goals))


def united(old: Blueprint | None, new: Blueprint) -> tuple[GoalEntry, ...]:
    """The goals of `new`, with what was measured and confirmed of them before, and in the version they had."""
    before = {goal.key: goal for goal in old.goals} if old is not None else {}
    return tuple(_united(before.get(goal.key), goal) for goal in new.goals)


def others(old: Blueprint | None, new: Blueprint) -> tuple[GoalEntry, ...]:
    """The goals of `old` that `new` does not name, without the people who are gone. With its team a goal is gone."""
    if old is None:
        return ()
    named = {goal.key for goal in new.goals}
    teams = {None, *(team.key for team in new.teams)}
    people = {person.email for person in new.people}
    return tuple(_among(people, goal) for goal in old.goals if goal.key not in named and goal.team in teams)


def at_work(old: Blueprint | None, new: Blueprint) -> frozenset[GoalId]:
    """The active goals of `new` that teams have been working with: those that were active before, and of those that are
    new here the ones that chat has changed where they come from."""
    before = {goal.key: goal.state for goal in old.goals} if old is not None else {}
    return frozenset(
        goal.key
        for goal in new.goals
        if before.get(goal.key, State.ACTIVE if goal.version else None) is goal.state is State.ACTIVE
    )


def conflicts(old: Blueprint | None, new: Blueprint) -> Iterator[Finding]:
    """The goals of `new` that have been changed in chat since it was written, and differently."""
    before = {goal.key: goal for goal in old.goals} if old is not None else {}
    for i, goal in enumerate(new.goals):
        known = before.get(goal.key)
        if known is not None and known.version != goal.version and _united(known, goal) != known:
            says = "this goal has been changed in chat since this file was written "
            says += (
                f"(version {known.version} there, {goal.version} here). Export it anew and make your change in that."
            )
            yield Finding(path=("goals", i, "version"), says=says)


def with_values(measure: Measure, values: Iterable[Measured]) -> Measure:
    """The measure with these values, which take the place of those of the same days."""
    by_day = {each.day: each for each in (*measure.values, *values)}
    return replace(measure, values=tuple(by_day[day] for day in sorted(by_day)))


def _united(old: GoalEntry | None, new: GoalEntry) -> GoalEntry:
    if old is None:
        return new
    return replace(
        new,
        behaviours=tuple(_confirmed(old.behaviours, each) for each in new.behaviours),
        measures=tuple(_measured(old.measures, each) for each in new.measures),
        version=old.version,
    )


def _confirmed(old: Sequence[BehaviourEntry], new: BehaviourEntry) -> BehaviourEntry:
    return replace(new, confirmed=new.confirmed or any(each.confirmed for each in old if each.text == new.text))


def _measured(old: Sequence[Measure], new: Measure) -> Measure:
    known = next((each for each in old if each.name == new.name), new)
    return with_values(replace(new, values=known.values), new.values)


def _among(people: Collection[str], goal: GoalEntry) -> GoalEntry:
    measures = [replace(each, owner=each.owner if each.owner in people else None) for each in goal.measures]
    return replace(goal, owner=goal.owner if goal.owner in people else None, measures=tuple(measures))

"""What an organisation file may say, and what its writer will be surprised by."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from dialogues.blueprint.behaviour_check import behaviour_advice
from dialogues.blueprint.entries import Blueprint, GoalEntry
from dialogues.blueprint.goal_text import wordings
from dialogues.finding import Finding, Path, quoted
from dialogues.goal import State
from dialogues.person import LANGUAGES
from dialogues.translation.activation import missing_arenas


def warnings(blueprint: Blueprint, *, today: date, beside: Sequence[GoalEntry] = ()) -> tuple[Finding, ...]:
    """What to think about before importing a blueprint that has no problems. `today` is the organisation's day.

    `beside` are the goals that the organisation has besides those of the blueprint.
    """
    return tuple(
        chain(
            _teams(blueprint, beside),
            _periods(blueprint, today),
            _reviews(blueprint),
            _behaviours(blueprint),
            _leadership(blueprint),
            _translations(blueprint),
        )
    )


def _teams(blueprint: Blueprint, beside: Sequence[GoalEntry]) -> Iterator[Finding]:
    members = Counter(person.team for person in blueprint.people)
    at_work = {goal.team for goal in chain(beside, blueprint.goals) if goal.state is State.ACTIVE}
    k = blueprint.organisation.rules.k
    for i, team in enumerate(blueprint.teams):
        path: Path = ("teams", i)
        if members[team.key] < k:
            says = f"{quoted(team.key)} has {members[team.key]} of the {k} people that are needed: no figure will "
            says += "ever be shown for it, because with fewer one could guess who answered what."
            yield Finding(path=path, says=says)
        if team.lead is None:
            says = (
                f'{quoted(team.key)} has no lead: nobody but the team gets its digest. Add "lead" if somebody leads it.'
            )
            yield Finding(path=path, says=says)
        if team.key not in at_work:
            says = f"{quoted(team.key)} has no active goal: its people will be asked nothing. "
            yield Finding(path=path, says=says + "Add a goal, or let the team begin one in chat with /goal new.")


def _periods(blueprint: Blueprint, today: date) -> Iterator[Finding]:
    for i, goal in enumerate(blueprint.goals):
        if goal.last < today and goal.state is not State.CLOSED:
            says = f'the goal\'s period ended {goal.last}. Write "state: closed", or move the day.'
            yield Finding(path=("goals", i, "last"), says=says)


def _reviews(blueprint: Blueprint) -> Iterator[Finding]:
    for i, goal in enumerate(blueprint.goals):
        for n, item in enumerate(goal.stop):
            if item.since is not None and item.review is not None and item.review < item.since:
                says = f"you look at it again {item.review}, before it begins {item.since}. Change one of the two."
                yield Finding(path=("goals", i, "stop", n, "review"), says=says)


def _behaviours(blueprint: Blueprint) -> Iterator[Finding]:
    names = tuple(person.name for person in blueprint.people)
    for i, goal in enumerate(blueprint.goals):
        yield from behaviour_advice(("goals", i, "behaviours"), goal.behaviours, names)


def _leadership(blueprint: Blueprint) -> Iterator[Finding]:
    """The method's rule 3, where a team has a lead."""
    led = {team.key for team in blueprint.teams if team.lead is not None}
    for i, goal in enumerate(blueprint.goals):
        if goal.state is State.ACTIVE and goal.team in led and (missing := missing_arenas(goal.behaviours)):
            says = f'nothing here is the leader\'s in {", ".join(missing)}. Add a behaviour with "audience: leader" '
            yield Finding(path=("goals", i, "behaviours"), says=says + "for it, or leave it to the next review.")


def _translations(blueprint: Blueprint) -> Iterator[Finding]:
    for i, goal in enumerate(blueprint.goals):
        for path, wording in wordings(goal):
            for language in LANGUAGES:
                if language not in wording.texts:
                    written = next(iter(wording.texts))
                    says = f"there is no text in {language}: whoever reads {language} will see the one in {written}. "
                    yield Finding(path=("goals", i, *path), says=says + f'Add "{language}".')

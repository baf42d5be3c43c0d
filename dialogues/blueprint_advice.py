"""What an organisation file may say, and what its writer will be surprised by."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain

from dialogues.blueprint import Blueprint
from dialogues.finding import Finding, Path, quoted
from dialogues.person import LANGUAGES
from dialogues.phrase import Wording
from dialogues.window import K


def warnings(blueprint: Blueprint, *, today: date) -> tuple[Finding, ...]:
    """What to think about before importing a blueprint that has no problems. `today` is the organisation's day."""
    return tuple(chain(_teams(blueprint), _periods(blueprint, today), _translations(blueprint)))


def _teams(blueprint: Blueprint) -> Iterator[Finding]:
    members = Counter(person.team for person in blueprint.people)
    with_goal = {goal.team for goal in blueprint.goals}
    for i, team in enumerate(blueprint.teams):
        path: Path = ("teams", i)
        if members[team.key] < K:
            says = (
                f"{quoted(team.key)} has {members[team.key]} of the five people that are needed: no figure will ever "
            )
            says += "be shown for it, because with fewer one could guess who answered what."
            yield Finding(path=path, says=says)
        if team.lead is None:
            says = (
                f'{quoted(team.key)} has no lead: nobody but the team gets its digest. Add "lead" if somebody leads it.'
            )
            yield Finding(path=path, says=says)
        if team.key not in with_goal:
            says = f"{quoted(team.key)} has no goal: its people will be asked nothing. Add a goal when there is one."
            yield Finding(path=path, says=says)


def _periods(blueprint: Blueprint, today: date) -> Iterator[Finding]:
    for i, goal in enumerate(blueprint.goals):
        if goal.last < today:
            says = f"the goal's period ended {goal.last}. Take the goal away, or move the day."
            yield Finding(path=("goals", i, "last"), says=says)


def _translations(blueprint: Blueprint) -> Iterator[Finding]:
    for path, wording in _wordings(blueprint):
        for language in LANGUAGES:
            if language not in wording.texts:
                written = next(iter(wording.texts))
                says = f"there is no text in {language}: whoever reads {language} will see the one in {written}. "
                yield Finding(path=path, says=says + f'Add "{language}".')


def _wordings(blueprint: Blueprint) -> Iterator[tuple[Path, Wording]]:
    for i, goal in enumerate(blueprint.goals):
        path: Path = ("goals", i)
        yield (*path, "title"), goal.title
        yield (*path, "why"), goal.why
        for n, behaviour in enumerate(goal.behaviours):
            yield (*path, "behaviours", n, "text"), behaviour.text
        for n, item in enumerate(goal.stop):
            yield (*path, "stop", n, "text"), item.text
            if item.reason is not None:
                yield (*path, "stop", n, "reason"), item.reason
        if goal.answers is not None:
            yield (*path, "answers", "meetings"), goal.answers.meetings
            yield (*path, "answers", "strengthened"), goal.answers.strengthened
            yield (*path, "answers", "prioritised_away"), goal.answers.prioritised_away

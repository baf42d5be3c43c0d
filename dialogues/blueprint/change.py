"""What an organisation file would change."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from typing import Final, Literal, TypeVar

from dialogues.blueprint.entries import BehaviourEntry, Blueprint, GoalEntry, OrganisationEntry, PersonEntry, TeamEntry
from dialogues.measure import Measure
from dialogues.pulse.custom import Question

T = TypeVar("T", bound=OrganisationEntry | TeamEntry | PersonEntry | GoalEntry | BehaviourEntry | Question)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`what` is new (+), other than before (~) or gone (-); `which` are the fields that are other than before.

    Written `~ goal nki: why, period`.
    """

    sign: Literal["+", "~", "-"]
    what: str
    which: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.sign} {self.what}" + (f": {', '.join(self.which)}" if self.which else "")


def compare(old: Blueprint | None, new: Blueprint) -> tuple[Change, ...]:
    """What becomes other than before when `old` gives way to `new`; nothing where both say the same.

    Teams, people and goals are the same ones by key and e-mail, in whatever order they stand. A behaviour is the
    same one while its goal and its text are the same.
    """
    goals_before = {goal.key: goal for goal in old.goals} if old else {}
    return tuple(
        chain(
            _between([old.organisation] if old else [], [new.organisation], lambda _: "", _organisation),
            _between(old.teams if old else (), new.teams, lambda team: team.key, _team),
            _between(old.people if old else (), new.people, lambda person: person.email, _person),
            _between(old.questions if old else (), new.questions, lambda question: question.key, _question),
            _between(old.goals if old else (), new.goals, _key, _goal),
            _order(old.goals if old else (), new.goals),
            chain.from_iterable(_behaviours(goals_before.get(goal.key), goal) for goal in new.goals),
        )
    )


def _between(
    old: Sequence[T], new: Sequence[T], identity: Callable[[T], str], describe: Callable[[T], str]
) -> Iterator[Change]:
    before: Mapping[str, T] = {identity(each): each for each in old}
    for each in new:
        known = before.get(identity(each))
        if known is None:
            yield Change(sign="+", what=describe(each))
        elif which := _which(known, each):
            yield Change(sign="~", what=describe(each), which=which)
    after = {identity(each) for each in new}
    for each in old:
        if identity(each) not in after:
            yield Change(sign="-", what=describe(each))


def _which(old: T, new: T) -> tuple[str, ...]:
    """The names of the fields that differ, as the file has them. Behaviours are compared on their own."""
    names = [each.name for each in fields(old) if getattr(old, each.name) != getattr(new, each.name)]
    if isinstance(old, GoalEntry) and isinstance(new, GoalEntry):
        names = list(_which_of_goal(names, old, new))
    return tuple(dict.fromkeys(_IN_FILE.get(name, name) for name in names))


def _which_of_goal(names: Sequence[str], old: GoalEntry, new: GoalEntry) -> Iterator[str]:
    for name in names:
        if name == "behaviours":
            if _reordered(old.behaviours, new.behaviours, _text):
                yield "order of behaviours"
        elif name == "measures" and _unmeasured(old.measures) == _unmeasured(new.measures):
            yield "values"
        else:
            yield name


def _unmeasured(measures: Sequence[Measure]) -> Sequence[Measure]:
    return [replace(each, values=()) for each in measures]


#: What the file calls a field of a blueprint.
_IN_FILE: Final = {"first": "period", "last": "period", "handles": "account", "channels": "channel"}


def _order(old: Sequence[GoalEntry], new: Sequence[GoalEntry]) -> Iterator[Change]:
    if _reordered(old, new, _key):
        yield Change(sign="~", what="order of goals")


def _reordered(old: Sequence[T], new: Sequence[T], identity: Callable[[T], str]) -> bool:
    """Whether those that are in both stand in another order."""
    before, after = list(map(identity, old)), list(map(identity, new))
    return [each for each in before if each in after] != [each for each in after if each in before]


def _behaviours(old: GoalEntry | None, new: GoalEntry) -> Iterator[Change]:
    def describe(behaviour: BehaviourEntry) -> str:
        return f'behaviour "{next(iter(behaviour.text.texts.values()))}" ({new.key})'

    return _between(old.behaviours if old else (), new.behaviours, _text, describe)


def _key(goal: GoalEntry) -> str:
    return goal.key


def _text(behaviour: BehaviourEntry) -> str:
    return repr(sorted(behaviour.text.texts.items()))


def _organisation(organisation: OrganisationEntry) -> str:
    return f"organisation {organisation.name}"


def _team(team: TeamEntry) -> str:
    return f"team {team.name} ({team.key})"


def _person(person: PersonEntry) -> str:
    return f"person {person.name} ({person.team})"


def _question(question: Question) -> str:
    return f"question {question.key}"


def _goal(goal: GoalEntry) -> str:
    return f"goal {goal.key}"

"""Reading an organisation file: all that is wrong with it at once, or what it says."""

from dataclasses import dataclass
from datetime import date
from itertools import chain

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.organisation.explain import explain, unknown
from bot.organisation.outline import MalformedError, Outline, outline
from bot.organisation.problem import Problem
from bot.organisation.remainder import remainder
from bot.organisation.schema import OrganisationFile
from dialogues import blueprint_advice, blueprint_check
from dialogues.blueprint import Blueprint
from dialogues.finding import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A file with nothing wrong."""

    blueprint: Blueprint
    outline: Outline

    def warnings(self, *, today: date) -> tuple[Problem, ...]:
        """What its writer may be surprised by, in the order of the file. `today` is the organisation's day."""
        found = blueprint_advice.warnings(self.blueprint, today=today)
        return tuple(sorted(self.outline.problem(_in_file(each.path), each.says) for each in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Everything that is wrong, in the order of the file."""

    problems: tuple[Problem, ...]


def read(source: bytes) -> Accepted | Refused:
    """The organisation that the bytes of a file describe. Whatever the bytes are, it raises nothing."""
    try:
        found = outline(source)
    except MalformedError as error:
        return Refused(problems=(error.problem,))
    try:
        blueprint = OrganisationFile.model_validate(found.value).blueprint()
        problems = [found.problem(_in_file(each.path), each.says) for each in blueprint_check.problems(blueprint)]
    except ValidationError as error:
        problems = _problems(found, error.errors(include_url=False))
    if problems or found.problems:
        return Refused(problems=tuple(sorted({*problems, *found.problems})))
    return Accepted(blueprint=blueprint, outline=found)


def _problems(found: Outline, errors: list[ErrorDetails]) -> list[Problem]:
    """What is wrong with the shape, and whatever else can be told of the entries whose shape is right."""
    problems = [found.problem(each.path, each.says) for each in explain(errors)]
    if not isinstance(found.value, dict) or any(len(each["loc"]) < 2 and not unknown(each) for each in errors):
        return problems
    rest = remainder(found.value, errors)
    others = blueprint_check.problems(rest.blueprint, unread=rest.unread)
    return problems + [found.problem(_in_file(rest.original(each.path)), each.says) for each in others]


def _in_file(path: Path) -> Path:
    """Where the file has what stands at a path of its blueprint."""
    places: dict[str | int, Path] = {"first": ("period", "from"), "last": ("period", "to"), "handles": ()}
    return tuple(chain.from_iterable(places.get(part, (part,)) for part in path))

"""Reading an organisation file: all that is wrong with it at once, or what the organisation becomes by it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.organisation.explain import explain, unknown
from bot.organisation.outline import MalformedError, Outline, Value, outline
from bot.organisation.problem import Problem
from bot.organisation.remainder import remainder
from bot.organisation.schema import OrganisationFile
from bot.organisation.writing import write
from dialogues.blueprint import advice, check, merge
from dialogues.blueprint.entries import Blueprint
from dialogues.finding import Finding, Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A file with nothing wrong. `written` is what it says, `blueprint` what the organisation becomes by it."""

    written: Blueprint
    blueprint: Blueprint
    outline: Outline

    def warnings(self, *, today: date) -> tuple[Problem, ...]:
        """What its writer may be surprised by, in the order of the file. `today` is the organisation's day."""
        named = {goal.key for goal in self.written.goals}
        beside = [goal for goal in self.blueprint.goals if goal.key not in named]
        found = advice.warnings(self.written, today=today, beside=beside)
        return tuple(sorted(_problems(self.outline, found)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Everything that is wrong, in the order of the file."""

    problems: tuple[Problem, ...]


def read(source: bytes, *, stored: Blueprint | None = None) -> Accepted | Refused:
    """What the organisation that is `stored`, if any, becomes by the bytes of a file. Whatever the bytes are, it
    raises nothing. A file that has goals alone leaves teams and people as they are."""
    try:
        found = outline(source)
    except MalformedError as error:
        return Refused(problems=(error.problem,))
    value = found.value
    if isinstance(value, dict) and value.keys() == {"goals"}:
        if stored is None:
            return Refused(problems=(found.problem(("goals",), _GOALS_ALONE),))
        value = _completed(value, stored)
    try:
        written = OrganisationFile.model_validate(value).blueprint()
        problems = list(_problems(found, _wrong(written, stored)))
    except ValidationError as error:
        problems = list(_misshapen(found, value, error.errors(include_url=False), stored))
    if problems or found.problems:
        return Refused(problems=tuple(sorted({*problems, *found.problems})))
    return Accepted(written=written, blueprint=merge.merge(stored, written), outline=found)


_GOALS_ALONE = (
    "only goals stand here, and there is no organisation to put them in. Import one first; check a file like this "
    "with: vardag org import FILE --dry-run"
)


def _completed(value: dict[str, Value], stored: Blueprint) -> dict[str, Value]:
    """A file of goals alone with everything else as it is."""
    rest = outline(write(replace(stored, goals=())).encode()).value
    return {**cast("dict[str, Value]", rest), **value}


def _wrong(written: Blueprint, stored: Blueprint | None, unread: Collection[str] = ()) -> Iterator[Finding]:
    whole = replace(written, goals=merge.united(stored, written))
    beside = [goal for goal in merge.others(stored, written) if goal.key not in unread]
    at_work = merge.at_work(stored, written)
    yield from check.problems(whole, unread=unread, beside=beside, at_work=at_work)
    yield from merge.conflicts(stored, written)


def _misshapen(found: Outline, value: Value, errors: list[ErrorDetails], stored: Blueprint | None) -> Iterator[Problem]:
    """What is wrong with the shape, and whatever else can be told of the entries whose shape is right."""
    yield from (found.problem(each.path, each.says) for each in explain(errors))
    if not isinstance(value, dict) or any(len(each["loc"]) < 2 and not unknown(each) for each in errors):
        return
    rest = remainder(value, errors)
    others = _wrong(rest.blueprint, stored, rest.unread)
    yield from _problems(found, (replace(each, path=rest.original(each.path)) for each in others))


def _problems(found: Outline, findings: Iterable[Finding]) -> Iterator[Problem]:
    """Of the sections that the file has."""
    for each in findings:
        if isinstance(found.value, dict) and each.path[0] in found.value:
            yield found.problem(_in_file(each.path), each.says)


def _in_file(path: Path) -> Path:
    """Where the file has what stands at a path of its blueprint."""
    places: dict[str | int, Path] = {
        "first": ("period", "from"),
        "last": ("period", "to"),
        "handles": (),
        "channels": (),
    }
    return tuple(chain.from_iterable(places.get(part, (part,)) for part in path))

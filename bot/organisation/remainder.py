"""The part of a file that can be understood when another part cannot."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic_core import ErrorDetails

from bot.organisation.explain import unknown
from bot.organisation.goal_part import GoalPart
from bot.organisation.outline import Value
from bot.organisation.schema import OrganisationFile, OrganisationPart, PersonPart, QuestionPart, TeamPart
from dialogues.blueprint.entries import Blueprint
from dialogues.finding import Path
from dialogues.person import LANGUAGES

_SECTIONS = ("teams", "people", "goals", "questions")
#: Stands in for an organisation that cannot be understood; nothing is wrong with this one.
_ANY = OrganisationPart(name="Vardag", locale="en", timezone="UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remainder:
    """`unread` are the keys and e-mails of entries that were left out; `places` where the others stood in the file."""

    blueprint: Blueprint
    unread: frozenset[str]
    places: Mapping[str, Sequence[int]]

    def original(self, path: Path) -> Path:
        """A path of the blueprint as a path of the file."""
        match path:
            case (str(section), int(place), *rest):
                return (section, self.places[section][place], *rest)
            case _:
                return path


def remainder(value: Mapping[str, Value], errors: Sequence[ErrorDetails]) -> Remainder:
    """Leaves out unknown keys, every entry in which something else is wrong, and texts in a language nobody knows."""
    unwanted = {each["loc"] for each in errors if unknown(each)}
    broken = [each["loc"] for each in errors if not unknown(each)]
    known = {key: _without(each, unwanted, (key,)) for key, each in value.items()}
    entries = {section: _entries(known.get(section)) for section in _SECTIONS}
    left_out = {section: {each[1] for each in broken if each[0] == section} for section in entries}
    organisation = _organisation(known["organisation"], is_broken=any(start == "organisation" for start, *_ in broken))
    if organisation is None:
        left_out |= {section: set(range(len(entries[section]))) for section in ("goals", "questions")}
    places = {
        section: [place for place in range(len(those)) if place not in left_out[section]]
        for section, those in entries.items()
    }
    sound = {section: [entries[section][place] for place in those] for section, those in places.items()}
    file = OrganisationFile.model_construct(
        organisation=organisation or _ANY,
        teams=tuple(map(TeamPart.model_validate, sound["teams"])),
        people=tuple(map(PersonPart.model_validate, sound["people"])),
        goals=tuple(map(GoalPart.model_validate, sound["goals"])),
        questions=tuple(map(QuestionPart.model_validate, sound["questions"])),
    )
    unread = {
        name
        for section, those in entries.items()
        for place, entry in enumerate(those)
        if place in left_out[section]
        for name in _names(entry)
    }
    return Remainder(blueprint=file.blueprint(), unread=frozenset(unread), places=places)


def _organisation(value: Value, *, is_broken: bool) -> OrganisationPart | None:
    """As much of it as can be understood; None where not even its language can."""
    if not is_broken:
        return OrganisationPart.model_validate(value)
    locale = value.get("locale") if isinstance(value, dict) else None
    return _ANY.model_copy(update={"locale": locale}) if locale in LANGUAGES else None


def _without(value: Value, unwanted: Collection[Path], path: Path = ()) -> Value:
    match value:
        case dict():
            return {
                key: _without(each, unwanted, (*path, key))
                for key, each in value.items()
                if (*path, key) not in unwanted
            }
        case list():
            return [_without(each, unwanted, (*path, place)) for place, each in enumerate(value)]
        case _:
            return value


def _entries(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


def _names(entry: Value) -> Iterator[str]:
    """How other entries refer to this one."""
    if isinstance(entry, dict):
        for name in (entry.get("key"), entry.get("email")):
            if isinstance(name, str):
                yield name.strip()
                yield name.strip().lower()

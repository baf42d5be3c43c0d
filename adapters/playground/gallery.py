"""Every type of message and form as an example, to be looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dialogues.example.types import EXAMPLES, Example, Part
from dialogues.form import Form
from dialogues.language import Language
from dialogues.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A type by its id, when it comes, and an example of it: a message or a form, the other of which is None."""

    id: str
    when: str
    message: Message[str] | None = None
    form: Form[str] | None = None


#: The exhibits of each part, in the order in which they are read.
Gallery = Sequence[tuple[Part, Sequence[Exhibit]]]


def galleries(languages: Mapping[str, Language]) -> Mapping[str, Gallery]:
    """The gallery in each of the languages, by code."""
    return {code: _gallery(language) for code, language in languages.items()}


def _gallery(language: Language) -> Gallery:
    every = EXAMPLES.values()
    return [(part, [_exhibit(each, language) for each in every if each.part is part]) for part in Part]


def _exhibit(example: Example, language: Language) -> Exhibit:
    when, shows = language.say(example.when), example.shows
    if isinstance(shows, Message):
        return Exhibit(id=example.id, when=when, message=language.message(shows))
    return Exhibit(id=example.id, when=when, form=language.form(shows))

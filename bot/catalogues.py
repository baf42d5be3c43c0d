"""Reads our languages from their files."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from dialogues.language import Language, read_catalogue
from dialogues.person import LANGUAGES


@cache
def read_languages() -> Mapping[str, Language]:
    """Every language of ours by its code. They are read once."""
    languages = {}
    for code in LANGUAGES:
        with files("dialogues").joinpath("locale", f"{code}.po").open("rb") as file:
            languages[code] = Language(code, read_catalogue(file))
    return languages

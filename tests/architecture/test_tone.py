"""No sentence presses or shames (domain.md §4.3), in whichever catalogue it stands."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.architecture.repository import PACKAGES, ROOT, tracked

#: Whole words, in any case. Each catalogue is searched for those of both languages.
BANNED = (
    *("du ligger efter", "sämst", "alla andra", "sista chansen", "måste", "glöm inte", "besviken"),
    *("you are behind", "worst", "everyone else", "last chance", "must", "don't forget", "disappointed"),
)
CATALOGUES = [path for path in tracked() if path.suffix == ".po" and path.parts[0] in PACKAGES]


def found(text: str) -> Iterator[str]:
    """The banned words in a text."""
    plain = " ".join(text.replace("’", "'").split()).casefold()
    return (word for word in BANNED if re.search(rf"\b{re.escape(word)}\b", plain))


@pytest.mark.parametrize("path", CATALOGUES, ids=str)
def test_no_sentence_presses_or_shames(path: Path) -> None:
    faults = []
    with (ROOT / path).open("rb") as file:
        for message in read_po(file, abort_invalid=True):
            forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
            key = message.id if isinstance(message.id, str) else message.id[0]
            faults += [f"{path}: {key}: {word}" for form in forms for word in found(form)] if key else []
    assert faults == []


def test_every_catalogue_is_read_and_a_banned_word_is_found_however_it_is_written() -> None:
    folders = {path.parent.as_posix() for path in CATALOGUES}
    assert folders >= {"dialogues/locale", "adapters/playground/locale"}
    assert list(found("MÅSTE du? Don’t\nforget the mustard.")) == ["måste", "don't forget"]

"""The pages' own sentences."""

import re
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po

import adapters.playground
from dialogues.example.types import Part
from dialogues.person import LANGUAGES

HERE = Path(adapters.playground.__file__).parent
#: What the templates put together from a key and a value.
ENDINGS = {
    "language.": LANGUAGES,
    "gallery.": [part.value for part in Part],
    "visit.": ("chat", "home"),
    "visit.messages.": ("chat", "channel", "home"),
    "visit.empty.": ("chat", "channel", "home"),
}


def catalogue(language: str) -> Catalog:
    with (HERE / "locale" / f"{language}.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def sentences(language: str) -> dict[str, str]:
    texts = {}
    for message in catalogue(language):
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            texts[key] = message.string if isinstance(message.string, str) else " / ".join(message.string or ())
    return texts


def test_both_languages_say_the_same_things_with_the_same_gaps() -> None:
    swedish, english = sentences("sv"), sentences("en")
    assert list(swedish) == list(english)
    for key, text in swedish.items():
        assert text, key
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", english[key])), key


def test_every_sentence_is_used_and_every_one_used_is_there() -> None:
    templates = "".join(path.read_text() for path in (HERE / "templates").iterdir())
    said = set(re.findall(r"""say\(["']([\w.]+\w)["'][,)]""", templates))
    said |= {f"{start}{end}" for start, ends in ENDINGS.items() for end in ends}
    both = set(re.findall(r"""both\("([\w.]+\w)"\)""", templates)) | {
        f"{start}{end}" for start in ("language.", "visit.") for end in ENDINGS[start]
    }
    said |= both | {f"{key}.short" for key in both}
    said |= {f"problem.{status}" for status in (400, 403, 404, 409, 413, 503)}
    assert said == set(sentences("sv"))

"""A report as Markdown. What an organisation has written stands in it as text, whatever it contains."""

import re
from collections.abc import Iterator

from dialogues.language import Language
from dialogues.phrase import Phrase
from dialogues.report.report import Figure, Report, Section

#: What would mean something, wherever it stands.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~&$])")


def write(report: Report[str], language: Language) -> str:
    """The whole report, and what its pictures show in words."""
    return "\n\n".join(_parts(report, language)) + "\n"


def _parts(report: Report[str], language: Language) -> Iterator[str]:
    yield f"# {_plain(report.title)}"
    yield f"{_plain(report.organisation)}  \n{_plain(report.period)}  \n{_plain(report.made)}"
    yield from map(_plain, report.opening)
    yield _question(language.say(Phrase.of("report.asked")), report.question)
    for section in report.sections:
        yield from _section(section, language)
    yield f"## {_plain(language.say(Phrase.of('report.counted')))}"
    yield _items(report.method)


def _section(section: Section[str], language: Language) -> Iterator[str]:
    yield f"## {_plain(section.heading)}"
    yield from map(_plain, section.paragraphs)
    if section.figures:
        yield "\n".join(map(_figure, section.figures))
    yield from (_plain(each.alternative) for each in section.pictures)
    yield from map(_plain, section.notes)
    if section.question is not None:
        yield _question(language.say(Phrase.of("report.talk_about")), section.question)


def _figure(figure: Figure[str]) -> str:
    notes = " ".join(map(_plain, figure.notes))
    return f"- {_plain(figure.name)}: **{_plain(figure.value)}**" + (f"  \n  {notes}" if notes else "")


def _question(label: str, question: str) -> str:
    return f"> **{_plain(label)}:** {_plain(question)}"


def _items(texts: tuple[str, ...]) -> str:
    return "\n".join(f"- {_plain(each)}" for each in texts)


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))

"""A report as a table that a spreadsheet opens: one line for each figure, and for each value of a curve."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from dialogues.language import Language
from dialogues.phrase import Phrase
from dialogues.report.report import Curve, Figure, Report, Section, Whole

COLUMNS: Final = (
    *("section", "key", "name", "value", "percent", "lower", "upper"),
    *("part", "whole", "teams", "notes"),
)
#: What a spreadsheet expects between values, where one writes 1,5 and where one writes 1.5.
DELIMITERS: Final = {"sv": ";", "en": ","}
#: By this a spreadsheet sees which encoding it is.
MARK: Final = "\ufeff"
#: What a spreadsheet would take for the beginning of a formula, or what hides one.
_ACTIVE: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")

Row = dict[str, str | int | None]


def write(report: Report[str], language: Language) -> str:
    """The whole table, its head in the language of the report. The values of `key` are the same in every language."""
    out = StringIO()
    table = csv.DictWriter(out, COLUMNS, delimiter=DELIMITERS[language.code])
    table.writerow({each: inert(language.say(Phrase.of(f"report.column.{each}"))) for each in COLUMNS})
    for section in report.sections:
        for row in _rows(section):
            safe = {name: inert(value) if isinstance(value, str) else value for name, value in row.items()}
            table.writerow({"section": inert(section.heading), **safe})
    return MARK + out.getvalue()


def inert(text: str) -> str:
    """The text as a spreadsheet takes for a text: nothing that somebody has written is calculated."""
    plain = " ".join(text.split())
    return f"'{plain}" if plain.startswith(_ACTIVE) else plain


def _rows(section: Section[str]) -> Iterator[Row]:
    for figure in section.figures:
        yield _figure(figure)
    for picture in section.pictures:
        yield from _curve(section, picture) if isinstance(picture, Curve) else _whole(section, picture)


def _figure(figure: Figure[str]) -> Row:
    tens = figure.bar.tens if figure.bar else None
    return {
        "key": figure.key,
        "name": figure.name,
        "value": figure.value,
        "percent": tens.percent if tens else None,
        "lower": tens.lower if tens else None,
        "upper": tens.upper if tens else None,
        "part": figure.part,
        "whole": figure.whole,
        "teams": figure.teams,
        "notes": " ".join(figure.notes),
    }


def _curve(section: Section[str], curve: Curve[str]) -> Iterator[Row]:
    for spot in curve.spots:
        yield {"key": f"{section.key}.course", "name": f"{curve.title}, {spot.label}", "value": spot.said}


def _whole(section: Section[str], whole: Whole[str]) -> Iterator[Row]:
    for each in whole.portions:
        yield {
            "key": f"{section.key}.portion",
            "name": f"{whole.title}, {each.name}",
            "value": str(each.count),
            "part": each.count,
        }

"""Published readings as a file: a table for a spreadsheet, or JSON."""

import csv
import json
from datetime import date
from io import StringIO

from bot.report.spreadsheet import DELIMITERS, MARK, inert
from dialogues.export import COLUMNS, Cell, Publication, rows
from dialogues.language import Language
from dialogues.phrase import Phrase, Wording


def write_csv(publication: Publication, language: Language) -> str:
    """A line for each reading, texts in one language. Nothing that somebody has written is calculated."""
    out = StringIO()
    table = csv.DictWriter(out, COLUMNS, delimiter=DELIMITERS[language.code])
    table.writeheader()
    for row in rows(publication):
        table.writerow({name: _cell(value, language) for name, value in row.items()})
    return MARK + out.getvalue()


def write_json(publication: Publication, language: Language) -> str:
    """An object for each reading, what the organisation has written in each of its languages."""
    document = {
        "organisation": publication.organisation.name,
        "exported_on": publication.today.isoformat(),
        "readings": [{name: _value(value, language) for name, value in row.items()} for row in rows(publication)],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _cell(value: Cell, language: Language) -> str | int | None:
    match value:
        case None | int():
            return value
        case date():
            return value.isoformat()
        case str() | Wording() | Phrase():
            return inert(language.say(value))
        case _:
            return inert(" ".join(value))


def _value(value: Cell, language: Language) -> object:
    match value:
        case date():
            return value.isoformat()
        case Wording():
            return dict(value.texts)
        case Phrase():
            return language.say(value)
        case None | int() | str():
            return value
        case _:
            return list(value)

"""Everything that is kept of one person, for nobody's eyes but theirs (domain.md §6.3: access, portability)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from dialogues.phrase import Phrase, Wording
from dialogues.window import Window

Datum = (
    None
    | bool
    | int
    | str
    | date
    | time
    | datetime
    | Wording
    | Phrase
    | Window
    | Sequence["Datum"]
    | Mapping[str, "Datum"]
)
#: One thing that is kept, by the names of what is known of it.
Record = Mapping[str, Datum]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is kept of one kind. A part is there, also where it has no records."""

    name: str
    records: tuple[Record, ...]


def pieces(parts: Sequence[Part]) -> Iterator[str]:
    """The parts as one JSON object, cut where a line may end: joined, with or without line ends, they are the whole.

    Days, times and instants are in ISO 8601, instants in UTC; what is written in several languages has each of them by
    its code.
    """
    for number, part in enumerate(parts):
        yield f"{',' if number else '{'}{json.dumps(part.name)}:["
        for place, record in enumerate(part.records):
            yield f"{',' if place else ''}{_written(record)}"
        yield "]"
    yield "}" if parts else "{}"


def _written(record: Record) -> str:
    return json.dumps(_plain(record), ensure_ascii=False, separators=(",", ":"))


def _plain(datum: Datum) -> object:
    match datum:
        case None | bool() | int() | str():
            return datum
        case datetime() | date() | time():
            return datum.isoformat()
        case Wording():
            return dict(datum.texts)
        case Phrase():
            return datum.key
        case Window():
            return _plain(_of_window(datum))
        case Mapping():
            return {name: _plain(each) for name, each in datum.items()}
        case _:
            return [_plain(each) for each in datum]


def _of_window(window: Window) -> Record:
    return {
        "question": window.item.value,
        "text": window.text,
        "behaviour": window.behaviour.text if window.behaviour else None,
        "goal": window.title,
        "options": [{"goal": each.goal, "title": each.title} for each in window.options],
        "opened_at": window.opened_at,
        "closed_at": window.closed_at,
    }

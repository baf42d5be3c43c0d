"""What is kept of somebody, in words: a line for each thing; of what is of use to Vardag alone, how much there is."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Final, cast

from dialogues.entry import inert
from dialogues.own.mine import Datum, Part, Record
from dialogues.person import FOCUS, NOTHING
from dialogues.phrase import Argument, Day, Hour, Phrase, Text, Wording
from dialogues.pulse import card, scale
from dialogues.pulse.scale import SKIPPED
from dialogues.window import Aspect, Window

#: So much is said of a question of the organisation's own; the JSON has all of it.
QUESTION: Final = 300

Line = Callable[[Record], Text]


def lines(part: Part) -> Iterator[Text]:
    """What is said of a part that has records."""
    if part.name in FIELDS:
        for record in part.records:
            yield from _fields(record)
    elif part.name in LINES:
        yield from map(LINES[part.name], part.records)
    else:
        yield Phrase.of("mine.counted", len(part.records))


def _fields(record: Record) -> Iterator[Text]:
    """What is known, each thing behind its name."""
    for name, value in record.items():
        if value is not None:
            yield Phrase.of("mine.field", name=Phrase.of(f"mine.name.{name}"), value=_setting(name, value))


#: What stands in the settings, as one chooses it there.
_CODES: Final[Mapping[tuple[str, str], Phrase]] = {
    ("nudged_about", FOCUS): Phrase.of("settings.nudges_focus"),
    ("nudged_about", NOTHING): Phrase.of("settings.nudges_nothing"),
    ("language", "sv"): Phrase.of("language.sv"),
    ("language", "en"): Phrase.of("language.en"),
}


def _setting(name: str, value: Datum) -> Argument:
    chosen = _CODES.get((name, value)) if isinstance(value, str) else None
    return chosen or _argument(value)


def _sentence(key: str) -> Line:
    return lambda record: Phrase(key=key, args={name: _argument(value) for name, value in record.items()})


def _answer(record: Record) -> Text:
    window = cast(Window, record["window"])
    value = str(record["value"])
    gaps: dict[str, Argument] = {"day": _argument(record["day"]), "answer": _chosen(window, value)}
    if record["aspect"] == Aspect.OBSTACLE:
        return Phrase.of("mine.obstacle", **gaps, about=_about(window))
    return Phrase.of("mine.answer", **gaps, question=_question(window))


def _comment(record: Record) -> Text:
    window = cast(Window, record["window"])
    seen = Phrase.of(f"mine.seen.{record['visibility']}")
    theme, comment = record["theme"], record["comment"]
    said = comment if isinstance(comment, str) else _obstacle(str(theme))
    return Phrase.of("mine.comment", question=_question(window), said=said, seen=seen)


def _chosen(window: Window, value: str) -> Argument:
    """An answer in the words of its button."""
    if value == SKIPPED:
        return Phrase.of("mine.skipped")
    labels = {each.value: each.label for each in (*scale.OBSTACLES.answers, *window.asks.scale.answers)}
    titles = {str(each.goal): each.title for each in window.options}
    return Phrase.of(labels[value]) if value in labels else titles.get(value, value)


def _obstacle(value: str) -> Argument:
    labels = {each.value: each.label for each in scale.OBSTACLES.answers}
    return Phrase.of(labels[value]) if value in labels else value


def _question(window: Window) -> Argument:
    asked = card.wording(window)
    if isinstance(asked, Wording):
        return asked.cut(QUESTION)
    if window.asks.quotes and window.behaviour is not None:
        return Phrase.of("mine.about", question=asked, behaviour=window.behaviour.text.quoted)
    return asked


def _about(window: Window) -> Argument:
    return window.behaviour.text.quoted if window.behaviour is not None else _question(window)


def _judgement(record: Record) -> Text:
    return Phrase.of(f"mine.judged.{record['judgement']}", behaviour=_argument(record["behaviour"]))


def _plan(record: Record) -> Text:
    gaps = {name: _argument(record[name]) for name in ("situation", "at")}
    action = record["action"] or record["behaviour"]
    return Phrase.of("mine.plan", **gaps, action=_argument(action))


def _meeting(record: Record) -> Text:
    key = "mine.meeting" if record["with"] is None else "mine.meeting_with"
    return _sentence(key)(record)


def _personal(record: Record) -> Text:
    return _sentence("mine.promised_by_me" if record["leads"] else "mine.promised_to_me")(record)


def _reflection(record: Record) -> Text:
    question = Phrase.of(f"reflection.{record['arena']}")
    return Phrase.of("mine.reflection", day=_argument(record["day"]), question=question, text=_argument(record["text"]))


def _argument(value: Datum) -> Argument:
    match value:
        case bool():
            return Phrase.of("mine.yes" if value else "mine.no")
        case datetime():
            return Day(day=value.date(), year=True)
        case date():
            return Day(day=value, year=True)
        case time():
            return Hour(hour=value)
        case Wording():
            return value.quoted
        case int() | Phrase():
            return value
        case str():
            return inert(value)
        case _:
            return "–"


#: Of these, each thing that is known has a line.
FIELDS: Final = ("profile", "settings", "accounts", "handles")
#: Of these, each record has one. A new part has its line here, or is only counted, and a heading `mine.part.<name>`.
LINES: Final[Mapping[str, Line]] = {
    "answers": _answer,
    "comments": _comment,
    "judgements": _judgement,
    "plans": _plan,
    "celebrations": _sentence("mine.celebration"),
    "reflections": _reflection,
    "personal_promises": _personal,
    "topics": _sentence("mine.topic"),
    "leads": _sentence("mine.lead"),
    "goals": _sentence("mine.goal"),
    "promises": _sentence("mine.promise"),
    "meetings": _meeting,
    "diary": _sentence("mine.diary"),
    "one_on_ones": _sentence("mine.one_on_one"),
}

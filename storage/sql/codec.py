"""Values that the database keeps as JSON text."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from dialogues.calendar import Break
from dialogues.goal import Answers, Guidance, StopItem
from dialogues.measure import Measure
from dialogues.message import Message
from dialogues.phrase import Text, Wording
from dialogues.rules import Reference
from dialogues.situation import Situation
from dialogues.window import Option

T = TypeVar("T")


class Json(Generic[T]):
    """How one type is written, and read again."""

    def __init__(self, adapter: TypeAdapter[T]) -> None:
        self._adapter = adapter

    def write(self, value: T) -> str:
        return self._adapter.dump_json(value).decode()

    def read(self, text: str) -> T:
        return self._adapter.validate_json(text)

    def write_some(self, value: T | None) -> str | None:
        """As `write`; where there is no value, none is written."""
        return None if value is None else self.write(value)

    def read_some(self, text: str | None) -> T | None:
        return None if text is None else self.read(text)


ANSWERS: Json[Answers] = Json(TypeAdapter(Answers))
ASKED: Json[Mapping[str, Any]] = Json(TypeAdapter(Mapping[str, Any]))
BREAKS: Json[tuple[Break, ...]] = Json(TypeAdapter(tuple[Break, ...]))
COUNTS: Json[Mapping[str, int]] = Json(TypeAdapter(Mapping[str, int]))
GUIDANCE: Json[Guidance] = Json(TypeAdapter(Guidance))
MEASURES: Json[tuple[Measure, ...]] = Json(TypeAdapter(tuple[Measure, ...]))
MESSAGE: Json[Message[Text]] = Json(TypeAdapter(Message[Text]))
OPTIONS: Json[tuple[Option, ...]] = Json(TypeAdapter(tuple[Option, ...]))
OPAQUE: Json[Mapping[str, str]] = Json(TypeAdapter(Mapping[str, str]))
REFERENCE: Json[Reference] = Json(TypeAdapter(Reference))
SITUATIONS: Json[tuple[Situation, ...]] = Json(TypeAdapter(tuple[Situation, ...]))
SITUATION: Json[Text] = Json(TypeAdapter(Text))
STOP: Json[tuple[StopItem, ...]] = Json(TypeAdapter(tuple[StopItem, ...]))
SUGGESTED: Json[str] = Json(TypeAdapter(str))
WORDING: Json[Wording] = Json(TypeAdapter(Wording))

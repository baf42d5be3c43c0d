"""Values that the database keeps as JSON text."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from dialogues.goal import Answers, Measure, StopItem
from dialogues.message import Message
from dialogues.phrase import Text, Wording

T = TypeVar("T")


class Json(Generic[T]):
    """How one type is written, and read again."""

    def __init__(self, adapter: TypeAdapter[T]) -> None:
        self._adapter = adapter

    def write(self, value: T) -> str:
        return self._adapter.dump_json(value).decode()

    def read(self, text: str) -> T:
        return self._adapter.validate_json(text)


ANSWERS: Json[Answers | None] = Json(TypeAdapter(Answers | None))
MEASURES: Json[tuple[Measure, ...]] = Json(TypeAdapter(tuple[Measure, ...]))
MESSAGE: Json[Message[Text]] = Json(TypeAdapter(Message[Text]))
OPAQUE: Json[Mapping[str, str]] = Json(TypeAdapter(Mapping[str, str]))
STOP: Json[tuple[StopItem, ...]] = Json(TypeAdapter(tuple[StopItem, ...]))
WORDING: Json[Wording] = Json(TypeAdapter(Wording))

"""What the parts of the organisation file are made of."""

import re
from datetime import date, time
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, JsonValue, StringConstraints, Tag
from pydantic_core import PydanticCustomError

from dialogues.person import LANGUAGES
from dialogues.phrase import Wording


class Part(BaseModel):
    """A piece of the file: nothing but its own keys may stand in it."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


def wording(words: str | dict[str, str], locale: str) -> Wording:
    """`words` as they stand in the file; without a language they are in that of `locale`."""
    return Wording(texts=words if isinstance(words, dict) else {locale: words})


def some_wording(words: str | dict[str, str] | None, locale: str) -> Wording | None:
    """Likewise, where words may be left out."""
    return wording(words, locale) if words is not None else None


def _day(text: object) -> object:
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise PydanticCustomError("day", "this is not a day. Write year, month and day, as 2026-09-01.")
    return text


def _clock(text: object) -> object:
    if not isinstance(text, str) or not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text, re.ASCII):
        raise PydanticCustomError("clock", 'this is not a time of day. Write hours and minutes, as "09:15".')
    return text


def _flag(text: object) -> object:
    if text not in ("true", "false"):
        raise PydanticCustomError("flag", "this must be true or false.")
    return text


_LANGUAGES: dict[str, JsonValue] = {"propertyNames": {"enum": list(LANGUAGES)}}

Words = Annotated[
    Annotated[str, Tag("plain text")]
    | Annotated[dict[str, str], Field(min_length=1, json_schema_extra=_LANGUAGES), Tag("text by language")],
    Discriminator(lambda value: "text by language" if isinstance(value, dict) else "plain text"),
]
Address = Annotated[str, StringConstraints(to_lower=True)]
Day = Annotated[date, BeforeValidator(_day)]
Clock = Annotated[time, BeforeValidator(_clock)]
Flag = Annotated[bool, BeforeValidator(_flag)]

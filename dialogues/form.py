"""A form: the only place where more than a tap is asked of a person."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Generic, Literal, Self, TypeVar

T = TypeVar("T", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField(Generic[T]):
    """`value` is what stands there already; at most `longest` characters are taken."""

    name: str
    label: T
    hint: T | None = None
    value: str = ""
    longest: int = 3000
    lines: Literal["one", "many"] = "one"
    required: bool = True
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Generic[T]):
    value: str
    label: T


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(Generic[T]):
    """One of `options`, each with its own value; `value` is the one chosen already."""

    name: str
    label: T
    options: tuple[Option[T], ...]
    hint: T | None = None
    value: str = ""
    required: bool = True
    kind: Literal["choice"] = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateField(Generic[T]):
    """A day as `YYYY-MM-DD`."""

    name: str
    label: T
    hint: T | None = None
    value: str = ""
    required: bool = True
    kind: Literal["date"] = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeField(Generic[T]):
    """A local time of day as `HH:MM`."""

    name: str
    label: T
    hint: T | None = None
    value: str = ""
    required: bool = True
    kind: Literal["time"] = "time"


FormField = TextField[T] | ChoiceField[T] | DateField[T] | TimeField[T]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Generic[T]):
    """What is submitted arrives as `Submitted(token, values)`, values by field name, absent fields as empty text.

    `cancel` is the way out, by which nothing arrives. `missing` stands beside a required field that was left empty,
    where the platform itself keeps such a form from being sent.
    """

    title: T
    fields: tuple[FormField[T], ...]
    submit: T
    cancel: T
    missing: T
    token: str

    def filled(self, values: Mapping[str, str]) -> Self:
        """The same form with `values` by field name standing in it; what is not among them stays."""
        fields = tuple(replace(field, value=values.get(field.name, field.value)) for field in self.fields)
        return replace(self, fields=fields)

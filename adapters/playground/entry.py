"""What somebody has entered in a form."""

from collections.abc import Mapping
from datetime import date, time
from typing import assert_never

from dialogues.form import ChoiceField, DateField, Form, FormField, TextField, TimeField


def read_entry(form: Form[str], values: Mapping[str, str]) -> Mapping[str, str]:
    """What `values` say of each field, empty where they say nothing; whatever else they hold is left out.

    Raises ValueError for what cannot have been entered: too long a text, no option, no date, no time.
    """
    return {field.name: _read(field, values.get(field.name, "")) for field in form.fields}


def _read(field: FormField[str], value: str) -> str:
    match field:
        case TextField():
            if len(value) > field.longest:
                raise ValueError("too long")
            return value
        case ChoiceField():
            if value and value not in {option.value for option in field.options}:
                raise ValueError("no option")
            return value
        case DateField():
            return date.fromisoformat(value).isoformat() if value else ""
        case TimeField():
            # Some browsers send the seconds along.
            return f"{time.fromisoformat(value):%H:%M}" if value else ""
        case _:
            assert_never(field)

"""Forms that change what stands there already: whoever was overtaken meanwhile is shown so, and loses no word."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from dialogues.effect import Reject
from dialogues.entry import on_one_line
from dialogues.event import Submitted
from dialogues.form import ChoiceField, Form, FormField
from dialogues.phrase import Phrase, Text
from dialogues.token import Token

#: What stands on the button that sends a form in, unless something else does.
SAVE: Final = Phrase.of("settings.save")


def form(*, title: Text, fields: tuple[FormField[Text], ...], token: str = "", submit: Text = SAVE) -> Form[Text]:
    """A form of ours: all are left, and told to be filled in, in the same words."""
    return Form(
        title=title,
        fields=fields,
        submit=submit,
        cancel=Phrase.of("form.cancel"),
        missing=Phrase.of("form.missing"),
        token=token,
    )


def digest(*parts: str) -> str:
    """A short name for exactly these texts, the same on every machine."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def stamped(form: Form[Text], token: Token) -> Form[Text]:
    """The form with a token whose value tells what stood in it when it was opened."""
    return replace(form, token=str(replace(token, value=_stamp(form))))


def is_current(form: Form[Text], token: Token) -> bool:
    """Whether what would stand in `form` now is what stood in the one that was sent in with `token`."""
    return token.value == _stamp(form)


def overtaken(form: Form[Text], values: Mapping[str, str]) -> Form[Text] | None:
    """`form`, as it would be opened now, with what was entered in the one that was overtaken, and beside it what
    stands there now; None where both say the same."""
    fields = tuple(_beside(field, values.get(field.name, field.value)) for field in form.fields)
    return replace(form, fields=fields) if fields != form.fields else None


def rejected(form: Form[Text], event: Submitted, errors: Mapping[str, Text]) -> Reject:
    """The form that was sent in stays open, and is still the one that was opened when it was."""
    return Reject(form=replace(form, token=str(event.token)), errors=errors)


def _beside(field: FormField[Text], entered: str) -> FormField[Text]:
    """The field with what was entered, and a hint at what stands there now where that is something else."""
    if on_one_line(entered) == on_one_line(field.value):
        return field
    now: Text = field.value
    if isinstance(field, ChoiceField):
        now = next((each.label for each in field.options if each.value == field.value), "")
    hint = Phrase.of("editing.overtaken", now=now) if now else Phrase.of("editing.emptied")
    return replace(field, value=entered, hint=hint)


def _stamp(form: Form[Text]) -> str:
    return digest(*(f"{field.name}={field.value}" for field in form.fields))

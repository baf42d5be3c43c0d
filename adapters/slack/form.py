"""Our forms as modal views, and the bot's own page as a home view."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from adapters.fit import cut
from adapters.slack.limits import (
    BLOCKS_PER_VIEW,
    HINT,
    INPUT,
    LABEL,
    OPTION,
    OPTIONS_PER_GROUP,
    TEXT,
    VIEW_BUTTON,
    VIEW_TITLE,
)
from adapters.slack.render import Json, blocks, plain, section
from dialogues.form import ChoiceField, DateField, Form, FormField, Option, TextField, TimeField
from dialogues.message import Message


def modal(form: Form[str]) -> Json:
    """A form as a view. Its token travels as `callback_id`.

    A field's name is its `block_id`, where Slack wants errors to point. Its `action_id` is the token: a view that
    follows on another keeps what was entered in a field with both of these ids, whatever is to stand there.
    """
    return {
        "type": "modal",
        "callback_id": form.token,
        "title": plain(form.title, VIEW_TITLE),
        "submit": plain(form.submit, VIEW_BUTTON),
        "close": plain(form.cancel, VIEW_BUTTON),
        "blocks": [block for field in form.fields for block in _field(field, form.token)][:BLOCKS_PER_VIEW],
    }


def home(message: Message[str]) -> Json:
    """A message as the bot's own page. Charts stay words: sources disagree on whether a page may hold one."""
    return {"type": "home", "blocks": blocks(message)}


def rejection(errors: Mapping[str, str]) -> Json:
    """The answer to a submission that keeps the form open, with each error beside its field."""
    return {"response_action": "errors", "errors": {name: cut(text, HINT) for name, text in errors.items()}}


def _field(field: FormField[str], token: str) -> Iterator[Json]:
    if isinstance(field, ChoiceField) and any(len(option.label) > OPTION for option in field.options):
        yield _listed(field.options)
        field = replace(field, options=tuple(_numbered(field.options)))
    block: Json = {
        "type": "input",
        "block_id": field.name,
        "label": plain(field.label, LABEL),
        "optional": not field.required,
        "element": {"action_id": token, **_element(field)},
    }
    yield {**block, "hint": plain(field.hint, HINT)} if field.hint else block


def _element(field: FormField[str]) -> Json:
    match field:
        case TextField():
            longest = min(field.longest, INPUT)
            element: Json = {"type": "plain_text_input", "multiline": field.lines == "many", "max_length": longest}
            return {**element, **_initial("initial_value", field.value[:longest])}
        case ChoiceField():
            chosen = next((option for option in field.options if option.value == field.value), None)
            element = {"type": "static_select", **_options(field.options)}
            return {**element, **_initial("initial_option", _option(chosen) if chosen else None)}
        case DateField():
            return {"type": "datepicker", **_initial("initial_date", field.value)}
        case TimeField():
            return {"type": "timepicker", **_initial("initial_time", field.value)}
        case _:
            assert_never(field)


def _initial(name: str, value: object) -> Json:
    return {name: value} if value else {}


def _options(options: tuple[Option[str], ...]) -> Json:
    if len(options) <= OPTIONS_PER_GROUP:
        return {"options": [_option(option) for option in options]}
    return {
        "option_groups": [
            {
                "label": plain(f"{first + 1}–{min(first + OPTIONS_PER_GROUP, len(options))}", OPTION),
                "options": [_option(option) for option in options[first : first + OPTIONS_PER_GROUP]],
            }
            for first in range(0, len(options), OPTIONS_PER_GROUP)
        ]
    }


def _listed(options: Sequence[Option[str]]) -> Json:
    """Options that are too long for a list to choose from, whole, above it."""
    rows = [section(cut(option.label, TEXT)) for option in options]
    return {"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "ordered", "elements": rows}]}


def _numbered(options: Sequence[Option[str]]) -> Iterator[Option[str]]:
    for number, option in enumerate(options, 1):
        yield replace(option, label=f"{number}. {option.label}")


def _option(option: Option[str]) -> Json:
    return {"text": plain(option.label, OPTION), "value": option.value}

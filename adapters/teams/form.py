"""Our forms: as dialogs, and as cards in the chat where there is nothing that could open a dialog."""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from adapters.fit import cut
from adapters.teams.content import CARD, Content, Json
from adapters.teams.limits import BUTTON, CARD_SIZE, DIALOG_TITLE, INPUT, LABELS, SUMMARY
from adapters.teams.render import (
    CANCEL,
    FIELDS,
    OURS,
    SUBMIT,
    TITLE,
    carded,
    content,
    execute,
    run,
    runs,
    sending,
    size,
)
from dialogues.form import ChoiceField, DateField, Form, FormField, TextField, TimeField
from dialogues.message import Message

#: So many options are all seen at once; more hide in a list, but for those whose words a list would cut off.
SEEN_AT_ONCE, SEEN_WHOLE = 4, 60


def dialog(form: Form[str], errors: Mapping[str, str]) -> Json:
    """The answer that opens a dialog, or keeps it open with each error beside its field."""
    submit = {"type": "Action.Submit", "title": cut(form.submit, BUTTON), "data": {OURS: _sent(form)}}
    return _task(form.title, _card(form, errors, (), [{**submit, "style": "positive"}]))


def notice(message: Message[str]) -> Json:
    """The answer that shows a message where a dialog was asked for. In there, every button sends."""
    shown = content(message, button=sending)
    return _task(shown.summary, shown.card)


def sheet(form: Form[str], errors: Mapping[str, str]) -> Content:
    """The form as a message in the chat. Its token goes along with what is entered."""
    actions = [
        execute(form.submit, _sent(form), style="positive"),
        execute(form.cancel, {CANCEL: True, TITLE: cut(form.title, SUMMARY)}, associatedInputs="none"),
    ]
    heading = runs(run(cut(form.title, SUMMARY), weight="Bolder", size="Large"))
    return Content(summary=cut(form.title, SUMMARY) or "–", card=_card(form, errors, [heading], actions))


def closed(title: str) -> Content:
    """What stands in the place of a form in the chat that is done with."""
    return Content(summary=cut(title, SUMMARY) or "–", card=carded([runs(run(cut(title, SUMMARY), isSubtle=True))]))


def _sent(form: Form[str]) -> Json:
    """What goes along with the entries: clients leave out what was left empty."""
    return {SUBMIT: form.token, FIELDS: [field.name for field in form.fields], TITLE: cut(form.title, SUMMARY)}


def _task(title: str, card: Json) -> Json:
    value = {"title": cut(title, DIALOG_TITLE), "height": "medium", "width": "medium"}
    return {"task": {"type": "continue", "value": {**value, "card": {"contentType": CARD, "content": card}}}}


def _card(form: Form[str], errors: Mapping[str, str], before: Sequence[Json], actions: Sequence[Json]) -> Json:
    """The card with the longest labels that it has room for; what was entered stays whole."""
    for label in LABELS:
        card = carded([*before, *_fields(form, errors, label), {"type": "ActionSet", "actions": list(actions)}])
        if size(card) <= CARD_SIZE:
            break
    return card


def _fields(form: Form[str], errors: Mapping[str, str], longest: int) -> Iterator[Json]:
    for field in form.fields:
        yield {
            "id": field.name,
            "label": cut(field.label, longest) or "–",
            "isRequired": field.required,
            "errorMessage": cut(form.missing, longest) or "–",
            **_input(field, longest),
        }
        if field.name in errors:
            yield runs(run(cut(errors[field.name], longest), color="Attention"), spacing="Small")
        if field.hint:
            yield runs(run(cut(field.hint, longest), size="Small", isSubtle=True), spacing="Small")


def _input(field: FormField[str], label: int) -> Json:
    match field:
        case TextField():
            longest = min(field.longest, INPUT)
            text: Json = {"type": "Input.Text", "isMultiline": field.lines == "many", "maxLength": longest}
            return {**text, **_value(field.value[:longest])}
        case ChoiceField():
            sentences = any(len(option.label) > SEEN_WHOLE for option in field.options)
            hidden = len(field.options) > SEEN_AT_ONCE and not sentences
            known = any(option.value == field.value for option in field.options)
            return {
                "type": "Input.ChoiceSet",
                "style": "compact" if hidden else "expanded",
                "wrap": True,
                "choices": [
                    {"title": cut(option.label, label) or "–", "value": option.value} for option in field.options
                ],
                **_value(field.value if known else ""),
            }
        case DateField():
            return {"type": "Input.Date", **_value(field.value)}
        case TimeField():
            return {"type": "Input.Time", **_value(field.value)}
        case _:
            assert_never(field)


def _value(value: str) -> Json:
    return {"value": value} if value else {}

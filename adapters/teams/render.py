"""Our messages as Adaptive Cards.

What people and organisations have written stands in text runs and button titles alone, where Teams reads no markup:
in any other text it would draw Markdown, and some HTML.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import assert_never

from adapters.fit import cut, fit, length, within
from adapters.teams.content import Content, Json
from adapters.teams.limits import (
    BUTTON,
    BUTTONS_PER_ROW,
    CARD_SIZE,
    CHART_LABEL,
    CHART_POINTS,
    CHARTS_PER_CARD,
    EDGES,
    ELEMENTS,
    ROW,
    SUMMARY,
    TEXT,
    TEXT_TOGETHER,
)
from dialogues.message import Block, Chart, Choice, Choices, Fields, Heading, Items, Message, Note, Paragraph, Quote

#: How a choice is drawn.
Button = Callable[[Choice[str]], Json]

#: Below this name stands all that is ours in what an action brings back.
OURS = "vardag"
CHOOSE, GOES_ON, SUBMIT, FIELDS, CANCEL, TITLE = "choose", "goes_on", "submit", "fields", "cancel", "title"


def tapping(choice: Choice[str]) -> Json:
    """A button in the chat."""
    style = _style(choice)
    if choice.opens:
        data = {"msteams": {"type": "task/fetch"}, OURS: {CHOOSE: choice.token}}
        return {"type": "Action.Submit", "title": cut(choice.label, BUTTON) or "–", "data": data, **style}
    return execute(choice.label, {CHOOSE: choice.token}, **style)


def sending(choice: Choice[str]) -> Json:
    """A button in a dialog, where each sends the dialog in; what answers one that opens is shown in there, too."""
    data = {OURS: {CHOOSE: choice.token, **({GOES_ON: True} if choice.opens else {})}}
    return {"type": "Action.Submit", "title": cut(choice.label, BUTTON) or "–", "data": data, **_style(choice)}


def content(message: Message[str], *, button: Button = tapping) -> Content:
    """A message within Teams' limits. What does not fit is cut so that one sees it; buttons stay."""
    room = min(length(message.blocks, each=TEXT), TEXT_TOGETHER)
    card = within(CARD_SIZE, room=room, make=lambda room: carded(_body(message, room, button)), size=size)
    return Content(summary=cut(message.summary, SUMMARY), card=card)


def carded(body: Sequence[Json]) -> Json:
    """A card of these elements."""
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "body": list(body),
    }


def size(card: Json) -> int:
    """How long a card is on its way."""
    return len(json.dumps(card))


def run(text: str, **style: object) -> Json:
    """A text that stands there as it was typed."""
    return {"type": "TextRun", "text": text or "–", **style}


def runs(*inlines: Json, **style: object) -> Json:
    return {"type": "RichTextBlock", "inlines": list(inlines), **style}


def execute(title: str, data: Json, **style: object) -> Json:
    """A button whose answer stands in for the card; clients too old for it send a message instead."""
    plain: Json = {"title": cut(title, BUTTON) or "–", "data": {OURS: data}, **style}
    return {"type": "Action.Execute", "verb": OURS, **plain, "fallback": {"type": "Action.Submit", **plain}}


def _body(message: Message[str], room: int, button: Button) -> list[Json]:
    drawn = CHARTS_PER_CARD
    shown: list[Json] = []
    for block in fit(message.blocks, each=TEXT, together=room):
        if isinstance(block, Chart) and drawn and block.points:
            drawn -= 1
            shown.append(_chart(block))
        shown.extend(_block(block, button))
    return _fewer(shown)


def _block(block: Block[str], button: Button) -> Iterator[Json]:
    match block:
        case Heading(text=text):
            yield runs(run(text, weight="Bolder", size="Large"))
        case Paragraph(text=text) | Chart(alternative=text):
            yield runs(run(text))
        case Quote(text=text):
            yield {"type": "Container", "style": "emphasis", "items": [runs(run(text))]}
        case Items(items=items, numbered=numbered):
            marks = (f"{number}." if numbered else "•" for number in range(1, len(items) + 1))
            yield from (runs(run(f"{mark} {item}"), spacing="Small") for mark, item in zip(marks, items, strict=True))
        case Fields(fields=fields):
            for field in fields:
                yield runs(run(field.label, weight="Bolder"), run(f": {field.value}"), spacing="Small")
        case Note(text=text):
            yield runs(run(text, size="Small", isSubtle=True))
        case Choices(choices=choices):
            yield from _rows(choices, button)
        case _:
            assert_never(block)


def _rows(choices: Sequence[Choice[str]], button: Button) -> Iterator[Json]:
    row: list[Choice[str]] = []
    for choice in choices:
        if len(row) == BUTTONS_PER_ROW or (row and sum(len(each.label) + EDGES for each in (*row, choice)) > ROW):
            yield {"type": "ActionSet", "actions": [button(each) for each in row]}
            row = []
        row.append(choice)
    if row:
        yield {"type": "ActionSet", "actions": [button(each) for each in row]}


def _style(choice: Choice[str]) -> Json:
    return {"style": "positive"} if choice.style == "primary" else {}


def _chart(chart: Chart[str]) -> Json:
    """Drawn where the client can; its words stand below it in any case."""
    points = chart.points[-CHART_POINTS:]
    return {
        "type": "Chart.HorizontalBar",
        "title": cut(chart.title, CHART_LABEL),
        # Bands have no numbers that would mean something on an axis.
        "displayMode": "AbsoluteNoAxis",
        "data": [
            {"x": cut(f"{point.label}: {chart.levels[point.level]}", CHART_LABEL), "y": point.level + 1}
            for point in points
        ],
        "fallback": "drop",
    }


def _fewer(elements: list[Json]) -> list[Json]:
    """At most so many that Teams shows them all: the buttons, and before them as much of the rest as there is room."""
    buttons = sum(element["type"] == "ActionSet" for element in elements)
    room = max(ELEMENTS - buttons, 1)
    if len(elements) - buttons <= room:
        return elements
    kept: list[Json] = []
    for element in elements:
        if element["type"] == "ActionSet":
            kept.append(element)
        elif room:
            room -= 1
            kept.append(element if room else runs(run("…")))
    return kept

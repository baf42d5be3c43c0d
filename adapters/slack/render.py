"""Our messages as Block Kit.

What people and organisations have written goes into rich text and plain text, where Slack reads no markup: `*x*`,
`<!channel>` and `<@U1>` stand there as they were typed. The one text that Slack does read is the summary, and it is
escaped here and nowhere else.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from adapters.fit import Wordy, cut, fit, length, within
from adapters.slack.limits import (
    BLOCKS_PER_MESSAGE,
    BUTTON,
    BUTTONS_PER_ROW,
    CHART_LABEL,
    CHART_POINTS,
    CHART_TITLE,
    CHARTS_PER_MESSAGE,
    HEADING,
    PER_BLOCK,
    POSTED,
    SUMMARY,
    TEXT,
    TEXT_TOGETHER,
)
from dialogues.message import Block, Chart, Choice, Choices, Fields, Heading, Items, Message, Note, Paragraph, Quote

Json = Mapping[str, object]


def content(message: Message[str]) -> dict[str, object]:
    """`text` and `blocks` of a message that answers a command or a tap."""
    return _content(message, blocks(message))


def posted(message: Message[str], *, charts: bool = False) -> dict[str, object]:
    """`text` and `blocks` of a message that is posted, which may hold less.

    With `charts`, a chart is drawn beside its words; without, the words stand alone.
    """
    shown = blocks(message, charts=charts)
    if _size(shown) > POSTED:
        room = min(length(message.blocks, each=TEXT), TEXT_TOGETHER)
        shown = within(POSTED, room=room, make=lambda room: _closer(message, room), size=_size)
    return _content(message, shown)


def blocks(message: Message[str], *, charts: bool = False) -> list[Json]:
    """The blocks of a message within Slack's limits. What does not fit is cut so that one sees it; buttons stay."""
    shown = list(_apart(list(fit(message.blocks, each=TEXT, together=TEXT_TOGETHER)), charts=charts))
    return shown if len(shown) <= BLOCKS_PER_MESSAGE else _closer(message, TEXT_TOGETHER)


def escape(text: str) -> str:
    """https://docs.slack.dev/messaging/formatting-message-text#escaping"""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str, longest: int) -> Json:
    """A text in which Slack reads no markup and no `:emoji:`."""
    return {"type": "plain_text", "text": cut(text, longest), "emoji": False}


def section(text: str) -> Json:
    """A line of rich text, which Slack shows as it was typed."""
    return {"type": "rich_text_section", "elements": [_text(text)]}


def _content(message: Message[str], blocks: list[Json]) -> dict[str, object]:
    return {"text": escape(cut(message.summary, SUMMARY)), "blocks": blocks}


def _size(blocks: list[Json]) -> int:
    return len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) + PER_BLOCK * len(blocks)


def _closer(message: Message[str], room: int) -> list[Json]:
    """As few blocks as hold a message, with at most `room` characters of text."""
    return _fewer(list(_together(list(fit(message.blocks, each=TEXT, together=room)))))


def _apart(fitting: Sequence[Block[str]], *, charts: bool) -> Iterator[Json]:
    """Each block by itself, as Slack draws it best."""
    drawn = CHARTS_PER_MESSAGE if charts else 0
    for number, block in enumerate(fitting):
        match block:
            case Choices(choices=choices):
                yield from _rows(choices, number)
            case Heading(text=text) if len(text) <= HEADING:
                yield {"type": "header", "text": plain(text or "–", HEADING)}
            case Note(text=text):
                yield {"type": "context", "elements": [plain(text or "–", TEXT)]}
            case _:
                if isinstance(block, Chart) and drawn and _drawable(block):
                    drawn -= 1
                    yield _chart(block)
                yield _rich(*_elements(block))


def _together(fitting: Sequence[Block[str]]) -> Iterator[Json]:
    """All texts between two rows of buttons in one block: as few blocks as it can be said with."""
    texts: list[Json] = []
    for number, block in enumerate(fitting):
        if not isinstance(block, Choices):
            texts.extend(_elements(block))
            continue
        if texts:
            yield _rich(*texts)
            texts = []
        yield from _rows(block.choices, number)
    if texts:
        yield _rich(*texts)


def _elements(block: Wordy) -> Iterator[Json]:
    """A block of text as parts of rich text."""
    match block:
        case Heading(text=text):
            yield {"type": "rich_text_section", "elements": [_text(text, bold=True)]}
        case Paragraph(text=text) | Note(text=text) | Chart(alternative=text):
            yield section(text)
        case Quote(text=text):
            yield {"type": "rich_text_quote", "elements": [_text(text)]}
        case Items(items=items, numbered=numbered):
            style = "ordered" if numbered else "bullet"
            yield {"type": "rich_text_list", "style": style, "elements": [section(item) for item in items]}
        case Fields(fields=fields):
            for field in fields:
                parts = [_text(field.label, bold=True), _text(f": {field.value}")]
                yield {"type": "rich_text_section", "elements": parts}
        case _:
            assert_never(block)


def _rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def _text(text: str, *, bold: bool = False) -> Json:
    element = {"type": "text", "text": text or "–"}
    return element | {"style": {"bold": True}} if bold else element


def _rows(choices: Sequence[Choice[str]], number: int) -> Iterator[Json]:
    for first in range(0, len(choices), BUTTONS_PER_ROW):
        row = choices[first : first + BUTTONS_PER_ROW]
        yield {
            "type": "actions",
            "block_id": f"choices-{number}-{first}",
            "elements": [_button(choice, f"choice-{number}-{first + place}") for place, choice in enumerate(row)],
        }


def _button(choice: Choice[str], action_id: str) -> Json:
    button = {
        "type": "button",
        "action_id": action_id,
        "text": plain(choice.label or "–", BUTTON),
        "value": choice.token,
    }
    return button | {"style": "primary"} if choice.style == "primary" else button


def _drawable(chart: Chart[str]) -> bool:
    """Slack tells the points of a chart apart by their labels."""
    labels = [cut(point.label, CHART_LABEL) for point in chart.points[-CHART_POINTS:]]
    return 0 < len(labels) == len(set(labels)) and all(labels)


def _chart(chart: Chart[str]) -> Json:
    points = [(cut(point.label, CHART_LABEL), point.level + 1) for point in chart.points[-CHART_POINTS:]]
    return {
        "type": "data_visualization",
        "title": cut(chart.title, CHART_TITLE) or "–",
        "chart": {
            "type": "bar",
            "series": [
                {
                    "name": cut(chart.title, CHART_LABEL) or "–",
                    "data": [{"label": label, "value": value} for label, value in points],
                }
            ],
            "axis_config": {
                "categories": [label for label, _ in points],
                "y_label": cut(" < ".join(chart.levels), CHART_TITLE),
            },
        },
    }


def _fewer(blocks: list[Json]) -> list[Json]:
    """As many blocks as Slack takes: of the texts the first, and the buttons."""
    if len(blocks) <= BLOCKS_PER_MESSAGE:
        return blocks
    spare = BLOCKS_PER_MESSAGE - 1 - sum(block["type"] == "actions" for block in blocks)
    kept: list[Json] = []
    for block in blocks:
        if block["type"] == "actions":
            kept.append(block)
            continue
        if spare >= 0:
            kept.append(block if spare else _rich(section("…")))
        spare -= 1
    return kept[:BLOCKS_PER_MESSAGE]

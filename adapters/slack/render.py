"""Our messages as Block Kit.

What people and organisations have written goes into rich text and plain text, where Slack reads no markup: `*x*`,
`<!channel>` and `<@U1>` stand there as they were typed. The one text that Slack does read is the summary, and it is
escaped here and nowhere else.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from adapters.fit import cut, fit
from adapters.slack.limits import (
    BLOCKS_PER_MESSAGE,
    BUTTON,
    BUTTONS_PER_ROW,
    CHART_LABEL,
    CHART_POINTS,
    CHART_TITLE,
    CHARTS_PER_MESSAGE,
    HEADING,
    SUMMARY,
    TEXT,
    TEXT_TOGETHER,
)
from dialogues.message import Block, Chart, Choice, Choices, Fields, Heading, Items, Message, Note, Paragraph, Quote

Json = Mapping[str, object]


def content(message: Message[str], *, charts: bool) -> dict[str, object]:
    """`text` and `blocks` of a message, as every way of showing one takes them.

    With `charts`, a chart is drawn beside its words; without, the words stand alone.
    """
    return {"text": escape(cut(message.summary, SUMMARY)), "blocks": blocks(message, charts=charts)}


def blocks(message: Message[str], *, charts: bool) -> list[Json]:
    """The blocks of a message within Slack's limits. What does not fit is cut so that one sees it; buttons stay."""
    drawn = CHARTS_PER_MESSAGE if charts else 0
    shown: list[Json] = []
    for number, block in enumerate(fit(message.blocks, each=TEXT, together=TEXT_TOGETHER)):
        if isinstance(block, Chart) and drawn and _drawable(block):
            drawn -= 1
            shown.append(_chart(block))
        shown.extend(_block(block, number))
    return _fewer(shown)


def escape(text: str) -> str:
    """https://docs.slack.dev/messaging/formatting-message-text#escaping"""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str, longest: int) -> Json:
    """A text in which Slack reads no markup and no `:emoji:`."""
    return {"type": "plain_text", "text": cut(text, longest), "emoji": False}


def _block(block: Block[str], number: int) -> Iterator[Json]:
    match block:
        case Heading(text=text):
            yield {"type": "header", "text": plain(text or "–", HEADING)}
        case Paragraph(text=text) | Chart(alternative=text):
            yield _rich({"type": "rich_text_section", "elements": [_text(text)]})
        case Quote(text=text):
            yield _rich({"type": "rich_text_quote", "elements": [_text(text)]})
        case Items(items=items):
            rows = [{"type": "rich_text_section", "elements": [_text(item)]} for item in items]
            yield _rich({"type": "rich_text_list", "style": "bullet", "elements": rows})
        case Fields(fields=fields):
            yield _rich(
                *(
                    {
                        "type": "rich_text_section",
                        "elements": [_text(field.label, bold=True), _text(f": {field.value}")],
                    }
                    for field in fields
                )
            )
        case Note(text=text):
            yield {"type": "context", "elements": [plain(text or "–", TEXT)]}
        case Choices(choices=choices):
            yield from _rows(choices, number)
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
    if len(blocks) <= BLOCKS_PER_MESSAGE:
        return blocks
    spare = BLOCKS_PER_MESSAGE - 1 - sum(block["type"] == "actions" for block in blocks)
    kept: list[Json] = []
    for block in blocks:
        if block["type"] == "actions":
            kept.append(block)
            continue
        if spare >= 0:
            kept.append(block if spare else {"type": "context", "elements": [plain("…", TEXT)]})
        spare -= 1
    return kept[:BLOCKS_PER_MESSAGE]

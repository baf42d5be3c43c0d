"""Checks Block Kit as Slack would (limits: platforms.md, A.3), with slack_sdk's own models as a second opinion."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

Json = Mapping[str, Any]

TYPES = {"header", "rich_text", "context", "actions", "input", "data_visualization"}
STYLES = {"primary", "danger"}
TOO_LONG = "msg_blocks_too_long"


def faults_of_message(payload: Json) -> list[str]:
    """What Slack would find wrong with a message; nothing if it is good."""
    blocks = payload.get("blocks", [])
    faults = [*_faults(blocks, most=50)]
    if not payload.get("text"):
        faults.append("no fallback text")
    if len(payload.get("text", "")) > 40_000:
        faults.append("text too long")
    if sum(block.get("type") == "input" for block in blocks):
        faults.append("input in a message")
    if sum(block.get("type") == "data_visualization" for block in blocks) > 2:
        faults.append("more than two charts")
    return faults


def faults_of_posted(payload: Json) -> list[str]:
    """What chat.postMessage would find wrong with a message."""
    blocks = payload.get("blocks", [])
    # https://github.com/slackapi/bolt-js/issues/2509: so many characters in one block, and 125 fewer for one more.
    if sum(map(_length, blocks)) + 125 * (len(blocks) - 1) > 13_297:
        return [*faults_of_message(payload), TOO_LONG]
    return faults_of_message(payload)


def faults_of_view(view: Json) -> list[str]:
    """What Slack would find wrong with a modal or a home view."""
    faults = [*_faults(view.get("blocks", []), most=100)]
    if view.get("type") == "modal":
        faults += _plain(view.get("title"), 24, "title")
        if any(block["type"] == "input" for block in view["blocks"]):
            faults += _plain(view.get("submit"), 24, "submit")
        if "close" in view:
            faults += _plain(view["close"], 24, "close")
    elif view.get("type") != "home":
        faults.append("no such view")
    if len(view.get("callback_id", "")) > 255 or len(view.get("private_metadata", "")) > 3000:
        faults.append("ids too long")
    if any(block["type"] == "data_visualization" for block in view.get("blocks", [])):
        faults.append("chart in a view")
    try:
        View(**view).to_dict()
    except (SlackObjectFormationError, TypeError) as error:
        faults.append(f"slack_sdk: {error}")
    return faults


def _length(part: object) -> int:
    """The characters of all texts in a part of a message."""
    if isinstance(part, Mapping):
        return sum(
            len(each) if name == "text" and isinstance(each, str) else _length(each) for name, each in part.items()
        )
    return sum(map(_length, part)) if isinstance(part, list) else 0


def _faults(blocks: Sequence[Json], most: int) -> Iterator[str]:
    if not blocks or len(blocks) > most:
        yield f"{len(blocks)} blocks"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(set(ids)) < len(ids) or any(not 0 < len(id) <= 255 for id in ids):
        yield "block_id"
    for block in blocks:
        yield from _block(block)
    try:
        for parsed in Block.parse_all([dict(block) for block in blocks if block.get("type") != "data_visualization"]):
            parsed.to_dict()
    except SlackObjectFormationError as error:
        yield f"slack_sdk: {error}"


def _block(block: Json) -> Iterator[str]:
    match block.get("type"):
        case "header":
            yield from _plain(block.get("text"), 150, "header")
        case "context":
            elements = block.get("elements", [])
            if not 0 < len(elements) <= 10:
                yield "context elements"
            for element in elements:
                yield from _plain(element, 3000, "context")
        case "rich_text":
            yield from _rich(block.get("elements", []))
        case "actions":
            yield from _actions(block.get("elements", []))
        case "input":
            yield from _input(block)
        case "data_visualization":
            yield from _chart(block)
        case other:
            yield f"unknown block {other}"


def _plain(text: object, longest: int, where: str) -> list[str]:
    good = isinstance(text, dict) and text.get("type") == "plain_text" and isinstance(text.get("text"), str)
    if not good or not 0 < len(text["text"]) <= longest:  # type: ignore[index]
        return [f"{where} text"]
    return []


def _rich(elements: Sequence[Json]) -> Iterator[str]:
    if not elements:
        yield "empty rich_text"
    for element in elements:
        inner = element.get("elements", [])
        if not inner:
            yield f"empty {element.get('type')}"
        if element.get("type") == "rich_text_list":
            yield from _rich(inner)
            continue
        if element.get("type") not in ("rich_text_section", "rich_text_quote"):
            yield f"unknown {element.get('type')}"
        for part in inner:
            if part.get("type") != "text" or not 0 < len(part.get("text", "")) <= 3002:
                yield "rich_text text"


def _actions(elements: Sequence[Json]) -> Iterator[str]:
    if not 0 < len(elements) <= 25:
        yield "actions elements"
    ids = [element.get("action_id", "") for element in elements]
    if len(set(ids)) < len(ids) or any(not 0 < len(id) <= 255 for id in ids):
        yield "action_id"
    for button in elements:
        yield from _plain(button.get("text"), 75, "button")
        if len(button.get("value", "")) > 2000 or button.get("style", "primary") not in STYLES:
            yield "button"


def _input(block: Json) -> Iterator[str]:
    yield from _plain(block.get("label"), 2000, "label")
    if "hint" in block:
        yield from _plain(block["hint"], 2000, "hint")
    element = block.get("element", {})
    match element.get("type"):
        case "plain_text_input":
            if not len(element.get("initial_value", "")) <= element.get("max_length", 3000) <= 3000:
                yield "max_length"
        case "static_select":
            yield from _select(element)
        case "datepicker" | "timepicker":
            pass
        case other:
            yield f"unknown element {other}"


def _select(element: Json) -> Iterator[str]:
    groups = element.get("option_groups", [element])
    options = [option for group in groups for option in group["options"]]
    if len(groups) > 100 or any(not 0 < len(group["options"]) <= 100 for group in groups):
        yield "options"
    for option in options:
        yield from _plain(option.get("text"), 75, "option")
        if not 0 < len(option.get("value", "")) <= 150:
            yield "option value"
    if "initial_option" in element and element["initial_option"] not in options:
        yield "initial_option"


def _chart(block: Json) -> Iterator[str]:
    chart = block.get("chart", {})
    if not 0 < len(block.get("title", "")) <= 50 or chart.get("type") not in ("bar", "line", "area"):
        yield "chart"
    axis = chart.get("axis_config", {})
    categories = axis.get("categories", [])
    if not categories or any(not 0 < len(label) <= 20 for label in categories) or len(axis.get("y_label", "")) > 50:
        yield "chart axis"
    for series in chart.get("series", []):
        if not 0 < len(series.get("name", "")) <= 20 or [point["label"] for point in series["data"]] != categories:
            yield "chart series"
    if not 0 < len(chart.get("series", [])) <= 6:
        yield "chart series"

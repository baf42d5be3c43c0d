"""What Teams would say of a card: Microsoft's own schema, and what that leaves out."""

import json
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.protocols import Validator

#: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages, the strictest of its years
MOST = 28 * 1024
#: What the schema does not know, with what a client draws that does not know it either.
EXTENSIONS = {"Chart.HorizontalBar"}


def faults_of_card(card: Mapping[str, Any]) -> list[str]:
    """Why Teams would refuse the card, or not show it whole."""
    return _faults_of(json.dumps(card))


@lru_cache(maxsize=256)
def _faults_of(text: str) -> list[str]:
    """A card that goes to a whole team is looked at once."""
    card = json.loads(text)
    found = list(_beyond(card))
    body = [element for element in card.get("body", []) if element.get("type") not in EXTENSIONS]
    found += [f"{error.json_path}: {error.message[:200]}" for error in schema().iter_errors({**card, "body": body})]
    return found


@cache
def schema() -> Validator:
    text = (files("adaptive_cards") / "schemas" / "schema-1.5.json").read_text(encoding="utf-8-sig")
    return Draft7Validator(json.loads(text))


def _beyond(card: Mapping[str, Any]) -> Iterator[str]:
    if len(json.dumps(card)) > MOST:
        yield f"{len(json.dumps(card))} characters are too many"
    if card.get("version") != "1.5":
        yield "the version is not the one that Teams has"
    ids = [element["id"] for element in card["body"] if "id" in element]
    if len(ids) != len(set(ids)):
        yield "two inputs have one id"
    for element in everything(card):
        kind = element.get("type", "")
        if kind == "TextBlock" or kind == "FactSet":
            yield f"a {kind} draws Markdown"
        if kind == "ActionSet" and len(element["actions"]) > 6:
            yield "buttons beyond the sixth are hidden"
        if kind.startswith("Chart.") and element.get("fallback") != "drop":
            yield "a chart without a fallback makes old clients refuse the card"
        if kind == "Action.Execute" and element.get("fallback", {}).get("type") != "Action.Submit":
            yield "old clients show no such button"
        if kind.startswith("Input.") and element.get("isRequired") and not element.get("errorMessage"):
            yield "nobody is told that something is missing"


def everything(element: Any) -> Iterator[Mapping[str, Any]]:
    """Every object in a card."""
    if isinstance(element, Mapping):
        yield element
        for value in element.values():
            yield from everything(value)
    elif isinstance(element, list):
        for each in element:
            yield from everything(each)

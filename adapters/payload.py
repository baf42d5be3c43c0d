"""Reads values out of a platform's JSON, whatever may stand there."""

from collections.abc import Mapping

Payload = Mapping[str, object]


def part(payload: Payload, *path: str) -> Payload:
    """The object at `path`, or an empty one."""
    found: object = payload
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def text(payload: Payload, *path: str) -> str:
    """The text at `path`, or none."""
    found = part(payload, *path[:-1]).get(path[-1])
    return clean(found) if isinstance(found, str) else ""


def listed(payload: Payload, *path: str) -> list[object]:
    """The list at `path`, or an empty one."""
    found = part(payload, *path[:-1]).get(path[-1])
    return found if isinstance(found, list) else []


def first(payload: Payload, *path: str) -> Payload:
    """The first object of the list at `path`, or an empty one."""
    return next((each for each in listed(payload, *path) if isinstance(each, Mapping)), {})


def clean(value: str) -> str:
    """Without what JSON can spell and a database cannot keep: NUL and halves of a character."""
    return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")

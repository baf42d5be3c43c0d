"""Reads values out of a platform's JSON, whatever may stand there."""

from collections.abc import Mapping
from datetime import UTC, datetime

Payload = Mapping[str, object]

#: The year 9000, in seconds since 1970: what lies beyond is no moment that anybody means.
LAST = 221_845_392_000


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


def instant(payload: Payload, *path: str) -> datetime | None:
    """The moment at `path`, which stands there as seconds since 1970, or None. Zero is none."""
    found = part(payload, *path[:-1]).get(path[-1])
    if not isinstance(found, int) or isinstance(found, bool) or not 0 < found < LAST:
        return None
    return datetime.fromtimestamp(found, UTC)


def clean(value: str) -> str:
    """Without what JSON can spell and a database cannot keep: NUL and halves of a character."""
    return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")

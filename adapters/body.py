"""Reads the body of a request that anybody may have sent: no further than it must, and nothing odd comes through."""

import asyncio
import json

from aiohttp import web

#: Bytes. The largest request of any platform, a view of Slack's, still fits.
LONGEST = 256 * 1024
#: Seconds. A platform sends at once; whoever does not is none.
READING = 10.0
#: Levels of arrays and objects.
DEEPEST = 64


class RefusalError(Exception):
    """The request is turned away with this HTTP status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


async def read_body(request: web.Request) -> bytes:
    """The body. Raises RefusalError: 413 too long, 415 compressed, 408 too slow."""
    if "Content-Encoding" in request.headers:
        raise RefusalError(415)
    if (request.content_length or 0) > LONGEST:
        raise RefusalError(413)
    body = bytearray()
    try:
        async with asyncio.timeout(READING):
            while len(body) <= LONGEST and (chunk := await request.content.readany()):
                body += chunk
    except TimeoutError:
        raise RefusalError(408) from None
    if len(body) > LONGEST:
        raise RefusalError(413)
    return bytes(body)


def read_object(text: str) -> dict[str, object]:
    """The JSON object that `text` spells. Raises RefusalError, 400, where it is none or too deep."""
    try:
        value = json.loads(text)
        # Every level has a bracket, so that few brackets need no look.
        if text.count("{") + text.count("[") > DEEPEST and _too_deep(value):
            raise RefusalError(400)
    except (ValueError, RecursionError):
        raise RefusalError(400) from None
    if not isinstance(value, dict):
        raise RefusalError(400)
    return value


def _too_deep(value: object) -> bool:
    level = [value]
    for _ in range(DEEPEST):
        level = [child for parent in level for child in _children(parent)]
    return bool(level)


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []

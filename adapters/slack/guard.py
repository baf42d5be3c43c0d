"""Stands in front of everything else: nothing is parsed that Slack has not signed, and nothing odd comes through.

Bolt parses before it verifies, and logs the body of what it turns away.
"""

import hmac
import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import parse_qsl

#: Slack's largest request, a view of 250 KB, still fits.
LONGEST_BODY = 256 * 1024
#: https://docs.slack.dev/authentication/verifying-requests-from-slack
OLDEST = timedelta(minutes=5)
DEEPEST = 64
MOST_FIELDS = 100

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A request as it came in."""

    content_type: str
    timestamp: str
    signature: str
    body: bytes


class RefusalError(Exception):
    """The request is turned away with this HTTP status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def admit(letter: Letter, *, secret: str, now: datetime) -> dict[str, object]:
    """What a signed letter holds. Raises RefusalError: 413 too long, 415 no type of Slack's, 401 unsigned, 400 odd."""
    if len(letter.body) > LONGEST_BODY:
        raise RefusalError(413)
    if letter.content_type not in (JSON, FORM):
        raise RefusalError(415)
    if not _signed(letter, secret, now):
        raise RefusalError(401)
    try:
        payload, depth = _parse(letter.body.decode("utf-8"), letter.content_type)
        if depth > DEEPEST and _too_deep(payload):
            raise RefusalError(400)
    except (ValueError, RecursionError):
        raise RefusalError(400) from None
    return payload


def _signed(letter: Letter, secret: str, now: datetime) -> bool:
    if not re.fullmatch("[0-9]{1,12}", letter.timestamp):
        return False
    if abs(now.timestamp() - int(letter.timestamp)) > OLDEST.total_seconds():
        return False
    signed = b":".join((b"v0", letter.timestamp.encode(), letter.body))
    expected = "v0=" + hmac.new(secret.encode(), signed, sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), letter.signature.encode("utf-8", "surrogateescape"))


def _parse(text: str, content_type: str) -> tuple[dict[str, object], int]:
    """What stands there, and a depth that it does not exceed: every level has a bracket."""
    if content_type == FORM:
        fields = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"))
        if "payload" not in fields:
            return dict(fields), 1
        text = fields["payload"]
    payload = json.loads(text)
    if not isinstance(payload, dict):
        raise RefusalError(400)
    return payload, text.count("{") + text.count("[")


def _too_deep(payload: object) -> bool:
    level = [payload]
    for _ in range(DEEPEST):
        level = [child for parent in level for child in _children(parent)]
    return bool(level)


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []

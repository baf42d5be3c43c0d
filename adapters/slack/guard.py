"""Stands in front of everything else: nothing is parsed that Slack has not signed, and nothing odd comes through.

Bolt parses before it verifies, and logs the body of what it turns away.
"""

import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import parse_qsl

from adapters.body import RefusalError, read_object

#: https://docs.slack.dev/authentication/verifying-requests-from-slack
OLDEST = timedelta(minutes=5)
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


def admit(letter: Letter, *, secret: str, now: datetime) -> dict[str, object]:
    """What a signed letter holds. Raises RefusalError: 415 no type of Slack's, 401 unsigned, 400 odd."""
    if letter.content_type not in (JSON, FORM):
        raise RefusalError(415)
    if not _signed(letter, secret, now):
        raise RefusalError(401)
    try:
        return _parse(letter.body.decode("utf-8"), letter.content_type)
    except ValueError:
        raise RefusalError(400) from None


def _signed(letter: Letter, secret: str, now: datetime) -> bool:
    if not re.fullmatch("[0-9]{1,12}", letter.timestamp):
        return False
    if abs(now.timestamp() - int(letter.timestamp)) > OLDEST.total_seconds():
        return False
    signed = b":".join((b"v0", letter.timestamp.encode(), letter.body))
    expected = "v0=" + hmac.new(secret.encode(), signed, sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), letter.signature.encode("utf-8", "surrogateescape"))


def _parse(text: str, content_type: str) -> dict[str, object]:
    if content_type == JSON:
        return read_object(text)
    fields = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"))
    return read_object(fields["payload"]) if "payload" in fields else dict(fields)

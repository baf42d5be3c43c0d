"""What the connector's refusals mean."""

import json
from collections.abc import Mapping
from datetime import timedelta

from adapters.call import CallError, read_pause
from adapters.payload import text

#: Until a conversation in which somebody else was writing is free again.
BUSY = timedelta(seconds=2)


class RefusedError(CallError):
    """The connector answered with this HTTP `status`."""

    def __init__(self, word: str, *, status: int, certain: bool, retry_after: timedelta | None = None) -> None:
        super().__init__(word, certain=certain, retry_after=retry_after)
        self.status = status


def refusal(status: int, headers: Mapping[str, str], body: str) -> RefusedError:
    """https://github.com/MicrosoftDocs/msteams-docs/blob/main/msteams-platform/bots/how-to/conversations/conversation-messages.md"""
    certain = 400 <= status < 500 and status != 408
    return RefusedError(
        _word(body) or f"http_{status}", status=status, certain=certain, retry_after=_pause(status, headers)
    )


def _pause(status: int, headers: Mapping[str, str]) -> timedelta | None:
    match status:
        case 429:
            return read_pause(headers.get("Retry-After", ""))
        case 412:
            return BUSY
        case _:
            return None


def _word(body: str) -> str:
    """The connector's own, the closer one first."""
    try:
        found = json.loads(body)
    except ValueError:
        return ""
    error = found if isinstance(found, dict) else {}
    return text(error, "error", "subCode") or text(error, "error", "code")

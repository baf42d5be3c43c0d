"""What a fake Slack shows of the messages that it has: https://docs.slack.dev/reference/methods/conversations.history"""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil, inf
from typing import Any

#: How many messages at once, and the seconds from one time to the next, for an app that is limited strictly:
#: https://docs.slack.dev/apis/web-api/rate-limits
STRICT_PAGE, STRICT_PAUSE = 15, 60

TIMESTAMP = re.compile(r"\d{1,12}(\.\d{1,6})?")


@dataclass(slots=True, kw_only=True)
class Posted:
    """A message: in `channel`, or for the eyes of `only` alone. Its `metadata` stays when it is replaced."""

    channel: str
    ts: str
    shown: dict[str, Any]
    only: str | None = None
    metadata: Any = None


@dataclass(slots=True, kw_only=True)
class History:
    """One that is `strict` is that of an app sold beside Slack's Marketplace."""

    clock: Callable[[], datetime]
    strict: bool = False
    _cursors: dict[str, float] = field(default_factory=dict)
    _looked_at: datetime | None = None

    def pause(self) -> int:
        """Seconds until it may be looked at again; 0 where it is looked at now."""
        now = self.clock()
        passed = (now - self._looked_at).total_seconds() if self.strict and self._looked_at else inf
        if passed < STRICT_PAUSE:
            return ceil(STRICT_PAUSE - passed)
        self._looked_at = now
        return 0

    def page(self, posted: Sequence[Posted], asked: Mapping[str, Any]) -> Mapping[str, Any]:
        """The answer to one question, newest message first. Both ends of the time are left out."""
        limit, oldest, latest = (asked.get(name, "") for name in ("limit", "oldest", "latest"))
        if limit and not (limit.isdigit() and 0 < int(limit) < 1000):
            return {"ok": False, "error": "invalid_limit"}
        for name, ts in (("oldest", oldest), ("latest", latest)):
            if ts and not TIMESTAMP.fullmatch(ts):
                return {"ok": False, "error": f"invalid_ts_{name}"}
        cursor = asked.get("cursor", "")
        if cursor and cursor not in self._cursors:
            return {"ok": False, "error": "invalid_cursor"}
        before = min(float(latest or inf), self._cursors.get(cursor, inf))
        seen = [each for each in posted if each.channel == asked["channel"] and each.only is None]
        found = sorted(
            (each for each in seen if float(oldest or 0) < float(each.ts) < before),
            key=lambda each: float(each.ts),
            reverse=True,
        )
        size = min(int(limit or 100), STRICT_PAGE if self.strict else inf)
        page = found[: int(size)]
        more = len(page) < len(found)
        with_metadata = asked.get("include_all_metadata") in ("1", "true")
        return {
            "messages": [_message(each, with_metadata) for each in page],
            "has_more": more,
            "response_metadata": {"next_cursor": self._cursor(page[-1].ts) if more else ""},
        }

    def _cursor(self, ts: str) -> str:
        cursor = b64encode(f"next_ts:{ts}".encode()).decode()
        self._cursors[cursor] = float(ts)
        return cursor


def _message(posted: Posted, with_metadata: bool) -> dict[str, Any]:
    shown = {"type": "message", "ts": posted.ts, **{name: posted.shown.get(name) for name in ("text", "blocks")}}
    return {**shown, "metadata": posted.metadata} if with_metadata and posted.metadata is not None else shown

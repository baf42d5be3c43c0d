"""The port of calendar feeds, for addresses at which a calendar is published."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, ValidationError

from adapters.calendar.apart import read_apart, written
from adapters.calendar.fetch import Fetcher, Marks, NotModified
from adapters.feed import Broken, Occurrences, Unchanged
from dialogues.feed import Fault


class PublishedFeeds:
    """Feeds of Outlook, Google and everybody else who writes iCalendar (RFC 5545). Implements `Feeds`."""

    def __init__(self, *, fetcher: Fetcher) -> None:
        self._fetcher = fetcher

    async def read(
        self,
        *,
        url: str,
        version: str,
        owner: str,
        zone: ZoneInfo,
        known: Collection[str],
        start: datetime,
        end: datetime,
    ) -> Occurrences | Unchanged | Broken:
        asked = _digest(url, owner, zone.key, *sorted(known), start.isoformat(), end.isoformat())
        last = _Version.parse(version)
        last = last if last.asked == asked else _Version()
        fetched = await self._fetcher.fetch(url, Marks(etag=last.etag, modified=last.modified))
        if isinstance(fetched, Fault):
            return Broken(fault=fetched)
        if isinstance(fetched, NotModified):
            return Unchanged(version=version)
        body = _digest(asked, fetched.body)
        now = _Version(
            asked=asked, etag=fetched.marks.etag, modified=fetched.marks.modified, body=body, answer=last.answer
        )
        if body == last.body:
            return Unchanged(version=now.model_dump_json())
        agenda = await read_apart(fetched.body, owner=owner, zone=zone, known=known, start=start, end=end)
        if isinstance(agenda, Fault):
            return Broken(fault=agenda)
        now = now.model_copy(update={"answer": _digest(asked, written(agenda))})
        if now.answer == last.answer:
            return Unchanged(version=now.model_dump_json())
        return Occurrences(found=agenda.found, version=now.model_dump_json(), named=agenda.named)


class _Version(BaseModel):
    """What was answered last, to know it again: what was asked, what the server calls it, and what it was made of."""

    model_config = ConfigDict(frozen=True)

    asked: str = ""
    etag: str = ""
    modified: str = ""
    body: str = ""
    answer: str = ""

    @classmethod
    def parse(cls, version: str) -> Self:
        """Nothing is known again of what another release has written in another way."""
        try:
            return cls.model_validate_json(version)
        except ValidationError:
            return cls()


def _digest(*parts: str | bytes) -> str:
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8) + data)
    return whole.hexdigest()

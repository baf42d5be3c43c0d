"""What a calendar feed is to us."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from dialogues.feed import Fault, Occurrence


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrences:
    """Every meeting with colleagues that begins in the time asked about, in the order of time.

    `version` is to be kept, and handed in next time. `named`: somebody is invited to something in the feed. Where it
    has meetings and nobody is, it has been published without the people, and no meeting can ever be found in it.
    """

    found: Sequence[Occurrence]
    version: str
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The answer is the same as last time. `version` is the one to be kept from now on."""

    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """The feed cannot be read now; what it said last still holds."""

    fault: Fault


class Feeds(Protocol):
    """Calendars that are published at a secret address."""

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
        """When the person with the address `owner` meets those with the addresses `known`, from `start` until before
        `end` (aware UTC), in the calendar at `url`.

        `version` is that of the last answer to be kept, or empty. Whether the answer is `Unchanged` depends on all the
        arguments: `start` and `end` should be the same all day. `zone` is where the owner is, for times that name none.
        Never raises for what the feed is or does. Takes under a minute, and a process of its own for part of it:
        only a few should be read at a time.
        """
        ...

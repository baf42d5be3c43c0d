"""Where someone is to be found on a chat platform."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NewType

Platform = NewType("Platform", str)

#: The end of an absence that has none yet, and of one that there is not.
FURTHER_NOTICE = datetime(9000, 1, 1, tzinfo=UTC)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """One Slack workspace or one Teams tenant: `key` is the platform's own id for it."""

    platform: Platform
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountKey:
    """A person's identity on one platform: `user` is the platform's own id for them."""

    workspace: Workspace
    user: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a message goes. `channel` is None until a conversation with `user` has been opened.

    `user` is None for a channel that several people read. `opaque` is the adapter's own JSON object; nobody else
    reads it.
    """

    workspace: Workspace
    user: str | None = None
    channel: str | None = None
    opaque: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where somebody acted from: they can be reached at `address` from now on.

    `locale` and `timezone` are those of their client, None where it does not say.
    """

    address: Address
    locale: str | None = None
    timezone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a platform says about one of its people. What is None, and a `name` that is empty, it does not say.

    `away_until` is when the absence that their status tells of ends, `silent_until` when their do-not-disturb does:
    aware UTC, FURTHER_NOTICE where no end is known, past where there is nothing of the kind (domain.md §3.2).
    """

    key: AccountKey
    name: str
    email: str | None = None
    locale: str | None = None
    timezone: str | None = None
    away_until: datetime | None = None
    silent_until: datetime | None = None
    active: bool = True

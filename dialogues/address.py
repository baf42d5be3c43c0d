"""Where someone is to be found on a chat platform."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NewType

Platform = NewType("Platform", str)


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
    """What a platform says about one of its people. `locale` and `timezone` are None where it does not say."""

    key: AccountKey
    name: str
    email: str | None = None
    locale: str | None = None
    timezone: str | None = None
    active: bool = True

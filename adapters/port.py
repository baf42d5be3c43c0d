"""What every chat platform is to us, and what we are to it."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

from aiohttp import web

from dialogues.address import Address, Profile, Workspace
from dialogues.audience import Readers
from dialogues.event import Inbound
from dialogues.form import Form
from dialogues.message import Message
from dialogues.person import TeamId

# From the platform to us


class InboxError(Exception):
    """The event could not be taken and nothing of it is stored: the platform may try again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What answers the request that came in, already in the person's language. Mostly one of these, or none.

    `reply` is for the asker's eyes only. `replace` stands in for the tapped message, and is a reply where there is
    none. `form` is shown, after a submitted form in its place; where a platform can open none, as Slack after words in
    a conversation, it is not. `errors` (by field name) keep a submitted form open: that is `form` then, as it was
    before anything was entered.
    `stranger`: nobody in the organisation has this account. Once it has been told with `Seen` who they are, the same
    event may be handed in again. `repeated`:
    this has been taken before, and what answered it then is not known any more.
    """

    reply: Message[str] | None = None
    replace: Message[str] | None = None
    form: Form[str] | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    stranger: bool = False
    repeated: bool = False

    @property
    def messages(self) -> Sequence[Message[str]]:
        """What there is to read, where nothing was tapped in whose place it could stand."""
        return [each for each in (self.replace, self.reply) if each]


class Inbox(Protocol):
    """Where adapters hand in what has happened."""

    async def take(self, event: Inbound) -> Answer:
        """Do everything that `event` asks for, committed, and return the answer. No network is touched.

        The same event again changes nothing, and is answered as `repeated`. Raises InboxError where nothing could be
        stored.
        """
        ...


# From us to the platform


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The platform has it, under `ref`. `address` is where it went, complete, to be kept for next time."""

    ref: str
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Throttled:
    """Not sent, and certainly not: it may be tried again after `retry_after`.

    `scope` says what waits: everything to the workspace, or this message alone.
    """

    retry_after: timedelta
    scope: Literal["workspace", "message"] = "workspace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Not sent, and never will be: `scope` says what stops. `reason` is the platform's own word for the operator.

    `message`: only this message, a fault of ours. `account`: this person is out of reach. `workspace`: nobody there
    can be reached until the operator has mended it.
    """

    scope: Literal["message", "account", "workspace"]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """It may or may not have arrived."""

    reason: str


Delivery = Delivered | Throttled | Refused | Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """The platform has been asked, and it has not arrived."""


#: What asking about a message comes to: `Throttled` says when one may ask again, `Unknown` that there was no answer.
Found = Delivered | Absent | Throttled | Unknown


#: What asking who reads a channel comes to: `Throttled` says when one may ask again, `Unknown` that it was not told.
Heard = Readers | Throttled | Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """A platform's limits and powers as data. `rate` is messages a second to one workspace.

    `interval` is between two messages to one conversation, which gets one at a time where it is not 0; `lookup`
    between two questions about messages in doubt, and `readers` between two about who reads a channel, None where the
    platform cannot be asked.
    """

    rate: float
    interval: timedelta
    lookup: timedelta | None
    readers: timedelta | None
    text: int
    blocks: int
    choices: int
    forms: bool
    charts: bool
    ephemeral: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel that the platform itself knows to be that of `team`."""

    team: TeamId
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of `vardag doctor`: what was looked at, whether it is well, and if not, how to mend it."""

    what: str
    well: bool
    detail: str


class ChatError(Exception):
    """A question to the platform went unanswered; the text says which and why, without secrets."""


class Chat(Protocol):
    """One connected workspace of one platform."""

    @property
    def workspace(self) -> Workspace:
        """Known from `start` on."""
        ...

    @property
    def capabilities(self) -> Capabilities: ...

    def routes(self) -> Sequence[web.RouteDef]:
        """The HTTP routes by which the platform speaks to us."""
        ...

    async def start(self, inbox: Inbox) -> None:
        """Begin to take events. Raises ChatError where the platform does not let us in."""
        ...

    def tasks(self) -> Sequence[asyncio.Future[Any]]:
        """What keeps the connection up, from `start` to `stop`. One that ends by itself has failed."""
        ...

    async def stop(self) -> None:
        """Finish what was begun, take nothing new."""
        ...

    async def send(self, *, to: Address, message: Message[str], key: str) -> Delivery:
        """Send one message, with at most one attempt. `key` is a random id that may be shown to the platform."""
        ...

    async def find(self, *, to: Address, key: str, around: datetime) -> Found:
        """What became of the message that was to be sent with `key` at about that moment (aware UTC).

        Only where the capabilities have a `lookup`, and no more often than they say.
        """
        ...

    async def readers(self, *, of: Address) -> Heard:
        """Who reads a channel at this moment. Never raises, and needs no `start`.

        Only where the capabilities have `readers`, and no more often than they say.
        """
        ...

    def people(self) -> AsyncIterator[Profile]:
        """Everyone whom the platform lists, the inactive too. Raises ChatError on the way.

        A platform that keeps no list tells of its people by `Seen`, as they appear.
        """
        ...

    async def channels(self) -> Sequence[Channel]:
        """The teams' channels, where it is the platform that knows them and not the organisation file."""
        ...

    async def findings(self) -> Sequence[Finding]:
        """How the connection is: token, permissions, reachability. Never raises."""
        ...

"""A platform in this process, that takes every message after a moment and counts what it got."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from adapters.port import Absent, Capabilities, Channel, Delivered, Delivery, Finding, Found, Inbox
from dialogues.address import Address, Profile, Workspace
from dialogues.message import Message

#: Seconds that it takes over a message.
PAUSE = 0.02
#: Messages a second to one workspace, where the limit is not what is measured.
UNLIMITED = 1000.0

CAPABILITIES = Capabilities(
    rate=UNLIMITED,
    interval=timedelta(0),
    lookup=timedelta(seconds=1),
    text=3000,
    blocks=50,
    choices=25,
    forms=True,
    charts=True,
    ephemeral=True,
)


class QuickChat:
    """One workspace of it. Implements `adapters.port.Chat`; `last` is when it got something, of `time.monotonic`."""

    def __init__(self, workspace: Workspace, *, rate: float = UNLIMITED, people: Sequence[Profile] = ()) -> None:
        self.workspace = workspace
        self.capabilities = replace(CAPABILITIES, rate=rate)
        self.sent = 0
        self.last = 0.0
        self._people = people

    def routes(self) -> Sequence[web.RouteDef]:
        return ()

    async def start(self, inbox: Inbox) -> None: ...

    async def stop(self) -> None: ...

    def tasks(self) -> Sequence[asyncio.Future[Any]]:
        return ()

    async def send(self, *, to: Address, message: Message[str], key: str) -> Delivery:
        await asyncio.sleep(PAUSE)
        self.sent += 1
        self.last = time.monotonic()
        return Delivered(ref=key, address=replace(to, channel=f"D{to.user}"))

    async def find(self, *, to: Address, key: str, around: datetime) -> Found:
        return Absent()

    async def people(self) -> AsyncIterator[Profile]:
        for each in self._people:
            yield each

    async def channels(self) -> Sequence[Channel]:
        return ()

    async def findings(self) -> Sequence[Finding]:
        return ()

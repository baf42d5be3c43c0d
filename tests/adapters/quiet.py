"""A platform of which nothing is heard: what several fakes without a network have in common."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from aiohttp import web

from adapters.port import Absent, Channel, Finding, Found, Heard, Inbox, Unknown
from dialogues.address import Address, Profile


class QuietChat:
    """All of `adapters.port.Chat` but its workspace, its capabilities and what becomes of a message.

    It has these `people`, and has never heard of a message.
    """

    def __init__(self, people: Sequence[Profile] = ()) -> None:
        self._people = people

    def routes(self) -> Sequence[web.RouteDef]:
        return ()

    async def start(self, inbox: Inbox) -> None: ...

    async def stop(self) -> None: ...

    def tasks(self) -> Sequence[asyncio.Future[Any]]:
        return ()

    async def find(self, *, to: Address, key: str, around: datetime) -> Found:
        return Absent()

    async def readers(self, *, of: Address) -> Heard:
        return Unknown(reason="nothing is heard")

    async def people(self) -> AsyncIterator[Profile]:
        for each in self._people:
            yield each

    async def channels(self) -> Sequence[Channel]:
        return ()

    async def findings(self) -> Sequence[Finding]:
        return ()

"""A platform without a network, that does what it has been told."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import web

from adapters.port import Absent, Capabilities, Channel, Delivered, Delivery, Finding, Found, Inbox
from dialogues.address import Address, Profile, Workspace
from dialogues.message import Message
from tests.journeys.people import profiles

#: All seven people of the journeys' organisation are at work.
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
PEOPLE = 7


class ScriptedChat:
    """It does with each message what `script` says, and otherwise delivers; each question is answered by `found`, and
    otherwise with Absent. `gate` holds what is sent up."""

    capabilities: Capabilities = Capabilities(
        rate=100_000,
        interval=timedelta(0),
        lookup=None,
        text=1,
        blocks=1,
        choices=1,
        forms=True,
        charts=True,
        ephemeral=True,
    )

    def __init__(self) -> None:
        self.workspace: Workspace = profiles("slack", "T1")[0].key.workspace
        self.script: list[Delivery | BaseException] = []
        self.sent: list[tuple[Address, Message[str], str]] = []
        self.found: list[Found] = []
        self.asked: list[str] = []
        self.gate = asyncio.Event()
        self.gate.set()

    def routes(self) -> Sequence[web.RouteDef]:
        return ()

    async def start(self, inbox: Inbox) -> None: ...

    async def stop(self) -> None: ...

    async def send(self, *, to: Address, message: Message[str], key: str) -> Delivery:
        self.sent.append((to, message, key))
        await self.gate.wait()
        outcome = (
            self.script.pop(0) if self.script else Delivered(ref="1.0", address=replace(to, channel=f"D{to.user}"))
        )
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    async def find(self, *, to: Address, key: str, around: datetime) -> Found:
        self.asked.append(key)
        return self.found.pop(0) if self.found else Absent()

    def tasks(self) -> Sequence[asyncio.Future[Any]]:
        return ()

    async def people(self) -> AsyncIterator[Profile]:
        for profile in profiles("slack", "T1"):
            yield profile

    async def channels(self) -> Sequence[Channel]:
        return ()

    async def findings(self) -> Sequence[Finding]:
        return ()

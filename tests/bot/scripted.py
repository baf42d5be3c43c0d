"""A platform without a network, that does what it has been told."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from adapters.port import Absent, Capabilities, Delivered, Delivery, Found, Heard, Unknown
from dialogues.address import Address, Workspace
from dialogues.message import Message
from tests.adapters.quiet import QuietChat
from tests.journeys.people import profiles

#: All seven people of the journeys' organisation are at work.
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
PEOPLE = 7


class ScriptedChat(QuietChat):
    """It does with each message what `script` says, and otherwise delivers; each question is answered by `found`, and
    otherwise with Absent; who reads a channel is what it last `heard`. `gate` holds what is sent up."""

    capabilities: Capabilities = Capabilities(
        rate=100_000,
        interval=timedelta(0),
        lookup=None,
        readers=timedelta(0),
        text=1,
        blocks=1,
        choices=1,
        forms=True,
        charts=True,
        ephemeral=True,
    )

    def __init__(self) -> None:
        people = profiles("slack", "T1")
        super().__init__(people)
        self.workspace: Workspace = people[0].key.workspace
        self.script: list[Delivery | BaseException] = []
        self.sent: list[tuple[Address, Message[str], str]] = []
        self.found: list[Found] = []
        self.asked: list[str] = []
        self.heard: list[Heard] = [Unknown(reason="nobody knows")]
        self.looked: list[Address] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def send(self, *, to: Address, message: Message[str], key: str) -> Delivery:
        self.sent.append((to, message, key))
        await self.gate.wait()
        outcome = (
            self.script.pop(0) if self.script else Delivered(ref="1.0", address=replace(to, channel=f"D{to.user}"))
        )
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    async def readers(self, *, of: Address) -> Heard:
        self.looked.append(of)
        return self.heard.pop(0) if len(self.heard) > 1 else self.heard[0]

    async def find(self, *, to: Address, key: str, around: datetime) -> Found:
        self.asked.append(key)
        return self.found.pop(0) if self.found else Absent()

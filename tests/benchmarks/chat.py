"""A platform in this process, that takes every message after a moment and counts what it got."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from adapters.port import Capabilities, Delivered, Delivery
from dialogues.address import Address, Profile, Workspace
from dialogues.message import Message
from tests.adapters.quiet import QuietChat

#: Seconds that it takes over a message.
PAUSE = 0.02
#: Messages a second to one workspace, where the limit is not what is measured.
UNLIMITED = 1000.0

CAPABILITIES = Capabilities(
    rate=UNLIMITED,
    interval=timedelta(0),
    lookup=timedelta(seconds=1),
    readers=timedelta(0),
    text=3000,
    blocks=50,
    choices=25,
    forms=True,
    charts=True,
    ephemeral=True,
)


class QuickChat(QuietChat):
    """One workspace of it. Implements `adapters.port.Chat`; `last` is when it got something, of `time.monotonic`."""

    def __init__(self, workspace: Workspace, *, rate: float = UNLIMITED, people: Sequence[Profile] = ()) -> None:
        super().__init__(people)
        self.workspace = workspace
        self.capabilities = replace(CAPABILITIES, rate=rate)
        self.sent = 0
        self.last = 0.0

    async def send(self, *, to: Address, message: Message[str], key: str) -> Delivery:
        await asyncio.sleep(PAUSE)
        self.sent += 1
        self.last = time.monotonic()
        return Delivered(ref=key, address=replace(to, channel=f"D{to.user}"))

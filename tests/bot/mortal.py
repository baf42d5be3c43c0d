"""A replica that sends one digest, and dies of its own hand on the way."""

import asyncio
import os
import signal
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import uuid4

from adapters.port import Absent, Delivered, Delivery, Found, Heard
from bot.catalogues import read_languages
from bot.clock import StillClock
from bot.delivery import Dispatcher
from bot.metrics import Metrics
from dialogues.address import Address
from dialogues.audience import Readers
from dialogues.message import Message
from storage.outbox import Outgoing
from storage.sql.outbox import SqlOutbox
from storage.sql.store import SqlStorage
from tests.bot.scripted import MONDAY, ScriptedChat


class Death(StrEnum):
    ASKING = "while the platform is asked who reads the channel"
    TOLD = "after it has told, before anything is recorded"
    RECORDED = "after what comes of it is recorded"


class WrittenChat(ScriptedChat):
    """What is sent to it stands in a file, from which it can be told."""

    def __init__(self, file: Path, heard: Readers, death: Death | None) -> None:
        super().__init__()
        self.capabilities = replace(self.capabilities, lookup=timedelta(0))
        self.heard = [heard]
        self._file = file
        self._death = death

    @property
    def lines(self) -> Sequence[tuple[str, str]]:
        """Where each message went, and its key."""
        words = [line.split() for line in self._file.read_text().splitlines()] if self._file.exists() else []
        return [(where, key) for where, key in words]

    async def readers(self, *, of: Address) -> Heard:
        if self._death is Death.ASKING:
            os.kill(os.getpid(), signal.SIGKILL)
        return await super().readers(of=of)

    async def send(self, *, to: Address, message: Message[str], key: str) -> Delivery:
        with self._file.open("a") as file:
            file.write(f"{to.user or to.channel} {key}\n")
        return Delivered(ref=key, address=replace(to, channel=to.channel or f"D{to.user}"))

    async def find(self, *, to: Address, key: str, around: datetime) -> Found:
        return Delivered(ref=key, address=to) if key in {each for _, each in self.lines} else Absent()


def send(url: str, file: Path, heard: Readers, death: Death | None) -> None:
    """Send everything, or die."""
    asyncio.run(_send(url, file, heard, death))


async def _send(url: str, file: Path, heard: Readers, death: Death | None) -> None:
    advance = SqlOutbox.advance

    async def mortal(outbox: SqlOutbox, **asked: Any) -> Sequence[Outgoing]:
        if asked["outcomes"] and death is Death.TOLD:
            os.kill(os.getpid(), signal.SIGKILL)
        claimed = await advance(outbox, **asked)
        if asked["outcomes"] and death is Death.RECORDED:
            os.kill(os.getpid(), signal.SIGKILL)
        return claimed

    SqlOutbox.advance = mortal  # type: ignore[method-assign, assignment]
    storage = SqlStorage.open(url, ids=lambda: uuid4().hex)
    dispatcher = Dispatcher(storage=storage, languages=read_languages(), clock=StillClock(MONDAY), metrics=Metrics())
    dispatcher.add(WrittenChat(file, heard, death))
    await dispatcher.drain()
    await dispatcher.close()
    await storage.close()

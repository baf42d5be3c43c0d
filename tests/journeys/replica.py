"""A replica of Vardag in a process of its own, which is told the time, and may die of its own hand where it is told."""

import asyncio
import os
import secrets
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from multiprocessing.connection import Connection
from typing import TypeVar

import pytest

from adapters.port import Inbox
from adapters.slack.chat import Slack
from bot import logs
from bot.catalogues import read_languages
from bot.clock import StillClock
from bot.engine import Engine
from bot.metrics import Metrics
from storage.database import Database
from storage.outbox import Outbox
from storage.sql.store import SqlStorage
from storage.turn import Turn
from tests.adapters.slack.fake import SECRET, TOKEN
from tests.chaos.steps import Crash, Step, SteppedOutbox, Steps
from tests.journeys.weeks import hurry

T = TypeVar("T")

#: Seconds after which a replica that nobody has ended ends by itself.
LIFETIME = 300
LANGUAGES = read_languages()


class Planning(StrEnum):
    """The steps of what falls due, at each of which a replica can be made to die."""

    BEFORE = "before what is due is in hand"
    WITHIN = "after everything is written, before the commit"
    AFTER = "after the commit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    """Die when `at` is reached for the `count`th time."""

    at: Planning | Step
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """Where a replica finds what, and where it dies."""

    database_url: str
    api_url: str
    at: datetime
    death: Death | None = None


class Store(SqlStorage):
    """The store, whose turns and whose outbox go step by step."""

    def __init__(self, database: Database, death: Death | None) -> None:
        super().__init__(database, ids=lambda: secrets.token_hex(8))
        self._death = death
        self._left = death.count if death else 0
        crash = Crash(step=death.at, count=death.count) if death and isinstance(death.at, Step) else None
        self.steps = Steps(crash)

    async def turn(self, work: Callable[[Turn], T]) -> T:
        def cut(turn: Turn) -> T:
            done = work(turn)
            self._reached(Planning.WITHIN)
            return done

        self._reached(Planning.BEFORE)
        done = await super().turn(cut)
        self._reached(Planning.AFTER)
        return done

    def outbox(self) -> Outbox:
        return SteppedOutbox(super().outbox(), self.steps)

    def _reached(self, step: Planning) -> None:
        if self._death is not None and step is self._death.at:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


class Mouth(Slack):
    """A Slack workspace whose wire is watched."""

    def __init__(self, orders: Orders, clock: StillClock, steps: Steps) -> None:
        super().__init__(
            bot_token=TOKEN, signing_secret=SECRET, app_token=None, api_url=orders.api_url, clock=clock.now
        )
        self._steps = steps

    async def start(self, inbox: Inbox) -> None:
        await super().start(inbox)
        assert self._session is not None
        trace = self._steps.on_the_wire()
        trace.freeze()
        self._session.trace_configs.append(trace)


def run(orders: Orders, told: Connection) -> None:
    """Be at every instant that is `told`, do what is due there, and say how much was done and sent."""
    signal.alarm(LIFETIME)
    logs.configure(level="CRITICAL", form="text")
    hurry(pytest.MonkeyPatch())
    asyncio.run(_run(orders, told))


async def _run(orders: Orders, told: Connection) -> None:
    clock = StillClock(orders.at)
    store = Store(Database.open(orders.database_url), orders.death)
    engine = Engine(storage=store, languages=LANGUAGES, metrics=Metrics(), seal=b"sealed", clock=clock)
    chat = Mouth(orders, clock, store.steps)
    await chat.start(engine.turns)
    await engine.connect(chat)
    while True:
        clock.move(await asyncio.to_thread(told.recv))
        done = await engine.plan()
        told.send((done, await engine.deliver()))

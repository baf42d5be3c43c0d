"""A replica of Vardag that only sends, in a process of its own that may be killed at any moment."""

import asyncio
import secrets
import signal
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import make_url

from adapters.port import Capabilities, Chat, Found
from adapters.slack.chat import Slack
from adapters.teams.chat import App, Teams
from bot import logs
from bot.catalogues import read_languages
from bot.delivery import Dispatcher
from bot.metrics import Metrics
from dialogues.address import Address, Workspace
from storage.database import Database
from storage.outbox import Outbox
from storage.port import StorageError
from storage.sql.locks import AdvisoryLocks, Locks, Sole
from storage.sql.outbox import SqlOutbox
from storage.sql.store import SqlStorage
from storage.sqlite import alone
from tests.chaos.clock import RunClock
from tests.chaos.controls import ForgetfulOutbox, Greedy, IntentlessOutbox, MortalOutbox, Without, found_without
from tests.chaos.platform import LIFETIME, REPLICA
from tests.chaos.seeding import DIALOGUE, Load, places
from tests.chaos.steps import Crash, SteppedOutbox, Steps

#: Everything that is waited for, in proportion, as nobody waits half a minute here.
HURRY = {
    "bot.delivery.WIRE": 1.0,
    "bot.delivery.GRACE": 1.0,
    "bot.delivery.EVERY": 0.1,
    "bot.delivery.PAUSE": 0.3,
    "bot.lane.SELDOM": timedelta(seconds=0.3),
    "storage.postgresql.SILENCE": 2.0,
    "adapters.slack.send.PAUSE": timedelta(seconds=0.3),
    "adapters.teams.send.PAUSE": timedelta(seconds=0.3),
}
#: Seconds between two rounds.
ROUND = 0.05
LANGUAGES = read_languages()


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """Who this replica is, and where it finds what."""

    name: str
    database_url: str
    address: str
    platform: str
    load: Load
    clock: RunClock
    without: Without = Without.NOTHING
    crash: Crash | None = None


class Mouth(Slack):
    """A Slack workspace that is only written to: it hears nothing, so that dozens are there at once."""

    def __init__(self, orders: Orders, workspace: Workspace, session: aiohttp.ClientSession) -> None:
        super().__init__(
            bot_token=workspace.key,
            signing_secret=None,
            app_token=None,
            api_url=f"{orders.address}/api/",
            clock=orders.clock.now,
        )
        self._orders = orders
        self._workspace = workspace
        self._client.session = session

    @property
    def capabilities(self) -> Capabilities:
        return quick(super().capabilities, self._orders.load)

    async def find(self, *, to: Address, key: str, around: datetime) -> Found:
        believed = found_without(self._orders.without, to)
        return believed or await super().find(to=to, key=key, around=around)


class TeamsMouth(Teams):
    """A Teams tenant, likewise."""

    def __init__(self, orders: Orders, workspace: Workspace) -> None:
        service = f"{orders.address}/teams/{orders.name}/{workspace.key}/"
        app = App(id="app", tenant=workspace.key, proof=None, metadata_url="", login_url="", service=service)
        super().__init__(app=app, clock=orders.clock.now)
        self._load = orders.load

    @property
    def capabilities(self) -> Capabilities:
        return quick(super().capabilities, self._load)


def quick(capabilities: Capabilities, load: Load) -> Capabilities:
    """The same powers, and other limits."""
    lookup = capabilities.lookup and timedelta(seconds=0.02)
    return replace(capabilities, rate=load.rate, interval=timedelta(seconds=0.05), lookup=lookup)


class Store(SqlStorage):
    """The store, whose outbox goes step by step and may lack something."""

    def __init__(self, database: Database, orders: Orders) -> None:
        super().__init__(database, ids=lambda: secrets.token_hex(8))
        self._without = orders.without
        self._steps = Steps(orders.crash)
        self._blocked: dict[Workspace, datetime] = {}

    @property
    def steps(self) -> Steps:
        return self._steps

    def outbox(self) -> Outbox:
        return SteppedOutbox(
            self._lacking(SqlOutbox(self._database.session(), self._locks(), marks=self._ids)), self._steps
        )

    def _locks(self) -> Locks:
        if not self._database.is_shared or self._without is Without.OWNERSHIP:
            return Sole()
        return Greedy() if self._without is Without.SHARES else AdvisoryLocks()

    def _lacking(self, outbox: Outbox) -> Outbox:
        match self._without:
            case Without.INTENT:
                return IntentlessOutbox(outbox, self._database)
            case Without.BLOCK:
                return ForgetfulOutbox(outbox, self._blocked)
            case Without.MEMORY:
                return MortalOutbox(outbox)
            case _:
                return outbox


def run(orders: Orders) -> None:
    """Send until the process is killed."""
    signal.alarm(LIFETIME)
    logs.configure(level="CRITICAL", form="text")
    patch = pytest.MonkeyPatch()
    for name, value in HURRY.items():
        patch.setattr(name, value)
    if orders.without is Without.DEADLINE:
        patch.setattr("bot.delivery.WIRE", 600.0)
    address = make_url(orders.database_url)
    file = Path(address.database or "") if address.get_backend_name() == "sqlite" else None
    with alone(file) if file else nullcontext():
        asyncio.run(_run(orders))


async def _run(orders: Orders) -> None:
    store = Store(Database.open(orders.database_url), orders)
    resent = frozenset({DIALOGUE} if orders.without is Without.GIVING_UP else ())
    dispatcher = Dispatcher(storage=store, languages=LANGUAGES, clock=orders.clock, metrics=Metrics(), resent=resent)
    session = aiohttp.ClientSession(
        headers={REPLICA: orders.name},
        timeout=aiohttp.ClientTimeout(total=10, connect=5),
        trace_configs=[store.steps.on_the_wire()],
    )
    async with session:
        for workspace in places(orders.platform, orders.load):
            dispatcher.add(_chat(orders, workspace, session))
        while True:
            try:
                await dispatcher.drain()
            except StorageError:  # what it has to do, it does in the next round
                await asyncio.sleep(ROUND)
            await asyncio.sleep(ROUND)


def _chat(orders: Orders, workspace: Workspace, session: aiohttp.ClientSession) -> Chat:
    return TeamsMouth(orders, workspace) if orders.platform == "teams" else Mouth(orders, workspace, session)

"""One run: a platform, a database with what is to be delivered, and the replicas that come and go."""

import asyncio
import os
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import aiohttp

from tests.chaos import platform, replica
from tests.chaos.clock import RunClock
from tests.chaos.controls import Without
from tests.chaos.platform import Faults
from tests.chaos.replica import Orders
from tests.chaos.report import Outcome
from tests.chaos.seeding import Load, Records
from tests.chaos.steps import Crash
from tests.forking import processes

#: Seconds that anything is waited for at the most, when nothing moves.
PATIENCE = 60.0
#: Seconds between two looks.
LOOK = 0.05
#: Seconds after which the platform has met everything that was on the wire.
LANDED = 0.1
#: Seconds.
AWAY = 1.2
#: The system call in which a process waits for its sockets, as Linux numbers it.
WAITING = {"x86_64": "232", "aarch64": "22"}[os.uname().machine]


@dataclass(slots=True)
class Stage:
    """`kills` counts those that hit a replica that was sending. `restart` restarts the database, where it can."""

    orders: Orders
    records: Records
    http: aiohttp.ClientSession
    restart: Callable[..., None] | None
    began: float
    replicas: dict[str, ForkServerProcess]
    names: set[str]
    kills: int = 0

    @classmethod
    @asynccontextmanager
    async def set_up(
        cls,
        *,
        database_url: str,
        kind: str,
        load: Load,
        faults: Faults,
        without: Without = Without.NOTHING,
        restart: Callable[..., None] | None = None,
    ) -> AsyncIterator["Stage"]:
        """Everything is planned, the platform is there, and nobody sends yet. At the end nobody is left."""
        ours, theirs = processes.Pipe()
        async with Records.of(database_url) as records, aiohttp.ClientSession() as http:
            await records.fill(kind, load)
            clock = RunClock()
            there = processes.Process(target=platform.serve, args=(faults, clock, theirs), daemon=True)
            there.start()
            theirs.close()
            replicas: dict[str, ForkServerProcess] = {}
            try:
                if not await asyncio.to_thread(ours.poll, PATIENCE):
                    raise TimeoutError("the platform did not start")
                orders = Orders(
                    name="",
                    database_url=database_url,
                    address=ours.recv(),
                    platform=kind,
                    load=load,
                    clock=replace(clock, wrong=processes.RawValue("d", 0.0)),
                    without=without,
                )
                yield cls(orders, records, http, restart, time.monotonic(), replicas, set())
            finally:
                ours.close()
                for each in (*replicas.values(), there):
                    await _end(each)

    # what happens

    def start(self, name: str, *, crash: Crash | None = None) -> None:
        """A replica begins to send, and dies where it is told to."""
        orders = replace(self.orders, name=name, crash=crash)
        self.replicas[name] = processes.Process(target=replica.run, args=(orders,), daemon=True)
        self.replicas[name].start()
        self.names.add(name)

    def begin_together(self) -> None:
        """Three replicas, or the one that a file is for."""
        for name in "abc" if self.orders.database_url.startswith("postgresql") else "a":
            self.start(name)

    async def finish(self, name: str) -> None:
        """A replica does what is left."""
        self.start(name)
        await self.settled()

    async def kill(self, name: str) -> None:
        """SIGKILL, whatever it is doing. It counts where that was sending."""
        await _end(self.replicas.pop(name))
        # Without intents nobody can tell.
        self.kills += self.orders.without is Without.INTENT or "sending" in await self.records.states()

    async def die(self, name: str) -> None:
        """Wait for a replica to come to where it dies."""
        process = self.replicas[name]
        await asyncio.to_thread(process.join, PATIENCE)
        if process.exitcode not in (-signal.SIGKILL, -signal.SIGALRM):
            states = await self.records.states()
            raise AssertionError(f"{name} has not died where it was told to: {process.exitcode}, {states}")
        self.kills += 1
        await _end(self.replicas.pop(name))

    async def kill_knowing(self, name: str) -> None:
        """SIGKILL once it has recorded every refusal: what dies with the one who was told, nobody else can know."""
        while True:
            await self.freeze(name)
            await asyncio.sleep(LANDED)
            refusing = {*(await self._report())["refusing"]}
            if refusing <= await self.records.blocked(at=self.orders.clock.now()):
                break
            self.thaw(name)
            await asyncio.sleep(LOOK)
        await self.kill(name)

    async def freeze(self, name: str) -> None:
        """SIGSTOP while it waits for something. In the middle of a write, nobody could say what has gone out."""
        pid = self.replicas[name].pid
        assert pid is not None
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            os.kill(pid, signal.SIGSTOP)
            await asyncio.sleep(LOOK / 10)
            if Path(f"/proc/{pid}/syscall").read_text().startswith(f"{WAITING} "):
                return
            os.kill(pid, signal.SIGCONT)
            await asyncio.sleep(LOOK / 10)
        raise TimeoutError(f"{name} never waits")

    def thaw(self, name: str) -> None:
        """It goes on as if nothing had been."""
        pid = self.replicas[name].pid
        assert pid is not None
        os.kill(pid, signal.SIGCONT)

    def leap(self, by: timedelta) -> None:
        """The replicas' clocks are wrong by this from now on."""
        assert self.orders.clock.wrong is not None
        self.orders.clock.wrong.value = by.total_seconds()

    async def restart_database(self) -> None:
        """It falls, and is away for longer than a message is on its way."""
        assert self.restart
        await asyncio.to_thread(self.restart, away=AWAY)

    # what one waits for

    async def sent(self, count: int) -> None:
        """Wait until so many have gone out."""
        await self._until(lambda states: states.get("sent", 0) >= count)

    async def sending(self) -> None:
        """Wait until something is on its way. Without intents nobody can tell."""
        await self._until(lambda states: self.orders.without is Without.INTENT or "sending" in states)

    async def refused(self) -> None:
        """Wait until a workspace takes nothing, and will not for a while."""
        deadline = time.monotonic() + PATIENCE
        while not (await self._report())["refusing"]:
            if time.monotonic() > deadline:
                raise TimeoutError("nothing was refused")
            await asyncio.sleep(LOOK)

    async def settled(self) -> None:
        """Wait until nothing is left to be sent, and nothing in doubt."""
        await self._until(lambda states: not states.keys() & {"planned", "sending"})

    async def stuck(self, name: str) -> bool:
        """Whether a frozen replica has opened a conversation and is just about to write to it."""
        return bool((await self._report())["between"].get(name, 0) > 0)

    async def taken_over(self) -> None:
        """Wait until others have settled everything that has been begun up to now."""
        now, deadline = self.orders.clock.now(), time.monotonic() + PATIENCE
        while (since := await self.records.sending_since()) and since <= now:
            if time.monotonic() > deadline:
                raise TimeoutError("nobody settled what the frozen replica had begun")
            await asyncio.sleep(LOOK)

    async def outcome(self) -> Outcome:
        """What has become of everything."""
        report = await self._report()
        arrived = Counter(mark for mark, _ in report["kept"])
        states = await self.records.all()
        absent = [mark for mark in states if mark not in arrived]
        return Outcome(
            planned=len(states),
            delivered=sum(count == 1 for count in arrived.values()),
            lost=sum(states[mark] != "unknown" for mark in absent),
            doubled=sum(count > 1 for count in arrived.values()),
            unknown=sum(state == "unknown" for state in states.values()),
            while_blocked=report["while_blocked"],
            too_fast=report["too_fast"],
            idle=len(self.names - {name for _, name in report["kept"]}),
            kills=self.kills,
            seconds=time.monotonic() - self.began,
        )

    async def _report(self) -> Any:
        async with self.http.get(f"{self.orders.address}/report") as response:
            return await response.json()

    async def _until(self, there: Callable[[Mapping[str, int]], bool]) -> None:
        before: Mapping[str, int] = {}
        while not there(states := await self.records.states()):
            for name, process in self.replicas.items():
                if process.exitcode is not None:
                    raise AssertionError(f"{name} ended by itself: {process.exitcode}")
            if states != before:
                before, deadline = states, time.monotonic() + PATIENCE
            if time.monotonic() > deadline:
                raise TimeoutError(f"it did not come to an end: {states}")
            await asyncio.sleep(LOOK)


async def _end(process: ForkServerProcess) -> None:
    process.kill()
    await asyncio.to_thread(process.join, PATIENCE)
    process.close()

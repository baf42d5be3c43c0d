"""Several replicas over one database, which beat at the same time, and are replaced when they die."""

import asyncio
import itertools
import signal
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess

from tests.chaos.steps import Step
from tests.forking import processes
from tests.journeys import replica
from tests.journeys.replica import Death, Orders, Planning
from tests.journeys.weeks import Weeks

#: Steps that are seldom come to: a conversation is opened once with everybody, and only who is there already when
#: somebody else has died over a message asks about it.
SELDOM = (Step.OPENED, Step.ASKING)
#: Where they die, one after the other: after at most so many times there, but at once where it is seldom.
DEATHS: Sequence[Planning | Step] = (*SELDOM, *Planning, *(each for each in Step if each not in SELDOM))
OFTEN = 3
#: So often is looked again whether what is due can be done now, and the seconds in between.
PATIENCE, PAUSE = 40, 0.05
#: Seconds within which a replica has done what is due.
LONGEST = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Replica:
    """A process, and the line to it. `name` is a number that no other has had."""

    name: int
    process: ForkServerProcess
    line: Connection
    death: Death | None


@dataclass(slots=True, kw_only=True)
class Fleet:
    """`done` and `sent` say how much by replica; `deaths` where how many died."""

    weeks: Weeks
    mortal: bool
    replicas: list[Replica] = field(default_factory=list)
    done: Counter[int] = field(default_factory=Counter)
    sent: Counter[int] = field(default_factory=Counter)
    deaths: Counter[str] = field(default_factory=Counter)
    _names: "itertools.count[int]" = field(default_factory=itertools.count)
    _next: Iterator[Planning | Step] = field(default_factory=lambda: itertools.cycle(DEATHS))

    @classmethod
    @asynccontextmanager
    async def of(cls, weeks: Weeks, *, size: int, mortal: bool = False) -> AsyncIterator["Fleet"]:
        """So many replicas, which do from now on what the town's own engine would. Those that are `mortal` die at one
        step after the other."""
        fleet = cls(weeks=weeks, mortal=mortal)
        try:
            for _ in range(size):
                fleet._start()
                # The first sends: were it the second, the first would never open a conversation, and so not die.
                await fleet.beat()
            weeks.beat = fleet.beat
            yield fleet
        finally:
            for each in fleet.replicas:
                await _end(each)

    async def beat(self) -> int:
        """Everything that is due now, by whoever comes first; how much was sent.

        What somebody who has died has locked is free a little later, as the database notices it.
        """
        sent, patience = 0, PATIENCE
        while True:
            rounds = [await each for each in asyncio.as_completed([self._tell(each) for each in self.replicas])]
            for dead in [each for each in self.replicas if not each.process.is_alive()]:
                await self._bury(dead)
            sent += sum(rounds)
            if any(rounds):
                continue
            if patience == 0 or not await self._is_left():
                return sent
            patience -= 1
            await asyncio.sleep(PAUSE)

    async def _is_left(self) -> bool:
        """Whether something is still due, or half sent."""
        upcoming, queue = await self.weeks.storage.next_at(), await self.weeks.storage.queue()
        return queue.get("sending", 0) > 0 or (upcoming is not None and upcoming <= self.weeks.clock.now())

    async def replace(self) -> None:
        """The one that sends now is killed between two beats, and another one takes its place."""
        last = self.replicas.pop(0)
        await _end(last)
        self._start()

    async def _tell(self, to: Replica) -> int:
        """How much it did, or one where it died over it: then there is more to do."""
        try:
            to.line.send(self.weeks.clock.now())
            if not await asyncio.to_thread(to.line.poll, LONGEST):
                raise AssertionError(f"a replica hangs: {to}")
            done, sent = to.line.recv()
        except (EOFError, OSError):
            await asyncio.to_thread(to.process.join)
            return 1
        self.done[to.name] += done
        self.sent[to.name] += sent
        return int(done + sent)

    async def _bury(self, dead: Replica) -> None:
        code = dead.process.exitcode
        if dead.death is None or code not in (-signal.SIGKILL, -signal.SIGALRM):
            raise AssertionError(f"a replica ended by itself: {code}")
        self.deaths[dead.death.at] += 1
        self.replicas.remove(dead)
        await _end(dead)
        self._start()

    def _start(self) -> None:
        ours, theirs = processes.Pipe()
        death = self._death() if self.mortal else None
        orders = Orders(
            database_url=self.weeks.database_url,
            api_url=self.weeks.slack.slack.api_url,
            at=self.weeks.clock.now(),
            death=death,
        )
        process = processes.Process(target=replica.run, args=(orders, theirs), daemon=True)
        process.start()
        theirs.close()
        self.replicas.append(Replica(name=next(self._names), process=process, line=ours, death=death))

    def _death(self) -> Death:
        at = next(self._next)
        return Death(at=at, count=1 if at in SELDOM else self.weeks.chance.randint(1, OFTEN))


async def _end(one: Replica) -> None:
    one.process.kill()
    await asyncio.to_thread(one.process.join)
    one.process.close()
    one.line.close()

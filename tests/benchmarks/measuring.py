"""How quickly a server answers, and how often a second: several servers in turn, so that none has the better hour."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from tests.benchmarks.wire import Line
from tests.process import Server

AT_ONCE = 16
ROUNDS = 3

#: Makes the bytes of one request, another one every time.
Tap = Callable[[], bytes]
#: Waits until everything that follows from so many taps is done.
Done = Callable[[int], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How many taps: `alone`, one after the other, for the latency, each when the one before is done with and its
    person thanked; and for the throughput a `crowd`, AT_ONCE at a time, thanks and all.
    """

    warming: int
    alone: int
    crowd: int

    @property
    def whole(self) -> int:
        """All that one server gets in all rounds."""
        return ROUNDS * (self.warming + self.alone + self.crowd)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Milliseconds, and answers a second."""

    p50: float
    p99: float
    rate: float


async def answered(_: int) -> None:
    """Nothing follows from a tap once it is answered."""


async def in_turn(servers: Sequence[tuple[Server, Done]], tap: Tap, load: Load) -> list[Figures]:
    """Each server's medians of rounds in turn."""
    rounds = [[await measure(server, tap, load, done=done) for server, done in servers] for _ in range(ROUNDS)]
    return [middle(each) for each in zip(*rounds, strict=True)]


async def measure(server: Server, tap: Tap, load: Load, *, done: Done) -> Figures:
    async with AsyncExitStack() as stack:
        lines = [await stack.enter_async_context(Line.open(server.address)) for _ in range(AT_ONCE)]
        await press(lines[:4], [tap() for _ in range(load.warming)])
        await done(load.warming)
        alone = await press(lines[:1], [tap() for _ in range(load.alone)], done=done)
        crowd = [tap() for _ in range(load.crowd)]
        began = time.perf_counter()
        await press(lines, crowd)
        await done(load.crowd)
        rate = load.crowd / (time.perf_counter() - began)
    return Figures(p50=1000 * statistics.median(alone), p99=1000 * statistics.quantiles(alone, n=100)[98], rate=rate)


async def press(lines: Sequence[Line], requests: Sequence[bytes], *, done: Done = answered) -> Sequence[float]:
    """Send the requests, one at a time on each line, and return how long each took in seconds."""
    left = iter(requests)
    took: list[float] = []

    async def send(line: Line) -> None:
        for each in left:
            began = time.perf_counter()
            assert await line.send(each) == 200
            took.append(time.perf_counter() - began)
            await done(1)

    await asyncio.gather(*map(send, lines))
    return took


def middle(rounds: Sequence[Figures]) -> Figures:
    return Figures(
        p50=statistics.median(each.p50 for each in rounds),
        p99=statistics.median(each.p99 for each in rounds),
        rate=statistics.median(each.rate for each in rounds),
    )

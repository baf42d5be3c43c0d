"""Work that is done after a request has been answered."""

import asyncio
from collections.abc import Awaitable, Callable
from weakref import WeakValueDictionary

Errand = Callable[[], Awaitable[None]]


class Errands:
    """Runs what nobody waits for, keeps hold of it, and runs errands of the same `order` one after the other."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()
        self._queues: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._finished = False

    def start(self, errand: Errand, *, order: str) -> None:
        """Begin `errand`, which must not raise, as soon as the earlier ones of this `order` are done.

        Nothing is begun any more once `finish` has been asked for.
        """
        if self._finished:
            return
        queue = self._queues.setdefault(order, asyncio.Lock())
        task = asyncio.create_task(_run(errand, queue))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def finish(self, *, within: float) -> None:
        """Wait for everything, at most this many seconds; what is not done then is given up."""
        self._finished = True
        if not self._running:
            return
        _, late = await asyncio.wait(self._running, timeout=within)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)


async def _run(errand: Errand, queue: asyncio.Lock) -> None:
    async with queue:
        await errand()

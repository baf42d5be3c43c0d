"""Ends the process once something has ended that runs as long as the process does: what is dead sends nothing, and
whoever started the process can start another."""

import asyncio
import faulthandler
from collections.abc import Sequence
from typing import Any

import structlog

from adapters.port import Chat
from bot.health import Health

log = structlog.get_logger("vardag.supervision")

#: Seconds between two looks.
EVERY = 1.0
#: Seconds that the end may take: less than a container is given to stop.
LAST = 35.0


def bound_the_end() -> None:
    """From now on the process has LAST seconds to end by itself. Then it ends with 1, and prints where it hangs."""
    faulthandler.dump_traceback_later(LAST, exit=True)


class Supervisor:
    """Knows when it is over: `over` says in a sentence what has failed, or nothing where the process is to end."""

    def __init__(self) -> None:
        self.over: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._watch: asyncio.Task[None] | None = None

    def start(self, *, health: Health, chats: Sequence[Chat]) -> None:
        """Watch the loops and what keeps the chats connected, from now on."""
        self._watch = asyncio.create_task(self._look(health, chats))
        self._watch.add_done_callback(self._unwatched)

    def fail(self, reason: str) -> None:
        """The process cannot go on. The first reason stands."""
        if not self.over.done():
            self.over.set_result(reason)

    def end(self) -> None:
        """The process is asked to stop."""
        self.fail("")

    async def stop(self) -> None:
        """What ends from now on is meant to."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.wait({self._watch})

    async def _look(self, health: Health, chats: Sequence[Chat]) -> None:
        while True:
            for loop in health.stalled():
                self.fail(f"The loop {loop} has not come round for too long.")
            for chat in chats:
                for task in chat.tasks():
                    if task.done():
                        self.fail(f"What connects the bot to {type(chat).__name__} has ended: {_why(task)}.")
            await asyncio.sleep(EVERY)

    def _unwatched(self, watch: asyncio.Task[None]) -> None:
        if not watch.cancelled():
            log.error("nobody watches", exc_info=watch.exception())
            self.fail("The watch over the loops has ended.")


def _why(task: asyncio.Future[Any]) -> str:
    """In words that tell no secret: an exception's text may quote an address with a ticket."""
    if task.cancelled():
        return "it was cancelled"
    error = task.exception()
    if error is None:
        return "it came to its end"
    log.error("connection failed", exc_info=error)
    return f"{type(error).__name__}. The log says where"

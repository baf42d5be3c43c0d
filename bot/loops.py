"""What the bot does by itself, again and again. The scheduler is only the clock: what is due is in the database."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from adapters.port import ChatError
from bot.engine import Engine
from bot.health import Health
from bot.supervision import Supervisor
from storage.port import StorageError

log = structlog.get_logger("vardag.loops")

#: The loops, and how often they come round. Health watches the first three.
EVERY = {
    "plan": timedelta(seconds=5),
    "deliver": timedelta(seconds=1),
    "measure": timedelta(seconds=15),
    "follow": timedelta(seconds=30),
    "match": timedelta(hours=1),
    "prune": timedelta(days=1),
}
WATCHED = ("plan", "deliver", "measure")

#: Seconds after which a round of planning or delivering ends, so that one can see that the loop lives.
ROUND = 20.0
#: Seconds that a message under way is given when the bot stops, and that giving up what takes longer may take.
FAREWELL, GIVING_UP = 15.0, 5.0


class Loops:
    """Runs from `start` to `stop`. No round begins before the last of its kind has ended.

    What cannot be done while a database or a platform is away is tried again in the next round. Any other failure is a
    fault of ours, of which nobody knows what it has left behind: it ends the process.
    """

    def __init__(self, *, engine: Engine, health: Health, supervisor: Supervisor) -> None:
        self._engine = engine
        self._health = health
        self._supervisor = supervisor
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._rounds: set[asyncio.Task[Any]] = set()

    def start(self) -> None:
        work: dict[str, Callable[[], Awaitable[object]]] = {
            "plan": partial(self._engine.plan, within=ROUND),
            "deliver": partial(self._engine.deliver, within=ROUND),
            "measure": self._engine.measure,
            "follow": self._engine.follow,
            "match": self._engine.match,
            "prune": self._engine.prune,
        }
        for name, interval in EVERY.items():
            self._scheduler.add_job(
                self._round,
                "interval",
                args=(name, work[name]),
                seconds=interval.total_seconds(),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        for name in WATCHED:
            self._health.beat(name)
        self._scheduler.start()

    async def stop(self) -> None:
        """Begin no round any more, and finish those under way, or give them up."""
        self._engine.stop()
        self._scheduler.pause()
        if not await _late(self._rounds):
            # A round that has ended may have left something under way.
            await _late({asyncio.create_task(self._round("deliver", self._engine.deliver))})
        self._scheduler.shutdown(wait=False)

    async def _round(self, name: str, work: Callable[[], Awaitable[object]]) -> None:
        if this := asyncio.current_task():
            self._rounds.add(this)
            this.add_done_callback(self._rounds.discard)
        try:
            await work()
        except (StorageError, ChatError) as error:
            log.error("round failed", loop=name, reason=str(error))
        except asyncio.CancelledError:
            log.warning("round given up", loop=name)
        except Exception as error:
            log.exception("round failed", loop=name)
            self._supervisor.fail(f"The loop {name} has failed: {type(error).__name__}. The log says where.")
        if name in WATCHED:
            self._health.beat(name)


async def _late(rounds: Collection[asyncio.Task[Any]]) -> bool:
    """Whether some have not ended within FAREWELL, and been given up."""
    if not rounds:
        return False
    _, late = await asyncio.wait(rounds, timeout=FAREWELL)
    for each in late:
        each.cancel()
    if late:
        await asyncio.wait(late, timeout=GIVING_UP)
    return bool(late)

"""What the bot does by itself, again and again. The scheduler is only the clock: what is due is in the database."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from adapters.port import ChatError
from bot.engine import Engine
from bot.health import Health
from bot.metrics import Metrics
from storage.port import StorageError

log = structlog.get_logger("vardag.loops")

#: The loops, and how often they come round. Health watches the first two.
EVERY = {
    "plan": timedelta(seconds=5),
    "deliver": timedelta(seconds=1),
    "match": timedelta(hours=1),
    "prune": timedelta(days=1),
}
WATCHED = ("plan", "deliver")

#: How many messages go to a workspace before the deliver loop comes round.
ROUND = 50
#: Seconds that a message under way is given when the bot stops.
FAREWELL = 15.0


class Loops:
    """Runs from `start` to `stop`. No round begins before the last of its kind has ended."""

    def __init__(self, *, engine: Engine, health: Health, metrics: Metrics) -> None:
        self._engine = engine
        self._health = health
        self._metrics = metrics
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._rounds: set[asyncio.Future[None]] = set()

    def start(self) -> None:
        work: dict[str, Callable[[], Awaitable[object]]] = {
            "plan": self._plan,
            "deliver": self._deliver,
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
        """Begin no round any more, and finish those under way."""
        self._engine.stop()
        self._scheduler.pause()
        if self._rounds:
            await asyncio.wait(self._rounds, timeout=FAREWELL)
        self._scheduler.shutdown(wait=False)

    async def _plan(self) -> None:
        await self._engine.plan()
        self._metrics.queued(await self._engine.storage.queue())

    async def _deliver(self) -> None:
        await self._engine.deliver(most=ROUND)

    async def _round(self, name: str, work: Callable[[], Awaitable[object]]) -> None:
        ended = asyncio.get_running_loop().create_future()
        self._rounds.add(ended)
        try:
            await work()
        except (StorageError, ChatError) as error:
            log.error("round failed", loop=name, reason=str(error))
        except Exception:
            log.exception("round failed", loop=name)
        finally:
            if name in WATCHED:
                self._health.beat(name)
            self._rounds.discard(ended)
            ended.set_result(None)

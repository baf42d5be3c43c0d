"""Sends what has been planned: hold, claim, write, record. At most one attempt in doubt for every message."""

import asyncio
from collections.abc import Coroutine, Mapping
from datetime import timedelta
from math import inf
from typing import Any, assert_never

import structlog

from adapters.port import Absent, Chat, Delivered, Throttled, Unknown
from bot import attempt
from bot.audience import Audience
from bot.clock import Clock
from bot.lane import Lane
from bot.metrics import Metrics
from dialogues.address import Workspace
from dialogues.language import Language
from dialogues.person import TeamId
from storage.outbox import Doubtful, Outbox, Outcome, Outgoing, Postponed
from storage.port import Storage, StorageError

log = structlog.get_logger("vardag.delivery")

#: Seconds. From before an intent is committed until the last moment at which its message is written: much less than
#: the database's patience with a silent replica, after which somebody else may ask whether it arrived.
WIRE = 10.0
#: After which a platform shows everything that it has taken.
GRACE = 30.0
#: Between two looks at what is this replica's to send.
EVERY = 1.0
#: So long is gathered what is recorded and begun in one transaction.
GATHER = 0.01
#: Until a platform that did not answer a question is asked it again.
PAUSE = 30.0
#: How often a message in doubt is sent at the most, where it is wished that it is sent again.
ATTEMPTS = 2


class Dispatcher:
    """Drains the deliveries of all workspaces that this replica holds, each no faster than its platform likes.

    `resent` names the dialogues whose messages are rather sent twice than not at all, where a platform cannot say
    whether they arrived.
    """

    def __init__(
        self,
        *,
        storage: Storage,
        languages: Mapping[str, Language],
        clock: Clock,
        metrics: Metrics,
        resent: frozenset[str] = frozenset(),
    ) -> None:
        self._storage = storage
        self._languages = languages
        self._clock = clock
        self._metrics = metrics
        self._resent = resent
        self._audience = Audience(storage=storage, clock=clock)
        self._chats: dict[Workspace, Chat] = {}
        self._outbox: Outbox | None = None
        self._lanes: dict[Workspace, Lane] = {}
        self._hold_at = 0.0
        # Facts, which outlive the outbox that began them: they are about one attempt, and change nothing afterwards.
        self._outcomes: list[Outcome] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._ended = asyncio.Event()
        self._draining = asyncio.Lock()
        self._failure: BaseException | None = None
        self._stopping = False
        self._sent = 0

    def add(self, chat: Chat) -> None:
        """Send to its workspace, which is known, from now on."""
        self._chats[chat.workspace] = chat

    def stop(self) -> None:
        """Begin nothing more. The drain that goes on, or one more, finishes what is under way."""
        self._stopping = True
        self._hold_at = 0.0
        self._ended.set()

    async def close(self) -> None:
        """Give back what is held."""
        outbox, self._outbox = self._outbox, None
        if outbox is not None:
            await outbox.close()

    async def drain(self, *, within: float = inf) -> int:
        """Send what may go now, or for so many seconds; how many arrived.

        Raises StorageError: then the next drain begins anew, with what is known by then.
        """
        async with self._draining:
            before, end = self._sent, _now() + within
            self._hold_at = 0.0
            try:
                while await self._step() and _now() < end:
                    pass
            except StorageError:
                if self._lanes:
                    self._metrics.lost()
                self._lanes = {}
                await self.close()
                raise
            return self._sent - before

    async def _step(self) -> bool:
        """Do what can be done now, and wait for what comes next; False where nothing does."""
        if self._failure is not None:
            raise self._failure
        if _now() >= self._hold_at:
            await self._hold()
        self._ask()
        await self._advance()
        idle = self._stopping or all(lane.claims_at() == inf for lane in self._lanes.values())
        if idle and not self._tasks and not self._outcomes:
            return False
        next_at = min([self._hold_at, *(min(lane.claims_at(), lane.asks_at()) for lane in self._lanes.values())])
        self._ended.clear()
        if not self._outcomes:
            try:
                async with asyncio.timeout_at(next_at):
                    await self._ended.wait()
            except TimeoutError:
                pass
        await asyncio.sleep(GATHER)
        return True

    async def _hold(self) -> None:
        if self._outbox is None:
            self._outbox = self._storage.outbox()
        now = _now()
        resting = [each for each, lane in self._lanes.items() if lane.rests(now)]
        among = () if self._stopping else self._chats
        hold = await self._outbox.hold(at=self._clock.now(), among=among, resting=resting)
        self._hold_at = _now() + EVERY
        self._lanes = {each: self._lanes.get(each) or Lane(self._chats[each], now=now) for each in hold.owned}
        for each, lane in self._lanes.items():
            lane.wake(now, active=each in hold.active)
        for outgoing in hold.doubtful:
            log.warning("in doubt since an earlier hold", delivery=outgoing.id)
            self._lanes[outgoing.to.workspace].doubt(outgoing, now + GRACE)
        self._metrics.held(len(self._lanes))

    async def _advance(self) -> None:
        """Record what has become known and begin what may be begun, in one transaction."""
        now = _now()
        free = [] if self._stopping else [each for each, lane in self._lanes.items() if lane.claims_at() <= now]
        if self._outbox is None or not (free or self._outcomes):
            return
        known, self._outcomes = self._outcomes, []
        try:
            claimed = await self._outbox.advance(at=self._clock.now(), outcomes=known, free=free)
        except BaseException:
            self._outcomes = known + self._outcomes
            raise
        for each in {*free} - {outgoing.to.workspace for outgoing in claimed}:
            self._lanes[each].found_none(now)
        for outgoing in claimed:
            self._begin(self._lanes[outgoing.to.workspace], outgoing, until=now + WIRE)

    def _begin(self, lane: Lane, outgoing: Outgoing, *, until: float) -> None:
        now, guard = _now(), None if outgoing.cleared else outgoing.guard
        if wait := lane.wait_for(outgoing.to, now) if guard is None else lane.wait_to_ask_readers(now):
            self._know(Postponed(outgoing=outgoing, until=self._clock.now() + timedelta(seconds=wait), tried=False))
            return
        if guard is None:
            lane.begin(outgoing.to, now)
            self._start(self._send(lane, outgoing, until))
        else:
            lane.ask_readers()
            self._start(self._judge(lane, outgoing, guard, until))

    async def _judge(self, lane: Lane, outgoing: Outgoing, team: TeamId, until: float) -> None:
        self._know(await self._audience.judge(lane.chat, outgoing, team, until=until))
        lane.readers_told(_now())

    async def _send(self, lane: Lane, outgoing: Outgoing, until: float) -> None:
        delivery = await attempt.send(lane.chat, outgoing, self._languages[outgoing.language], until=until)
        lane.end(outgoing.to, _now())
        if delivery is None:
            self._know(Postponed(outgoing=outgoing, until=self._clock.now(), tried=False))
            return
        lane.heard(_now(), certain=not isinstance(delivery, Unknown))
        if isinstance(delivery, Throttled) and delivery.scope == "workspace":
            lane.block(_now(), pause=max(delivery.retry_after, attempt.SHORTEST_BLOCK))
        self._metrics.delivered(delivery)
        attempt.tell(outgoing, delivery)
        if isinstance(delivery, Delivered):
            self._sent += 1
        if not isinstance(delivery, Unknown):
            self._know(attempt.outcome(outgoing, delivery, at=self._clock.now()))
        elif attempt.can_be_found(lane.chat, outgoing):
            lane.doubt(outgoing, _now() + GRACE)
        else:
            self._give_up(outgoing, delivery.reason)

    def _ask(self) -> None:
        """Settle the doubts whose time has come: by a question, else by giving up."""
        now = _now()
        for lane in self._lanes.values():
            while lane.asks_at() <= now:
                outgoing = lane.ask(now)
                if not attempt.can_be_found(lane.chat, outgoing):
                    lane.asked(now)
                    self._give_up(outgoing, "the replica that was sending it ended")
                else:
                    self._start(self._look_up(lane, outgoing))

    async def _look_up(self, lane: Lane, outgoing: Outgoing) -> None:
        found = await attempt.find(lane.chat, outgoing, within=WIRE)
        self._metrics.looked_up(found)
        log.info("look-up", delivery=outgoing.id, outcome=type(found).__name__)
        lane.asked(_now(), retry_after=found.retry_after if isinstance(found, Throttled) else None)
        match found:
            case Delivered():
                self._know(attempt.outcome(outgoing, found, at=self._clock.now()))
            case Absent():
                self._know(Postponed(outgoing=outgoing, until=self._clock.now(), tried=True))
            case Throttled() | Unknown() if self._clock.now() < outgoing.expires_at:
                lane.doubt(outgoing, _now() + PAUSE)
            case Throttled():
                self._give_up(outgoing, "the platform could not be asked in time")
            case Unknown(reason=reason):
                self._give_up(outgoing, reason)
            case _:
                assert_never(found)

    def _give_up(self, outgoing: Outgoing, reason: str) -> None:
        now = self._clock.now()
        if outgoing.dialogue in self._resent and outgoing.attempt < ATTEMPTS:
            log.warning("in doubt, sent again", delivery=outgoing.id, reason=reason)
            self._know(Postponed(outgoing=outgoing, until=now, tried=True))
        else:
            log.warning("in doubt, not sent again", delivery=outgoing.id, reason=reason)
            self._know(Doubtful(outgoing=outgoing, at=now, reason=reason))

    def _know(self, outcome: Outcome) -> None:
        self._outcomes.append(outcome)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._over)

    def _over(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._ended.set()
        error = RuntimeError("an attempt was cancelled") if task.cancelled() else task.exception()
        self._failure = self._failure or error


def _now() -> float:
    """Seconds on the event loop's clock."""
    return asyncio.get_running_loop().time()

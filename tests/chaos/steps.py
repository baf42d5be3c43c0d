"""The steps of sending, at each of which a replica can be made to die: by SIGKILL, of its own hand, and so exactly
there."""

import os
import random
import signal
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import aiohttp
from sqlalchemy import Engine, event

from dialogues.address import Workspace
from storage.outbox import Hold, Outbox, Outcome, Outgoing, Sent

#: Seconds within which a commit is cut off somewhere.
COMMIT = 0.001


class Step(StrEnum):
    BEFORE_INTENT = "before the intent's transaction"
    AFTER_INTENT = "after the intent's commit, before the wire"
    OPENED = "after conversations.open"
    WRITING = "before the message is written"
    STORED = "after the platform has the message, before its answer is read"
    ANSWERED = "after the answer, before the outcome is recorded"
    COMMITTING = "in the middle of the outcome's commit"
    ASKING = "during a look-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crash:
    """Die when `step` is reached for the `count`th time."""

    step: Step
    count: int


class Steps:
    """Where a replica is."""

    def __init__(self, crash: Crash | None) -> None:
        self._crash = crash
        self._count = 0
        self._recording = False
        event.listen(Engine, "commit", self._commit)

    def reached(self, step: Step) -> None:
        if self._crash is None or step is not self._crash.step:
            return
        self._count += 1
        if self._count < self._crash.count:
            return
        if step is Step.COMMITTING:
            signal.setitimer(signal.ITIMER_REAL, random.uniform(COMMIT / 20, COMMIT))
        else:
            os.kill(os.getpid(), signal.SIGKILL)

    def record(self, outcomes: Sequence[Outcome]) -> None:
        """What a transaction that begins now is to record."""
        self._recording = any(isinstance(each, Sent) for each in outcomes)
        if self._recording:
            self.reached(Step.ANSWERED)

    def _commit(self, _: Any) -> None:
        if self._recording:
            self.reached(Step.COMMITTING)

    def on_the_wire(self) -> aiohttp.TraceConfig:
        """Follows what goes over HTTP."""

        begun = {"chat.postMessage": Step.WRITING, "conversations.history": Step.ASKING}
        answered = {"chat.postMessage": Step.STORED, "conversations.open": Step.OPENED}

        async def begin(_: Any, __: Any, request: aiohttp.TraceRequestStartParams) -> None:
            if step := begun.get(request.url.name):
                self.reached(step)

        async def answer(_: Any, __: Any, request: aiohttp.TraceRequestEndParams) -> None:
            if step := answered.get(request.url.name):
                self.reached(step)

        trace = aiohttp.TraceConfig()
        trace.on_request_start.append(begin)
        trace.on_request_end.append(answer)
        return trace


class SteppedOutbox:
    """Implements `storage.outbox.Outbox`, step by step."""

    def __init__(self, outbox: Outbox, steps: Steps) -> None:
        self._outbox = outbox
        self._steps = steps

    async def hold(self, *, at: datetime, among: Collection[Workspace], resting: Collection[Workspace]) -> Hold:
        return await self._outbox.hold(at=at, among=among, resting=resting)

    async def advance(
        self, *, at: datetime, outcomes: Sequence[Outcome], free: Collection[Workspace]
    ) -> Sequence[Outgoing]:
        if free:
            self._steps.reached(Step.BEFORE_INTENT)
        self._steps.record(outcomes)
        claimed = await self._outbox.advance(at=at, outcomes=outcomes, free=free)
        if claimed:
            self._steps.reached(Step.AFTER_INTENT)
        return claimed

    async def close(self) -> None:
        await self._outbox.close()

"""Turns what is due by the calendar into events, and what is to be sent into deliveries."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime
from math import inf

import structlog

from bot.turn import Done, Turns
from dialogues.effect import Schedule as Next
from dialogues.event import TO_PEOPLE, Due
from storage.port import Storage, StorageError

log = structlog.get_logger("vardag.schedule")

#: How many due occasions are fetched at once, and how many people are told in one transaction.
BATCH, TOGETHER = 400, 200


class Schedule:
    """The calendar's side of the bot."""

    def __init__(self, *, storage: Storage, turns: Turns) -> None:
        self._storage = storage
        self._turns = turns

    async def run(self, at: datetime, *, dry_run: bool = False, within: float = inf) -> AsyncIterator[Done[Due]]:
        """Do everything that is due at `at`, and tell what was done as it is. After so many seconds, the rest is left
        for the next pass.

        What is due to a team has a transaction of its own; people on one occasion have one together. What fails is
        logged and left due for the next pass, and does not keep the others waiting. Raises StorageError: where the
        database is away, the others would fail as well.
        """
        now = asyncio.get_running_loop().time
        end = now() + within
        # What is still due when it has been tried: whatever fails, and on a dry run everything.
        left: set[Due] = set()
        while fresh := [each for each in await self._storage.due(at=at, most=BATCH + len(left)) if each not in left]:
            for dues in _together(fresh):
                if now() > end:
                    return
                done = await self._do(dues, dry_run=dry_run)
                moved = {each.event for each in done if not dry_run and _moves_on(each)}
                left |= {each for each in dues if each not in moved}
                for each in done:
                    yield each

    async def _do(self, dues: Sequence[Due], *, dry_run: bool) -> Sequence[Done[Due]]:
        """All at once; where that fails, one by one, so that what is at fault keeps nobody else waiting."""
        try:
            return await self._turns.fall_due(dues, dry_run=dry_run)
        except StorageError:
            raise
        except Exception:
            if len(dues) > 1:
                return [done for due in dues for done in await self._do([due], dry_run=dry_run)]
            log.exception("due failed", occasion=dues[0].occasion)
            return ()


def _together(dues: Sequence[Due]) -> Iterator[Sequence[Due]]:
    """Those of teams one by one, and first: a window opens before anybody is asked in it."""
    yield from ([each] for each in dues if each.occasion not in TO_PEOPLE)
    for occasion in TO_PEOPLE:
        of_people = [each for each in dues if each.occasion is occasion]
        yield from (of_people[first : first + TOGETHER] for first in range(0, len(of_people), TOGETHER))


def _moves_on(done: Done[Due]) -> bool:
    """Whether the occasion is no longer due."""
    due = done.event
    return any(
        isinstance(each, Next)
        and (each.occasion, each.subject) == (due.occasion, due.subject)
        and (each.at is None or each.at > due.at)
        for each in done.effects
    )

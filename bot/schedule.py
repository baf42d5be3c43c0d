"""Turns what is due by the calendar into events, and what is to be sent into deliveries."""

from collections.abc import Sequence
from datetime import datetime

import structlog

from bot.turn import Done, Turns
from dialogues.event import Due
from storage.port import Storage

log = structlog.get_logger("vardag.schedule")

#: How many due occasions are fetched at once.
BATCH = 200


class Schedule:
    """The calendar's side of the bot."""

    def __init__(self, *, storage: Storage, turns: Turns) -> None:
        self._storage = storage
        self._turns = turns

    async def run(self, at: datetime, *, dry_run: bool = False) -> Sequence[Done[Due]]:
        """Do everything that is due at `at`, each in a transaction of its own, and return what was done.

        One that fails is logged and left due for the next pass, and does not keep the others waiting.
        """
        done: list[Done[Due]] = []
        tried: set[Due] = set()
        while fresh := [each for each in await self._storage.due(at=at, most=BATCH + len(tried)) if each not in tried]:
            for due in fresh:
                tried.add(due)
                try:
                    if one := await self._turns.fall_due(due, dry_run=dry_run):
                        done.append(one)
                except Exception:
                    log.exception("due failed", occasion=due.occasion)
        return done

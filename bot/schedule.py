"""Turns what is due by the calendar into events, and what is to be sent into deliveries."""

from datetime import datetime

import structlog

from bot.turn import Turns
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

    async def run(self, at: datetime) -> int:
        """Do everything that is due at `at`, each in a transaction of its own; how much it was.

        One that fails is logged and left due for the next pass, and does not keep the others waiting.
        """
        done = 0
        tried: set[Due] = set()
        while fresh := [each for each in await self._storage.due(at=at, most=BATCH + len(tried)) if each not in tried]:
            for due in fresh:
                tried.add(due)
                try:
                    done += await self._turns.fall_due(due)
                except Exception:
                    log.exception("due failed", occasion=due.occasion)
        return done

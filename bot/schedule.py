"""Turns what is due by the calendar into events, and what is to be sent into deliveries."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from math import inf

import structlog

from bot.turn import Done, Turns
from dialogues.event import Due
from storage.port import Storage, StorageError

log = structlog.get_logger("vardag.schedule")

#: How many due occasions are fetched at once.
BATCH = 200


class Schedule:
    """The calendar's side of the bot."""

    def __init__(self, *, storage: Storage, turns: Turns) -> None:
        self._storage = storage
        self._turns = turns

    async def run(self, at: datetime, *, dry_run: bool = False, within: float = inf) -> Sequence[Done[Due]]:
        """Do everything that is due at `at`, each in a transaction of its own, and return what was done. After so many
        seconds, the rest is left for the next pass.

        One that fails is logged and left due for the next pass, and does not keep the others waiting. Raises
        StorageError: where the database is away, the others would fail as well.
        """
        done: list[Done[Due]] = []
        tried: set[Due] = set()
        now = asyncio.get_running_loop().time
        end = now() + within
        while fresh := [each for each in await self._storage.due(at=at, most=BATCH + len(tried)) if each not in tried]:
            for due in fresh:
                if now() > end:
                    return done
                tried.add(due)
                try:
                    if one := await self._turns.fall_due(due, dry_run=dry_run):
                        done.append(one)
                except StorageError:
                    raise
                except Exception:
                    log.exception("due failed", occasion=due.occasion)
        return done

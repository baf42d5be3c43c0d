"""Finds the people of the organisation among those of a platform."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import structlog

from adapters.port import Chat
from bot.clock import Clock
from dialogues.address import Profile
from storage.port import Storage, TeamChannel
from storage.turn import Turn

log = structlog.get_logger("vardag.directory")

#: How many profiles are kept in one transaction.
BATCH = 100


class Directory:
    """Matches one connected workspace with the organisation."""

    def __init__(self, *, storage: Storage, chat: Chat, clock: Clock) -> None:
        self._storage = storage
        self._chat = chat
        self._clock = clock

    async def sync(self) -> int:
        """Connect the workspace, its channels and its people; how many people of the organisation were found.

        What is known already is left as it is. Raises ChatError and StorageError.
        """
        profiles = [each async for each in self._chat.people()]
        channels = [TeamChannel(team=each.team, address=each.address) for each in await self._chat.channels()]
        # Only now: a platform that does not let us in stays disconnected.
        await self._storage.connect(workspace=self._chat.workspace, channels=channels, at=self._clock.now())
        found = 0
        for start in range(0, len(profiles), BATCH):
            found += await self._storage.turn(partial(_see, profiles[start : start + BATCH], self._clock.now()))
        log.info("people matched", platform=self._chat.workspace.platform, found=found, of=len(profiles))
        return found


def _see(profiles: Sequence[Profile], at: datetime, turn: Turn) -> int:
    return sum(turn.see(profile=each, at=at) is not None for each in profiles)

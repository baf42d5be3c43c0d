"""Finds the people of the organisation among those of a platform."""

import structlog

from adapters.port import Chat
from bot.clock import Clock
from storage.port import Storage, TeamChannel

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
            async with self._storage.turn() as turn:
                for profile in profiles[start : start + BATCH]:
                    found += await turn.see(profile=profile, at=self._clock.now()) is not None
        log.info("people matched", platform=self._chat.workspace.platform, found=found, of=len(profiles))
        return found

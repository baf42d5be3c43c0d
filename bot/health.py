"""Whether this process is alive, and whether it is ready for work."""

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence

from storage.port import Storage, StorageError

#: Seconds within which a loop that lives has come round again.
PATIENCE = 120.0
#: Seconds within which a database that lives has answered.
ANSWER = 5.0


class Health:
    """Knows the loops that have to go round, from their first beat on, and the chats that have to be started, by their
    names.

    `seconds` is a clock that only ever runs forward, at an even pace.
    """

    def __init__(
        self,
        *,
        storage: Storage,
        chats: Iterable[str],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._storage = storage
        self._seconds = seconds
        self._beats: dict[str, float] = {}
        self._awaited = set(chats)

    def beat(self, loop: str) -> None:
        """The loop has come round."""
        self._beats[loop] = self._seconds()

    def started(self, chat: str) -> None:
        """Events from the chat are taken from now on."""
        self._awaited.discard(chat)

    def stalled(self) -> Sequence[str]:
        """The loops that have not come round for too long; none: alive."""
        return [loop for loop, beat in self._beats.items() if self._seconds() - beat > PATIENCE]

    async def missing(self) -> Mapping[str, str]:
        """What is not ready, and why, in words that anybody may read; nothing: ready."""
        return {
            **await self._missing_storage(),
            **dict.fromkeys(sorted(self._awaited), "not started"),
            **dict.fromkeys(self.stalled(), "stands still"),
        }

    async def _missing_storage(self) -> dict[str, str]:
        try:
            async with asyncio.timeout(ANSWER):
                current, newest = await self._storage.revisions()
        except (StorageError, TimeoutError):
            return {"database": "does not answer"}
        # A newer one is that of a replica which replaces us, and is made so that we can go on until then.
        if current is None or current < newest:
            return {"migrations": f"at {current or 'none'}, not at {newest}"}
        return {}

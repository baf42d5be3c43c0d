"""Tells the pages that are open that something has changed."""

import asyncio


class Bell:
    """`count` is how often it has rung. Rings that come close together may be heard as one."""

    def __init__(self) -> None:
        self.count = 0
        self.removed = False
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Something has changed."""
        self.count += 1
        self._wake()

    def remove(self) -> None:
        """Nothing will change any more: whoever listens is let go."""
        self.removed = True
        self._wake()

    async def heard(self, since: int) -> bool:
        """Waits until the count is another than `since`; False once the bell has been removed."""
        while self.count == since and not self.removed:
            await self._rung.wait()
        return not self.removed

    def _wake(self) -> None:
        self._rung.set()
        self._rung = asyncio.Event()

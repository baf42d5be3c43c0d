"""Who somebody is: Teams tells a bot for single persons only of those whom it asks for.

It tells a bot nobody's presence, status or automatic reply. Those are Microsoft Graph's (`Presence.Read.All`, granted
by an administrator, https://learn.microsoft.com/graph/api/presence-get), where this bot asks for nothing: a profile of
Teams says neither `away_until` nor `silent_until`.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import structlog

from adapters.call import CallError
from adapters.errands import Errands
from adapters.port import InboxError
from adapters.teams.place import Place
from adapters.teams.sdk import Connector
from dialogues.address import Profile

log = structlog.get_logger("vardag.teams")

#: Seconds that an answer waits to be told who somebody is.
ASKING = 2.5
#: Seconds after which somebody who could not be told is asked for again, before it is given up until they act.
AGAIN = (10.0, 60.0, 300.0, 1800.0)

#: Half of what the connector does at once: messages go on meanwhile.
AT_ONCE = 8


class Roster:
    """Asks the connector, in the background where it does not tell at once."""

    def __init__(self, *, connector: Connector) -> None:
        self._connector = connector
        self._errands = Errands()
        # Conversations whose people have not left, as far as has been heard here, and those that are asked about.
        self._sought: set[str] = set()
        self._asking: set[str] = set()
        self._slots = asyncio.Semaphore(AT_ONCE)

    async def close(self) -> None:
        """Ask for nobody any more."""
        await self._errands.finish(within=0)

    def seek(self, place: Place) -> None:
        """They are to be told, until they are to be forgotten."""
        self._sought.add(place.conversation)

    def seeks(self, place: Place) -> bool:
        """Whether they have not left meanwhile."""
        return place.conversation in self._sought

    async def told(self, profile: Profile, place: Place) -> Profile | None:
        """The profile with the name and e-mail that the roster has; None where it does not answer in time."""
        try:
            async with asyncio.timeout(ASKING):
                return await self._ask(profile, place)
        except (CallError, TimeoutError) as failure:
            log.warning("teams roster not told", reason=failure.word if isinstance(failure, CallError) else "timeout")
            return None

    def later(self, profile: Profile, place: Place, tell: Callable[[Profile], Awaitable[object]]) -> None:
        """Ask again until it is told, and `tell` then, unless they are to be forgotten meanwhile."""
        if place.conversation in self._asking:
            return
        self._asking.add(place.conversation)

        async def errand() -> None:
            for pause in AGAIN:
                await asyncio.sleep(pause)
                try:
                    known = await self._ask(profile, place)
                    if self.seeks(place):
                        await tell(known)
                except (CallError, InboxError):
                    continue
                break
            else:
                log.warning("teams roster given up")
            self._asking.discard(place.conversation)

        self._errands.start(errand, order=place.conversation)

    def forget(self, place: Place) -> None:
        """They have left: what is told of them now would bring them back."""
        self._sought.discard(place.conversation)

    async def _ask(self, profile: Profile, place: Place) -> Profile:
        async with self._slots:
            member = await self._connector.member(place)
        return replace(profile, name=member.name or profile.name, email=member.email or profile.email)

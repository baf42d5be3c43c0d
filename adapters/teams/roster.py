"""Who somebody is: Teams tells a bot for single persons only of those whom it asks for."""

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


class Roster:
    """Asks the connector, in the background where it does not tell at once."""

    def __init__(self, *, connector: Connector) -> None:
        self._connector = connector
        self._errands = Errands()
        # The conversations whose people are still to be told.
        self._sought: set[str] = set()

    async def close(self) -> None:
        """Ask for nobody any more."""
        await self._errands.finish(within=0)

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
        here = place.conversation
        if here in self._sought:
            return
        self._sought.add(here)

        async def errand() -> None:
            for pause in AGAIN:
                await asyncio.sleep(pause)
                try:
                    known = await self._ask(profile, place)
                    if here in self._sought:
                        await tell(known)
                except (CallError, InboxError):
                    continue
                break
            else:
                log.warning("teams roster given up")
            self._sought.discard(here)

        self._errands.start(errand, order=here)

    def forget(self, place: Place) -> None:
        """They have left: what is told of them now would bring them back."""
        self._sought.discard(place.conversation)

    async def _ask(self, profile: Profile, place: Place) -> Profile:
        member = await self._connector.member(place)
        return replace(profile, name=member.name or profile.name, email=member.email or profile.email)

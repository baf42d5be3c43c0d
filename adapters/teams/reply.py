"""What is written into a chat after a request has been answered."""

from dataclasses import replace

import structlog

from adapters.call import CallError
from adapters.errands import Errand, Errands
from adapters.teams.content import Content
from adapters.teams.place import Place
from adapters.teams.sdk import Connector

log = structlog.get_logger("vardag.teams")


class Replier:
    """Answers people, in order in each conversation. Nothing here raises: what fails is logged, without the words."""

    def __init__(self, *, connector: Connector, errands: Errands) -> None:
        self._connector = connector
        self._errands = errands

    def say(self, content: Content, place: Place) -> None:
        """Write a message, soon. In a conversation that has yet to be opened, its person is told that it is there."""

        async def errand() -> None:
            here = place if place.conversation else replace(place, conversation=await self._connector.open(place))
            await self._connector.post(here, content, alert=not place.conversation)

        self._later("message", errand, place)

    def replace(self, id: str, content: Content, place: Place) -> None:
        """Write in the place of the message `id`, soon."""
        self._later("replacement", lambda: self._connector.put(place, id, content), place)

    def _later(self, what: str, errand: Errand, place: Place) -> None:
        async def quietly() -> None:
            try:
                await errand()
            except CallError as failure:
                log.warning("teams answer not delivered", what=what, reason=failure.word)

        self._errands.start(quietly, order=place.conversation or place.user)

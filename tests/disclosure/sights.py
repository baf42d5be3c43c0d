"""What people and those who run Vardag see who look at everything that they can reach, at one moment."""

from tests.disclosure import operator
from tests.journeys.seen import Eyes, close_form, settled
from tests.journeys.town import Town

#: What the words after `/goal` are that show what a team has said, or who has looked.
ASKED = ("", "status", "nöjdare", "team kundservice", "audit")


class Sights:
    """Looks through somebody's eyes, one after the other, and at every command's output."""

    def __init__(self, town: Town, *names: str) -> None:
        self._town = town
        self._eyes = {name: Eyes(town.chat, town.user(name)) for name in names}

    async def look(self) -> list[str]:
        """What is new in their chats and what `/goal` tells them now, and what the commands print, with names for what
        is random."""
        found = []
        for name, eyes in self._eyes.items():
            user = self._town.user(name)
            for words in ASKED:
                await self._town.chat.commands(user, words)
                found += [f"{name} {line}" for line in await eyes.look()]
                close_form(self._town.chat, user)
        return settled([*found, *await operator.commands(self._town.engine)])

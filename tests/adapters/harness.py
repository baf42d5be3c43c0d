"""What a person can do and see on any platform: the contract suite and the journeys speak only this.

A harness turns it into the platform's own bytes (signed HTTP requests, forms of a page), and reads back what the
platform would show.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from adapters.port import Chat
from dialogues.address import Address, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One message as a person reads it.

    `lines` has one entry per block of text, in order and unescaped: a heading, paragraph, quote or note is its text;
    each bullet of a list is `• text`; each field is `label: value`; a chart is its alternative text. `buttons` are
    the labels, in order.
    """

    lines: tuple[str, ...]
    buttons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownForm:
    """An open form: its title and the labels of its fields by name, with what stands in them."""

    title: str
    labels: Mapping[str, str]
    values: Mapping[str, str]


class Harness(Protocol):
    """One running platform with a bot connected. `user` is always a platform's user id out of `users()`."""

    chat: Chat

    def users(self) -> Sequence[Profile]: ...

    async def appears(self, user: str) -> None:
        """Come to have the bot, on a platform that tells of its people so."""
        ...

    async def says(self, user: str, text: str) -> None:
        """Write a plain message to the bot."""
        ...

    async def commands(self, user: str, words: str) -> Shown | None:
        """Give `/goal words`, and return what only this person sees in answer (None: nothing, or a form)."""
        ...

    async def opens(self, user: str) -> Shown | None:
        """Open the bot's own page, and return what it shows; None where the platform has none."""
        ...

    async def taps(self, user: str, button: str) -> Shown | None:
        """Tap the button with this label in the newest message that has one, and return what then stands in that
        message's place, once the replacement has arrived. An ephemeral reply that came instead is in `private`."""
        ...

    async def form(self, user: str) -> ShownForm | None:
        """The form that is open in front of the person."""
        ...

    async def submits(self, user: str, values: Mapping[str, str]) -> Mapping[str, str]:
        """Send the open form with these values over what stands in it; returns the errors by field name, and closes
        the form if there are none."""
        ...

    async def inbox(self, user: str) -> Sequence[Shown]:
        """The bot's messages in the person's own conversation with it, oldest first, as they now are."""
        ...

    async def private(self, user: str) -> Sequence[Shown]:
        """The replies that only this person saw, oldest first."""
        ...

    async def gather(self, key: str, users: Sequence[str]) -> Address:
        """Make a channel, which the team `key` can have, with the bot and these accounts in it, and nobody else. The
        same one again has these in it from now on."""
        ...

    async def channel(self, key: str) -> Sequence[Shown] | None:
        """The messages in a team's channel; None where the platform has none for it."""
        ...

    async def repeats(self) -> int:
        """Send the last request that a person caused once more, byte for byte; returns the HTTP status."""
        ...

"""Where somebody is to be found on Teams, and how it is kept."""

from dataclasses import dataclass, replace
from typing import Self

from dialogues.address import Address

#: By which everything of Teams is told apart from what else speaks the Bot Framework's protocol.
CHANNEL = "msteams"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A conversation with one person, or a channel: everything that it takes to write there.

    `conversation` is empty until it has been opened; `user` is the person's `29:` id, or their Entra object id, and
    empty for a channel.
    """

    service: str
    tenant: str
    bot: str
    user: str
    conversation: str = ""

    @classmethod
    def of(cls, address: Address, *, service: str, bot: str) -> Self:
        """The place of an address, in which we are `bot`, with this `service` where it does not say."""
        return cls(
            service=address.opaque.get("service") or service,
            tenant=address.workspace.key,
            bot=bot,
            user=address.opaque.get("member") or address.user or "",
            conversation=address.channel or "",
        )

    def within(self, address: Address) -> Address:
        """The address with everything in it that this place knows."""
        opaque = {"service": self.service, "member": self.user}
        return replace(address, channel=self.conversation, opaque=opaque)

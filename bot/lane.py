"""The pace of one workspace: when it may be written to next, who in it is being written to, what is in doubt there."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil, inf

from adapters.port import Capabilities, Chat
from dialogues.address import Address
from storage.outbox import Outgoing

#: A platform that has once been asked about too much is asked no more often than this: what Slack lets the strictest
#: limited apps ask.
SELDOM = timedelta(minutes=1)
#: So many messages in doubt, one after the other, are more than bad luck; and so long is waited then at the most.
SOME, LONGEST_SILENCE = 3, timedelta(seconds=30)
#: What of a turn is made up for where it was late: what a loop is late by, and no burst.
LATENESS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A message that may have arrived. One may ask about it from `ask_at` on."""

    outgoing: Outgoing
    ask_at: float


class Lane:
    """All times are seconds on the event loop's clock. It belongs to one hold on the workspace, and ends with it."""

    def __init__(self, chat: Chat, *, now: float) -> None:
        self.chat = chat
        self._doubts: list[Doubt] = []
        self._limits: Capabilities = chat.capabilities
        self._claim_at = inf
        self._again_at = 0.0
        self._slot = now
        self._blocked = now
        self._doubted = 0
        self._under_way = 0
        self._conversations: dict[str, float] = {}
        self._ask_at = now
        self._lookup = self._limits.lookup or timedelta(0)
        self._asking = False
        self._readers_at = now
        self._readers_wait = 0

    # to send

    def wake(self, now: float, *, active: bool) -> None:
        """Something may be there to be sent, or nothing more is to be begun."""
        self._claim_at = min(self._claim_at, now) if active and self._blocked <= now else inf

    def claims_at(self) -> float:
        """When the next message may be begun; never where there is none, or a second's worth is under way."""
        return max(self._claim_at, self._slot) if self._under_way < ceil(self._limits.rate) else inf

    def found_none(self, now: float) -> None:
        """There is nothing to be sent at the moment."""
        self._claim_at = self._again_at if self._again_at > now else inf

    def wait_for(self, to: Address, now: float) -> float:
        """Seconds until this conversation may be written to; 0 for now."""
        if self._blocked > now:
            return self._blocked - now
        free = self._conversations.get(_conversation(to), 0.0)
        if free <= now:
            return 0.0
        pause = self._limits.interval.total_seconds() if free == inf else free - now
        self._again_at = max(self._again_at, now + pause)
        return pause

    def begin(self, to: Address, now: float) -> None:
        """A message sets out, and takes the workspace's turn and the conversation."""
        spacing = 1 / self._limits.rate
        self._slot = max(self._slot, now - LATENESS * spacing) + spacing
        self._under_way += 1
        self._conversations[_conversation(to)] = inf

    def wait_to_ask_readers(self, now: float) -> float:
        """Seconds until it may be asked who reads a channel; 0 for now. Each that waits has a turn of its own."""
        pause = (self._limits.readers or timedelta(0)).total_seconds()
        if max(self._blocked, self._readers_at) <= now:
            self._readers_at, self._readers_wait = now + pause, max(0, self._readers_wait - 1)
            return 0.0
        wait = max(self._blocked, self._readers_at) - now + self._readers_wait * pause
        self._readers_wait += 1
        self._again_at = max(self._again_at, now + wait)
        return wait

    def ask_readers(self) -> None:
        """The question sets out, and no message."""
        self._under_way += 1

    def readers_told(self, now: float) -> None:
        """It is answered, or never will be: what comes of it may be begun at once."""
        self._under_way -= 1
        self._again_at = max(self._again_at, now)
        self._claim_at = min(self._claim_at, now) if self._blocked <= now else self._claim_at

    def end(self, to: Address, now: float) -> None:
        """What set out is over."""
        self._under_way -= 1
        free = now + self._limits.interval.total_seconds()
        self._conversations = {each: at for each, at in self._conversations.items() if at > now}
        self._conversations[_conversation(to)] = free

    def block(self, now: float, *, pause: timedelta) -> None:
        """The platform wants to be left alone, by a clock that does not jump."""
        self._blocked, self._claim_at = max(self._blocked, now + pause.total_seconds()), inf

    def heard(self, now: float, *, certain: bool) -> None:
        """The platform gave an answer that is `certain`, or none. Where it gives none any more, it is tried ever more
        seldom: it takes nothing from nobody, and each try may be a message that is never sent."""
        self._doubted = 0 if certain else self._doubted + 1
        if self._doubted >= SOME:
            self.block(now, pause=min(timedelta(seconds=2 ** min(self._doubted - SOME, 10)), LONGEST_SILENCE))

    # to ask

    def doubt(self, outgoing: Outgoing, ask_at: float) -> None:
        self._doubts.append(Doubt(outgoing=outgoing, ask_at=ask_at))

    def asks_at(self) -> float:
        """When one may ask about the next doubt; never where there is none, or one is being asked about."""
        earliest = min((each.ask_at for each in self._doubts), default=inf)
        return inf if self._asking else max(earliest, self._ask_at)

    def ask(self, now: float) -> Outgoing:
        """Take the next doubt in hand. There is one."""
        doubt = min(self._doubts, key=lambda each: each.ask_at)
        self._doubts.remove(doubt)
        self._asking = True
        self._ask_at = now + self._lookup.total_seconds()
        return doubt.outgoing

    def asked(self, now: float, *, retry_after: timedelta | None = None) -> None:
        """There was an answer, or the platform wants to be left alone."""
        self._asking = False
        if retry_after is not None:
            self._lookup = max(self._lookup, SELDOM)
            self._ask_at = now + max(self._lookup, retry_after).total_seconds()

    # to give back

    def rests(self, now: float) -> bool:
        """Nothing is under way, and whoever sends next may do so at once. What is in doubt can be asked by others."""
        return not self._under_way and not self._asking and self._slot <= now


def _conversation(to: Address) -> str:
    return to.user or to.channel or ""

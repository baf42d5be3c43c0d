"""Replicas that lack one of their protections, to show what it is there for."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, update

from adapters.port import Absent, Delivered, Found
from dialogues.address import Address, Workspace
from storage.database import Database
from storage.outbox import Blocked, Hold, Outbox, Outcome, Outgoing, Postponed
from storage.sql.locks import AdvisoryLocks
from storage.tables.sending import delivery

#: For so long, a replica without intents leaves alone what it is sending.
AWAY = timedelta(seconds=1)


class Without(StrEnum):
    """What a replica lacks."""

    NOTHING = ""
    ASKING = "look-up: what is in doubt is sent again"
    DOUBTING = "look-up: what is in doubt counts as sent"
    INTENT = "intent: nothing is marked before it is sent"
    DEADLINE = "deadline: what has been begun is written however late"
    OWNERSHIP = "ownership: every replica sends everywhere"
    SHARES = "fair shares: who comes first takes everything"
    BLOCK = "stored block: only the replica that was refused knows"
    MEMORY = "memory and look-up: what was known ends with the connection"
    GIVING_UP = "giving up: what is in doubt is sent again on Teams"


def found_without(lacking: Without, to: Address) -> Found | None:
    """What a replica believes that does not ask the platform; None for one that asks."""
    match lacking:
        case Without.ASKING | Without.MEMORY:
            return Absent()
        case Without.DOUBTING:
            return Delivered(ref="believed", address=to)
        case _:
            return None


class Greedy(AdvisoryLocks):
    """As if there were no other replicas to leave anything to."""

    def elsewhere(self, connection: Connection) -> tuple[int, set[int]]:
        _, taken = super().elsewhere(connection)
        return 1, taken


class IntentlessOutbox:
    """Marks nothing as begun: what is being sent stays planned, and is only out of sight for a moment."""

    def __init__(self, outbox: Outbox, database: Database) -> None:
        self._outbox = outbox
        self._database = database

    async def hold(self, *, at: datetime, among: Collection[Workspace], resting: Collection[Workspace]) -> Hold:
        return await self._outbox.hold(at=at, among=among, resting=resting)

    async def advance(
        self, *, at: datetime, outcomes: Sequence[Outcome], free: Collection[Workspace]
    ) -> Sequence[Outgoing]:
        await self._mark([each.outgoing for each in outcomes], "planned", "sending", at)
        claimed = await self._outbox.advance(at=at, outcomes=outcomes, free=free)
        await self._mark(claimed, "sending", "planned", at + AWAY)
        return claimed

    async def close(self) -> None:
        await self._outbox.close()

    async def _mark(self, those: Sequence[Outgoing], before: str, after: str, due_at: datetime) -> None:
        ids = [each.id for each in those]
        mark = update(delivery).where(delivery.c.id.in_(ids), delivery.c.state == before)
        if ids:
            await self._database.write(lambda connection: connection.execute(mark.values(state=after, due_at=due_at)))


class ForgetfulOutbox:
    """Knows of a workspace that wants to be left alone for as long as the process lives."""

    def __init__(self, outbox: Outbox, blocked: dict[Workspace, datetime]) -> None:
        self._outbox = outbox
        self._blocked = blocked

    async def hold(self, *, at: datetime, among: Collection[Workspace], resting: Collection[Workspace]) -> Hold:
        return await self._outbox.hold(at=at, among=among, resting=resting)

    async def advance(
        self, *, at: datetime, outcomes: Sequence[Outcome], free: Collection[Workspace]
    ) -> Sequence[Outgoing]:
        known = [self._remember(each) if isinstance(each, Blocked) else each for each in outcomes]
        open_ = [each for each in free if self._blocked.get(each, at) <= at]
        return await self._outbox.advance(at=at, outcomes=known, free=open_)

    async def close(self) -> None:
        await self._outbox.close()

    def _remember(self, blocked: Blocked) -> Postponed:
        self._blocked[blocked.outgoing.to.workspace] = blocked.until
        return Postponed(outgoing=blocked.outgoing, until=blocked.until, tried=True)


class MortalOutbox:
    """Takes no word of what an earlier outbox has begun."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        # The very objects: what is found half sent looks the same as what was known of it.
        self._own: dict[int, Outgoing] = {}

    async def hold(self, *, at: datetime, among: Collection[Workspace], resting: Collection[Workspace]) -> Hold:
        hold = await self._outbox.hold(at=at, among=among, resting=resting)
        self._remember(hold.doubtful)
        return hold

    async def advance(
        self, *, at: datetime, outcomes: Sequence[Outcome], free: Collection[Workspace]
    ) -> Sequence[Outgoing]:
        known = [each for each in outcomes if id(each.outgoing) in self._own]
        claimed = await self._outbox.advance(at=at, outcomes=known, free=free)
        self._remember(claimed)
        return claimed

    async def close(self) -> None:
        await self._outbox.close()

    def _remember(self, those: Sequence[Outgoing]) -> None:
        self._own |= {id(each): each for each in those}

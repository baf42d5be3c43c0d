"""One replica that sends, and the verbs with which the tests speak to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime

from dialogues.address import Address, Platform, Whereabouts, Workspace
from storage.outbox import Outbox, Outcome, Outgoing, Sent
from storage.port import Storage
from tests.storage.example import AT, MEMBERS, MONDAY, SLACK, address, found, profile, reached
from tests.storage.turning import turning

#: One for each member, on a platform of its own.
EVERYWHERE = tuple(Workspace(platform=Platform(f"chat{number}"), key="T") for number, _ in enumerate(MEMBERS))


async def scatter(storage: Storage) -> None:
    """Import the organisation; each member writes from a workspace of their own, and is written to there."""
    await found(storage)
    for user, workspace in zip(MEMBERS, EVERYWHERE, strict=True):
        await storage.connect(workspace=workspace, channels=(), at=AT)
        async with turning(storage) as turn:
            assert await turn.see(profile=profile(user, workspace), at=AT)
            await reached(turn, Whereabouts(address=address(user, "C", workspace)))


@asynccontextmanager
async def sending(storage: Storage) -> AsyncIterator[Outbox]:
    """The right to send, which is given back at the end."""
    outbox = storage.outbox()
    try:
        yield outbox
    finally:
        await outbox.close()


async def claim(
    storage: Storage, *, at: datetime = AT, most: int = 100, workspace: Workspace = SLACK
) -> list[Outgoing]:
    """Begin to send what is planned for a workspace, as a replica that has nothing else to do and then ends."""
    async with sending(storage) as outbox:
        await outbox.hold(at=at, among=(workspace,), resting=())
        claimed: list[Outgoing] = []
        while len(claimed) < most and (begun := await outbox.advance(at=at, outcomes=(), free=(workspace,))):
            claimed += begun
        return claimed


async def doubtful(storage: Storage, *, at: datetime = AT, workspace: Workspace = SLACK) -> list[Outgoing]:
    """What a replica that takes the workspace in hand finds half sent there."""
    async with sending(storage) as outbox:
        return list((await outbox.hold(at=at, among=(workspace,), resting=())).doubtful)


async def record(storage: Storage, *outcomes: Outcome) -> None:
    """Record what became of attempts, whoever made them."""
    async with sending(storage) as outbox:
        await outbox.advance(at=AT, outcomes=outcomes, free=())


def sent(outgoing: Outgoing, *, at: datetime = AT, on: date = MONDAY, where: Address | None = None) -> Sent:
    """It arrived where it was sent to."""
    return Sent(outgoing=outgoing, at=at, ref="1.2", address=where or outgoing.to, on=on)

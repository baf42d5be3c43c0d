"""Who sends: each workspace is in the hands of one replica, until that has too much, nothing to do there, or is gone.

On PostgreSQL there are several. SQLite has one process, which has everything.
"""

import asyncio
import time
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
from sqlalchemy import Connection, text

from storage.port import Storage, StorageError
from storage.sql.store import SqlStorage
from tests.storage.dump import within
from tests.storage.example import AT, DAY, MEMBERS, SLACK, TEAMS, found, queue, say
from tests.storage.sending import EVERYWHERE, claim, doubtful, record, scatter, sending, sent
from tests.storage.turning import turning

SECOND = timedelta(seconds=1)
PATIENCE = 10
SHARED = pytest.mark.parametrize("database", ["postgresql"])

#: End the session of every replica of this database, and wait until it has ended.
CUT = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_locks
    WHERE locktype = 'advisory' AND mode = 'ShareLock'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@SHARED
@pytest.mark.parametrize(("replicas", "share"), [(2, 3), (3, 2), (4, 2), (6, 1)])
async def test_replicas_share_what_is_to_be_sent(storage: Storage, replicas: int, share: int) -> None:
    await scatter(storage)
    for user in MEMBERS:
        assert await say(storage, user, user)
    async with AsyncExitStack() as stack:
        boxes = [await stack.enter_async_context(sending(storage)) for _ in range(replicas)]
        # The first has everything until it has seen the others.
        assert (await boxes[0].hold(at=AT, among=EVERYWHERE, resting=())).owned == {*EVERYWHERE}
        for _ in range(2):
            held = [(await each.hold(at=AT, among=EVERYWHERE, resting=EVERYWHERE)).owned for each in boxes]
        assert sum(map(len, held)) == len(EVERYWHERE)
        assert frozenset().union(*held) == {*EVERYWHERE}
        assert max(map(len, held)) == share


@SHARED
async def test_a_replica_has_its_share_of_what_there_is_to_do_now(storage: Storage) -> None:
    await scatter(storage)
    for user in MEMBERS[:2]:
        assert await say(storage, user, user)
    async with sending(storage) as one, sending(storage) as two:
        for _ in range(2):
            first, second = [await each.hold(at=AT, among=EVERYWHERE, resting=EVERYWHERE) for each in (one, two)]
        assert {first.active, second.active} == {frozenset({each}) for each in EVERYWHERE[:2]}


async def test_one_process_has_a_file_for_itself(storage: Storage, database: str) -> None:
    await scatter(storage)
    for user in MEMBERS:
        assert await say(storage, user, user)
    async with sending(storage) as first, sending(storage) as second:
        for each in (first, second):
            await each.hold(at=AT, among=EVERYWHERE, resting=())
        owned = (await second.hold(at=AT, among=EVERYWHERE, resting=())).owned
    assert owned == ({*EVERYWHERE} if database == "sqlite" else set())


@SHARED
async def test_nobody_sends_to_a_workspace_that_is_in_other_hands(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1")
    async with sending(storage) as owner, sending(storage) as other:
        assert (await owner.hold(at=AT, among=[SLACK], resting=())).owned == {SLACK}
        assert (await other.hold(at=AT, among=[SLACK], resting=())).owned == set()
        assert not await other.advance(at=AT, outcomes=(), free=[SLACK])
        assert len(await owner.advance(at=AT, outcomes=(), free=[SLACK])) == 1


async def test_nothing_is_sent_to_a_workspace_before_it_is_in_hand(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1")
    async with sending(storage) as outbox:
        assert not await outbox.advance(at=AT, outcomes=(), free=[SLACK])
    assert await queue(storage) == {"planned": 1}


async def test_what_has_nothing_to_send_is_nobodys(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1", at=AT + SECOND)
    async with sending(storage) as outbox:
        assert (await outbox.hold(at=AT, among=[SLACK, TEAMS], resting=())).owned == set()
        assert (await outbox.hold(at=AT + SECOND, among=[TEAMS], resting=())).owned == set()
        held = await outbox.hold(at=AT + SECOND, among=[SLACK, TEAMS], resting=())
        assert held.owned == held.active == {SLACK}
        assert not held.doubtful


async def test_a_workspace_that_is_disconnected_is_nobodys(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1")
    async with turning(storage) as turn:
        await turn.disconnect(workspace=SLACK, reason="token_revoked", at=AT)
    async with sending(storage) as outbox:
        assert (await outbox.hold(at=AT, among=[SLACK], resting=())).owned == set()


async def test_what_rests_and_has_nothing_left_is_given_back(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1", "a")
    async with sending(storage) as one, sending(storage) as two:
        await one.hold(at=AT, among=[SLACK], resting=())
        (outgoing,) = await one.advance(at=AT, outcomes=(), free=[SLACK])
        await one.advance(at=AT, outcomes=[sent(outgoing)], free=())
        # While something of it is under way, it stays.
        held = await one.hold(at=AT, among=[SLACK], resting=())
        assert held.owned == {SLACK}
        assert held.active == set()
        assert (await one.hold(at=AT, among=[SLACK], resting=[SLACK])).owned == set()
        assert await say(storage, "U2", "b")
        assert (await two.hold(at=AT, among=[SLACK], resting=())).owned == {SLACK}
        assert len(await two.advance(at=AT, outcomes=(), free=[SLACK])) == 1


@SHARED
async def test_what_is_beyond_the_share_stays_until_it_rests(storage: Storage) -> None:
    await scatter(storage)
    for user in MEMBERS:
        assert await say(storage, user, user)
    async with sending(storage) as one, sending(storage) as two:
        await one.hold(at=AT, among=EVERYWHERE, resting=())
        begun = await one.advance(at=AT, outcomes=(), free=EVERYWHERE)
        assert {each.to.workspace for each in begun} == {*EVERYWHERE}
        assert (await two.hold(at=AT, among=EVERYWHERE, resting=())).owned == set()
        held = await one.hold(at=AT, among=EVERYWHERE, resting=())
        assert (len(held.owned), len(held.active)) == (6, 3)
        # What is given back half sent is for the next to settle.
        kept = (await one.hold(at=AT, among=EVERYWHERE, resting=EVERYWHERE)).owned
        assert kept == held.active
        gained = await two.hold(at=AT, among=EVERYWHERE, resting=())
        assert gained.owned == {*EVERYWHERE} - kept
        assert list(gained.doubtful) == [each for each in begun if each.to.workspace not in kept]


async def test_what_is_half_sent_is_settled_even_where_nothing_else_is_to_be_sent(storage: Storage) -> None:
    await found(storage)
    assert await say(storage, "U1")
    begun = await claim(storage)
    assert await doubtful(storage, at=AT + DAY) == begun


async def test_whoever_ends_gives_everything_back_at_once(storage: Storage) -> None:
    await found(storage)
    for user in ("U1", "U2"):
        assert await say(storage, user, user)
    async with sending(storage) as first:
        await first.hold(at=AT, among=[SLACK], resting=())
        begun = await first.advance(at=AT, outcomes=(), free=[SLACK])
    async with sending(storage) as second:
        held = await second.hold(at=AT, among=[SLACK], resting=())
        assert held.owned == {SLACK}
        assert held.doubtful == begun
        (outgoing,) = await second.advance(at=AT, outcomes=[sent(each) for each in begun], free=[SLACK])
        assert outgoing.to.user == "U2"


async def test_who_asks_nothing_connects_to_nothing() -> None:
    storage = SqlStorage.open("postgresql://vardag@127.0.0.1:1/vardag", ids=str)
    await storage.outbox().close()
    outbox = storage.outbox()
    with pytest.raises(StorageError, match="cannot be reached"):
        await outbox.hold(at=AT, among=[SLACK], resting=())
    with pytest.raises(StorageError, match="over"):
        await outbox.hold(at=AT, among=[SLACK], resting=())
    await outbox.close()
    await storage.close()


@SHARED
async def test_a_replica_whose_connection_is_lost_has_lost_everything(storage: Storage, database_url: str) -> None:
    await found(storage)
    for user in ("U1", "U2"):
        assert await say(storage, user, user)
    async with sending(storage) as lost, sending(storage) as next_:
        await lost.hold(at=AT, among=[SLACK], resting=())
        (outgoing,) = await lost.advance(at=AT, outcomes=(), free=[SLACK])
        await _cut(database_url)
        with pytest.raises(StorageError):
            await lost.advance(at=AT, outcomes=[sent(outgoing)], free=[SLACK])
        assert await queue(storage) == {"sending": 1, "planned": 1}
        held = await next_.hold(at=AT, among=[SLACK], resting=())
        assert held.owned == {SLACK}
        assert held.doubtful == [outgoing]
        for _ in range(2):
            with pytest.raises(StorageError, match="over"):
                await lost.hold(at=AT, among=[SLACK], resting=())
        # What it knew is still true, and whoever sends now may record it.
        await next_.advance(at=AT, outcomes=[sent(outgoing)], free=())
    assert await queue(storage) == {"sent": 1, "planned": 1}


@SHARED
async def test_a_replica_that_says_nothing_for_too_long_has_lost_everything(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.postgresql.SILENCE", 1.0)
    await found(storage)
    for user in ("U1", "U2"):
        assert await say(storage, user, user)
    async with sending(storage) as silent, sending(storage) as other:
        await silent.hold(at=AT, among=[SLACK], resting=())
        began = time.monotonic()
        while time.monotonic() < began + 1.5:  # for as long as it speaks, it has what it has
            await silent.hold(at=AT, among=[SLACK], resting=())
            assert (await other.hold(at=AT, among=[SLACK], resting=())).owned == set()
            await asyncio.sleep(0.2)
        (outgoing,) = await silent.advance(at=AT, outcomes=(), free=[SLACK])
        began = time.monotonic()
        held = await other.hold(at=AT, among=[SLACK], resting=())
        while not held.owned:
            assert time.monotonic() < began + PATIENCE
            await asyncio.sleep(0.05)
            held = await other.hold(at=AT, among=[SLACK], resting=())
        assert time.monotonic() - began > 0.9
        assert list(held.doubtful) == [outgoing]
        with pytest.raises(StorageError):
            await silent.advance(at=AT, outcomes=(), free=[SLACK])
    assert await queue(storage) == {"sending": 1, "planned": 1}


async def test_a_transaction_that_fails_keeps_nothing_and_is_the_last(
    storage: Storage, database_url: str, database: str
) -> None:
    await found(storage)
    for user in ("U1", "U2"):
        assert await say(storage, user, user)
    (outgoing,) = await claim(storage, most=1)

    def take_away(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE team_channel RENAME TO hidden"))

    def give_back(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE hidden RENAME TO team_channel"))

    async with sending(storage) as outbox:
        await outbox.hold(at=AT, among=[SLACK], resting=())
        await within(database_url, take_away)
        with pytest.raises(StorageError):
            await outbox.advance(at=AT, outcomes=[sent(outgoing)], free=[SLACK])
        await within(database_url, give_back)
        assert await queue(storage) == {"sending": 1, "planned": 1}
        if database == "postgresql":
            with pytest.raises(StorageError, match="over"):
                await outbox.advance(at=AT, outcomes=[sent(outgoing)], free=[SLACK])
    await record(storage, sent(outgoing))
    assert await queue(storage) == {"sent": 1, "planned": 1}


async def _cut(url: str) -> None:
    await within(url, lambda connection: connection.execute(text(CUT)).all())

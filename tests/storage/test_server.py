"""What becomes of transactions where PostgreSQL restarts, freezes, or has two that wait for each other."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, Table, insert, select, text, update

from storage.database import Database
from storage.port import StorageError
from storage.sql.locks import AdvisoryLocks
from storage.sql.store import SqlStorage
from tests.storage.dump import within
from tests.storage.example import AT, SLACK, found, queue, say
from tests.storage.sending import sending

CUT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
OWN = text("SELECT pg_backend_pid()")
#: The session in which somebody has the right to send to a workspace.
OWNER = text(f"SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = {AdvisoryLocks.WORKSPACE}")


async def test_connections_that_a_restart_of_the_server_has_ended_are_missed_by_nobody(
    postgresql: Callable[[str], str],
) -> None:
    storage = SqlStorage.open(postgresql("postgres"), ids=str)
    before = await storage.revisions()
    await within(postgresql("postgres"), lambda connection: connection.execute(text(CUT)))
    await asyncio.sleep(0.1)  # until the news has come
    assert await storage.revisions() == before
    await storage.close()


async def test_a_connection_that_is_lost_in_the_middle_is_said_so_and_the_next_transaction_has_another(
    postgresql: Callable[[str], str],
) -> None:
    database = Database.open(postgresql("postgres"))
    suicide = text("SELECT pg_terminate_backend(pg_backend_pid())")
    with pytest.raises(StorageError, match=r"cannot be reached.*Is it running"):
        await database.write(lambda connection: connection.execute(suicide).all())
    assert await database.read(lambda connection: connection.scalar(select(1))) == 1
    await database.close()


async def test_a_server_that_does_not_answer_is_said_so_and_the_next_transaction_has_another_connection(
    postgresql: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.postgresql.ANSWER", 0.3)
    database = Database.open(postgresql("postgres"))
    pid = await database.read(lambda connection: connection.scalar(OWN))
    with _frozen(pid):
        with pytest.raises(StorageError, match="does not answer"):
            await database.read(lambda connection: connection.scalar(OWN))
        async with asyncio.timeout(5):
            assert await database.read(lambda connection: connection.scalar(OWN)) != pid
            await database.close()


@pytest.mark.parametrize("database", ["postgresql"])
async def test_a_replica_to_which_the_server_does_not_answer_begins_nothing_and_another_does(
    storage: SqlStorage, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.postgresql.SINGLE_ANSWER", 0.3)
    await found(storage)
    assert await say(storage, "U1")
    async with sending(storage) as outbox, sending(storage) as other, asyncio.timeout(10):
        assert (await outbox.hold(at=AT, among=[SLACK], resting=())).owned == {SLACK}
        pid = await within(database_url, lambda connection: connection.scalar(OWNER))
        with _frozen(pid):
            with pytest.raises(StorageError, match="does not answer"):
                await outbox.advance(at=AT, outcomes=(), free=[SLACK])
            assert (await other.hold(at=AT, among=[SLACK], resting=())).owned == set()
        while not (await other.hold(at=AT, among=[SLACK], resting=())).owned:
            await asyncio.sleep(0.05)
        assert await queue(storage) == {"planned": 1}
        assert len(await other.advance(at=AT, outcomes=(), free=[SLACK])) == 1


async def test_of_two_transactions_that_wait_for_each_other_one_is_tried_again(
    empty_database_url: str, database: str
) -> None:
    """Of a SQLite file there is one writer at a time, who is waited for."""
    metadata = MetaData()
    table = Table("row", metadata, Column("id", Integer, primary_key=True), Column("count", Integer))
    rows = [{"id": 1, "count": 0}, {"id": 2, "count": 0}]
    await within(empty_database_url, metadata.create_all)
    await within(empty_database_url, lambda connection: connection.execute(insert(table), rows))
    store = Database.open(empty_database_url)

    def count(first: int, second: int, connection: Connection) -> None:
        for id in (first, second):
            connection.execute(update(table).where(table.c.id == id).values(count=table.c.count + 1))
            if database == "postgresql":
                connection.execute(text("SELECT pg_sleep(0.05)"))

    await asyncio.gather(*(store.write(partial(count, *order)) for order in ((1, 2), (2, 1)) for _ in range(3)))
    counts = await store.read(lambda connection: connection.scalars(select(table.c.count)).all())
    await store.close()
    assert counts == [6, 6]


@contextmanager
def _frozen(pid: int | None) -> Iterator[None]:
    """One of the server's processes stands still."""
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)

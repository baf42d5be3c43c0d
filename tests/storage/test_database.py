"""What an operator is told when the database does not do its work, and what nobody is told."""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, MetaData, Table, insert, make_url, select

from migrations.runner import upgrade
from storage import sqlite
from storage.columns import Instant
from storage.port import StorageError
from storage.sql.store import SqlStorage
from storage.turn import Turn
from tests.storage.dump import within
from tests.storage.example import AT

#: The first bytes of who wants to speak TLS with PostgreSQL.
SSL_REQUEST = bytes.fromhex("0000000804d2162f")


@pytest.mark.parametrize(
    "url", ["", "vardag.db", "sqlite://", "sqlite:///:memory:", "mysql://h/d", "postgres://h/d", "x:y:z"]
)
def test_an_address_that_is_none_is_refused_with_what_to_write(url: str) -> None:
    with pytest.raises(StorageError, match=r"VARDAG_DATABASE_URL.*sqlite:///"):
        SqlStorage.open(url, ids=str)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("postgresql://u:hunter2@h/d?sslmode=maybe", "verify-full"),
        ("postgresql://u:hunter2@h/d?channel_binding=require", "'channel_binding'.*sslmode"),
        ("postgresql://u:hunter2@h/d?sslmode=require&sslmode=disable", "'sslmode'.*twice"),
        ("postgresql://u:hunter2@h:99999/d", "port"),
        ("postgresql://u:hunter2@h:five/d", "no address"),
    ],
)
def test_what_an_address_cannot_have_is_said_without_its_password(url: str, says: str) -> None:
    with pytest.raises(StorageError, match=says) as caught:
        SqlStorage.open(url, ids=str)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(("mode", "asks"), [("require", True), ("prefer", True), ("disable", False)])
async def test_sslmode_is_what_the_driver_asks_of_the_server(mode: str, asks: bool) -> None:
    first: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not first.done():
            first.set_result(await reader.readexactly(8))
        writer.close()

    async with await asyncio.start_server(listen, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        storage = SqlStorage.open(f"postgresql://vardag@127.0.0.1:{port}/vardag?sslmode={mode}", ids=str)
        with pytest.raises(StorageError):
            await storage.queue()
        await storage.close()
    assert (await first == SSL_REQUEST) is asks


async def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    storage = SqlStorage.open("postgresql://vardag:hunter2@127.0.0.1:1/vardag?password=hunter2", ids=str)
    with pytest.raises(StorageError, match="Is it running") as caught:
        await storage.queue()
    assert "hunter2" not in f"{caught.value} {caught.value.__cause__!r}"
    await storage.close()


async def test_a_database_that_the_server_does_not_have_is_said_with_the_setting(
    postgresql: Callable[[str], str],
) -> None:
    storage = SqlStorage.open(postgresql("nowhere"), ids=str)
    with pytest.raises(StorageError, match=r"nowhere.*VARDAG_DATABASE_URL"):
        await storage.queue()
    await storage.close()


def test_of_two_processes_that_send_out_of_one_file_the_second_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "vardag.sqlite"
    with sqlite.alone(file):
        with pytest.raises(StorageError, match=r"Another Vardag.*docs/scaling\.md"), sqlite.alone(file):
            pass
        with sqlite.alone(tmp_path / "other.sqlite"):
            pass
    with sqlite.alone(file):
        pass


def test_a_file_that_cannot_be_locked_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"\.lock cannot be made"), sqlite.alone(tmp_path / "nowhere" / "a.sqlite"):
        pass


async def test_what_work_raises_goes_through_as_it_is(storage: SqlStorage) -> None:
    def work(turn: Turn) -> None:
        raise BrokenPipeError("stdout is gone")

    with pytest.raises(BrokenPipeError):
        await storage.turn(work)


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"no folder .*nowhere"):
        SqlStorage.open(f"sqlite:///{tmp_path / 'nowhere' / 'vardag.db'}", ids=str)


async def test_a_database_without_tables_is_said_so_and_has_no_revision(empty_database_url: str) -> None:
    storage = SqlStorage.open(empty_database_url, ids=str)
    assert (await storage.revisions())[0] is None
    with pytest.raises(StorageError, match="delivery"):
        await storage.queue()
    await storage.close()


async def test_a_migrated_database_is_at_the_newest_revision(storage: SqlStorage) -> None:
    database, code = await storage.revisions()
    assert database == code


async def test_an_instant_comes_back_in_utc_and_sorts_as_time(empty_database_url: str) -> None:
    metadata = MetaData()
    table = Table("moment", metadata, Column("at", Instant))
    east = datetime(2026, 9, 7, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=9)))
    moments = [AT + timedelta(microseconds=1), AT, east, datetime(2026, 1, 1, tzinfo=UTC)]

    def keep_and_look(connection: Connection) -> tuple[list[datetime], list[datetime]]:
        metadata.create_all(connection)
        connection.execute(insert(table), [{"at": moment} for moment in moments])
        ordered = connection.scalars(select(table.c.at).order_by(table.c.at)).all()
        return list(ordered), list(connection.scalars(select(table.c.at).where(table.c.at > east)))

    found, later = await within(empty_database_url, keep_and_look)
    assert found == sorted(moments)
    assert {moment.tzinfo for moment in found} == {UTC}
    assert later == []


async def test_an_instant_needs_a_time_zone(storage: SqlStorage) -> None:
    with pytest.raises(Exception, match="without a time zone"):
        await storage.due(at=datetime(2026, 9, 7), most=1)  # noqa: DTZ001


async def test_sqlite_writes_through_and_holds_its_keys(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'vardag.db'}"
    await upgrade(url)

    def pragmas(connection: Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        return [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]

    assert await within(url, pragmas) == ["wal", 2, 1, 0]


def test_a_file_that_cannot_have_its_journal_beside_it_is_refused() -> None:
    with pytest.raises(StorageError, match=r"memory.*VARDAG_DATABASE_URL"):
        sqlite.open_engine(make_url("sqlite://")).connect()


async def test_who_waits_for_another_process_that_writes_to_the_file_stops_nobody_else(tmp_path: Path) -> None:
    storage, other = await _written_to_by_another(tmp_path)
    waiting = [asyncio.create_task(_take(storage, f"event {number}")) for number in range(30)]
    assert (await storage.queue())["planned"] == 0, "reading goes on"
    await asyncio.sleep(0.2)
    assert not any(each.done() for each in waiting)
    other.rollback()
    assert all(await asyncio.gather(*waiting))
    await storage.close()
    other.close()


async def test_a_file_that_another_process_keeps_to_itself_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.TRIES", 2)
    storage, other = await _written_to_by_another(tmp_path)
    with pytest.raises(StorageError, match="Another process"):
        await _take(storage, "event")
    await storage.close()
    other.close()


async def test_a_row_of_transactions_leaves_others_their_turn(storage: SqlStorage) -> None:
    others = 0

    async def other() -> None:
        nonlocal others
        while True:
            await asyncio.sleep(0)
            others += 1

    task = asyncio.create_task(other())
    for _ in range(20):
        await _take(storage, "event")
    task.cancel()
    assert others >= 19


async def _take(storage: SqlStorage, event: str) -> bool:
    return await storage.turn(lambda turn: turn.take(event=event, at=AT))


async def _written_to_by_another(folder: Path) -> tuple[SqlStorage, sqlite3.Connection]:
    url = f"sqlite:///{folder / 'vardag.db'}"
    await upgrade(url)
    other = sqlite3.connect(folder / "vardag.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return SqlStorage.open(url, ids=str), other

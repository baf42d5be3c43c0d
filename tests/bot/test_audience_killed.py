"""A replica is killed between the question who reads a channel and what comes of it: nothing is lost, nothing twice."""

import asyncio
import signal
from collections import Counter
from pathlib import Path

import pytest

from bot import delivery
from bot.catalogues import read_languages
from bot.clock import StillClock
from bot.delivery import Dispatcher
from bot.metrics import Metrics
from dialogues.audience import Readers
from storage import postgresql
from storage.sql.store import SqlStorage
from tests.bot.mortal import Death, WrittenChat, send
from tests.bot.scripted import MONDAY
from tests.bot.test_audience import CHANNEL, EXACTLY, GUEST, MEMBERS, company, plan_digest
from tests.forking import processes
from tests.storage.example import queue

TOO_MANY = Readers(users=EXACTLY.users | {GUEST})
#: Seconds.
PATIENCE = 60


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a platform here."""
    monkeypatch.setattr(delivery, "GRACE", 0.0)
    monkeypatch.setattr(postgresql, "SILENCE", 4.0)


async def planned(storage: SqlStorage, chat: WrittenChat) -> None:
    await storage.adopt(blueprint=company(), at=MONDAY)
    async for profile in chat.people():
        await storage.connect(workspace=profile.key.workspace, channels=(), at=MONDAY)
        await storage.turn(lambda turn, seen=profile: turn.see(profile=seen, at=MONDAY))  # type: ignore[misc]
    await plan_digest(storage)


async def killed(url: str, file: Path, heard: Readers, death: Death) -> None:
    """A replica sends, and dies there."""
    victim = processes.Process(target=send, args=(url, file, heard, death))
    victim.start()
    await asyncio.to_thread(victim.join, PATIENCE)
    assert victim.exitcode == -signal.SIGKILL


async def others_send(storage: SqlStorage, chat: WrittenChat) -> None:
    dispatcher = Dispatcher(storage=storage, languages=read_languages(), clock=StillClock(MONDAY), metrics=Metrics())
    dispatcher.add(chat)
    async with asyncio.timeout(PATIENCE):
        while (await queue(storage)).keys() & {"planned", "sending"}:
            await dispatcher.drain(within=0.5)
    await dispatcher.close()


@pytest.mark.parametrize("death", [Death.ASKING, Death.TOLD, Death.RECORDED])
async def test_each_gets_theirs_once(storage: SqlStorage, database_url: str, tmp_path: Path, death: Death) -> None:
    chat = WrittenChat(tmp_path / "sent", TOO_MANY, None)
    await planned(storage, chat)
    await killed(database_url, tmp_path / "sent", TOO_MANY, death)
    await others_send(storage, chat)
    assert Counter(where for where, _ in chat.lines) == Counter(MEMBERS)
    assert await queue(storage) == {"cancelled": 1, "sent": len(MEMBERS)}


@pytest.mark.parametrize("death", [Death.ASKING, Death.TOLD])
async def test_the_channel_gets_it_once(storage: SqlStorage, database_url: str, tmp_path: Path, death: Death) -> None:
    chat = WrittenChat(tmp_path / "sent", EXACTLY, None)
    await planned(storage, chat)
    await killed(database_url, tmp_path / "sent", EXACTLY, death)
    await others_send(storage, chat)
    assert [where for where, _ in chat.lines] == [CHANNEL]


async def test_what_was_about_to_be_written_is_in_doubt_as_everywhere_where_nobody_can_be_asked(
    storage: SqlStorage, database_url: str, tmp_path: Path
) -> None:
    """Told to the operator, and given to nobody a second time."""
    chat = WrittenChat(tmp_path / "sent", EXACTLY, None)
    await planned(storage, chat)
    await killed(database_url, tmp_path / "sent", EXACTLY, Death.RECORDED)
    await others_send(storage, chat)
    assert chat.lines == []
    assert await queue(storage) == {"unknown": 1}


async def test_who_is_in_the_channel_when_the_others_take_over_is_what_counts(
    storage: SqlStorage, database_url: str, tmp_path: Path
) -> None:
    chat = WrittenChat(tmp_path / "sent", TOO_MANY, None)
    await planned(storage, chat)
    await killed(database_url, tmp_path / "sent", EXACTLY, Death.TOLD)
    await others_send(storage, chat)
    assert Counter(where for where, _ in chat.lines) == Counter(MEMBERS)


@pytest.mark.parametrize("database", ["postgresql"])
async def test_several_replicas_at_once_ask_and_send_once(
    storage: SqlStorage, database_url: str, tmp_path: Path
) -> None:
    chat = WrittenChat(tmp_path / "sent", TOO_MANY, None)
    await planned(storage, chat)
    replicas = [
        processes.Process(target=send, args=(database_url, tmp_path / "sent", TOO_MANY, None)) for _ in range(3)
    ]
    for each in replicas:
        each.start()
    for each in replicas:
        await asyncio.to_thread(each.join, PATIENCE)
    await others_send(storage, chat)
    assert Counter(where for where, _ in chat.lines) == Counter(MEMBERS)

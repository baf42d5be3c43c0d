"""What becomes of a message that may have arrived or not: it is asked about where that can be done, and is never sent
twice."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.port import Delivered, Throttled, Unknown
from bot import delivery, lane
from bot.clock import StillClock
from bot.engine import Engine
from dialogues.address import Address
from storage.outbox import Outgoing
from storage.port import StorageError
from storage.sql.outbox import SqlOutbox
from tests.bot.scripted import MONDAY, PEOPLE, ScriptedChat
from tests.storage.example import queue

LOST = Unknown(reason="timeout")


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a platform here."""
    monkeypatch.setattr(delivery, "GRACE", 0.0)
    monkeypatch.setattr(delivery, "PAUSE", 0.2)
    monkeypatch.setattr(lane, "SOME", 1000)


@pytest.fixture
def asked(chat: ScriptedChat) -> ScriptedChat:
    """A platform that can be asked."""
    chat.capabilities = replace(chat.capabilities, lookup=timedelta(0))
    return chat


_advance = SqlOutbox.advance


async def away_with_outcomes(outbox: SqlOutbox, **asked: Any) -> Sequence[Outgoing]:
    """The database goes away as soon as something is to be recorded."""
    if asked["outcomes"]:
        raise StorageError("The database is away.")
    return await _advance(outbox, **asked)


async def test_what_is_in_doubt_where_nobody_can_be_asked_is_reported_and_never_sent_again(
    engine: Engine, chat: ScriptedChat
) -> None:
    chat.script = [LOST, RuntimeError("a fault of ours")]
    assert await engine.deliver() == PEOPLE - 2
    assert await engine.deliver() == 0
    assert await queue(engine.storage) == {"sent": PEOPLE - 2, "unknown": 2}
    assert chat.asked == []


async def test_what_is_found_on_the_platform_has_been_sent(engine: Engine, asked: ScriptedChat) -> None:
    asked.script = [LOST]
    asked.found = [Delivered(ref="7.0", address=Address(workspace=asked.workspace, user="U", channel="D"))]
    await engine.deliver()
    await engine.deliver()
    assert asked.asked == [asked.sent[0][2]]
    assert len(asked.sent) == PEOPLE
    assert await queue(engine.storage) == {"sent": PEOPLE}


async def test_what_is_not_found_is_sent_again_as_the_same_message(engine: Engine, asked: ScriptedChat) -> None:
    asked.script = [LOST]
    await engine.deliver()
    await engine.deliver()
    keys = [key for _, _, key in asked.sent]
    assert len(keys) == PEOPLE + 1
    assert keys.count(keys[0]) == 2
    assert await queue(engine.storage) == {"sent": PEOPLE}


async def test_a_platform_that_does_not_answer_is_asked_again_until_it_is_too_late(
    engine: Engine, asked: ScriptedChat, clock: StillClock
) -> None:
    asked.script = [LOST]
    asked.found = [LOST] * 1000
    await engine.deliver()
    assert await queue(engine.storage) == {"sent": PEOPLE - 1, "sending": 1}
    questions = len(asked.asked)
    clock.move(MONDAY + timedelta(days=30))
    await asyncio.sleep(0.3)
    await engine.deliver()
    assert len(asked.asked) > questions
    assert len(asked.sent) == PEOPLE
    assert await queue(engine.storage) == {"sent": PEOPLE - 1, "unknown": 1}


async def test_a_platform_that_wants_to_be_left_alone_is_asked_once_a_minute_at_the_most(
    engine: Engine, asked: ScriptedChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lane, "SELDOM", timedelta(seconds=0.4))
    asked.script = [LOST, LOST, LOST]
    asked.found = [Throttled(retry_after=timedelta(seconds=0.1))]
    loop = asyncio.get_running_loop()
    began = loop.time()
    while len(asked.asked) < 4:
        await engine.deliver()
        await asyncio.sleep(0.05)
    assert loop.time() - began >= 3 * 0.4
    await engine.deliver()
    assert await queue(engine.storage) == {"sent": PEOPLE}


@pytest.mark.parametrize("resent", [frozenset({"greeting"})])
async def test_what_is_rather_sent_twice_is_sent_again(engine: Engine, chat: ScriptedChat) -> None:
    chat.script = [LOST]
    await engine.deliver()
    await engine.deliver()
    assert len(chat.sent) == PEOPLE + 1
    assert await queue(engine.storage) == {"sent": PEOPLE}


@pytest.mark.parametrize("resent", [frozenset({"greeting"})])
async def test_what_is_always_in_doubt_is_not_sent_for_ever(engine: Engine, chat: ScriptedChat) -> None:
    chat.script = [LOST] * 1000
    for _ in range(10):
        await engine.deliver()
    assert len(chat.sent) == delivery.ATTEMPTS * PEOPLE
    assert await queue(engine.storage) == {"unknown": PEOPLE}


@pytest.mark.parametrize("lookup", [None, timedelta(0)])
async def test_what_an_earlier_process_left_half_sent_is_settled_and_not_simply_sent(
    engine: Engine, chat: ScriptedChat, lookup: timedelta | None
) -> None:
    chat.capabilities = replace(chat.capabilities, lookup=lookup)
    async with asyncio.timeout(10):
        outbox = engine.storage.outbox()
        await outbox.hold(at=MONDAY, among=[chat.workspace], resting=[])
        (left,) = await outbox.advance(at=MONDAY, outcomes=(), free=[chat.workspace])
        await outbox.close()
    chat.found = [Delivered(ref="7.0", address=left.to)]
    await engine.deliver()
    assert left.mark not in [key for _, _, key in chat.sent]
    if lookup is None:
        assert await queue(engine.storage) == {"sent": PEOPLE - 1, "unknown": 1}
    else:
        assert await queue(engine.storage) == {"sent": PEOPLE}


async def test_what_was_sent_while_the_database_went_away_is_known_when_it_is_back(
    engine: Engine, chat: ScriptedChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where nobody can be asked is it in doubt: this process has seen the answer."""
    monkeypatch.setattr(SqlOutbox, "advance", away_with_outcomes)
    with pytest.raises(StorageError):
        await engine.deliver()
    assert chat.sent
    monkeypatch.undo()
    await engine.deliver()
    assert len(chat.sent) == PEOPLE
    assert await queue(engine.storage) == {"sent": PEOPLE}


async def test_who_was_frozen_after_the_intent_writes_nothing(
    engine: Engine, chat: ScriptedChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By then somebody else may have asked the platform about it."""
    monkeypatch.setattr(delivery, "WIRE", -1.0)
    assert await engine.deliver(within=0.3) == 0
    assert chat.sent == []
    monkeypatch.undo()
    await engine.deliver()
    assert len(chat.sent) == PEOPLE


async def test_a_message_that_takes_too_long_is_in_doubt(
    engine: Engine, asked: ScriptedChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "WIRE", 0.2)
    asked.gate.clear()
    await engine.deliver()
    asked.gate.set()
    while "sent" not in (found := await queue(engine.storage)) or found["sent"] < PEOPLE:
        await engine.deliver()
    assert {key for _, _, key in asked.sent} == set(asked.asked)
    assert await queue(engine.storage) == {"sent": PEOPLE}

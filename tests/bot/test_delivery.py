"""What becomes of a planned message: each outcome of the port, told to the store and to nobody twice."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.port import Refused, Throttled, Unknown
from bot.clock import StillClock
from bot.delivery import Dispatcher
from bot.engine import Engine
from bot.lane import SOME
from bot.metrics import Metrics
from bot.turn import Done
from dialogues.event import Due
from storage.outbox import Outgoing
from storage.port import StorageError
from storage.sql.outbox import SqlOutbox
from tests.bot.scripted import MONDAY, PEOPLE, ScriptedChat


async def test_everybody_gets_theirs_in_their_language_and_once(engine: Engine, chat: ScriptedChat) -> None:
    assert await engine.deliver() == PEOPLE
    assert await engine.deliver() == 0
    users = [to.user for to, _, _ in chat.sent]
    assert len(set(users)) == PEOPLE
    assert len({key for _, _, key in chat.sent}) == PEOPLE
    assert {message.summary for _, message, _ in chat.sent} == {"Hej från Vardag", "Hello from Vardag"}


async def test_a_throttled_workspace_is_left_alone_until_it_may_be_asked_again(
    engine: Engine, chat: ScriptedChat, clock: StillClock
) -> None:
    """Neither a clock that leaps nor one that stands still makes it shorter."""
    chat.script = [Throttled(retry_after=timedelta(seconds=1))]
    assert await engine.deliver() == 0
    assert len(chat.sent) == 1
    clock.move(MONDAY + timedelta(minutes=5))
    assert await engine.deliver() == 0
    await asyncio.sleep(1)
    assert await engine.deliver() == PEOPLE


async def test_whoever_takes_a_throttled_workspace_over_leaves_it_alone_too(
    engine: Engine, chat: ScriptedChat, clock: StillClock
) -> None:
    chat.script = [Throttled(retry_after=timedelta(seconds=30))]
    assert await engine.deliver() == 0
    await engine.close()
    other = Dispatcher(storage=engine.storage, languages=engine.languages, clock=clock, metrics=Metrics())
    other.add(chat)
    clock.move(MONDAY + timedelta(seconds=29))
    assert await other.drain() == 0
    clock.move(MONDAY + timedelta(seconds=30))
    assert await other.drain() == PEOPLE
    await other.close()


async def test_what_was_throttled_while_more_was_being_begun_stops_that_as_well(
    engine: Engine, chat: ScriptedChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat.capabilities = replace(chat.capabilities, rate=20.0)
    chat.script = [Throttled(retry_after=timedelta(seconds=30))]
    chat.gate.clear()
    advance = SqlOutbox.advance

    async def slow(outbox: SqlOutbox, **asked: Any) -> Sequence[Outgoing]:
        claimed = await advance(outbox, **asked)
        if chat.sent:  # the answer comes while the next intent is committed
            chat.gate.set()
            await asyncio.sleep(0.05)
        return claimed

    monkeypatch.setattr(SqlOutbox, "advance", slow)
    assert await engine.deliver() == 0
    assert len(chat.sent) == 1


async def test_a_platform_that_is_down_does_not_eat_up_the_queue(engine: Engine, chat: ScriptedChat) -> None:
    chat.capabilities = replace(chat.capabilities, rate=20.0)
    chat.script = [Unknown(reason="http_503")] * 1000
    assert await engine.deliver() == 0
    assert len(chat.sent) <= SOME + 1
    assert (await engine.storage.queue())["planned"] >= PEOPLE - SOME - 1


async def test_a_stop_between_two_rounds_finishes_what_was_under_way(engine: Engine, chat: ScriptedChat) -> None:
    chat.gate.clear()
    await engine.deliver(within=0.0)
    assert chat.sent
    engine.stop()
    chat.gate.set()
    assert await engine.deliver() == len(chat.sent)
    assert (await engine.storage.queue())["sending"] == 0


async def test_who_stops_takes_nothing_more_in_hand(engine: Engine, chat: ScriptedChat, clock: StillClock) -> None:
    engine.stop()
    assert await engine.deliver() == 0
    other = Dispatcher(storage=engine.storage, languages=engine.languages, clock=clock, metrics=Metrics())
    other.add(chat)
    assert await other.drain() == PEOPLE
    await other.close()


async def test_an_attempt_that_vanishes_ends_the_drain_with_a_word(engine: Engine, chat: ScriptedChat) -> None:
    chat.script = [asyncio.CancelledError()]
    with pytest.raises(RuntimeError, match="cancelled"):
        await engine.deliver()


async def test_one_that_alone_does_not_get_through_keeps_nobody_waiting_and_is_tried_again(
    engine: Engine, chat: ScriptedChat, clock: StillClock
) -> None:
    chat.script = [Throttled(retry_after=timedelta(seconds=30), scope="message")]
    assert await engine.deliver() == PEOPLE - 1
    clock.move(MONDAY + timedelta(minutes=1))
    assert await engine.deliver() == 1


async def test_a_refused_account_is_listed_and_the_others_are_served(engine: Engine, chat: ScriptedChat) -> None:
    chat.script = [Refused(scope="account", reason="cannot_dm_bot")]
    assert await engine.deliver() == PEOPLE - 1
    assert [each.reason for each in await engine.storage.unreached()] == ["cannot_dm_bot"]


async def test_a_refused_workspace_stops_until_it_is_connected_again(
    engine: Engine, chat: ScriptedChat, clock: StillClock
) -> None:
    chat.script = [Refused(scope="workspace", reason="token_revoked")]
    assert await engine.deliver() == 0
    assert len(chat.sent) == 1
    await engine.match()
    assert await engine.deliver() == PEOPLE


async def test_outside_working_hours_a_planned_message_waits_for_the_morning(
    engine: Engine, chat: ScriptedChat, clock: StillClock
) -> None:
    clock.move(MONDAY.replace(hour=21))
    assert await engine.deliver() == 0
    assert chat.sent == []
    clock.move(MONDAY.replace(day=17, hour=8))
    await engine.plan()
    assert await engine.deliver() == PEOPLE


async def test_a_stop_finishes_what_is_under_way_and_begins_nothing_more(engine: Engine, chat: ScriptedChat) -> None:
    chat.gate.clear()
    delivering = asyncio.create_task(engine.deliver())
    while not chat.sent:
        await asyncio.sleep(0)
    engine.stop()
    begun = len(chat.sent)
    await asyncio.sleep(0.1)
    chat.gate.set()
    assert await delivering == len(chat.sent)
    assert len(chat.sent) <= begun + 1, "what had just been claimed"
    assert await engine.deliver() == 0


async def test_one_that_cannot_be_done_does_not_keep_the_others_waiting(
    unplanned: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = unplanned
    fall_due = engine.turns.fall_due
    at_fault = (await engine.storage.due(at=engine.clock.now(), most=999))[-1]

    async def failing(dues: Sequence[Due], *, dry_run: bool = False) -> Sequence[Done[Due]]:
        if at_fault in dues:
            raise RuntimeError("a fault of ours")
        return await fall_due(dues, dry_run=dry_run)

    with monkeypatch.context() as faulty:
        faulty.setattr(engine.turns, "fall_due", failing)
        assert await engine.plan() > PEOPLE
    assert [done.event async for done in engine.planned()] == [at_fault]


async def test_a_pass_ends_where_the_database_is_away(unplanned: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = list[object]()

    async def away(due: object, *, dry_run: bool = False) -> object:
        tried.append(due)
        raise StorageError("The database is away.")

    with monkeypatch.context() as gone:
        gone.setattr(unplanned.turns, "fall_due", away)
        with pytest.raises(StorageError):
            await unplanned.plan()
    assert len(tried) == 1
    assert await unplanned.plan() > PEOPLE


async def test_a_dry_run_says_the_same_and_changes_nothing(unplanned: Engine) -> None:
    engine = unplanned
    would, again = [[(each.event, each.effects) async for each in engine.planned(dry_run=True)] for _ in range(2)]
    assert would == again
    assert await engine.deliver() == 0
    assert [(each.event, each.effects) async for each in engine.planned()] == would
    assert await engine.deliver() == PEOPLE


async def test_nothing_is_kept_of_what_is_long_over(engine: Engine, clock: StillClock) -> None:
    await engine.deliver()
    clock.move(MONDAY + timedelta(days=100))
    await engine.prune()
    assert sum((await engine.storage.queue()).values()) == 0

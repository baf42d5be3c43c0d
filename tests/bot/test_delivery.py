"""What becomes of a planned message: each outcome of the port, told to the store and to nobody twice."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from adapters.port import (
    Capabilities,
    Channel,
    Delivered,
    Delivery,
    Finding,
    Inbox,
    Refused,
    Throttled,
    Unknown,
)
from bot.catalogues import read_languages
from bot.clock import StillClock
from bot.engine import Engine
from bot.metrics import Metrics
from dialogues.address import Address, Profile, Workspace
from dialogues.message import Message
from storage.sql.store import SqlStorage
from tests.journeys.people import BLUEPRINT, profiles

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
PEOPLE = 7


class ScriptedChat:
    """A platform without a network: it does with each message what it has been told, and otherwise delivers."""

    capabilities = Capabilities(rate=100_000, text=1, blocks=1, choices=1, forms=True, charts=True, ephemeral=True)

    def __init__(self) -> None:
        self.workspace: Workspace = profiles("slack", "T1")[0].key.workspace
        self.script: list[Delivery | Exception] = []
        self.sent: list[tuple[Address, Message[str], str]] = []

    def routes(self) -> Sequence[web.RouteDef]:
        return ()

    async def start(self, inbox: Inbox) -> None: ...

    async def stop(self) -> None: ...

    async def send(self, *, to: Address, message: Message[str], key: str) -> Delivery:
        self.sent.append((to, message, key))
        outcome = (
            self.script.pop(0) if self.script else Delivered(ref="1.0", address=replace(to, channel=f"D{to.user}"))
        )
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def people(self) -> AsyncIterator[Profile]:
        for profile in profiles("slack", "T1"):
            yield profile

    async def channels(self) -> Sequence[Channel]:
        return ()

    async def findings(self) -> Sequence[Finding]:
        return ()


@pytest.fixture
async def chat() -> ScriptedChat:
    return ScriptedChat()


@pytest.fixture
async def clock() -> StillClock:
    return StillClock(MONDAY)


@pytest.fixture
async def engine(storage: SqlStorage, chat: ScriptedChat, clock: StillClock) -> Engine:
    """An organisation in which everybody is to be greeted now."""
    await storage.adopt(blueprint=BLUEPRINT, at=MONDAY)
    engine = Engine(storage=storage, languages=read_languages(), metrics=Metrics(), seal=b"sealed", clock=clock)
    await engine.connect(chat)
    await engine.plan()
    return engine


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
    chat.script = [Throttled(retry_after=timedelta(seconds=30))]
    assert await engine.deliver() == 0
    assert len(chat.sent) == 1
    clock.move(MONDAY + timedelta(seconds=29))
    assert await engine.deliver() == 0
    clock.move(MONDAY + timedelta(seconds=30))
    assert await engine.deliver() == PEOPLE


async def test_what_is_in_doubt_is_reported_and_never_sent_again(engine: Engine, chat: ScriptedChat) -> None:
    chat.script = [Unknown(reason="timeout"), RuntimeError("a fault of ours")]
    assert await engine.deliver() == PEOPLE - 2
    assert await engine.deliver() == 0
    assert (await engine.storage.queue())["unknown"] == 2


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


async def test_what_an_earlier_process_left_half_sent_is_not_sent_again(engine: Engine, chat: ScriptedChat) -> None:
    claimed = await engine.storage.claim(workspace=chat.workspace, at=MONDAY, most=1)
    assert len(claimed) == 1
    await engine.settle()
    assert await engine.deliver() == PEOPLE - 1
    assert (await engine.storage.queue())["unknown"] == 1


async def test_a_stop_ends_the_sending_after_the_message_under_way(engine: Engine, chat: ScriptedChat) -> None:
    engine.stop()
    await engine.deliver()
    assert len(chat.sent) == 1


async def test_one_that_cannot_be_done_does_not_keep_the_others_waiting(
    storage: SqlStorage, chat: ScriptedChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    await storage.adopt(blueprint=BLUEPRINT, at=MONDAY)
    engine = Engine(
        storage=storage, languages=read_languages(), metrics=Metrics(), seal=b"sealed", clock=StillClock(MONDAY)
    )
    await engine.connect(chat)
    fall_due, failed = engine.turns.fall_due, list[object]()

    async def failing_once(due: object, *, dry_run: bool = False) -> object:
        if not failed:
            failed.append(due)
            raise RuntimeError("a fault of ours")
        return await fall_due(due, dry_run=dry_run)  # type: ignore[arg-type]

    monkeypatch.setattr(engine.turns, "fall_due", failing_once)
    first = await engine.plan()
    assert len(first) > PEOPLE
    assert [done.event for done in await engine.plan()] == failed


async def test_a_dry_run_says_the_same_and_changes_nothing(storage: SqlStorage, chat: ScriptedChat) -> None:
    await storage.adopt(blueprint=BLUEPRINT, at=MONDAY)
    engine = Engine(
        storage=storage, languages=read_languages(), metrics=Metrics(), seal=b"sealed", clock=StillClock(MONDAY)
    )
    await engine.connect(chat)
    would, again = await engine.plan(dry_run=True), await engine.plan(dry_run=True)
    assert would == again
    assert await engine.deliver() == 0
    assert await engine.plan() == would
    assert await engine.deliver() == PEOPLE


async def test_nothing_is_kept_of_what_is_long_over(engine: Engine, clock: StillClock) -> None:
    await engine.deliver()
    clock.move(MONDAY + timedelta(days=100))
    await engine.prune()
    assert sum((await engine.storage.queue()).values()) == 0

"""A digest stands in its team's channel only where exactly the team and its lead read it at that moment (R23)."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import structlog

from adapters.port import Refused, Throttled, Unknown
from bot.catalogues import read_languages
from bot.clock import StillClock
from bot.engine import Engine
from bot.metrics import Metrics
from dialogues.address import Address, Platform
from dialogues.audience import Reach, Readers
from dialogues.blueprint.entries import Blueprint
from dialogues.effect import Post
from dialogues.kind import Kind
from dialogues.message import Message
from storage.port import Storage, StorageError
from storage.sql.store import SqlStorage
from tests.bot.scripted import MONDAY, ScriptedChat
from tests.journeys.people import BLUEPRINT, LEDNING, SERVICE, TEAM
from tests.storage.example import queue
from tests.storage.turning import turning

CHANNEL = "C0SERVICE"
LEAD, *MEMBERS = [f"U{number:04d}" for number in range(1, len(TEAM) + 2)]
GUEST = "U0008"
EXACTLY = Readers(users=frozenset({LEAD, *MEMBERS}))


def company(blueprint: Blueprint = BLUEPRINT, *, in_channel: bool = True) -> Blueprint:
    """The organisation, whose team has a channel."""
    rules = replace(blueprint.organisation.rules, digest_in_channel=in_channel)
    teams = [
        replace(each, channels={Platform("slack"): CHANNEL}) if each.key == SERVICE else each
        for each in blueprint.teams
    ]
    return replace(blueprint, organisation=replace(blueprint.organisation, rules=rules), teams=tuple(teams))


async def plan_digest(storage: Storage, *, key: str = "digest") -> None:
    """What the dialogue asks for on a Monday."""
    _, *members = (await storage.reach()).people
    digest = Post(
        to=SERVICE,
        members=tuple(members),
        key=key,
        kind=Kind.DIGEST,
        message=Message(summary="The week", blocks=()),
        expires_at=MONDAY + timedelta(days=1),
    )
    async with turning(storage) as turn:
        await turn.post(post=digest, dialogue="digest", subject="", at=MONDAY)


@pytest.fixture
async def engine(storage: SqlStorage, chat: ScriptedChat, clock: StillClock) -> AsyncIterator[Engine]:
    """A digest is planned, and nothing else is."""
    await storage.adopt(blueprint=company(), at=MONDAY)
    engine = Engine(storage=storage, languages=read_languages(), metrics=Metrics(), clock=clock, seal=b"sealed")
    await engine.connect(chat)
    await plan_digest(storage)
    yield engine
    await engine.close()


def places(chat: ScriptedChat) -> list[str]:
    """Where messages went."""
    return sorted(to.user or to.channel or "" for to, _, _ in chat.sent)


async def test_exactly_the_team_and_its_lead_get_it_in_their_channel(engine: Engine, chat: ScriptedChat) -> None:
    chat.heard = [EXACTLY]
    assert await engine.deliver() == 1
    assert await engine.deliver() == 0
    assert places(chat) == [CHANNEL]
    assert chat.looked == [Address(workspace=chat.workspace, channel=CHANNEL)]


@pytest.mark.parametrize(
    ("heard", "reason"),
    [
        (Readers(users=EXACTLY.users | {GUEST}), "others"),
        (Readers(users=EXACTLY.users | {"U0OTHERBOT"}), "others"),
        (Readers(users=EXACTLY.users - {LEAD}), "missing"),
        (Readers(users=EXACTLY.users - {MEMBERS[0]}), "missing"),
        (Readers(users=EXACTLY.users, reach=Reach.OUTSIDE), "outside"),
        (Readers(users=EXACTLY.users, reach=Reach.ANYBODY), "anybody"),
        (Unknown(reason="missing_scope"), "untold: missing_scope"),
        (Throttled(retry_after=timedelta(hours=1)), "untold: ratelimited"),
    ],
    ids=["a guest", "another bot", "no lead", "one left out", "shared", "public", "not told", "throttled for long"],
)
async def test_else_each_gets_it_in_the_same_send(
    engine: Engine, chat: ScriptedChat, heard: Readers | Unknown | Throttled, reason: str
) -> None:
    chat.heard = [heard]
    with structlog.testing.capture_logs() as logged:
        assert await engine.deliver() == len(MEMBERS)
        assert await engine.deliver() == 0
    assert places(chat) == MEMBERS
    told = [each for each in logged if each["event"] == "digest goes to each by themselves"]
    assert told == [
        {"event": "digest goes to each by themselves", "team": SERVICE, "reason": reason, "log_level": "warning"}
    ]


async def test_who_has_left_the_team_since_it_was_planned_makes_it_each_ones_own_and_gets_none(
    engine: Engine, chat: ScriptedChat
) -> None:
    chat.heard = [EXACTLY]
    people = [replace(each, team=LEDNING) if each.name == "Bo" else each for each in BLUEPRINT.people]
    await engine.storage.adopt(blueprint=company(replace(BLUEPRINT, people=tuple(people))), at=MONDAY)
    assert await engine.deliver() == len(MEMBERS) - 1
    assert places(chat) == [each for each in MEMBERS if each != MEMBERS[1]]


async def test_the_organisation_can_think_better_of_it(engine: Engine, chat: ScriptedChat) -> None:
    chat.heard = [EXACTLY]
    await engine.storage.adopt(blueprint=company(in_channel=False), at=MONDAY)
    assert await engine.deliver() == len(MEMBERS)
    assert places(chat) == MEMBERS


async def test_a_platform_that_cannot_tell_is_not_asked(engine: Engine, chat: ScriptedChat) -> None:
    chat.capabilities = replace(chat.capabilities, readers=None)
    chat.heard = [EXACTLY]
    assert await engine.deliver() == len(MEMBERS)
    assert chat.looked == []


async def test_a_platform_that_wants_a_moment_gets_it(engine: Engine, chat: ScriptedChat, clock: StillClock) -> None:
    chat.heard = [Throttled(retry_after=timedelta(seconds=30)), EXACTLY]
    assert await engine.deliver() == 0
    clock.move(MONDAY + timedelta(seconds=29))
    assert await engine.deliver() == 0
    assert len(chat.looked) == 1
    clock.move(MONDAY + timedelta(seconds=30))
    assert await engine.deliver() == 1
    assert places(chat) == [CHANNEL]


async def test_a_platform_that_always_wants_a_moment_is_not_waited_for(
    engine: Engine, chat: ScriptedChat, clock: StillClock
) -> None:
    chat.heard = [Throttled(retry_after=timedelta(seconds=20))]
    sent = 0
    for minute in range(5):
        clock.move(MONDAY + timedelta(minutes=minute))
        sent += await engine.deliver()
    assert len(chat.looked) == 3
    assert (sent, places(chat)) == (len(MEMBERS), MEMBERS)


@pytest.mark.parametrize("error", [RuntimeError("a fault of ours"), TimeoutError()])
async def test_a_question_that_fails_is_one_that_is_not_answered(
    engine: Engine, chat: ScriptedChat, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    async def fail(**_: object) -> Readers:
        raise error

    monkeypatch.setattr(chat, "readers", fail)
    assert await engine.deliver() == len(MEMBERS)
    assert places(chat) == MEMBERS


async def test_a_database_that_is_away_meanwhile_loses_nothing(
    engine: Engine, chat: ScriptedChat, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object, **__: object) -> object:
        raise StorageError("The database is away.")

    chat.heard = [EXACTLY]
    with monkeypatch.context() as gone:
        gone.setattr(SqlStorage, "circle", away)
        assert await engine.deliver() == 0
    clock.move(MONDAY + timedelta(minutes=1))
    assert await engine.deliver() == 1
    assert places(chat) == [CHANNEL]


async def test_a_channel_that_turns_it_away_loses_nothing(engine: Engine, chat: ScriptedChat) -> None:
    chat.heard = [EXACTLY]
    chat.script = [Refused(scope="account", reason="is_archived")]
    assert await engine.deliver() == len(MEMBERS)
    assert places(chat) == sorted([CHANNEL, *MEMBERS])
    assert (await engine.storage.unreached()) == []


async def test_what_may_have_arrived_in_the_channel_goes_to_nobody_else(engine: Engine, chat: ScriptedChat) -> None:
    """And nothing that people write there is read to find out."""
    chat.capabilities = replace(chat.capabilities, lookup=timedelta(0))
    chat.heard, chat.script = [EXACTLY], [Unknown(reason="timeout")]
    assert await engine.deliver() == 0
    assert await engine.deliver() == 0
    assert chat.asked == []
    assert await queue(engine.storage) == {"unknown": 1}


async def test_what_was_found_is_found_again_where_it_could_not_go_out_at_once(
    engine: Engine, chat: ScriptedChat, clock: StillClock
) -> None:
    chat.heard = [EXACTLY, Readers(users=EXACTLY.users | {GUEST})]
    chat.script = [Throttled(retry_after=timedelta(seconds=30), scope="message")]
    assert await engine.deliver() == 0
    clock.move(MONDAY + timedelta(seconds=30))
    assert await engine.deliver() == len(MEMBERS)
    assert places(chat) == sorted([CHANNEL, *MEMBERS])


async def test_each_gets_theirs_within_their_own_caps_and_hours(
    engine: Engine, chat: ScriptedChat, clock: StillClock
) -> None:
    """A second digest on one day is one message too many, and nobody has it in the night."""
    await plan_digest(engine.storage, key="another")
    assert await engine.deliver() == len(MEMBERS)
    clock.move(MONDAY + timedelta(hours=13))
    assert await engine.deliver() == 0
    assert await queue(engine.storage) == {"cancelled": 2, "sent": len(MEMBERS), "planned": len(MEMBERS)}


async def test_many_channels_are_looked_at_one_after_the_other(
    engine: Engine, chat: ScriptedChat, clock: StillClock
) -> None:
    chat.capabilities = replace(chat.capabilities, readers=timedelta(seconds=10))
    for number in range(4):
        await plan_digest(engine.storage, key=f"more{number}")
    chat.heard = [EXACTLY]
    looked = []
    for _ in range(3):
        before = len(chat.looked)
        await asyncio.wait_for(engine.deliver(within=0.2), 5)
        looked.append(len(chat.looked) - before)
    assert looked == [1, 0, 0]


async def test_a_stop_waits_for_the_answer(engine: Engine, chat: ScriptedChat, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = asyncio.Event()

    async def slow(**_: Any) -> Readers:
        chat.looked.append(Address(workspace=chat.workspace))
        await answer.wait()
        return EXACTLY

    monkeypatch.setattr(chat, "readers", slow)
    delivering = asyncio.create_task(engine.deliver())
    while not chat.looked:
        await asyncio.sleep(0)
    engine.stop()
    answer.set()
    assert await delivering == 0
    assert await queue(engine.storage) == {"planned": 1}

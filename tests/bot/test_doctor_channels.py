"""What `vardag doctor` says of each team's channel, without naming anybody."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.port import Finding, Heard, Throttled, Unknown
from bot import audience
from bot.clock import StillClock
from bot.engine import Engine
from dialogues.address import Platform
from dialogues.audience import Reach, Readers
from storage.sql.store import SqlStorage
from tests.bot.scripted import MONDAY, ScriptedChat
from tests.bot.test_audience import CHANNEL, EXACTLY, GUEST, LEAD, company
from tests.journeys.people import BLUEPRINT, SERVICE

WHAT = f"Channel of {SERVICE} on slack"


async def looked_at(storage: SqlStorage, chat: ScriptedChat) -> Sequence[Finding]:
    return [each async for each in audience.findings(storage, {Platform("slack"): chat})]


@pytest.fixture
async def connected(storage: SqlStorage, unplanned: Engine) -> SqlStorage:
    await storage.adopt(blueprint=company(), at=MONDAY)
    return storage


async def test_a_channel_of_exactly_the_team_is_well(connected: SqlStorage, chat: ScriptedChat) -> None:
    chat.heard = [EXACTLY]
    assert await looked_at(connected, chat) == [
        Finding(what=WHAT, well=True, detail="Exactly the team and its lead read it.")
    ]


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        (Readers(users=EXACTLY.users | {GUEST}), "Somebody is in it who is not of the team"),
        (Readers(users=EXACTLY.users - {LEAD}), "Not everybody of the team and its lead is in it"),
        (Readers(users=EXACTLY.users, reach=Reach.OUTSIDE), "shared with another organisation"),
        (Readers(users=EXACTLY.users, reach=Reach.ANYBODY), "whoever likes can read it"),
        (Unknown(reason="missing_scope"), "does not say who reads it (missing_scope)"),
        (Throttled(retry_after=timedelta(seconds=1)), "does not say who reads it (ratelimited)"),
    ],
)
async def test_of_any_other_it_says_why_and_names_nobody(
    connected: SqlStorage, chat: ScriptedChat, heard: Heard, words: str
) -> None:
    chat.heard = [heard]
    (found,) = await looked_at(connected, chat)
    assert (found.what, found.well) == (WHAT, isinstance(heard, Readers))
    assert found.detail.startswith("Each gets the digest by direct message. ")
    assert words in found.detail
    for person in BLUEPRINT.people:
        assert person.name not in found.detail
    assert GUEST not in found.detail
    assert CHANNEL not in found.detail


async def test_without_the_rule_nothing_is_asked_and_nothing_amiss(connected: SqlStorage, chat: ScriptedChat) -> None:
    await connected.adopt(blueprint=company(in_channel=False), at=MONDAY)
    (found,) = await looked_at(connected, chat)
    assert (found.what, found.well) == ("Channels", True)
    assert "digest_in_channel" in found.detail
    assert chat.looked == []


async def test_a_platform_that_is_not_set_up_and_a_team_without_a_channel_are_passed_over(
    connected: SqlStorage, chat: ScriptedChat, clock: StillClock
) -> None:
    assert [each async for each in audience.findings(connected, {})] == []
    await connected.adopt(blueprint=replace(company(), teams=BLUEPRINT.teams), at=MONDAY)
    assert await looked_at(connected, chat) == []

"""Microsoft's keys: a new one is good at once, made-up ones cost little, and it does no harm where they cannot be had
for a while."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import pytest

from adapters.teams.chat import Teams
from adapters.teams.keys import FRESH, LOOKING
from tests.adapters.faults import answered, held
from tests.adapters.inbox import RecordingInbox
from tests.adapters.teams.fake import FakeTeams
from tests.adapters.teams.harness import TeamsHarness
from tests.adapters.teams.knock import good, knocked

pytestmark = pytest.mark.usefixtures("logged")


def later(connected: TeamsHarness, monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let time pass for what is known of Microsoft's keys."""
    assert isinstance(connected.chat, Teams)
    monkeypatch.setattr(connected.chat._keys, "_seconds", lambda: time.monotonic() + seconds)


async def test_a_new_key_of_microsofts_is_good_at_once(
    teams: FakeTeams, inbox: RecordingInbox, logged: list[Any]
) -> None:
    teams.keys = ("second",)
    token = good(teams, key="second")
    assert [await knocked(teams, token) for _ in range(3)] == [200] * 3
    assert len(inbox.events) == 3
    assert teams.calls.count("metadata") == 2
    assert await knocked(teams, good(teams)) == 401


async def test_whoever_comes_while_a_new_key_is_looked_for_waits_for_the_same_look(teams: FakeTeams) -> None:
    teams.keys = ("second",)
    token = good(teams, key="second")
    assert await asyncio.gather(*(knocked(teams, token) for _ in range(5))) == [200] * 5
    assert teams.calls.count("metadata") == 2


async def test_whoever_makes_up_keys_costs_one_look_a_minute(
    connected: TeamsHarness, teams: FakeTeams, monkeypatch: pytest.MonkeyPatch, logged: list[Any]
) -> None:
    token = good(teams, key="mine")
    for minute in range(3):
        later(connected, monkeypatch, minute * (LOOKING + 1))
        assert await asyncio.gather(*(knocked(teams, token) for _ in range(5))) == [401] * 5
        assert teams.calls.count("metadata") == minute + 2
    assert await knocked(teams, good(teams)) == 200


async def test_what_cannot_be_told_for_want_of_keys_may_come_again(
    connected: TeamsHarness,
    teams: FakeTeams,
    inbox: RecordingInbox,
    monkeypatch: pytest.MonkeyPatch,
    logged: list[Any],
) -> None:
    teams.keys = ("second",)
    teams.faults["metadata"].append(answered(503, "busy", "text/plain"))
    token = good(teams, key="second")
    assert await knocked(teams, token) == 503
    assert inbox.taken == []
    assert [entry["event"] for entry in logged] == ["teams request not verified"]
    later(connected, monkeypatch, LOOKING + 1)
    assert await knocked(teams, token) == 200


async def test_keys_that_cannot_be_renewed_serve_on(
    connected: TeamsHarness, teams: FakeTeams, monkeypatch: pytest.MonkeyPatch, logged: list[Any]
) -> None:
    later(connected, monkeypatch, FRESH + 1)
    teams.faults["metadata"].extend([answered(503, "busy", "text/plain"), answered(200, "<html>", "text/html")])
    assert [await knocked(teams, good(teams)) for _ in range(3)] == [200] * 3
    await until(lambda: [entry["event"] for entry in logged] == ["teams keys not renewed"])
    later(connected, monkeypatch, FRESH + LOOKING + 2)
    assert await knocked(teams, good(teams)) == 200
    await until(lambda: len(logged) == 2)
    later(connected, monkeypatch, FRESH + 2 * LOOKING + 3)
    assert [await knocked(teams, good(teams)) for _ in range(3)] == [200] * 3
    await until(lambda: teams.calls.count("metadata") == 4)


async def test_nobody_waits_for_keys_that_are_renewed(
    connected: TeamsHarness, teams: FakeTeams, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = asyncio.Event()
    later(connected, monkeypatch, FRESH + 1)
    teams.faults["metadata"].append(held(never))
    assert [await knocked(teams, good(teams)) for _ in range(3)] == [200] * 3
    never.set()


async def test_a_look_that_fails_is_no_refusal_and_is_tried_again_soon(
    connected: TeamsHarness, teams: FakeTeams, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever would be told 401 would not come again."""
    teams.keys = ("second",)
    new = good(teams, key="second")
    teams.faults["metadata"].append(answered(503, "busy", "text/plain"))
    assert set(await asyncio.gather(*(knocked(teams, new) for _ in range(5)))) == {503}
    later(connected, monkeypatch, 6)
    assert set(await asyncio.gather(*(knocked(teams, new) for _ in range(5)))) == {200}


async def until(wanted: Callable[[], bool]) -> None:
    """Wait for what is done in the background."""
    async with asyncio.timeout(5):
        while not wanted():
            await asyncio.sleep(0.01)

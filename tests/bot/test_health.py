"""Why a process is not ready, in words that anybody may read."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.health import PATIENCE, Health
from migrations.runner import head, upgrade
from storage.sql.store import SqlStorage


class Seconds:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[SqlStorage]:
    storage = SqlStorage.open(f"sqlite:///{tmp_path}/vardag.sqlite", ids=iter(()).__next__)
    yield storage
    await storage.close()


@pytest.fixture
async def health(storage: SqlStorage, seconds: Seconds, tmp_path: Path) -> Health:
    """All is well with everything but Slack, which has not been started yet."""
    await upgrade(f"sqlite:///{tmp_path}/vardag.sqlite")
    return _begun(Health(storage=storage, chats=["slack"], seconds=seconds))


def _begun(health: Health) -> Health:
    for loop in ("plan", "deliver"):
        health.beat(loop)
    return health


async def test_a_chat_that_has_not_been_started_is_named(health: Health) -> None:
    assert await health.missing() == {"slack": "not started"}
    health.started("slack")
    assert await health.missing() == {}


async def test_a_loop_that_stands_still_is_named_until_it_comes_round(health: Health, seconds: Seconds) -> None:
    health.started("slack")
    seconds.now = PATIENCE
    health.beat("plan")
    assert await health.missing() == {}
    seconds.now = PATIENCE + 1
    assert await health.missing() == {"deliver": "stands still"}
    assert health.stalled() == ["deliver"]
    health.beat("deliver")
    assert await health.missing() == {}


async def test_a_start_may_take_its_time(storage: SqlStorage, seconds: Seconds) -> None:
    health = Health(storage=storage, chats=["slack"], seconds=seconds)
    seconds.now = 10 * PATIENCE
    assert health.stalled() == []


async def test_a_database_without_todays_migrations_is_named(tmp_path: Path) -> None:
    storage = SqlStorage.open(f"sqlite:///{tmp_path}/empty.sqlite", ids=iter(()).__next__)
    health = Health(storage=storage, chats=())
    assert await health.missing() == {"migrations": f"at none, not at {head()}"}
    await storage.close()


async def test_a_database_that_a_newer_replica_has_migrated_serves_on(
    health: Health, storage: SqlStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def newer() -> tuple[str, str]:
        return "9999", str(head())

    monkeypatch.setattr(storage, "revisions", newer)
    assert await health.missing() == {"slack": "not started"}


async def test_a_database_that_is_away_is_named_without_its_address() -> None:
    storage = SqlStorage.open("postgresql://vardag:s3cret@127.0.0.1:1/vardag", ids=iter(()).__next__)
    health = Health(storage=storage, chats=())
    assert await health.missing() == {"database": "does not answer"}
    await storage.close()


async def test_a_database_that_says_nothing_is_not_waited_for(
    health: Health, storage: SqlStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent() -> tuple[str | None, str | None]:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr("bot.health.ANSWER", 0.05)
    monkeypatch.setattr(storage, "revisions", silent)
    async with asyncio.timeout(5):
        assert await health.missing() == {"database": "does not answer", "slack": "not started"}


async def test_everything_that_is_missing_is_named_at_once(seconds: Seconds) -> None:
    storage = SqlStorage.open("postgresql://vardag@127.0.0.1:1/vardag", ids=iter(()).__next__)
    health = _begun(Health(storage=storage, chats=["teams", "slack"], seconds=seconds))
    seconds.now = PATIENCE + 1
    assert list((await health.missing()).items()) == [
        ("database", "does not answer"),
        ("slack", "not started"),
        ("teams", "not started"),
        ("plan", "stands still"),
        ("deliver", "stands still"),
    ]
    await storage.close()

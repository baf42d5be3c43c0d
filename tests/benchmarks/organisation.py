"""An organisation of PEOPLE in teams of TEAM_SIZE, all of whom have been asked, on any platform."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TypeVar

from sqlalchemy import func, select

from adapters.port import Inbox
from bot.catalogues import read_languages
from bot.clock import StillClock
from bot.engine import Engine
from bot.metrics import Metrics
from bot.timeline import Timeline
from dialogues.address import AccountKey, Profile, Workspace
from dialogues.blueprint.entries import Blueprint, Email, PersonEntry, TeamEntry
from dialogues.goal import GoalId
from dialogues.person import TeamId
from migrations.runner import upgrade
from storage.database import Database
from storage.sql.store import SqlStorage
from storage.tables.sending import inbound
from tests.adapters.harness import Harness
from tests.journeys.people import BLUEPRINT

PEOPLE, TEAM_SIZE = 200, 10
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
#: Messages a second. What a platform takes in real life would be minutes here.
RATE = 10_000.0

H = TypeVar("H", bound=Harness)
#: Connects a bot with a platform that these people are on.
Connect = Callable[[Inbox, Callable[[], datetime], Sequence[Profile]], AbstractAsyncContextManager[H]]


@asynccontextmanager
async def asked(database_url: str, connect: Connect[H], workspace: Workspace) -> AsyncIterator[H]:
    """Everyone has a pulse of this week in front of them. The database is migrated."""
    async with living(database_url, connect, workspace, crowd()) as (harness, timeline):
        await timeline.move(MONDAY + timedelta(days=4))
        yield harness


@asynccontextmanager
async def living(
    database_url: str, connect: Connect[H], workspace: Workspace, blueprint: Blueprint
) -> AsyncIterator[tuple[H, Timeline]]:
    """An organisation whose people are all known, on a Monday on which nothing has happened yet."""
    await upgrade(database_url)
    clock, ids = StillClock(MONDAY), count(1)
    storage = SqlStorage.open(database_url, ids=lambda: f"id{next(ids):06d}")
    await storage.adopt(blueprint=blueprint, at=MONDAY)
    engine = Engine(storage=storage, languages=read_languages(), metrics=Metrics(), seal=b"sealed", clock=clock)
    async with connect(engine.turns, clock.now, profiles(workspace)) as harness:
        await engine.connect(harness.chat)
        for each in harness.users():
            await harness.appears(each.key.user)
        yield harness, Timeline(clock=clock, storage=storage, beat=engine.beat)
    await storage.close()


async def taken(database_url: str) -> int:
    """How much of what people did has been taken in and committed, since the organisation is there."""
    database = Database.open(database_url)
    count = await database.read(lambda connection: connection.scalar(select(func.count()).select_from(inbound)))
    await database.close()
    return count or 0


def crowd() -> Blueprint:
    """Teams like the one of the journeys, many times over."""
    (goal,) = BLUEPRINT.goals
    teams = [TeamId(f"team{number}") for number in range(PEOPLE // TEAM_SIZE)]
    return replace(
        BLUEPRINT,
        teams=tuple(TeamEntry(key=each, name=each) for each in teams),
        people=tuple(
            PersonEntry(email=Email(f"p{number}@example.com"), name=f"P {number}", team=teams[number // TEAM_SIZE])
            for number in range(PEOPLE)
        ),
        goals=tuple(replace(goal, key=GoalId(f"goal-{each}"), team=each) for each in teams),
    )


def profiles(workspace: Workspace) -> list[Profile]:
    return [
        Profile(
            key=AccountKey(workspace=workspace, user=f"U{number:04d}"),
            name=f"P {number}",
            email=f"p{number}@example.com",
        )
        for number in range(PEOPLE)
    ]

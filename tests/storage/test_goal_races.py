"""Of several who change the goals of one team, each sees what the one before has left."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import pytest

from dialogues.effect import SaveGoal
from dialogues.facts import Facts, Want
from dialogues.goal import ACTIVE_GOALS_PER_TEAM, GoalId, State
from storage.port import Storage, StorageError
from tests.storage import racing
from tests.storage.example import AT, MEMBERS, NKI, act, found, wording
from tests.storage.goal_example import EVERYBODY, FULL, OF_SALES, WITH_GOALS, known
from tests.storage.turning import turning

PROCESSES = 4


@pytest.fixture(scope="module")
def processes() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        yield pool


async def founded(storage: Storage) -> None:
    await found(storage, WITH_GOALS, users=EVERYBODY)


@pytest.mark.parametrize("goal", [NKI.key, FULL])
async def test_who_changes_a_goal_waits_for_who_changes_one_of_its_team(storage: Storage, goal: GoalId) -> None:
    await founded(storage)
    async with turning(storage) as turn:
        first = (await act(turn, "U1", event="first", subject=NKI.key, wants=Want.GOALS)).facts.goal
        assert first
        second = asyncio.create_task(_rename(storage, "U2", goal))
        await asyncio.wait({second}, timeout=0.3)
        assert not second.done()
        await turn.save_goal(save=SaveGoal(goal=replace(first, state=State.RESTING)))
    seen = await second
    assert [each.state for each in seen.goals if each.id == NKI.key] == [State.RESTING]
    after = await known(storage, goal)
    assert (after.title, after.version) == (wording("Nytt namn"), 2 if goal == NKI.key else 8)


async def test_who_changes_a_goal_of_another_team_waits_for_nobody(storage: Storage, database: str) -> None:
    await founded(storage)
    async with turning(storage) as turn:
        await act(turn, "U1", event="first", subject=NKI.key, wants=Want.GOALS)
        second = asyncio.create_task(_rename(storage, "US1", OF_SALES.key))
        await asyncio.wait({second}, timeout=0.5)
        # SQLite has one writer.
        assert second.done() == (database == "postgresql")
    await second


async def test_no_change_is_lost_when_several_make_theirs_at_once(
    storage: Storage, database_url: str, processes: ProcessPoolExecutor
) -> None:
    await founded(storage)
    each = 8
    loop = asyncio.get_running_loop()
    await asyncio.gather(
        *(
            loop.run_in_executor(processes, racing.stop_things, database_url, user, NKI.key, each)
            for user in MEMBERS[:PROCESSES]
        )
    )
    after = await known(storage, NKI.key)
    assert after.version == PROCESSES * each
    assert len(after.stop) == len(NKI.stop) + PROCESSES * each


async def test_a_team_never_has_more_active_goals_than_it_may(
    storage: Storage, database_url: str, processes: ProcessPoolExecutor
) -> None:
    resting = [
        replace(NKI, key=GoalId(f"g{number}"), state=State.RESTING, focus=None) for number in range(PROCESSES * 4)
    ]
    await found(storage, replace(WITH_GOALS, goals=tuple(resting)), users=EVERYBODY)
    keys = [each.key for each in resting]
    loop = asyncio.get_running_loop()
    begun = await asyncio.gather(
        *(
            loop.run_in_executor(processes, racing.activate, database_url, user, keys[number::PROCESSES])
            for number, user in enumerate(MEMBERS[:PROCESSES])
        )
    )
    assert sum(begun) == ACTIVE_GOALS_PER_TEAM
    assert sum([(await known(storage, each)).is_active for each in keys]) == ACTIVE_GOALS_PER_TEAM


async def test_an_import_waits_for_who_changes_a_goal_and_then_leaves_it_alone(storage: Storage) -> None:
    await founded(storage)
    async with turning(storage) as turn:
        goal = (await act(turn, "U1", event="first", subject=NKI.key, wants=Want.GOALS)).facts.goal
        assert goal
        file = replace(WITH_GOALS, people=WITH_GOALS.people[:-1])
        importing = asyncio.create_task(storage.adopt(blueprint=file, at=AT))
        await asyncio.wait({importing}, timeout=0.3)
        assert not importing.done()
        await turn.save_goal(save=SaveGoal(goal=replace(goal, title=wording("Annat"))))
    with pytest.raises(StorageError, match="changed in chat meanwhile"):
        await importing
    assert (await known(storage, NKI.key)).title == wording("Annat")


async def _rename(storage: Storage, user: str, goal: GoalId) -> Facts:
    """What is known to somebody who gives a goal another name."""
    async with turning(storage) as turn:
        facts = (await act(turn, user, event=f"{user} {goal}", subject=goal, wants=Want.GOALS)).facts
        assert facts.goal
        await turn.save_goal(save=SaveGoal(goal=replace(facts.goal, title=wording("Nytt namn"))))
    return facts

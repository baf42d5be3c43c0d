"""Four processes at once leave what one would have left."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from typing import TypeVar

import pytest

from dialogues.effect import CloseWindow, SaveSettings
from dialogues.event import Due, Occasion
from dialogues.facts import Want
from dialogues.window import Tally, Value
from storage.port import Storage
from storage.turn import Scene
from tests.storage import racing
from tests.storage.dump import dump
from tests.storage.example import (
    AT,
    EXAMPLE,
    KUND,
    MEMBERS,
    SLACK,
    TEAMS,
    act,
    address,
    changed,
    close,
    found,
    open_window,
    person,
    profile,
    say,
    somebody,
    tally,
)
from tests.storage.sending import claim, scatter
from tests.storage.turning import turning

PROCESSES = 4
T = TypeVar("T")


@pytest.fixture(scope="module")
def processes() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        yield pool


async def test_the_same_events_in_every_process_count_once(
    storage: Storage, database_url: str, processes: ProcessPoolExecutor
) -> None:
    await found(storage)
    taken = await _race(processes, racing.take_events, database_url, 60)
    assert sum(taken) == 60
    for user in MEMBERS[:2]:
        async with turning(storage) as turn:
            assert (await act(turn, user, event=f"look {user}", dialogue="x")).state == "30"


async def test_what_is_due_is_done_by_one(storage: Storage, database_url: str, processes: ProcessPoolExecutor) -> None:
    await found(storage)
    due = {(each.occasion, each.subject) for each in await storage.due(at=AT, most=99)}
    done = Counter(one for those in await _race(processes, racing.fall_due, database_url) for one in those)
    assert done == Counter(due)
    # Each was greeted, and each member told of their team's window, digest and review.
    assert (await storage.queue())["planned"] == 4 * len(EXAMPLE.people)


async def test_a_delivery_is_begun_by_one(storage: Storage, database_url: str, processes: ProcessPoolExecutor) -> None:
    await scatter(storage)
    for number in range(40):
        assert await say(storage, MEMBERS[number % 6], f"message {number}")
    sent = Counter(one for those in await _race(processes, racing.send, database_url, 40) for one in those)
    assert sent == Counter(f"message {number}" for number in range(40))
    assert (await storage.queue())["sent"] == 40


async def test_no_answer_slips_in_between_counting_and_closing(
    storage: Storage, database_url: str, processes: ProcessPoolExecutor
) -> None:
    await found(storage)
    window = await open_window(storage)
    loop = asyncio.get_running_loop()
    users = MEMBERS[:PROCESSES]
    answering = [
        loop.run_in_executor(processes, racing.answer_while_open, database_url, user, window.id) for user in users
    ]
    while sum(_counts(await tally(storage))) < PROCESSES:  # until all of them are at it
        await asyncio.sleep(0)
    async with turning(storage) as turn:
        due = Due(at=AT, occasion=Occasion.WINDOW, subject=KUND)
        scene = await turn.due(due=due, dialogue="closing", wants=Want.TALLY)
        assert scene
        await turn.close_window(window=CloseWindow(window=window.id, reading=None), at=AT)
    counts = await asyncio.gather(*answering)
    assert all(counts)
    left = Counter(row[3] for row in (await dump(database_url))["answer"])
    assert (left[Value.YES], left[Value.NOT_THAT_TIME], left[Value.NO_OCCASION]) == _counts(
        scene.facts.tallies[window.id]
    )


async def test_a_window_is_not_closed_under_somebody_who_answers(storage: Storage) -> None:
    await found(storage)
    window = await open_window(storage)
    async with turning(storage) as turn:
        assert (await act(turn, "U1", event="tap", subject=window.id, wants=Want.WINDOW)).facts.window == window
        closing = asyncio.create_task(close(storage, window, None))
        await asyncio.wait({closing}, timeout=0.2)
        assert not closing.done()
    await closing


async def test_nothing_falls_due_to_somebody_who_is_acting(storage: Storage, database: str) -> None:
    await found(storage)
    whom = (await person(storage, "U1")).id
    due = Due(at=AT, occasion=Occasion.GREETING, subject=whom)

    async def fall() -> Scene | None:
        return await storage.turn(lambda turn: turn.due(due=due, dialogue="x", wants=Want.NOTHING))

    async with turning(storage) as turn:
        await act(turn, "U1", event="tap")
        falling = asyncio.create_task(fall())
        await asyncio.wait({falling}, timeout=0.2)
        # PostgreSQL leaves it for the next pass. SQLite has one writer, who is waited for.
        assert falling.done() == (database == "postgresql")
    assert (await falling is None) == (database == "postgresql")


async def test_who_stops_while_the_schedule_runs_hears_nothing_more(
    storage: Storage, database_url: str, processes: ProcessPoolExecutor
) -> None:
    await found(storage)
    racing_on = asyncio.gather(*_start(processes, racing.fall_due, database_url))
    for user in MEMBERS:
        async with turning(storage) as turn:
            scene = await act(turn, user, event=f"stop {user}")
            await turn.settings(person=scene.facts.someone.id, settings=SaveSettings(stopped=True), at=AT)
    await racing_on
    assert {each.to.user for each in await claim(storage)} <= {"ULEAD"}


async def test_a_workspace_is_connected_while_somebody_is_seen_in_it(storage: Storage) -> None:
    """One who is known by their address alone, where it is another's: they are looked at again at every connection."""
    await storage.adopt(blueprint=changed(U1=replace(somebody("U1"), handles={SLACK.platform: "UREAL"})), at=AT)
    async with turning(storage) as turn:
        other = profile("UOTHER", email="u1@x.se")
        await turn.see(profile=other, at=AT, address=address("UOTHER", "D1"))
    async with turning(storage) as turn:
        await turn.see(profile=profile("U3"), at=AT)
        connecting = asyncio.create_task(storage.connect(workspace=TEAMS, channels=[], at=AT))
        await asyncio.wait({connecting}, timeout=0.2)
        await turn.see(profile=profile("aad", TEAMS, email="u2@x.se"), at=AT, address=address("aad", "C", TEAMS))
    await connecting


def _counts(tally: Tally) -> tuple[int, int, int]:
    yes, no, none = (tally.counts.get(each, 0) for each in Value)
    return yes, no, none


async def _race(processes: ProcessPoolExecutor, work: Callable[..., T], *arguments: object) -> list[T]:
    return await asyncio.gather(*_start(processes, work, *arguments))


def _start(processes: ProcessPoolExecutor, work: Callable[..., T], *arguments: object) -> "list[asyncio.Future[T]]":
    loop = asyncio.get_running_loop()
    return [loop.run_in_executor(processes, work, *arguments) for _ in range(PROCESSES)]

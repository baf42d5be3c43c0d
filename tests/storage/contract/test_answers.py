"""Windows, the answers in them, and the readings that they become."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Executable, delete, update
from sqlalchemy.exc import IntegrityError

from dialogues.blueprint.entries import Email
from dialogues.effect import OpenWindow, Withdraw
from dialogues.facts import Want
from dialogues.pulse.item import ItemId
from dialogues.window import Value
from storage.port import Storage, StorageError
from storage.tables.questions import reading as readings
from tests.storage.dump import dump, within
from tests.storage.example import (
    AT,
    DAY,
    EXAMPLE,
    KUND,
    LEDNING,
    MEMBERS,
    MONDAY,
    NKI,
    USERS,
    act,
    answer,
    changed,
    close,
    counted,
    facts,
    found,
    open_window,
    opened,
    person,
    reading,
    somebody,
    tally,
)
from tests.storage.turning import turning


async def test_the_latest_answer_counts_once(storage: Storage, database_url: str) -> None:
    await found(storage)
    window = await open_window(storage)
    await answer(storage, "U1", window, Value.NO_OCCASION)
    await answer(storage, "U1", window, Value.YES, on=date(2026, 9, 8))
    await answer(storage, "U2", window, Value.NOT_THAT_TIME)
    await answer(storage, "U3", window, Value.NO_OCCASION)
    assert await tally(storage) == counted(yes=1, not_that_time=1, no_occasion=1, members=6)
    assert sorted(str(row[-1]) for row in (await dump(database_url))["answer"]) == [
        "2026-09-07",
        "2026-09-07",
        "2026-09-08",
    ]


async def test_an_answer_can_be_taken_back(storage: Storage) -> None:
    await found(storage)
    window = await open_window(storage)
    await answer(storage, "U1", window, Value.YES)
    await answer(storage, "U2", window, Value.YES)
    async with turning(storage) as turn:
        scene = await act(turn, "U1", event="undo", subject=window.id)
        await turn.withdraw(person=scene.facts.someone.id, withdraw=Withdraw(window=window.id))
    assert (await tally(storage)).counts == {"yes": 1}


async def test_who_comes_to_lead_the_team_no_longer_counts_in_it(storage: Storage) -> None:
    """R2: also where they answered while they were a member."""
    await found(storage)
    window = await open_window(storage)
    for user in MEMBERS[:5]:
        await answer(storage, user, window, Value.YES)
    team = replace(EXAMPLE.teams[0], lead=Email("u1@x.se"))
    promoted = changed(U1=somebody("U1", team=LEDNING))
    await storage.adopt(blueprint=replace(promoted, teams=(team, *EXAMPLE.teams[1:])), at=AT + DAY)
    assert await tally(storage) == counted(yes=4, members=5)


async def test_who_changes_teams_can_still_change_their_answer(storage: Storage) -> None:
    await found(storage)
    window = await open_window(storage)
    await answer(storage, "U1", window, Value.NOT_THAT_TIME)
    whom = (await person(storage, "U1")).id
    async with turning(storage) as turn:
        await turn.remember(person=whom, dialogue="pulse", subject=window.id, state="{}")
    await storage.adopt(blueprint=changed(U1=somebody("U1", team=LEDNING)), at=AT + DAY)
    async with turning(storage) as turn:
        scene = await act(turn, "U1", event="change", subject=window.id, wants=Want.WINDOW)
    assert (scene.facts.team.id, scene.facts.window, scene.state) == (LEDNING, window, "{}")
    assert await opened(storage, LEDNING) is None
    await answer(storage, "U1", window, Value.YES)
    assert await tally(storage) == counted(yes=1, members=5)


async def test_a_closed_window_takes_nothing_and_gives_nothing_back(storage: Storage, database_url: str) -> None:
    await found(storage)
    window = await open_window(storage)
    await answer(storage, "U1", window, Value.YES)
    await close(storage, window, None)
    before = (await dump(database_url))["answer"]
    await answer(storage, "U1", window, Value.NOT_THAT_TIME, on=date(2026, 9, 20))
    await answer(storage, "U2", window, Value.YES, on=date(2026, 9, 20))
    async with turning(storage) as turn:
        scene = await act(turn, "U1", event="undo", subject=window.id)
        await turn.withdraw(person=scene.facts.someone.id, withdraw=Withdraw(window=window.id))
    assert (await dump(database_url))["answer"] == before


async def test_a_team_has_one_open_window_in_a_slot(storage: Storage) -> None:
    await found(storage)
    window = await open_window(storage)
    with pytest.raises(IntegrityError):
        async with turning(storage) as turn:
            await turn.open_window(window=OpenWindow(team=KUND, item=ItemId.OBST, slot=window.slot), at=AT)
    await close(storage, window, None)
    assert (await open_window(storage, at=AT + 7 * DAY)).id != window.id


async def test_closing_publishes_once(storage: Storage) -> None:
    await found(storage)
    window = await open_window(storage)
    await close(storage, window, reading(window))
    await close(storage, window, reading(window, yes=5), at=AT + 8 * DAY)
    closed = await facts(storage, "U1", Want.WINDOW | Want.READINGS, subject=window.id)
    assert closed.window
    assert closed.window.closed_at == AT + 7 * DAY
    assert closed.readings == (reading(window),)


async def test_readings_come_oldest_first_and_only_of_ones_own_teams(storage: Storage) -> None:
    await found(storage)
    windows = []
    for week in range(3):
        window = await open_window(storage, at=AT + week * 7 * DAY)
        windows.append(window)
        await close(storage, window, reading(window) if week != 1 else None, at=AT + (week + 1) * 7 * DAY)
    expected = (reading(windows[0]), reading(windows[2]))
    assert (await facts(storage, "U1", Want.READINGS)).readings == expected
    assert (await facts(storage, "ULEAD", Want.READINGS)).readings == expected


async def test_neither_the_team_above_nor_the_owner_of_a_goal_knows_a_teams_readings(storage: Storage) -> None:
    """R9, R13."""
    owner = somebody("UOWNER", team=LEDNING)
    blueprint = replace(EXAMPLE, people=(*EXAMPLE.people, owner), goals=(replace(NKI, owner=owner.email),))
    await found(storage, blueprint, users=(*USERS, "UOWNER"))
    window = await open_window(storage)
    await close(storage, window, reading(window))
    known = await facts(storage, "UOWNER", Want.READINGS | Want.GOALS, subject=NKI.key)
    assert known.goal is not None
    assert known.goal.owner == known.someone.id
    assert known.readings == ()


@pytest.mark.parametrize(
    "change",
    [
        update(readings).values(yes=0),
        update(readings).values(members=9).where(readings.c.people == 5),
        delete(readings),
    ],
)
async def test_a_reading_is_never_changed_whoever_tries(
    storage: Storage, database_url: str, change: Executable
) -> None:
    await found(storage)
    window = await open_window(storage)
    await close(storage, window, reading(window))
    with pytest.raises((StorageError, IntegrityError), match="a reading is never changed"):
        await within(database_url, lambda connection: connection.execute(change))
    assert (await facts(storage, "U1", Want.READINGS)).readings == (reading(window),)


@pytest.mark.parametrize(
    "wrong", [{"people": 4, "yes": 0}, {"people": 7}, {"yes": 6}, {"yes": -1}, {"last": date(2026, 9, 6)}]
)
async def test_the_database_itself_refuses_a_reading_of_too_few(
    storage: Storage, database_url: str, wrong: dict[str, object]
) -> None:
    await found(storage)
    window = await open_window(storage)
    right = {"window": window.id, "first": MONDAY, "last": MONDAY, "people": 5, "yes": 2, "members": 6}
    with pytest.raises(IntegrityError):
        await within(database_url, lambda connection: connection.execute(readings.insert(), right | wrong))

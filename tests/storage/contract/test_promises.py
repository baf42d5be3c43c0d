"""What a team has raised is known of the team, is answered once, and is no longer asked about when it is."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from dialogues.effect import SavePromise
from dialogues.facts import Facts, Want
from dialogues.kind import Kind
from dialogues.promise import Promise, PromiseId, State
from storage.port import Storage
from tests.storage.dump import dump
from tests.storage.example import KUND, LEDNING, MONDAY, act, boundary, facts, found, queue, say
from tests.storage.turning import turning

RAISED = Promise(id=PromiseId("h1"), team=KUND, obstacle="time", raised_on=MONDAY, due_on=date(2026, 9, 21))
UNDER_WAY = replace(
    RAISED,
    state=State.UNDER_WAY,
    due_on=date(2026, 10, 1),
    action="Mötet är <b>struket</b>",
    rest="'; DROP TABLE promise",
    answered_on=date(2026, 9, 9),
)
DONE = replace(UNDER_WAY, state=State.DONE, rest="")


async def save(storage: Storage, *promises: Promise) -> None:
    async with turning(storage) as turn:
        for promise in promises:
            await turn.save_promise(save=SavePromise(promise=promise))


async def known(storage: Storage, user: str = "ULEAD", *, subject: str = "") -> Facts:
    return await facts(storage, user, Want.PROMISES | Want.MEMBERS, subject=subject)


@pytest.fixture(autouse=True)
async def founded(storage: Storage) -> None:
    await found(storage)


async def test_what_was_raised_and_what_became_of_it_is_as_it_was_said(storage: Storage) -> None:
    for promise in (RAISED, UNDER_WAY, DONE):
        await save(storage, promise)
        assert (await known(storage)).promises == (promise,)


async def test_a_team_and_its_lead_know_of_it_and_nobody_else(storage: Storage) -> None:
    other = replace(RAISED, id=PromiseId("h0"), team=LEDNING)
    await save(storage, RAISED, other)
    assert (await known(storage, "U1")).promises == (RAISED,)
    assert (await known(storage, "ULEAD")).promises == (other, RAISED)
    assert (await known(storage, "U1", subject=other.id)).promise is None
    assert (await facts(storage, "U1", Want.NOTHING)).promises == ()


async def test_it_is_found_by_its_id_with_the_members_of_its_team(storage: Storage) -> None:
    await save(storage, RAISED)
    found = await known(storage, subject=RAISED.id)
    assert found.promise == RAISED
    assert {each.team for each in found.members} == {KUND}
    assert {each.team for each in (await known(storage)).members} == {LEDNING}


async def test_the_same_obstacle_is_open_once_and_may_come_again(storage: Storage) -> None:
    again = replace(RAISED, id=PromiseId("h2"), raised_on=date(2026, 9, 14))
    await save(storage, RAISED)
    with pytest.raises(IntegrityError):
        await save(storage, again)
    await save(storage, DONE, again)
    assert (await known(storage)).promises == (DONE, again)


async def test_what_is_answered_is_not_asked_about_any_more(storage: Storage) -> None:
    await save(storage, RAISED)
    for key in (f"obstacle:{RAISED.id}:x", "obstacle:h10:x"):
        assert await say(storage, "ULEAD", key, kind=Kind.OBSTACLE)
    await save(storage, DONE)
    assert await queue(storage) == {"planned": 1}


async def test_nothing_says_who_chose_or_answered(storage: Storage, database_url: str) -> None:
    await save(storage, DONE)
    (row,) = (await dump(database_url))["promise"]
    assert row == (
        *("h1", KUND, "time", MONDAY, UNDER_WAY.due_on, "done"),
        *(UNDER_WAY.action, "", UNDER_WAY.answered_on),
    )


async def test_of_two_who_answer_at_once_the_second_sees_what_the_first_has_said(storage: Storage) -> None:
    await save(storage, RAISED)
    async with turning(storage) as turn:
        await act(turn, "U1", event="first", subject=RAISED.id, wants=Want.PROMISES)
        second = asyncio.create_task(_see(storage))
        await asyncio.wait({second}, timeout=0.3)
        assert not second.done()
        await turn.save_promise(save=SavePromise(promise=DONE))
    assert await second == DONE


async def _see(storage: Storage) -> Promise | None:
    async with turning(storage) as turn:
        return (await act(turn, "U2", event="second", subject=RAISED.id, wants=Want.PROMISES)).facts.promise


async def test_the_week_boundary_does_not_need_them(storage: Storage) -> None:
    await save(storage, RAISED)
    assert (await boundary(storage)).promises == ()

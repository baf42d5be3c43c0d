"""What a lead has promised one person is known to the two and to nobody else, and ends with what it stands on."""

from dataclasses import replace
from datetime import date

import pytest

from dialogues.effect import DropPersonalPromise, SavePersonalPromise
from dialogues.facts import Want
from dialogues.kind import Kind
from dialogues.meeting.personal_promise import PersonalPromise, PersonalPromiseId
from dialogues.person import PersonId
from storage.port import Storage
from tests.storage.dump import dump
from tests.storage.example import AT, EXAMPLE, LEDNING, MONDAY, changed, facts, found, queue, say, somebody
from tests.storage.turning import turning


@pytest.fixture(autouse=True)
async def founded(storage: Storage) -> None:
    await found(storage)


async def whose(storage: Storage, user: str) -> PersonId:
    return (await facts(storage, user, Want.NOTHING)).someone.id


async def promise(storage: Storage, user: str = "U1", id: str = "p1") -> PersonalPromise:
    return PersonalPromise(
        id=PersonalPromiseId(id),
        lead=await whose(storage, "ULEAD"),
        to=await whose(storage, user),
        text="du slipper '; DROP TABLE person",
        made_on=MONDAY,
        due_on=date(2026, 9, 21),
    )


async def save(storage: Storage, *promises: PersonalPromise) -> None:
    async with turning(storage) as turn:
        for each in promises:
            await turn.save_personal_promise(person=each.lead, save=SavePersonalPromise(promise=each))


async def drop(storage: Storage, whose: PersonId, id: str = "p1") -> None:
    async with turning(storage) as turn:
        await turn.drop_personal_promise(person=whose, drop=DropPersonalPromise(promise=PersonalPromiseId(id)))


async def known(storage: Storage, user: str) -> tuple[PersonalPromise, ...]:
    return (await facts(storage, user, Want.MEETINGS)).personal_promises


async def test_the_two_know_of_it_and_nobody_else(storage: Storage) -> None:
    later, first = replace(await promise(storage), due_on=date(2026, 10, 1)), await promise(storage, "U2", "p2")
    await save(storage, later, first)
    assert await known(storage, "ULEAD") == (first, later)
    assert await known(storage, "U1") == (later,)
    assert await known(storage, "U3") == ()
    everything = await facts(storage, "U3")
    assert "slipper" not in str(everything)
    assert (await facts(storage, "U1", Want.PROMISES)).promises == ()


async def test_it_is_moved_answered_and_not_asked_about_any_more(storage: Storage) -> None:
    one = await promise(storage)
    await save(storage, one)
    assert await say(storage, "ULEAD", "between:p1:2026-09-21", kind=Kind.PROMISE)
    assert await say(storage, "ULEAD", "between:p10:2026-09-21", kind=Kind.PROMISE)
    moved = replace(one, due_on=date(2026, 9, 30), text="annat")
    await save(storage, moved)
    assert await known(storage, "U1") == (moved,)
    assert await queue(storage) == {"planned": 1}
    await drop(storage, one.lead)
    assert await known(storage, "U1") == ()


async def test_nobody_writes_to_or_answers_somebody_elses(storage: Storage) -> None:
    one, other = await promise(storage), await whose(storage, "U2")
    await save(storage, one)
    async with turning(storage) as turn:
        await turn.save_personal_promise(person=other, save=SavePersonalPromise(promise=replace(one, text="mitt")))
    await drop(storage, other)
    assert await known(storage, "ULEAD") == (one,)


async def test_it_ends_with_the_lead_and_with_whom_it_was_made_to(storage: Storage, database_url: str) -> None:
    kund, ledning = EXAMPLE.teams
    for blueprint in (
        replace(EXAMPLE, teams=(replace(kund, lead=None), ledning)),
        changed(U1=somebody("U1", team=LEDNING)),
        changed(U1=None),
    ):
        await save(storage, await promise(storage))
        assert await say(storage, "ULEAD", "between:p1:2026-09-21", kind=Kind.PROMISE)
        await storage.adopt(blueprint=blueprint, at=AT)
        assert (await dump(database_url))["personal_promise"] == []
        assert await queue(storage) == {}
        if blueprint.people == EXAMPLE.people:
            await storage.adopt(blueprint=EXAMPLE, at=AT)

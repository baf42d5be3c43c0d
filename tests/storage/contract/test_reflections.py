"""What somebody who leads has written for themselves is theirs, and nobody else's."""

from dataclasses import replace
from datetime import date

import pytest

from dialogues.effect import DropReflection, SaveReflection, SaveSettings
from dialogues.event import Due, Occasion
from dialogues.facts import Want
from dialogues.goal import Arena
from dialogues.kind import Kind
from dialogues.person import NOTHING
from dialogues.reflection import Reflection, ReflectionId
from storage.port import Storage
from tests.storage.dump import dump
from tests.storage.example import AT, KUND, MONDAY, changed, facts, found, person, queue, say
from tests.storage.turning import turning

FIRST = Reflection(id=ReflectionId("r1"), arena=Arena.MEETING, text="'; DROP TABLE reflection", on=MONDAY)
SECOND = replace(FIRST, id=ReflectionId("r0"), arena=Arena.PRIORITY, text="Tiden <b>räckte</b>", on=date(2026, 9, 8))


async def save(storage: Storage, user: str, *written: Reflection) -> None:
    one = (await person(storage, user)).id
    async with turning(storage) as turn:
        for each in written:
            await turn.save_reflection(person=one, save=SaveReflection(reflection=each))


async def drop(storage: Storage, user: str) -> None:
    one = (await person(storage, user)).id
    async with turning(storage) as turn:
        await turn.drop_reflection(person=one, drop=DropReflection(id=FIRST.id))


async def own(storage: Storage, user: str = "ULEAD") -> tuple[Reflection, ...]:
    return (await facts(storage, user, Want.REFLECTIONS)).reflections


@pytest.fixture(autouse=True)
async def founded(storage: Storage) -> None:
    await found(storage)


async def test_the_newest_comes_first_to_whoever_wrote_it_and_to_nobody_else(storage: Storage) -> None:
    await save(storage, "ULEAD", FIRST, SECOND)
    assert await own(storage) == (SECOND, FIRST)
    assert await own(storage, "U1") == ()
    assert (await facts(storage, "ULEAD", Want.NOTHING)).reflections == ()


async def test_only_whoever_wrote_it_takes_it_away(storage: Storage) -> None:
    await save(storage, "ULEAD", FIRST, SECOND)
    await drop(storage, "U1")
    assert len(await own(storage)) == 2
    await drop(storage, "ULEAD")
    assert await own(storage) == (SECOND,)


async def test_with_whoever_leaves_it_is_gone(storage: Storage, database_url: str) -> None:
    await save(storage, "U1", FIRST)
    await storage.adopt(blueprint=changed(U1=None), at=AT)
    assert (await dump(database_url))["reflection"] == []


async def test_what_is_due_to_a_lead_knows_which_teams_they_lead(storage: Storage) -> None:
    due = Due(at=AT, occasion=Occasion.REFLECTION, subject=(await person(storage, "ULEAD")).id)
    known = await storage.look(due=due, wants=Want.GOALS)
    assert known is not None
    assert [each.id for each in known.leads] == [KUND]
    assert [each.team for each in known.goals] == [KUND]


async def test_whoever_wants_no_nudges_is_not_asked_what_is_planned_already(storage: Storage) -> None:
    assert await say(storage, "ULEAD", "reflect", kind=Kind.REFLECT)
    one = (await person(storage, "ULEAD")).id
    async with turning(storage) as turn:
        await turn.settings(person=one, settings=SaveSettings(nudged_about=NOTHING), at=AT)
    assert await queue(storage) == {}

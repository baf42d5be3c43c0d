"""What is proposed to celebrate is known of its team until a digest has shown it, and whose it is only to them."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from dialogues.celebration import Celebration, CelebrationId
from dialogues.effect import DropCelebration, SaveCelebration, ShowCelebration
from dialogues.event import Due, Occasion
from dialogues.facts import Want
from dialogues.person import PersonId, TeamId
from storage.port import Storage
from storage.transaction import BusyError
from tests.storage.dump import dump
from tests.storage.example import AT, EXAMPLE, KUND, LEDNING, MONDAY, changed, facts, found, person
from tests.storage.turning import turning

FIRST = Celebration(id=CelebrationId("f9"), team=KUND, text="Alla <b>ärenden</b> fick en ägare", on=MONDAY)
SECOND = replace(FIRST, id=CelebrationId("f1"), text="'; DROP TABLE celebration", on=date(2026, 9, 8))
SHOWN = ShowCelebration(id=FIRST.id, on=date(2026, 9, 14))


async def whose(storage: Storage, user: str) -> PersonId:
    return (await person(storage, user)).id


async def save(storage: Storage, user: str, *proposed: Celebration) -> None:
    one = await whose(storage, user)
    async with turning(storage) as turn:
        for each in proposed:
            await turn.save_celebration(person=one, save=SaveCelebration(celebration=each))


async def drop(storage: Storage, user: str, id: CelebrationId = FIRST.id) -> None:
    one = await whose(storage, user)
    async with turning(storage) as turn:
        await turn.drop_celebration(person=one, drop=DropCelebration(id=id))


async def show(storage: Storage) -> None:
    async with turning(storage) as turn:
        await turn.show_celebration(show=SHOWN)


async def own(storage: Storage, user: str) -> Sequence[Celebration]:
    return (await facts(storage, user, Want.CELEBRATIONS)).celebrations


async def waiting(storage: Storage, team: TeamId = KUND) -> Sequence[Celebration]:
    due = Due(at=AT, occasion=Occasion.DIGEST, subject=team)
    known = await storage.look(due=due, wants=Want.CELEBRATIONS)
    assert known is not None
    return known.celebrations


@pytest.fixture(autouse=True)
async def founded(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.TRIES", 3)
    await found(storage)


async def test_it_waits_for_its_teams_digest_the_oldest_first(storage: Storage) -> None:
    await save(storage, "U1", SECOND)
    await save(storage, "U2", FIRST)
    assert await waiting(storage) == (FIRST, SECOND)
    assert await waiting(storage, LEDNING) == ()
    assert (await facts(storage, "U1", Want.NOTHING)).celebrations == ()


async def test_whose_it_is_only_they_are_told(storage: Storage) -> None:
    await save(storage, "U1", FIRST, SECOND)
    assert await own(storage, "U1") == (FIRST, SECOND)
    for other in ("U2", "ULEAD"):
        assert await own(storage, other) == ()


async def test_with_a_name_it_is_theirs_as_it_is_now(storage: Storage) -> None:
    named = replace(FIRST, by="Name U1")
    await save(storage, "U1", named)
    assert await waiting(storage) == (named,)
    blueprint = changed(U1=replace(EXAMPLE.people[0], name="Nytt Namn"))
    await storage.adopt(blueprint=blueprint, at=AT)
    assert await waiting(storage) == (replace(named, by="Nytt Namn"),)


async def test_what_was_shown_waits_no_more_and_stays_known_to_whoever_proposed_it(storage: Storage) -> None:
    await save(storage, "U1", FIRST, SECOND)
    await show(storage)
    assert await waiting(storage) == (SECOND,)
    assert await own(storage, "U1") == (replace(FIRST, shown_on=SHOWN.on), SECOND)


async def test_what_was_taken_back_is_gone(storage: Storage, database_url: str) -> None:
    await save(storage, "U1", FIRST)
    await drop(storage, "U1")
    assert (await dump(database_url))["celebration"] == []


async def test_nobody_takes_back_what_is_somebody_elses_or_what_has_been_shown(storage: Storage) -> None:
    await save(storage, "U1", FIRST)
    with pytest.raises(BusyError):
        await drop(storage, "U2")
    await show(storage)
    with pytest.raises(BusyError):
        await drop(storage, "U1")
    assert len(await own(storage, "U1")) == 1


async def test_what_was_taken_back_or_shown_is_not_shown(storage: Storage) -> None:
    await save(storage, "U1", FIRST)
    await show(storage)
    with pytest.raises(BusyError):
        await show(storage)
    await save(storage, "U1", SECOND)
    await drop(storage, "U1", SECOND.id)
    with pytest.raises(BusyError):
        async with turning(storage) as turn:
            await turn.show_celebration(show=ShowCelebration(id=SECOND.id, on=SHOWN.on))


async def test_of_a_digest_and_whoever_takes_it_back_at_once_one_wins(storage: Storage) -> None:
    await save(storage, "U1", FIRST)
    async with turning(storage) as turn:
        await turn.show_celebration(show=SHOWN)
        back = asyncio.create_task(drop(storage, "U1"))
        await asyncio.wait({back}, timeout=0.3)
    with pytest.raises(BusyError):
        await back
    assert [each.shown_on for each in (await own(storage, "U1"))] == [SHOWN.on]


async def test_with_whoever_leaves_it_is_gone(storage: Storage, database_url: str) -> None:
    await save(storage, "U1", FIRST)
    await storage.adopt(blueprint=changed(U1=None), at=AT)
    assert (await dump(database_url))["celebration"] == []
    assert await waiting(storage) == ()

"""Goals come from a file and from chat, and neither takes from the other what it does not know of."""

from dataclasses import MISSING, fields, replace

import pytest

from dialogues.blueprint.entries import BehaviourEntry, Blueprint, Email, GoalEntry, TeamEntry
from dialogues.facts import Want
from dialogues.goal import BehaviourId, GoalId, State
from dialogues.measure import Measure
from dialogues.translation.confirmation import Judgement
from storage.port import Storage, StorageError
from storage.sql.store import SqlStorage
from tests.storage.dump import dump
from tests.storage.example import AT, DAY, EXAMPLE, KUND, LEDNING, NKI, facts, found, somebody, wording
from tests.storage.goal_example import (
    EVERYBODY,
    FILLED,
    FULL,
    NEW,
    OF_ALL,
    OF_SALES,
    SALES,
    WHOLE,
    WITH_GOALS,
    judge,
    known,
    save,
    suggest,
    without_kund,
)


@pytest.fixture(autouse=True)
async def founded(storage: Storage) -> None:
    await found(storage, WITH_GOALS, users=EVERYBODY)


async def described(storage: Storage, goal: GoalId) -> GoalEntry:
    blueprint = await storage.blueprint()
    assert blueprint
    return next(each for each in blueprint.goals if each.key == goal)


async def again(storage: Storage) -> None:
    """Import what is there, as one does who changes something else."""
    blueprint = await storage.blueprint()
    assert blueprint
    await storage.adopt(blueprint=renamed(blueprint), at=AT + DAY)
    assert await storage.blueprint() == renamed(blueprint)


def renamed(blueprint: Blueprint) -> Blueprint:
    """With another name of somebody, so that there is something to import."""
    first, *others = blueprint.people
    return replace(blueprint, people=(replace(first, name="Annat Namn"), *others))


async def test_every_field_comes_back_as_it_was(storage: Storage) -> None:
    assert await storage.blueprint() == WITH_GOALS


@pytest.mark.parametrize("filled", [FILLED, FILLED.behaviours[0], FILLED.measures[0], WITH_GOALS.teams[0]])
def test_the_example_fills_every_field(filled: GoalEntry | BehaviourEntry | Measure | TeamEntry) -> None:
    defaults = {
        each.name: each.default if each.default_factory is MISSING else each.default_factory()
        for each in fields(filled)
    }
    assert [name for name, default in defaults.items() if getattr(filled, name) == default] == []


async def test_what_chat_has_made_is_described_and_founds_another_organisation(
    storage: Storage, other_database_url: str
) -> None:
    await save(storage, replace(NEW, owner=None))
    sold = await known(storage, OF_SALES.key)
    await save(storage, replace(sold, state=State.CLOSED, everyday=wording("Hos oss")))
    for user in ("U1", "U2"):
        await judge(storage, user, NEW.behaviours[0].id, Judgement.YES)
    blueprint = await storage.blueprint()
    assert blueprint
    assert [(each.key, each.state, each.version) for each in blueprint.goals] == [
        (WHOLE, State.UNTRANSLATED, 0),
        (NKI.key, State.ACTIVE, 0),
        (FULL, State.RESTING, 7),
        (OF_SALES.key, State.CLOSED, 1),
        (NEW.id, State.DRAFT, 1),
    ]
    ids = iter(f"id{number}" for number in range(1000))
    other = SqlStorage.open(other_database_url, ids=lambda: next(ids))
    await other.adopt(blueprint=blueprint, at=AT)
    assert await other.blueprint() == blueprint
    before = await dump(other_database_url)
    await other.adopt(blueprint=blueprint, at=AT + DAY)
    assert await dump(other_database_url) == before
    await other.close()


async def test_what_two_members_said_is_said_by_the_file(storage: Storage) -> None:
    behaviour = (await known(storage, FULL)).behaviours[1].id
    for user, is_confirmed in (("U1", False), ("US1", False), ("ULEAD", False), ("U2", True)):
        await judge(storage, user, behaviour, Judgement.YES)
        assert (await described(storage, FULL)).behaviours[1].confirmed is is_confirmed
    await judge(storage, "U3", behaviour, Judgement.NO)
    assert not (await described(storage, FULL)).behaviours[1].confirmed


async def test_what_nobody_can_be_asked_about_is_not_confirmed(storage: Storage) -> None:
    """A goal of all has no members, and neither has a team that everybody has left."""
    await save(storage, replace(NEW, team=None))
    behaviour = NEW.behaviours[0]
    await judge(storage, "U1", behaviour.id, Judgement.YES)
    assert not (await described(storage, NEW.id)).behaviours[0].confirmed


async def test_an_import_keeps_what_was_said(storage: Storage, database_url: str) -> None:
    behaviour = (await known(storage, FULL)).behaviours[1].id
    await judge(storage, "U1", behaviour, Judgement.NO)
    await suggest(storage, behaviour, "Annorlunda")
    before = await dump(database_url)
    await again(storage)
    after = await dump(database_url)
    assert {**after, "person": before["person"]} == before


async def test_what_a_behaviour_replaces_is_kept(storage: Storage) -> None:
    await save(storage, NEW)
    first = NEW.behaviours[0]
    new = replace(first, id=BehaviourId("b3"), text=wording("Vi frågar om"), version=2, replaces=first.id)
    old = replace(first, id=BehaviourId("b4"), version=3, replaces=new.id)
    for each in (new, old):
        await save(storage, replace(NEW, behaviours=(each,), focus=None))
    await again(storage)
    # Of the two with this text, it is the one that is not over.
    assert (await known(storage, NEW.id)).behaviours == (old,)


async def test_a_goal_that_was_changed_in_chat_meanwhile_is_not_overwritten(
    storage: Storage, database_url: str
) -> None:
    file = await storage.blueprint()
    assert file
    await save(storage, await known(storage, NKI.key))
    before = await dump(database_url)
    with pytest.raises(StorageError, match="The goal nki was changed in chat meanwhile; nothing was imported"):
        await storage.adopt(blueprint=replace(file, people=file.people[1:]), at=AT + DAY)
    assert await dump(database_url) == before
    await again(storage)


async def test_a_goal_that_was_made_in_chat_meanwhile_is_left_alone(storage: Storage) -> None:
    file = await storage.blueprint()
    assert file
    made = await save(storage, NEW)
    await storage.adopt(blueprint=renamed(file), at=AT + DAY)
    assert await known(storage, NEW.id) == made


async def test_a_goal_that_was_made_in_chat_meanwhile_keeps_its_place_below_another(storage: Storage) -> None:
    file = replace(WITH_GOALS, goals=(*WITH_GOALS.goals, replace(OF_SALES, key=GoalId("led"), team=LEDNING)))
    await save(storage, replace(NEW, team=LEDNING, above=WHOLE, behaviours=(), focus=None))
    with pytest.raises(StorageError, match="The goal ny was changed in chat meanwhile"):
        await storage.adopt(blueprint=file, at=AT + DAY)


async def test_goals_change_places_below_another(storage: Storage) -> None:
    goals = (OF_ALL, replace(NKI, above=WHOLE), replace(FILLED, above=None, everyday=None), OF_SALES)
    await storage.adopt(blueprint=replace(WITH_GOALS, goals=goals), at=AT + DAY)
    assert await storage.blueprint() == replace(WITH_GOALS, goals=goals)
    await storage.adopt(blueprint=replace(WITH_GOALS, goals=goals[::-1]), at=AT + DAY)
    await storage.adopt(blueprint=WITH_GOALS, at=AT + DAY)
    assert await storage.blueprint() == WITH_GOALS


async def test_the_goals_of_a_team_that_is_gone_are_over(storage: Storage) -> None:
    await storage.adopt(blueprint=without_kund(), at=AT + DAY)
    assert (await storage.blueprint()) == replace(without_kund(), goals=(replace(OF_ALL, owner=None),))
    gone = await facts(storage, "ULEAD", Want.GOALS, subject=NKI.key)
    assert gone.goal
    assert gone.goal.state is State.CLOSED
    kund = gone.team_of(gone.goal)
    assert kund
    assert (kund.id, kund.name) == (KUND, "Kundservice")


async def test_a_team_that_is_back_has_its_goals_as_the_file_says_and_what_was_said_of_them(storage: Storage) -> None:
    behaviour = (await known(storage, FULL)).behaviours[1].id
    await save(storage, await known(storage, FULL))
    await suggest(storage, behaviour, "Annorlunda")
    await storage.adopt(blueprint=replace(without_kund(), goals=(replace(OF_ALL, owner=None),)), at=AT + DAY)
    await found(storage, replace(WITH_GOALS, goals=(replace(OF_ALL, owner=None), *WITH_GOALS.goals[1:])))
    after = await facts(storage, "U2", Want.GOALS | Want.CONFIRMATIONS)
    assert [(each.id, each.state) for each in after.goals][2] == (FULL, State.RESTING)
    assert [each.behaviour for each in after.suggestions] == [behaviour]


async def test_the_owner_of_a_goal_who_is_gone_leaves_it_behind(storage: Storage) -> None:
    people = tuple(each for each in WITH_GOALS.people if each.email != "u3@x.se")
    await storage.adopt(blueprint=replace(WITH_GOALS, people=people), at=AT + DAY)
    assert (await described(storage, OF_SALES.key)) == replace(OF_SALES, owner=None)


async def test_channels_change_hands(storage: Storage) -> None:
    one, other, sales = WITH_GOALS.teams
    teams = (replace(one, channels=sales.channels), other, replace(sales, channels=one.channels))
    await storage.adopt(blueprint=replace(WITH_GOALS, teams=teams), at=AT + DAY)
    assert await storage.blueprint() == replace(WITH_GOALS, teams=teams)


async def test_a_goal_of_a_team_is_given_to_another_and_to_somebody_else(storage: Storage) -> None:
    goal = replace(NKI, team=SALES, owner=Email("us1@x.se"))
    file: Blueprint = replace(WITH_GOALS, goals=(OF_ALL, goal, FILLED, OF_SALES))
    await storage.adopt(blueprint=file, at=AT + DAY)
    assert await storage.blueprint() == file
    assert [each.id for each in (await facts(storage, "US1", Want.GOALS)).goals] == [WHOLE, NKI.key, OF_SALES.key]


async def test_an_organisation_without_goals_is_one(storage: Storage, other_database_url: str) -> None:
    other = SqlStorage.open(other_database_url, ids=lambda: "only")
    only = replace(EXAMPLE, teams=EXAMPLE.teams[1:], people=(somebody("U1", team=LEDNING),), goals=())
    await other.adopt(blueprint=only, at=AT)
    assert await other.blueprint() == only
    await other.close()

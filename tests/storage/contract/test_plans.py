"""What people have planned and answered is there for them, and for nobody else."""

from dataclasses import replace
from datetime import date, time

import pytest

from dialogues.effect import DropPlan, SavePlan
from dialogues.facts import Want
from dialogues.goal import Behaviour
from dialogues.nudge.plan import Plan
from dialogues.person import PersonId
from dialogues.phrase import Phrase
from dialogues.situation import Days
from storage.port import Storage
from tests.storage.dump import dump
from tests.storage.example import AT, facts, found
from tests.storage.goal_example import EVERYBODY, FULL, WITH_GOALS, known


@pytest.fixture(autouse=True)
async def founded(storage: Storage) -> None:
    await found(storage, WITH_GOALS, users=EVERYBODY)


@pytest.fixture
async def behaviours(storage: Storage) -> tuple[Behaviour, ...]:
    return (await known(storage, FULL)).behaviours


async def person(storage: Storage, user: str) -> PersonId:
    return (await facts(storage, user)).someone.id


async def save(storage: Storage, user: str, plan: Plan) -> None:
    whose = await person(storage, user)
    await storage.turn(lambda turn: turn.save_plan(person=whose, save=SavePlan(plan=plan)))


async def plans(storage: Storage, user: str = "U1") -> tuple[Plan, ...]:
    return (await facts(storage, user, Want.PLANS)).plans


async def test_a_plan_is_kept_changed_and_forgotten(storage: Storage, behaviours: tuple[Behaviour, ...]) -> None:
    first, second, *_ = behaviours
    ours = Plan(behaviour=first, situation=Phrase.of("my_plan.situation.morning"), days=Days.WORKING, at=time(9))
    own = Plan(
        behaviour=second, situation="det ringer", action="x", days=Days.ONCE, day=date(2026, 9, 9), at=time(8, 30)
    )
    for each in (own, ours):
        await save(storage, "U1", each)
    assert await plans(storage) == (ours, own)
    assert await plans(storage, "U2") == ()
    assert (await facts(storage, "U1", Want.NOTHING)).plans == (), "who does not ask for them is not told"
    await save(storage, "U1", replace(ours, kept=True, at=time(10)))
    assert await plans(storage) == (replace(ours, kept=True, at=time(10)), own)
    whose = await person(storage, "U1")
    await storage.turn(lambda turn: turn.drop_plan(person=whose, drop=DropPlan(behaviour=first.id)))
    assert await plans(storage) == (own,)


async def test_plans_go_with_their_person(
    storage: Storage, database_url: str, behaviours: tuple[Behaviour, ...]
) -> None:
    await save(storage, "U1", Plan(behaviour=behaviours[0], situation="x", days=Days.FRIDAY, at=time(9)))
    others = tuple(each for each in WITH_GOALS.people if each.email != "u1@x.se")
    await storage.adopt(blueprint=replace(WITH_GOALS, people=others), at=AT)
    assert (await dump(database_url))["plan"] == []

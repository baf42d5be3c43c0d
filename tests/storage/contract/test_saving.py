"""What is kept where somebody makes or changes a goal in chat."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from dialogues.effect import SaveGoal
from dialogues.facts import Want
from dialogues.goal import Arena, Audience, Behaviour, BehaviourId, Goal, GoalId, State
from dialogues.window import Value
from storage.port import Storage
from storage.transaction import BusyError
from tests.storage.dump import dump
from tests.storage.example import (
    KUND,
    NKI,
    answer,
    close,
    facts,
    found,
    open_window,
    opened,
    person,
    reading,
    tally,
    wording,
)
from tests.storage.goal_example import EVERYBODY, FULL, NEW, SALES, WHOLE, WITH_GOALS, known, save
from tests.storage.turning import turning

REWORDED = Behaviour(
    id=BehaviourId("b3"),
    text=wording("Vi frågar två gånger"),
    arena=Arena.MEETING,
    version=2,
    replaces=BehaviourId("b1"),
)


@pytest.fixture(autouse=True)
async def founded(storage: Storage) -> None:
    await found(storage, WITH_GOALS, users=EVERYBODY)


async def test_a_new_goal_comes_back_as_it_was_behind_all_others(storage: Storage) -> None:
    mine = replace(NEW, owner=(await person(storage, "U4")).id, above=WHOLE, everyday=wording("Hos oss"), team=KUND)
    await save(storage, replace(await known(storage, FULL), above=None, everyday=None))
    assert await save(storage, mine) == replace(mine, version=1)
    last = (await facts(storage, "U4", Want.GOALS)).goals[-1]
    assert last == replace(mine, version=1)


async def test_each_change_counts_and_the_place_stays(storage: Storage) -> None:
    before = await known(storage, NKI.key)
    assert before.version == 0
    changed = replace(
        before, title=wording("Annat"), state=State.RESTING, trade_off=wording("Bort"), last=date(2027, 1, 1)
    )
    assert await save(storage, changed) == replace(changed, version=1)
    assert await save(storage, changed) == replace(changed, version=2)
    assert [each.id for each in (await facts(storage, "U1", Want.GOALS)).goals] == [WHOLE, NKI.key, FULL]


async def test_the_behaviours_become_those_that_are_listed_in_that_order(storage: Storage) -> None:
    await save(storage, NEW)
    first, second = NEW.behaviours
    now = replace(NEW, behaviours=(REWORDED, second), focus=REWORDED.id)
    assert (await save(storage, now)).behaviours == (REWORDED, second)
    again = replace(NEW, behaviours=(second, first), focus=second.id)
    kept = await save(storage, again)
    assert (kept.behaviours, kept.focus, kept.version) == ((second, first), second.id, 3)
    assert (await save(storage, replace(NEW, behaviours=(), focus=None))).behaviours == ()


async def test_a_known_behaviour_keeps_its_version_and_what_it_replaces(storage: Storage) -> None:
    await save(storage, replace(NEW, behaviours=(*NEW.behaviours, REWORDED)))
    other = replace(
        REWORDED,
        text=wording("Något helt annat"),
        arena=Arena.FEEDBACK,
        audience=Audience.LEADER,
        exception=wording("Därför"),
        confirmed=True,
        version=9,
        replaces=None,
    )
    (kept,) = (await save(storage, replace(NEW, behaviours=(other,), focus=None))).behaviours
    assert kept == replace(other, version=2, replaces=REWORDED.replaces)


async def test_the_focus_moves_between_the_goals_of_a_team_in_either_order(storage: Storage) -> None:
    nki, full = await known(storage, NKI.key), await known(storage, FULL)
    for one, other in ((nki, full), (full, nki)):
        await save(storage, replace(one, focus=None))
        moved = await save(storage, replace(other, focus=other.behaviours[0].id))
        assert moved.focused == other.behaviours[0]
        assert (await known(storage, one.id)).focus is None


async def test_a_window_goes_on_when_its_behaviour_is_over(storage: Storage, database_url: str) -> None:
    await save(storage, replace(await known(storage, WHOLE), state=State.CLOSED))
    window = await open_window(storage)
    await answer(storage, "U1", window, Value.YES)
    goal = await known(storage, NKI.key)
    await save(storage, replace(goal, behaviours=goal.behaviours[:1], focus=None))
    assert await opened(storage) == replace(window, lives=False)
    assert (await tally(storage)).counts == {"yes": 1}
    await close(storage, window, reading(window))
    assert (await facts(storage, "U1", Want.READINGS)).readings == (reading(window),)
    assert len((await dump(database_url))["behaviour"]) == len(NKI.behaviours) * 2 + 2


@pytest.mark.parametrize(
    "goal",
    [
        pytest.param(replace(NEW, everyday=wording("Hos oss")), id="an everyday of nothing"),
        pytest.param(replace(NEW, team=None, state=State.ACTIVE), id="everybody's is not worked with as it is"),
        pytest.param(replace(NEW, team=None, above=WHOLE), id="nothing stands above everybody"),
        pytest.param(replace(NEW, above=GoalId("nobody's")), id="what stands above is a goal"),
        pytest.param(replace(NEW, first=date(2027, 1, 1)), id="it begins before it ends"),
        pytest.param(
            replace(NEW, behaviours=(replace(NEW.behaviours[0], version=0),)), id="a wording is the first at least"
        ),
    ],
)
async def test_what_a_goal_cannot_be_is_not_kept(storage: Storage, goal: Goal) -> None:
    with pytest.raises(IntegrityError):
        await save(storage, goal)
    assert (await facts(storage, "U1", Want.GOALS, subject=NEW.id)).goal is None


@pytest.mark.parametrize(
    "goal",
    [
        pytest.param(replace(NEW, id=NKI.key), id="it has been changed, or is there already"),
        pytest.param(replace(NEW, team=SALES, above=WHOLE), id="the team has one in its place"),
    ],
)
async def test_what_somebody_else_has_changed_meanwhile_is_not_overwritten(
    storage: Storage, goal: Goal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.TRIES", 3)
    await save(storage, await known(storage, NKI.key))
    before = await storage.blueprint()
    with pytest.raises(BusyError):
        async with turning(storage) as turn:
            await turn.save_goal(save=SaveGoal(goal=goal))
    assert await storage.blueprint() == before


async def test_what_a_team_has_closed_makes_room_for_another_in_its_place(storage: Storage) -> None:
    (old,) = [each for each in (await facts(storage, "US1", Want.GOALS)).goals if each.above and each.team == SALES]
    await save(storage, replace(old, state=State.CLOSED))
    mine = replace(NEW, team=SALES, above=WHOLE)
    assert (await save(storage, mine)).above == WHOLE


@pytest.mark.parametrize("state", [State.RESTING, State.CLOSED, State.UNTRANSLATED])
async def test_the_window_of_a_goal_that_is_no_longer_active_is_not_in_focus(storage: Storage, state: State) -> None:
    await save(storage, replace(await known(storage, WHOLE), state=State.CLOSED))
    window = await open_window(storage)
    assert window.lives
    await save(storage, replace(await known(storage, NKI.key), state=state))
    assert await opened(storage) == replace(window, lives=False)

"""What members say of a behaviour is counted, and of whom it is nobody can tell."""

from dataclasses import replace

import pytest

from dialogues.blueprint.entries import Email
from dialogues.facts import Want
from dialogues.goal import BehaviourId, State
from dialogues.translation.confirmation import Confirmation, Judgement
from storage.port import Storage
from tests.storage.dump import dump
from tests.storage.example import AT, DAY, KUND, LEDNING, NKI, facts, found, somebody
from tests.storage.goal_example import EVERYBODY, FULL, SOLD, WITH_GOALS, judge, known, save, suggest

YES, NO = Judgement.YES, Judgement.NO
WANTS = Want.GOALS | Want.CONFIRMATIONS


@pytest.fixture(autouse=True)
async def founded(storage: Storage) -> None:
    await found(storage, WITH_GOALS, users=EVERYBODY)


@pytest.fixture
async def proposed(storage: Storage) -> BehaviourId:
    """A behaviour that its team has not confirmed."""
    return (await known(storage, FULL)).behaviours[1].id


async def counted(storage: Storage, user: str = "U6") -> tuple[Confirmation, ...]:
    return (await facts(storage, user, WANTS)).confirmations


async def test_nobody_has_said_anything_at_first(storage: Storage, proposed: BehaviourId) -> None:
    assert await counted(storage) == ()


async def test_members_are_counted_by_what_they_said_last(storage: Storage, proposed: BehaviourId) -> None:
    for user, said in (("U1", YES), ("U2", YES), ("U3", NO), ("U4", NO), ("U4", None), ("U5", NO), ("U5", YES)):
        await judge(storage, user, proposed, said)
    assert await counted(storage) == (Confirmation(behaviour=proposed, yes=3, no=1),)
    for user, said in (("U1", YES), ("U3", NO), ("U4", None), ("U5", YES)):
        assert await counted(storage, user) == (Confirmation(behaviour=proposed, yes=3, no=1, mine=said),)


async def test_who_is_no_member_any_more_is_not_counted(storage: Storage, proposed: BehaviourId) -> None:
    for user in ("U1", "U2", "US1", "ULEAD"):
        await judge(storage, user, proposed, YES)
    moved = tuple(somebody("U1", team=LEDNING) if each.email == "u1@x.se" else each for each in WITH_GOALS.people)
    await storage.adopt(blueprint=replace(WITH_GOALS, people=moved), at=AT + DAY)
    assert [(each.yes, each.no) for each in await counted(storage)] == [(1, 0)]


async def test_who_leads_the_team_is_not_counted_even_as_its_member(storage: Storage, proposed: BehaviourId) -> None:
    for user in ("U1", "U2"):
        await judge(storage, user, proposed, NO)
    led = tuple(replace(each, lead=Email("u1@x.se")) if each.key == KUND else each for each in WITH_GOALS.teams)
    await storage.adopt(blueprint=replace(WITH_GOALS, teams=led), at=AT + DAY)
    assert [(each.yes, each.no) for each in await counted(storage)] == [(0, 1)]


async def test_each_behaviour_counts_by_itself(storage: Storage) -> None:
    one, other = (each.id for each in (await known(storage, FULL)).behaviours)
    await judge(storage, "U1", one, NO)
    await judge(storage, "U1", other, YES)
    assert {each.behaviour: (each.yes, each.no) for each in await counted(storage)} == {one: (0, 1), other: (1, 0)}


async def test_what_is_over_takes_nothing(storage: Storage, proposed: BehaviourId) -> None:
    goal = await known(storage, FULL)
    await save(storage, replace(goal, behaviours=goal.behaviours[:1], focus=None))
    await judge(storage, "U1", proposed, YES)
    await judge(storage, "U1", BehaviourId("nobody's"), YES)
    await save(storage, goal)
    assert await counted(storage) == ()


async def test_what_was_said_of_a_behaviour_that_is_over_is_there_when_it_is_back(
    storage: Storage, proposed: BehaviourId
) -> None:
    await judge(storage, "U1", proposed, YES)
    goal = await known(storage, FULL)
    await save(storage, replace(goal, behaviours=(), focus=None))
    assert await counted(storage) == ()
    await save(storage, goal)
    assert [each.yes for each in await counted(storage)] == [1]


async def test_where_all_is_confirmed_or_over_nothing_is_counted(storage: Storage, proposed: BehaviourId) -> None:
    await judge(storage, "U1", proposed, YES)
    await judge(storage, "U1", (await known(storage, NKI.key)).behaviours[0].id, YES)
    await save(storage, replace(await known(storage, FULL), state=State.CLOSED))
    assert await counted(storage) == ()


async def test_the_goal_that_is_named_is_counted_whosever_it_is(storage: Storage) -> None:
    goal = await known(storage, SOLD)
    first = replace(goal.behaviours[0], confirmed=False)
    await save(storage, replace(goal, behaviours=(first, *goal.behaviours[1:])))
    await judge(storage, "US1", first.id, YES)
    named = await facts(storage, "U1", WANTS, subject=SOLD)
    assert named.confirmation(first.id) == Confirmation(behaviour=first.id, yes=1, no=0)
    assert named.suggestions == ()


async def test_other_wordings_reach_those_who_may_change_the_goal(storage: Storage, proposed: BehaviourId) -> None:
    sold = (await known(storage, SOLD)).behaviours[0].id
    await suggest(storage, proposed, "Vi ringer <!here> före nio", "Vi skriver \x00 😀")
    await suggest(storage, sold, "Vi säljer mer")
    mine = {"Vi ringer <!here> före nio", "Vi skriver \x00 😀"}
    seen = {
        user: {each.text for each in (await facts(storage, user, WANTS)).suggestions}
        for user in ("ULEAD", "U1", "U2", "U3", "US1")
    }
    # The lead, a member, the goal's owner, the owner of the sellers' goal, and a seller, whom nobody leads.
    assert seen == {"ULEAD": mine, "U1": set(), "U2": mine, "U3": {"Vi säljer mer"}, "US1": {"Vi säljer mer"}}
    assert (await facts(storage, "ULEAD", Want.GOALS)).suggestions == ()
    (told,) = (await facts(storage, "US1", WANTS)).suggestions
    assert told.behaviour == sold


async def test_nothing_tells_who_said_or_suggested_what_nor_when(
    storage: Storage, database_url: str, proposed: BehaviourId
) -> None:
    who = await judge(storage, "U1", proposed, NO)
    rows = await dump(database_url)
    (key,) = (row[0] for row in rows["respondent"] if row[1] == who)
    assert rows["judgement"] == [(proposed, key, "no")]

    # Whoever suggests another wording takes back what they said: then nothing tells that they said anything.
    await suggest(storage, proposed, "Annorlunda", "Annorlunda")
    await judge(storage, "U1", proposed, None)
    rows = await dump(database_url)
    assert rows["judgement"] == []
    ((id, *rest),) = rows["suggestion"]
    assert rest == [proposed, '"Annorlunda"']
    assert id not in {who, key}


async def test_what_somebody_said_is_gone_with_them(storage: Storage, database_url: str, proposed: BehaviourId) -> None:
    await judge(storage, "U5", proposed, NO)
    await judge(storage, "U6", proposed, YES)
    await suggest(storage, proposed, "Annorlunda")
    people = tuple(each for each in WITH_GOALS.people if each.email != "u5@x.se")
    await storage.adopt(blueprint=replace(WITH_GOALS, people=people), at=AT + DAY)
    rows = await dump(database_url)
    assert [row[2] for row in rows["judgement"]] == ["yes"]
    assert len(rows["suggestion"]) == 1
    assert [(each.yes, each.no) for each in await counted(storage)] == [(1, 0)]

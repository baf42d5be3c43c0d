"""Which goals and teams are known to whoever acts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import Engine, event

from dialogues.address import Workspace
from dialogues.blueprint.entries import Email
from dialogues.effect import Track
from dialogues.event import Due, Occasion
from dialogues.facts import Facts, Want
from dialogues.goal import GoalId, State, Status
from dialogues.person import TeamId
from dialogues.phrase import Wording
from storage.port import Storage
from storage.turn import Scene
from tests.storage.example import (
    AT,
    KUND,
    LEDNING,
    MEMBERS,
    MONDAY,
    NKI,
    SLACK,
    TEAMS,
    facts,
    found,
    key,
    person,
    profile,
    wording,
)
from tests.storage.goal_example import EVERYBODY, FULL, OF_SALES, SALES, SOLD, WHOLE, WITH_GOALS, known, save
from tests.storage.turning import turning

LEAD = Email("ulead@x.se")


async def founded(storage: Storage) -> None:
    await found(storage, WITH_GOALS, users=EVERYBODY)


def ids(known: Facts) -> list[GoalId]:
    return [each.id for each in known.goals]


async def test_goals_are_those_of_all_of_the_teams_at_hand_and_ones_own_in_their_order(storage: Storage) -> None:
    await founded(storage)
    assert ids(await facts(storage, "U1", Want.GOALS)) == [WHOLE, NKI.key, FULL]
    assert ids(await facts(storage, "ULEAD", Want.GOALS)) == [WHOLE, NKI.key, FULL]
    assert ids(await facts(storage, "US1", Want.GOALS)) == [WHOLE, SOLD]
    own = await facts(storage, "U3", Want.GOALS)
    assert ids(own) == [WHOLE, NKI.key, FULL, SOLD]
    assert own.goals[3].owner == own.someone.id
    assert [(each.id, each.name) for each in own.owned] == [(SALES, "Sälj")]
    assert own.team_of(own.goals[0]) is None


async def test_a_goal_that_is_over_is_known_to_who_names_it_alone(storage: Storage) -> None:
    await founded(storage)
    await save(storage, replace(await known(storage, SOLD), state=State.CLOSED))
    assert SOLD not in ids(await facts(storage, "US1", Want.GOALS))
    assert SOLD not in ids(await facts(storage, "U3", Want.GOALS))
    named = await facts(storage, "U1", Want.GOALS, subject=SOLD)
    assert SOLD not in ids(named)
    assert named.goal
    assert (named.goal.state, named.goal.title) == (State.CLOSED, OF_SALES.title)
    sales = named.team_of(named.goal)
    assert sales
    assert sales.name == "Sälj"


async def test_how_often_a_team_has_put_a_goal_to_rest_is_known_and_survives_an_import(storage: Storage) -> None:
    """Each time once, whatever is changed of it while it rests, and whether or not it is taken up again."""
    await founded(storage)
    counted = []
    for state in (State.RESTING, State.RESTING, State.ACTIVE, State.RESTING, State.CLOSED):
        await save(storage, replace(await known(storage, SOLD), state=state))
        counted.append((await facts(storage, "US1", Want.NOTHING)).team.rested)
    assert counted == [1, 1, 1, 2, 2]
    assert (await facts(storage, "U1", Want.NOTHING)).team.rested == 0
    organisation = replace(WITH_GOALS.organisation, name="Annat AB")
    await storage.adopt(blueprint=replace(WITH_GOALS, organisation=organisation, goals=()), at=AT)
    assert (await facts(storage, "US1", Want.NOTHING)).team.rested == 2


async def test_a_goal_that_is_named_is_also_among_the_others_where_it_concerns_them(storage: Storage) -> None:
    await founded(storage)
    named = await facts(storage, "U1", Want.GOALS, subject=NKI.key)
    assert named.goal == named.goals[1]
    assert named.owned == ()
    assert (await facts(storage, "U1", Want.GOALS, subject="nobody's")).goal is None


async def test_with_a_goal_that_is_named_those_of_its_team_are_known(storage: Storage) -> None:
    """Whoever owns one goal of a team, and is not of it, cannot start one too many."""
    await founded(storage)
    assert ids(await facts(storage, "US1", Want.GOALS, subject=NKI.key)) == [WHOLE, NKI.key, FULL, SOLD]


async def test_the_team_whose_channel_it_is_is_here(storage: Storage) -> None:
    await founded(storage)
    sold = await said_in(storage, "C2", Want.GOALS)
    assert sold.here
    assert (sold.here.id, sold.here.lead) == (SALES, None)
    assert ids(sold) == [WHOLE, NKI.key, FULL, SOLD]
    assert sold.owned == ()
    assert (await said_in(storage, "C9", Want.GOALS)).here is None
    assert (await said_in(storage, "19:1", Want.GOALS)).here is None, "that one is on another platform"
    assert (await said_in(storage, None, Want.GOALS)).here is None
    led = await said_in(storage, "C1", Want.NOTHING, user="ULEAD")
    assert [led.here] == list(led.leads)


async def test_the_same_channel_elsewhere_is_another(storage: Storage) -> None:
    await founded(storage)
    await storage.connect(workspace=TEAMS, channels=(), at=AT)
    async with turning(storage) as turn:
        await turn.see(profile=profile("U1", TEAMS), at=AT)
    there = await said_in(storage, "19:1", Want.NOTHING, workspace=TEAMS)
    assert there.here
    assert there.here.id == KUND
    assert (await said_in(storage, "C1", Want.NOTHING, workspace=TEAMS)).here is None


async def test_a_team_can_be_asked_for_by_its_name(storage: Storage) -> None:
    await founded(storage)
    sold = await facts(storage, "U1", Want.GOALS | Want.ASKED, subject="SÄLJ")
    assert sold.asked
    assert sold.asked.id == SALES
    assert ids(sold) == [WHOLE, NKI.key, FULL, SOLD]
    assert [each.id for each in sold.every_team] == [KUND, LEDNING, SALES]
    assert sold.every_team[0].lead == (await person(storage, "ULEAD")).id
    assert (await facts(storage, "U1", Want.GOALS | Want.ASKED, subject="qqqqqqqq")).asked is None
    assert (await facts(storage, "U1", Want.GOALS, subject="SÄLJ")).asked is None
    led = await facts(storage, "ULEAD", Want.GOALS | Want.ASKED, subject="SÄLJ")
    assert [each.id for each in led.leads] == [KUND]


async def test_a_team_that_is_gone_cannot_be_asked_for(storage: Storage) -> None:
    await founded(storage)
    people = tuple(each for each in WITH_GOALS.people if each.team != SALES)
    await storage.adopt(blueprint=replace(WITH_GOALS, teams=WITH_GOALS.teams[:2], people=people, goals=()), at=AT)
    after = await facts(storage, "U1", Want.ASKED, subject="Sälj")
    assert after.asked is None
    assert [each.id for each in after.every_team] == [KUND, LEDNING]
    assert (await said_in(storage, "C2", Want.GOALS)).here is None


async def test_who_owns_a_goal_sees_how_it_is_translated(storage: Storage) -> None:
    await founded(storage)
    spread = await facts(storage, "U1", Want.GOALS | Want.SPREAD)
    assert ids(spread) == [WHOLE, NKI.key, FULL, SOLD]
    assert [each.id for each in spread.every_team] == [KUND, LEDNING, SALES]
    assert spread.owned == ()
    # Nobody else does, of goals that are not theirs.
    assert SOLD not in ids(await facts(storage, "U2", Want.GOALS | Want.SPREAD))


async def test_members_are_those_of_the_goal_that_is_named(storage: Storage) -> None:
    await founded(storage)
    wants = Want.GOALS | Want.MEMBERS
    assert [each.name for each in (await facts(storage, "U1", wants, subject=SOLD)).members] == ["Name US1", "Name US2"]
    assert (await facts(storage, "U1", wants, subject=WHOLE)).members == ()
    for subject in (NKI.key, ""):
        members = (await facts(storage, "U1", wants, subject=subject)).members
        assert [each.name for each in members] == [f"Name {user}" for user in MEMBERS]


async def test_everybodys_name_is_known_where_it_is_wanted(storage: Storage) -> None:
    await founded(storage)
    assert (await facts(storage, "U1", Want.NAMES)).names == tuple(f"Name {user}" for user in EVERYBODY)
    assert (await facts(storage, "U1", Want.GOALS)).names == ()


async def test_what_is_due_to_a_team_is_about_its_goals_and_those_of_all(storage: Storage) -> None:
    await founded(storage)
    assert await due_to(storage, Occasion.DIGEST, SALES) == [WHOLE, SOLD]
    assert await due_to(storage, Occasion.DIGEST, KUND) == [WHOLE, NKI.key, FULL]
    # ... also where its lead leads another one, or owns a goal there.
    both = tuple(replace(each, lead=LEAD) if each.key == SALES else each for each in WITH_GOALS.teams)
    owned = tuple(replace(each, owner=LEAD) for each in WITH_GOALS.goals)
    for led in (replace(WITH_GOALS, teams=both), replace(WITH_GOALS, goals=owned)):
        await storage.adopt(blueprint=led, at=AT)
        assert await due_to(storage, Occasion.DIGEST, KUND) == [WHOLE, NKI.key, FULL]


async def test_what_is_due_to_a_person_is_about_the_goals_that_they_would_see(storage: Storage) -> None:
    await founded(storage)
    assert await due_to(storage, Occasion.GREETING, (await person(storage, "U3")).id) == [WHOLE, NKI.key, FULL, SOLD]


async def test_nothing_is_asked_of_the_database_that_is_not_wanted(storage: Storage) -> None:
    """`/goal` of a member, where everything is confirmed: the event, the person, the goals and the readings."""
    await founded(storage)
    await save(storage, replace(await known(storage, FULL), state=State.CLOSED))
    with counted() as statements:
        await facts(storage, "U1", Want.NOTHING)
    assert len(statements) == 2
    with counted() as statements:
        await facts(storage, "U1", Want.GOALS | Want.READINGS | Want.CONFIRMATIONS)
    assert len(statements) == 4


async def test_a_wording_may_be_anything(storage: Storage) -> None:
    await founded(storage)
    odd = Wording(texts={"sv": "<!channel> *a* \x00 \u202e \u200b 'x' \\ 😀" + "y" * 4000})
    goal = replace(await known(storage, NKI.key), title=odd, everyday=None)
    assert (await save(storage, goal)).title == odd


async def said_in(
    storage: Storage, channel: str | None, wants: Want, *, user: str = "U1", workspace: Workspace = SLACK
) -> Facts:
    async with turning(storage) as turn:
        scene = await turn.act(
            event=f"{user} {workspace} {channel} {wants}",
            at=AT,
            account=key(user, workspace),
            dialogue="goals",
            subject="",
            wants=wants,
            channel=channel,
        )
    assert isinstance(scene, Scene)
    return scene.facts


async def due_to(storage: Storage, occasion: Occasion, subject: str) -> list[GoalId]:
    async with turning(storage) as turn:
        due = Due(at=AT, occasion=occasion, subject=TeamId(subject))
        scene = await turn.due(due=due, dialogue="x", wants=Want.GOALS)
    assert isinstance(scene, Scene)
    return ids(scene.facts)


@contextmanager
def counted() -> Iterator[list[str]]:
    """What is asked of any database meanwhile."""
    statements: list[str] = []

    def count(*arguments: object) -> None:
        if not str(arguments[2]).startswith("BEGIN"):
            statements.append(str(arguments[2]))

    event.listen(Engine, "before_cursor_execute", count)
    yield statements
    event.remove(Engine, "before_cursor_execute", count)


async def test_how_far_a_team_has_come_is_no_change_of_its_goal(storage: Storage) -> None:
    await founded(storage)
    before = await known(storage, FULL)
    one = before.behaviours[0]
    track = Track(behaviour=one.id, status=Status.PRACTISING, status_on=MONDAY, focused_on=MONDAY)
    await storage.turn(lambda turn: turn.track(track=track))
    tracked = replace(one, status=Status.PRACTISING, status_on=MONDAY, focused_on=MONDAY)
    after = replace(before, behaviours=(tracked, *before.behaviours[1:]))
    assert await known(storage, FULL) == after
    # Neither whoever changes the goal in chat nor the file takes it back.
    await save(storage, replace(before, trade_off=wording("x")))
    assert (await known(storage, FULL)).behaviours == after.behaviours

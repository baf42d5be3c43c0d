"""Goals of a team, of the whole organisation and of a team without a lead, and what is done with them in chat."""

from dataclasses import replace
from datetime import date, time

from dialogues.address import Platform
from dialogues.blueprint.entries import BehaviourEntry, Blueprint, Email, GoalEntry, TeamEntry
from dialogues.editing import digest
from dialogues.effect import Judge, SaveGoal, Suggest
from dialogues.facts import Want
from dialogues.goal import (
    Answers,
    Arena,
    Audience,
    Behaviour,
    BehaviourId,
    Goal,
    GoalId,
    Guidance,
    Perspective,
    State,
    StopItem,
)
from dialogues.measure import Cadence, Kind, Measure, Measured
from dialogues.person import PersonId, TeamId
from dialogues.situation import Days, Situation
from dialogues.translation.confirmation import Judgement, SuggestionId
from storage.port import Storage
from tests.storage.example import EXAMPLE, KUND, LEDNING, NKI, facts, person, somebody, wording
from tests.storage.turning import turning

SALES = TeamId("salj")
WHOLE, FULL, SOLD = GoalId("vi"), GoalId("full"), GoalId("salt")

OF_ALL = GoalEntry(
    key=WHOLE,
    team=None,
    title=wording("Vi växer"),
    why=wording("Vi vill finnas kvar"),
    first=date(2026, 1, 1),
    last=date(2026, 12, 31),
    state=State.UNTRANSLATED,
    owner=Email("u1@x.se"),
)

#: Every field says something.
FILLED = GoalEntry(
    key=FULL,
    team=KUND,
    title=wording("Snabbare svar"),
    why=wording("Ingen vill vänta"),
    first=date(2026, 9, 1),
    last=date(2026, 12, 31),
    state=State.RESTING,
    owner=Email("u2@x.se"),
    perspective=Perspective.CUSTOMER,
    above=WHOLE,
    everyday=wording("Vi svarar innan lunch"),
    guidance=Guidance(experience=wording("lugn"), signals=wording("tack"), follow_up=wording("måndagar")),
    behaviours=(
        BehaviourEntry(
            text=wording("Vi är trevliga"),
            arena=Arena.MEETING,
            audience=Audience.LEADER,
            exception=wording("Alla vet vad vi menar"),
            confirmed=True,
            version=3,
        ),
        BehaviourEntry(text=wording("Vi ringer före tio"), arena=Arena.WORK_MOMENT),
    ),
    measures=(
        Measure(
            name="Svarstid",
            unit="min",
            kind=Kind.KEY_RESULT,
            start=30,
            target=12.5,
            by=date(2026, 12, 1),
            cadence=Cadence.MONTHLY,
            owner="u3@x.se",
            values=(Measured(day=date(2026, 9, 1), value=29.5), Measured(day=date(2026, 10, 1), value=20)),
        ),
    ),
    stop=(
        StopItem(text=wording("Rapporten"), reason=wording("Oläst"), since=date(2026, 9, 1), review=date(2026, 11, 1)),
    ),
    answers=Answers(meetings=wording("möten"), strengthened=wording("stärks"), prioritised_away=wording("bort")),
    focus=2,
    trade_off=wording("Vi väntar med mässan"),
    version=7,
)

OF_SALES = replace(
    NKI, key=SOLD, team=SALES, title=wording("Fler affärer"), state=State.ACTIVE, owner=Email("u3@x.se"), above=WHOLE
)

#: U1 owns the goal of all, U2 one of their own team, U3 that of the sellers, whom nobody leads.
WITH_GOALS = replace(
    EXAMPLE,
    teams=(
        replace(
            EXAMPLE.teams[0],
            channels={Platform("slack"): "C1", Platform("teams"): "19:1"},
            situations=(Situation(text=wording("mötet börjar"), days=Days.TUESDAY, at=time(9, 15)),),
        ),
        EXAMPLE.teams[1],
        TeamEntry(key=SALES, name="Sälj", above=LEDNING, channels={Platform("slack"): "C2"}),
    ),
    people=(*EXAMPLE.people, somebody("US1", team=SALES), somebody("US2", team=SALES)),
    goals=(OF_ALL, NKI, FILLED, OF_SALES),
)
EVERYBODY = (*(f"U{number}" for number in range(1, 7)), "ULEAD", "US1", "US2")

NEW = Goal(
    id=GoalId("ny"),
    team=KUND,
    title=wording("Nytt"),
    why=wording("Därför"),
    first=date(2026, 10, 1),
    last=date(2026, 10, 31),
    state=State.DRAFT,
    perspective=Perspective.LEARNING,
    above=None,
    guidance=Guidance(experience=wording("glädje")),
    behaviours=(
        Behaviour(id=BehaviourId("b1"), text=wording("Vi frågar först"), arena=Arena.MEETING),
        Behaviour(
            id=BehaviourId("b2"),
            text=wording("Vi är goda"),
            arena=Arena.PRIORITY,
            audience=Audience.LEADER,
            exception=wording("Vi vet"),
            confirmed=True,
        ),
    ),
    focus=BehaviourId("b1"),
    measures=FILLED.measures,
    stop=FILLED.stop,
    answers=Answers(meetings=wording("måndagen")),
    trade_off=wording("Mindre av annat"),
)


def without_kund() -> Blueprint:
    """The example without the team that has its goal."""
    return replace(EXAMPLE, teams=EXAMPLE.teams[1:], people=EXAMPLE.people[-1:], goals=())


async def known(storage: Storage, goal: GoalId, *, user: str = "U1") -> Goal:
    """A goal as anybody finds it who names it."""
    found = (await facts(storage, user, Want.GOALS, subject=goal)).goal
    assert found
    return found


async def save(storage: Storage, goal: Goal) -> Goal:
    """What is kept of it, whatever was kept before."""
    before = (await facts(storage, "U1", Want.GOALS, subject=goal.id)).goal
    now = replace(goal, version=before.version if before else 0)
    async with turning(storage) as turn:
        await turn.save_goal(save=SaveGoal(goal=now))
    return await known(storage, goal.id)


async def judge(storage: Storage, user: str, behaviour: BehaviourId, judgement: Judgement | None) -> PersonId:
    who = (await person(storage, user)).id
    async with turning(storage) as turn:
        await turn.judge(person=who, judge=Judge(behaviour=behaviour, judgement=judgement))
    return who


async def suggest(storage: Storage, behaviour: BehaviourId, *texts: str) -> None:
    for text in texts:
        async with turning(storage) as turn:
            id = SuggestionId(digest(behaviour, text))
            await turn.suggest(suggest=Suggest(id=id, behaviour=behaviour, text=text))

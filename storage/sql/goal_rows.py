"""One function per type: what a row says of a goal, and of what people make of it."""

from collections.abc import Iterable

from sqlalchemy import RowMapping

from dialogues.goal import Arena, Audience, Behaviour, Goal, Perspective, State, Status
from dialogues.nudge.plan import Plan
from dialogues.promise import Promise
from dialogues.promise import State as PromiseState
from dialogues.situation import Days
from storage.columns import columns_of
from storage.sql.codec import (
    ANSWERS,
    GUIDANCE,
    MEASURES,
    SITUATION,
    STOP,
    WORDING,
)
from storage.tables.goals import behaviour, goal, plan, promise

BEHAVIOUR = (
    behaviour.c.id,
    behaviour.c.text,
    behaviour.c.arena,
    behaviour.c.audience,
    behaviour.c.exception,
    behaviour.c.confirmed,
    behaviour.c.version,
    behaviour.c.replaces,
    behaviour.c.status,
    behaviour.c.status_on,
    behaviour.c.focused_on,
)

_behaviour = columns_of(behaviour)
_goal = columns_of(goal)
_plan = columns_of(plan)
_promise = columns_of(promise)


def goal_of(row: RowMapping, behaviours: Iterable[RowMapping]) -> Goal:
    those = tuple(behaviours)
    return Goal(
        id=row[_goal.key],
        team=row[_goal.team],
        title=WORDING.read(row[_goal.title]),
        why=WORDING.read(row[_goal.why]),
        first=row[_goal.first],
        last=row[_goal.last],
        state=State(row[_goal.state]),
        owner=row[_goal.owner],
        perspective=Perspective(row[_goal.perspective]) if row[_goal.perspective] else None,
        above=row[_goal.above],
        everyday=WORDING.read_some(row[_goal.everyday]),
        guidance=GUIDANCE.read(row[_goal.guidance]),
        behaviours=tuple(map(behaviour_of, those)),
        focus=next((each[_behaviour.id] for each in those if each[_behaviour.focus]), None),
        measures=MEASURES.read(row[_goal.measures]),
        stop=STOP.read(row[_goal.stop]),
        answers=ANSWERS.read(row[_goal.answers]),
        trade_off=WORDING.read_some(row[_goal.trade_off]),
        version=row[_goal.version],
    )


def behaviour_of(row: RowMapping) -> Behaviour:
    return Behaviour(
        id=row[_behaviour.id],
        text=WORDING.read(row[_behaviour.text]),
        arena=Arena(row[_behaviour.arena]),
        audience=Audience(row[_behaviour.audience]),
        exception=WORDING.read_some(row[_behaviour.exception]),
        confirmed=row[_behaviour.confirmed],
        version=row[_behaviour.version],
        replaces=row[_behaviour.replaces],
        status=Status(row[_behaviour.status]),
        status_on=row[_behaviour.status_on],
        focused_on=row[_behaviour.focused_on],
    )


def plan_of(row: RowMapping) -> Plan:
    return Plan(
        behaviour=behaviour_of(row),
        situation=SITUATION.read(row[_plan.situation]),
        action=row[_plan.action],
        days=Days(row[_plan.days]),
        day=row[_plan.day],
        at=row[_plan.at],
        kept=row[_plan.kept],
    )


def promise_of(row: RowMapping) -> Promise:
    return Promise(
        id=row[_promise.id],
        team=row[_promise.team],
        obstacle=row[_promise.obstacle],
        raised_on=row[_promise.raised_on],
        due_on=row[_promise.due_on],
        state=PromiseState(row[_promise.state]),
        action=row[_promise.action],
        rest=row[_promise.rest],
        answered_on=row[_promise.answered_on],
    )

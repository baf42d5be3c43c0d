"""What people have planned for themselves, and what they themselves have answered: for nobody else's eyes."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from dialogues.goal import BehaviourId
from dialogues.nudge.plan import Plan
from dialogues.person import PersonId, TeamId
from dialogues.pulse.item import ItemId
from dialogues.window import Aspect, Own, Value
from storage.sql import goal_rows
from storage.sql.codec import SITUATION
from storage.tables.goals import behaviour, plan
from storage.tables.questions import answer, respondent, window


def save(connection: Connection, *, person: PersonId, plan: Plan) -> None:
    """See `Turn.save_plan`."""
    values = {
        "person": person,
        "behaviour": plan.behaviour.id,
        "situation": SITUATION.write(plan.situation),
        "action": plan.action,
        "days": plan.days,
        "day": plan.day,
        "at": plan.at,
        "kept": plan.kept,
        "idle_since": None,
    }
    connection.execute(_SAVE, values)


def drop(connection: Connection, *, person: PersonId, behaviour: BehaviourId) -> None:
    """See `Turn.drop_plan`."""
    connection.execute(_DROP, {"whose": person, "about": behaviour})


def plans(connection: Connection, *, of: PersonId) -> tuple[Plan, ...]:
    """What the person has planned, in a settled order."""
    return tuple(map(goal_rows.plan_of, connection.execute(_PLANS, {"whose": of}).mappings()))


def own(connection: Connection, *, of: PersonId) -> tuple[Own, ...]:
    """What the person has answered, in the newest window first."""
    return tuple(
        Own(behaviour=row.behaviour, value=Value(row.value)) for row in connection.execute(_OWN, {"whose": of})
    )


def closed(connection: Connection, *, of: TeamId) -> Sequence[BehaviourId]:
    """The behaviour of each closed window of the team, oldest first."""
    return list(connection.scalars(_CLOSED, {"team": of}))


_SAVED = insert(plan)
_SAVE = _SAVED.on_conflict_do_update(
    index_elements=["person", "behaviour"],
    set_={name: _SAVED.excluded[name] for name in ("situation", "action", "days", "day", "at", "kept", "idle_since")},
)
_DROP = delete(plan).where(plan.c.person == bindparam("whose"), plan.c.behaviour == bindparam("about"))
_PLANS = (
    select(plan, *goal_rows.BEHAVIOUR)
    .select_from(plan.join(behaviour))
    .where(plan.c.person == bindparam("whose"))
    .order_by(behaviour.c.goal, behaviour.c.position, behaviour.c.id)
)
_OWN = (
    select(window.c.behaviour, answer.c.value)
    .select_from(answer.join(window).join(respondent))
    .where(
        respondent.c.person == bindparam("whose"),
        window.c.item == ItemId.LAST,
        answer.c.aspect == Aspect.ANSWER,
        answer.c.value.in_(list(Value)),
    )
    .order_by(window.c.opened_at.desc(), window.c.id)
)
_CLOSED = (
    select(window.c.behaviour)
    .where(window.c.team == bindparam("team"), window.c.item == ItemId.LAST, window.c.closed_at.is_not(None))
    .order_by(window.c.opened_at, window.c.id)
)

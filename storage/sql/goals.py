"""Goals with their behaviours: which concern somebody, and how they are kept."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    RowMapping,
    Text,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    union,
    update,
)
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from dialogues.blueprint.entries import BehaviourEntry, GoalEntry
from dialogues.effect import Track
from dialogues.goal import Behaviour, Goal, GoalId, State
from dialogues.person import PersonId, TeamId
from storage.sql import goal_rows
from storage.sql.codec import ANSWERS, GUIDANCE, MEASURES, STOP, WORDING
from storage.tables.goals import behaviour, goal
from storage.tables.people import team
from storage.transaction import BusyError


def concerning(
    connection: Connection, *, teams: Sequence[TeamId], owner: PersonId | None, below: bool, named: str
) -> tuple[tuple[Goal, ...], Goal | None]:
    """The goals of these teams and of the whole organisation, those that the `owner` owns, and if wanted those `below`
    theirs, as far as they are not closed; and the one that is `named` by its key, whatever it is, with its team's."""
    where = {"teams": teams, "owner": owner, "owner_above": owner if below else None, "named": named}
    found = [(each, bool(row["concerns"])) for each, row in goals_in(connection.execute(_GOALS, where).mappings())]
    return tuple(each for each, concerns in found if concerns), next(
        (each for each, _ in found if each.id == named), None
    )


def goals_in(found: Iterator[RowMapping] | Sequence[RowMapping]) -> Iterator[tuple[Goal, RowMapping]]:
    """Each goal, from one row for each of its behaviours, or one without; and the first of these rows."""
    for _, group in groupby(found, key=lambda row: row[goal.c.key]):
        those = list(group)
        yield goal_rows.goal_of(those[0], [each for each in those if each[behaviour.c.id]]), those[0]


def save(connection: Connection, *, goal: Goal) -> None:
    """See `Turn.save_goal`."""
    values = {"team": goal.team, "owner": goal.owner, **columns(goal)}
    if goal.state is State.RESTING:
        connection.execute(_COUNT_REST, {"of": goal.team, "which": goal.id})
    changed = connection.execute(_CHANGE, {"known": goal.id, "seen": goal.version, **values}).rowcount
    if not changed and connection.scalar(_BEGIN, {"key": goal.id, **values}) is None:
        raise BusyError("Somebody else has changed the goal meanwhile. Try again.")
    close_behaviours(connection, of=[goal.id])
    if goal.behaviours:
        connection.execute(
            _SAVE_BEHAVIOUR,
            [
                {
                    "id": each.id,
                    "replaces": each.replaces,
                    **behaviour_columns(each, goal.id, position, focus=each.id == goal.focus),
                }
                for position, each in enumerate(goal.behaviours, 1)
            ],
        )


def close_behaviours(connection: Connection, *, of: Sequence[GoalId]) -> None:
    """What is not written again after this is over; and none of them is in focus, as only one can be at a time."""
    connection.execute(_CLOSE_BEHAVIOURS, {"goals": of})


def track(connection: Connection, *, track: Track) -> None:
    """See `Turn.track`."""
    values = {"status": track.status, "status_on": track.status_on, "focused_on": track.focused_on}
    connection.execute(update(behaviour).where(behaviour.c.id == track.behaviour).values(values))


def columns(of: Goal | GoalEntry) -> dict[str, object]:
    """What a goal and its entry have in common."""
    return {
        "title": WORDING.write(of.title),
        "why": WORDING.write(of.why),
        "first": of.first,
        "last": of.last,
        "state": of.state,
        "perspective": of.perspective,
        "above": of.above,
        "everyday": WORDING.write_some(of.everyday),
        "guidance": GUIDANCE.write(of.guidance),
        "measures": MEASURES.write(of.measures),
        "stop": STOP.write(of.stop),
        "answers": ANSWERS.write(of.answers),
        "trade_off": WORDING.write_some(of.trade_off),
    }


def behaviour_columns(of: Behaviour | BehaviourEntry, goal: GoalId, position: int, *, focus: bool) -> dict[str, object]:
    """What a behaviour and its entry have in common, where it stands in its goal."""
    return {
        "goal": goal,
        "position": position,
        "text": WORDING.write(of.text),
        "arena": of.arena,
        "audience": of.audience,
        "exception": WORDING.write_some(of.exception),
        "confirmed": of.confirmed,
        "version": of.version,
        "focus": focus,
        "closed": False,
    }


#: Goals with their behaviours, as `goals_in` takes them.
WITH_BEHAVIOURS = goal.outerjoin(behaviour, and_(behaviour.c.goal == goal.c.key, ~behaviour.c.closed))
#: Likewise.
ORDER = (goal.c.position, goal.c.key, behaviour.c.position)

_above, _named, _wanted = goal.alias("above_it"), goal.alias("named_one"), goal.alias("wanted")


def _reasons(of: FromClause) -> Iterator[ColumnElement[bool]]:
    """Why a goal concerns somebody. Each can be looked up by an index."""
    yield of.c.team.in_(bindparam("teams", expanding=True))
    yield of.c.team.in_(select(_named.c.team).where(_named.c.key == bindparam("named")))
    yield of.c.team.is_(None)
    yield of.c.owner == bindparam("owner", type_=Text)
    yield of.c.above.in_(select(_above.c.key).where(_above.c.owner == bindparam("owner_above", type_=Text)))


_CONCERNS = and_(goal.c.state != State.CLOSED, or_(*_reasons(goal)))
# A database looks through all goals where the reasons are alternatives, and by the indexes where they are lists.
_KEYS = union(
    *(select(_wanted.c.key).where(each) for each in (*_reasons(_wanted), _wanted.c.key == bindparam("named")))
)
_GOALS = (
    select(goal, behaviour, _CONCERNS.label("concerns"))
    .select_from(WITH_BEHAVIOURS)
    .where(goal.c.key.in_(_KEYS), or_(goal.c.state != State.CLOSED, goal.c.key == bindparam("named")))
    .order_by(*ORDER)
)

_COUNT_REST = (
    update(team)
    .where(
        team.c.key == bindparam("of"),
        exists().where(goal.c.key == bindparam("which"), goal.c.state != State.RESTING),
    )
    .values(rested=team.c.rested + 1)
)
_LAST = select(func.coalesce(func.max(goal.c.position) + 1, 0)).scalar_subquery()
_CHANGE = (
    update(goal)
    .where(goal.c.key == bindparam("known"), goal.c.version == bindparam("seen"))
    .values(version=goal.c.version + 1)
)
#: Nothing where there is one already, by its key or in its place under another.
_BEGIN = insert(goal).values(position=_LAST, version=1).on_conflict_do_nothing().returning(goal.c.key)
_CLOSE_BEHAVIOURS = (
    update(behaviour).where(behaviour.c.goal.in_(bindparam("goals", expanding=True))).values(closed=True, focus=False)
)
_NEW_BEHAVIOUR = insert(behaviour)
_SAVE_BEHAVIOUR = _NEW_BEHAVIOUR.on_conflict_do_update(
    index_elements=["id"],
    set_={
        name: _NEW_BEHAVIOUR.excluded[name]
        for name in ("position", "text", "arena", "audience", "exception", "confirmed", "focus", "closed")
    },
)

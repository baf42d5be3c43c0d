"""What the members of teams say of proposed behaviours. Counted, and never told of one of them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Text, and_, bindparam, case, delete, func, select, true
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from dialogues.effect import Judge, Suggest
from dialogues.goal import BehaviourId
from dialogues.person import PersonId
from dialogues.translation.confirmation import Confirmation, Judgement, Suggestion
from storage.sql.codec import SUGGESTED
from storage.tables.goals import behaviour, goal, judgement, suggestion
from storage.tables.people import lead, person
from storage.tables.questions import respondent


def judge(connection: Connection, *, person: PersonId, judge: Judge) -> None:
    """See `Turn.judge`. What is over takes nothing."""
    about = {"whose": person, "about": judge.behaviour}
    if judge.judgement is None:
        connection.execute(_FORGET, about)
    else:
        connection.execute(_JUDGE, {**about, "said": judge.judgement})


def suggest(connection: Connection, *, suggest: Suggest) -> None:
    """See `Turn.suggest`."""
    values = {"id": suggest.id, "behaviour": suggest.behaviour, "text": SUGGESTED.write(suggest.text)}
    connection.execute(_SUGGEST, values)


def confirmations(
    connection: Connection, *, about: Sequence[BehaviourId], to: PersonId | None
) -> tuple[Confirmation, ...]:
    """What is said of each behaviour of which anything is said, and what `to` says of it.

    Counted are the members that the goal's team has now, without whoever leads it.
    """
    found = connection.execute(_CONFIRMATIONS, {"about": about, "whose": to})
    return tuple(
        Confirmation(behaviour=row.behaviour, yes=row.yes, no=row.no, mine=Judgement(row.mine) if row.mine else None)
        for row in found
    )


def suggestions(connection: Connection, *, about: Sequence[BehaviourId]) -> tuple[Suggestion, ...]:
    """In an order that tells nothing of when they were made."""
    found = connection.execute(_SUGGESTIONS, {"about": about})
    return tuple(Suggestion(id=row.id, behaviour=row.behaviour, text=SUGGESTED.read(row.text)) for row in found)


_SAID = insert(judgement).from_select(
    ["behaviour", "respondent", "judgement"],
    select(behaviour.c.id, respondent.c.key, bindparam("said", type_=Text))
    .select_from(behaviour.join(respondent, true()))
    .where(behaviour.c.id == bindparam("about"), ~behaviour.c.closed, respondent.c.person == bindparam("whose")),
)
_JUDGE = _SAID.on_conflict_do_update(
    index_elements=["behaviour", "respondent"], set_={"judgement": _SAID.excluded.judgement}
)
_FORGET = delete(judgement).where(
    judgement.c.behaviour == bindparam("about"),
    judgement.c.respondent.in_(select(respondent.c.key).where(respondent.c.person == bindparam("whose"))),
)
_SUGGEST = insert(suggestion).on_conflict_do_nothing()


def _count(value: Judgement) -> ColumnElement[int]:
    counts = and_(judgement.c.judgement == value, person.c.team == goal.c.team, lead.c.person.is_(None))
    return func.sum(case((counts, 1), else_=0))


_CONFIRMATIONS = (
    select(
        judgement.c.behaviour,
        _count(Judgement.YES).label("yes"),
        _count(Judgement.NO).label("no"),
        func.max(case((person.c.id == bindparam("whose", type_=Text), judgement.c.judgement))).label("mine"),
    )
    .select_from(
        judgement.join(respondent)
        .join(person)
        .join(behaviour, behaviour.c.id == judgement.c.behaviour)
        .join(goal, goal.c.key == behaviour.c.goal)
        .outerjoin(lead, and_(lead.c.team == goal.c.team, lead.c.person == person.c.id))
    )
    .where(judgement.c.behaviour.in_(bindparam("about", expanding=True)))
    .group_by(judgement.c.behaviour)
)
_SUGGESTIONS = (
    select(suggestion).where(suggestion.c.behaviour.in_(bindparam("about", expanding=True))).order_by(suggestion.c.id)
)

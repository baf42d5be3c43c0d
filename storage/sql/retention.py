"""Forgets what is older than it may be (domain.md §6.3), a little at a time: others have their turn in between.

What is published stays, and so does what changes: it was decided when a window closed.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import (
    BindParameter,
    Connection,
    Date,
    Delete,
    Update,
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)

from dialogues.availability import instant
from dialogues.goal import State
from dialogues.situation import Days
from dialogues.window import Visibility
from storage.columns import Instant
from storage.tables.goals import behaviour, celebration, goal, judgement, plan, reflection
from storage.tables.meetings import one_on_one, personal_promise
from storage.tables.people import organisation, person
from storage.tables.questions import answer, audit, comment, window
from storage.tables.sending import conversation

#: How long a plan is kept that nobody follows any more, and a promise to one person that is not answered.
KEEP_PLANS = timedelta(days=60)
#: How long it is kept who has read results: 24 months at their longest. A trigger knows of it, too.
KEEP_AUDIT = timedelta(days=731)


def ages(connection: Connection, *, at: datetime) -> Mapping[str, date | datetime] | None:
    """The days and instants before which things are forgotten, by the organisation's own rules; None where there is no
    organisation."""
    ruled = connection.execute(_RULED).first()
    if ruled is None:
        return None
    zone = ZoneInfo(ruled.timezone)
    today = at.astimezone(zone).date()
    # The trigger counts from the youngest entry: as long as there is none of today, it keeps what is older than itself.
    youngest = min(connection.scalar(_YOUNGEST) or today, today)
    answers, texts = (today - timedelta(days=days) for days in (ruled.keep_answers, ruled.keep_texts))
    return {
        "today": today,
        "answers": answers,
        "answered": instant(answers, time(0), zone),
        "texts": texts,
        "written": instant(texts, time(0), zone),
        "plans": today - KEEP_PLANS,
        "audit": youngest - KEEP_AUDIT,
    }


def forget(connection: Connection, *, what: str, ages: Mapping[str, date | datetime], most: int) -> int:
    """Forget of one of FORGOTTEN what stands in so many rows at most, or in so many windows; how many rows it was."""
    return connection.execute(FORGOTTEN[what], {**ages, "most": most}).rowcount


_YOUNGEST = select(func.max(audit.c.day))
_RULED = select(organisation.c.timezone, organisation.c.keep_answers, organisation.c.keep_texts)

_TODAY = bindparam("today", type_=Date)
_MOST: BindParameter[int] = bindparam("most")
_CLOSED_BEHAVIOURS = (
    select(judgement.c.behaviour, judgement.c.respondent)
    .join(behaviour, behaviour.c.id == judgement.c.behaviour)
    .join(goal, goal.c.key == behaviour.c.goal)
    .where(or_(behaviour.c.closed, goal.c.state == State.CLOSED))
)


def _answers() -> Delete:
    is_old = answer.c.day < bindparam("answers", type_=Date)
    old = (
        select(window.c.id)
        .where(
            window.c.opened_at < bindparam("answered", type_=Instant),
            exists().where(answer.c.window == window.c.id, is_old),
        )
        .limit(_MOST)
    )
    return delete(answer).where(answer.c.window.in_(old), is_old)


def _comments(closed_before: str, *, texts: bool) -> Delete:
    """Nobody knows on which day somebody wrote: they count from the day on which their question was over."""
    kept = comment.c.visibility != Visibility.THEME if texts else comment.c.visibility == Visibility.THEME
    old = (
        select(window.c.id)
        .where(
            window.c.closed_at < bindparam(closed_before, type_=Instant),
            exists().where(comment.c.window == window.c.id, kept),
        )
        .limit(_MOST)
    )
    return delete(comment).where(comment.c.window.in_(old), kept)


def _plans() -> tuple[Update, Update, Delete]:
    """A plan is followed while it comes again, and its behaviour is one that its person is reminded of."""
    followed = and_(
        or_(plan.c.days != Days.ONCE, plan.c.day >= _TODAY),
        exists()
        .select_from(behaviour.join(goal, goal.c.key == behaviour.c.goal))
        .where(
            behaviour.c.id == plan.c.behaviour,
            ~behaviour.c.closed,
            goal.c.state == State.ACTIVE,
            or_(
                behaviour.c.focus,
                plan.c.kept,
                exists()
                .where(person.c.id == plan.c.person, person.c.nudged_about == behaviour.c.id)
                .correlate(plan, behaviour),
            ),
        ),
    )
    key = (plan.c.person, plan.c.behaviour)
    left = select(*key).where(plan.c.idle_since.is_(None), ~followed).limit(_MOST)
    taken = select(*key).where(plan.c.idle_since.is_not(None), followed).limit(_MOST)
    old = select(*key).where(plan.c.idle_since < bindparam("plans", type_=Date)).limit(_MOST)
    return (
        update(plan).where(tuple_(*key).in_(left)).values(idle_since=_TODAY),
        update(plan).where(tuple_(*key).in_(taken)).values(idle_since=None),
        delete(plan).where(tuple_(*key).in_(old)),
    )


_LEFT, _TAKEN, _OLD_PLANS = _plans()

#: In the order in which it is done.
FORGOTTEN: Mapping[str, Delete | Update] = {
    "answers": _answers(),
    "themes": _comments("answered", texts=False),
    "texts": _comments("written", texts=True),
    "celebrations": delete(celebration).where(
        celebration.c.id.in_(
            select(celebration.c.id).where(celebration.c.day < bindparam("texts", type_=Date)).limit(_MOST)
        )
    ),
    "reflections": delete(reflection).where(
        reflection.c.id.in_(
            select(reflection.c.id).where(reflection.c.day < bindparam("texts", type_=Date)).limit(_MOST)
        )
    ),
    # Where the conversation about a question stands, when nobody can answer it any more.
    "conversations": delete(conversation).where(
        tuple_(conversation.c.person, conversation.c.dialogue, conversation.c.subject).in_(
            select(conversation.c.person, conversation.c.dialogue, conversation.c.subject)
            .join(window, window.c.id == conversation.c.subject)
            .where(window.c.closed_at < bindparam("answered", type_=Instant))
            .limit(_MOST)
        )
    ),
    "judgements": delete(judgement).where(
        tuple_(judgement.c.behaviour, judgement.c.respondent).in_(_CLOSED_BEHAVIOURS.limit(_MOST))
    ),
    "talks": delete(one_on_one).where(
        tuple_(one_on_one.c.lead, one_on_one.c.week).in_(
            select(one_on_one.c.lead, one_on_one.c.week)
            .where(one_on_one.c.week < bindparam("answers", type_=Date))
            .limit(_MOST)
        )
    ),
    "taken plans": _TAKEN,
    "left plans": _LEFT,
    "plans": _OLD_PLANS,
    "promises": delete(personal_promise).where(
        personal_promise.c.id.in_(
            select(personal_promise.c.id).where(personal_promise.c.due_on < bindparam("plans", type_=Date)).limit(_MOST)
        )
    ),
    "audit": delete(audit).where(
        tuple_(*audit.primary_key.columns).in_(
            select(*audit.primary_key.columns).where(audit.c.day < bindparam("audit", type_=Date)).limit(_MOST)
        )
    ),
}

"""What people write beside their answers, and whether they are invited to."""

from datetime import timedelta

from sqlalchemy import Connection, Text, bindparam, delete, exists, select
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from dialogues.effect import Comment
from dialogues.person import PersonId, TeamId
from dialogues.window import Aspect, Remarks, Value, Visibility, Window, WindowId
from storage.columns import Instant
from storage.tables.people import lead
from storage.tables.questions import answer, comment, reading, respondent, window

#: After a comment nobody is asked for another so long (domain.md §3.1, Follow-up).
REST = timedelta(days=14)


def write(connection: Connection, *, person: PersonId, comment: Comment) -> None:
    """See `Turn.comment`."""
    whose = {"whose": person, "where": comment.window}
    kept = {"visibility": comment.visibility, "theme": comment.theme, "text": comment.text}
    connection.execute(_KEEP, whose | kept)


def forget(connection: Connection, *, whose: PersonId, where: str) -> None:
    """Nothing is kept of what they wrote there."""
    connection.execute(_FORGET, {"whose": whose, "where": where})


def is_invited(connection: Connection, *, whose: PersonId, on: Window) -> bool:
    """Whether they have written nothing on what was asked in the two weeks before."""
    return not connection.scalar(_LATELY, {"whose": whose, "where": on.id, "since": on.opened_at - REST})


def has_missed(connection: Connection, *, whose: PersonId, before: Window) -> bool:
    """Whether what they answered of this behaviour the time before was "not that time"."""
    if before.behaviour is None:
        return False
    about = {"whose": whose, "about": before.behaviour.id, "item": before.item, "until": before.opened_at}
    return connection.scalar(_BEFORE, about) == Value.NOT_THAT_TIME


def remarks(connection: Connection, *, of: TeamId) -> tuple[Remarks, ...]:
    """What is to be read word for word of the team's last two published windows, the lead's aside."""
    found: dict[WindowId, list[str]] = {}
    for row in connection.execute(_REMARKS, {"team": of}):
        found.setdefault(row.window, []).append(row.text)
    return tuple(Remarks(window=window, texts=tuple(texts)) for window, texts in found.items())


_LAST_PUBLISHED = (
    select(window.c.id)
    .join(reading, reading.c.window == window.c.id)
    .where(window.c.team == bindparam("team"))
    .order_by(window.c.closed_at.desc(), window.c.id)
    .limit(2)
)
_REMARKS = (
    select(comment.c.window, comment.c.text)
    .join(respondent)
    .where(
        comment.c.window.in_(_LAST_PUBLISHED),
        comment.c.visibility == Visibility.VERBATIM,
        ~exists().where(lead.c.team == bindparam("team"), lead.c.person == respondent.c.person),
    )
    .order_by(comment.c.window, comment.c.text)
)
_THEIRS = select(respondent.c.key).where(respondent.c.person == bindparam("whose"))
_GIVEN = insert(comment).from_select(
    ["window", "respondent", "visibility", "theme", "text"],
    select(
        answer.c.window,
        answer.c.respondent,
        bindparam("visibility", type_=Text),
        bindparam("theme", type_=Text),
        bindparam("text", type_=Text),
    ).where(
        answer.c.window == bindparam("where"),
        answer.c.aspect == Aspect.ANSWER,
        answer.c.respondent.in_(_THEIRS),
        exists().where(window.c.id == answer.c.window, window.c.closed_at.is_(None)),
    ),
)
_KEEP = _GIVEN.on_conflict_do_update(
    index_elements=["window", "respondent"],
    set_={name: _GIVEN.excluded[name] for name in ("visibility", "theme", "text")},
)
_FORGET = delete(comment).where(comment.c.window == bindparam("where"), comment.c.respondent.in_(_THEIRS))
_LATELY = select(
    exists()
    .select_from(comment.join(window))
    .where(
        comment.c.respondent.in_(_THEIRS),
        window.c.opened_at > bindparam("since", type_=Instant),
        window.c.id != bindparam("where"),
    )
)
_BEFORE = (
    select(answer.c.value)
    .select_from(answer.join(window))
    .where(
        answer.c.respondent.in_(_THEIRS),
        answer.c.aspect == Aspect.ANSWER,
        window.c.behaviour == bindparam("about"),
        window.c.item == bindparam("item"),
        window.c.opened_at < bindparam("until", type_=Instant),
    )
    .order_by(window.c.opened_at.desc())
    .limit(1)
)

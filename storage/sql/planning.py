"""What is to be sent: planned in the turn that asks for it, once for each key."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BindParameter, Connection, Integer, Text, bindparam, delete, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from dialogues.effect import Say
from dialogues.kind import NUDGES, Budget, Kind
from dialogues.message import Message
from dialogues.person import PersonId, TeamId
from storage.columns import Instant
from storage.sql.codec import MESSAGE
from storage.tables.people import account, person, workspace
from storage.tables.sending import conversation, delivery
from storage.turn import Followed


def say(connection: Connection, *, say: Say, dialogue: str, subject: str, mark: str, at: datetime) -> bool:
    """See `Turn.say`."""
    values = _said(say, dialogue=dialogue, subject=subject, mark=mark, at=at)
    return connection.scalar(_SAY_ONE, values) is not None


def say_all(connection: Connection, *, steps: Sequence[Followed], marks: Callable[[], str], at: datetime) -> None:
    """See `Turn.follow`."""
    values = [
        _said(say, dialogue=each.dialogue, subject=each.subject, mark=marks(), at=at)
        for each in steps
        for say in each.says
    ]
    if values:
        connection.execute(_SAY, values)


def _said(say: Say, *, dialogue: str, subject: str, mark: str, at: datetime) -> dict[str, object]:
    return {
        "whose": say.to,
        "key": say.key,
        "mark": mark,
        "dialogue": dialogue,
        "subject": subject,
        **kind(say.kind),
        "message": MESSAGE.write(say.message),
        "due_at": max(at, say.not_before or at),
        "expires_at": say.expires_at,
    }


def kind(kind: Kind) -> dict[str, object]:
    """What a delivery is, and what it counts against."""
    return {"kind": kind, "budget": kind.budget, "rank": kind.rank}


def look_again(connection: Connection, *, whose: PersonId, at: datetime) -> None:
    """Whether what is planned for this person can go out is asked anew: their choices have changed."""
    connection.execute(_LOOK_AGAIN, {"whose": whose, "at": at})


def cancel(connection: Connection, *, whose: PersonId) -> None:
    """Nothing that is planned for this person is sent, and the conversations that it belongs to never began."""
    planned = {(row.dialogue, row.subject) for row in connection.execute(_CANCEL, {"whose": whose})}
    for dialogue, subject in planned:
        connection.execute(_NEVER_BEGAN, {"whose": whose, "in_dialogue": dialogue, "about": subject})


def recall(connection: Connection, *, whose: PersonId, subject: str) -> None:
    """Nothing that is planned for this person about this subject is sent."""
    connection.execute(_RECALL, {"whose": whose, "about": subject})


def nudge_no_more(connection: Connection, *, whose: PersonId) -> None:
    """No nudge that is planned for this person is sent: they have chosen another behaviour, or none."""
    connection.execute(_NUDGE_NO_MORE, {"whose": whose})


def of_team_no_more(connection: Connection, *, whose: Collection[PersonId]) -> None:
    """Nothing is sent that is planned for these as members of the team that was theirs until now."""
    connection.execute(_NOT_THEIRS, {"those": whose, "kinds": TO_MEMBERS})


def to_lead_no_more(connection: Connection, *, whose: Collection[PersonId]) -> None:
    """Nothing is sent that is planned for these as those who led a team until now. What is planned for them as leads of
    another one goes with it, but for its digests, as nothing else says of which team it is."""
    connection.execute(_NOT_THEIRS, {"those": whose, "kinds": TO_LEADS})


def no_digest(connection: Connection, *, of: TeamId, whose: PersonId) -> None:
    """The digest of this team that is planned for its lead is not sent to them, as they lead it no more."""
    connection.execute(_NO_DIGEST, {"whose": whose, "begins": f"digest:{of}:"})


def ask_readers_again(connection: Connection) -> None:
    """Who reads a channel is asked anew before anything goes there: which channel it is may have changed, or who is of
    its team."""
    connection.execute(_ASK_READERS_AGAIN)


def drop(connection: Connection, *, subject: str, at: datetime) -> None:
    """Nothing that is planned about this subject is sent, and nothing that is under way is sent again."""
    connection.execute(_DROP, {"about": subject})
    connection.execute(_EXPIRE, {"about": subject, "at": at})


def ask_no_more(connection: Connection, *, about: str) -> None:
    """Nothing that is planned to be asked about this promise is sent."""
    connection.execute(_DROP_KEYS, {"begins": f"obstacle:{about}:"})


def say_no_more(connection: Connection, *, about: str) -> None:
    """Nothing that is planned to be said about the talks of this meeting is sent."""
    for what in ("meeting", "afterwards", "invitation"):
        connection.execute(_DROP_KEYS, {"begins": f"{what}:{about}."})


def prepare_no_more(connection: Connection, *, talk: str) -> None:
    """Nothing that is planned to be said to the lead of what the other brings up in the talk with this key is sent, and
    of what was sent the words are forgotten."""
    connection.execute(_DROP_BROUGHT, {"begins": f"meeting:{talk}:"})
    connection.execute(_FORGET_BROUGHT, {"begins": f"meeting:{talk}:", "blank": BLANK})


def promise_no_more(connection: Connection, *, about: str) -> None:
    """Nothing that is planned to be said about this promise between two is sent."""
    connection.execute(_DROP_KEYS, {"begins": f"between:{about}:"})


def prune(connection: Connection, *, before: datetime, most: int) -> int:
    """Forget what ended, at most so many, once even its key has expired: a forgotten key could be planned again."""
    return connection.execute(_PRUNE, {"before": before, "most": most}).rowcount


#: What is left of the words of a message that are to be forgotten.
BLANK: Final = MESSAGE.write(Message(summary="", blocks=()))
#: What somebody gets because they are in a team, and because they lead one.
TO_MEMBERS: Final = (
    *(Kind.DIGEST, Kind.LOOP, Kind.QUIET, Kind.RULES, Kind.NEWS),
    *(Kind.PULSE, Kind.REMINDER, Kind.SNOOZED, *NUDGES),
)
TO_LEADS: Final = (Kind.HEARD, Kind.TRANSLATE, Kind.TALK, Kind.OBSTACLE, Kind.FOCUS)
#: Written out, as a database sees only then that its partial indexes will do.
IS_PLANNED = delivery.c.state == literal_column("'planned'")
IS_SENDING = delivery.c.state == literal_column("'sending'")
#: What is said of every delivery that is planned.
GIVEN: dict[str, BindParameter[Any]] = {
    "key": bindparam("key", type_=Text),
    "mark": bindparam("mark", type_=Text),
    "dialogue": bindparam("dialogue", type_=Text),
    "subject": bindparam("subject", type_=Text),
    "kind": bindparam("kind", type_=Text),
    "budget": bindparam("budget", type_=Text),
    "rank": bindparam("rank", type_=Integer),
    "message": bindparam("message", type_=Text),
    "due_at": bindparam("due_at", type_=Instant),
    "expires_at": bindparam("expires_at", type_=Instant),
}
_SAY = (
    insert(delivery)
    .from_select(
        [*GIVEN, "workspace", "account"],
        select(*GIVEN.values(), account.c.workspace, account.c.id)
        .select_from(account.join(workspace).join(person))
        .where(
            account.c.person == bindparam("whose"),
            account.c.reachable,
            workspace.c.connected,
            ~person.c.stopped,
        )
        .order_by(account.c.heard.desc(), account.c.id)
        .limit(1),
    )
    .on_conflict_do_nothing(index_elements=["key"])
)
_SAY_ONE = _SAY.returning(delivery.c.id)

_THEIRS = (IS_PLANNED, delivery.c.account.in_(select(account.c.id).where(account.c.person == bindparam("whose"))))
# What somebody gets because they lead keeps its hour.
_LOOK_AGAIN = (
    update(delivery)
    .where(*_THEIRS, delivery.c.budget.is_distinct_from(Budget.LEAD), delivery.c.due_at > bindparam("at"))
    .values(due_at=bindparam("at"))
)
_CANCEL = delete(delivery).where(*_THEIRS).returning(delivery.c.dialogue, delivery.c.subject)
_NEVER_BEGAN = delete(conversation).where(
    conversation.c.person == bindparam("whose"),
    conversation.c.dialogue == bindparam("in_dialogue"),
    conversation.c.subject == bindparam("about"),
)
_EXPIRE = (
    update(delivery)
    .where(IS_SENDING, delivery.c.subject == bindparam("about"), delivery.c.expires_at > bindparam("at"))
    .values(expires_at=bindparam("at"))
)
_NOT_THEIRS = delete(delivery).where(
    IS_PLANNED,
    delivery.c.account.in_(select(account.c.id).where(account.c.person.in_(bindparam("those", expanding=True)))),
    delivery.c.kind.in_(bindparam("kinds", expanding=True)),
)
_NO_DIGEST = delete(delivery).where(
    *_THEIRS,
    delivery.c.kind.in_((Kind.LEAD_DIGEST, Kind.OTHER_DIGEST)),
    delivery.c.key.startswith(bindparam("begins")),
)
_ASK_READERS_AGAIN = update(delivery).where(IS_PLANNED, delivery.c.cleared_at.is_not(None)).values(cleared_at=None)
_RECALL = delete(delivery).where(*_THEIRS, delivery.c.subject == bindparam("about"))
_NUDGE_NO_MORE = delete(delivery).where(*_THEIRS, delivery.c.kind.in_((*NUDGES, Kind.REFLECT)))
_DROP_KEYS = delete(delivery).where(IS_PLANNED, delivery.c.key.startswith(bindparam("begins")))
# What names nothing that is the other's own ends so.
_BROUGHT = ~delivery.c.key.endswith(":")
_DROP_BROUGHT = _DROP_KEYS.where(_BROUGHT)
_FORGET_BROUGHT = (
    update(delivery)
    .where(~IS_PLANNED, ~IS_SENDING, delivery.c.key.startswith(bindparam("begins")), _BROUGHT)
    .values(message=bindparam("blank"))
)
_DROP = delete(delivery).where(IS_PLANNED, delivery.c.subject == bindparam("about"))

_PRUNE = delete(delivery).where(
    delivery.c.id.in_(
        select(delivery.c.id)
        .where(delivery.c.state.not_in(("planned", "sending")), delivery.c.expires_at < bindparam("before"))
        .limit(bindparam("most"))
    )
)

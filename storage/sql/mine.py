"""Everything that is kept of one person. What a new table keeps of people is shown by a part of its own here."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import BindParameter, Connection, FromClause, RowMapping, Select, Table, and_, bindparam, or_, select

from dialogues.own.mine import Datum, Part, Record
from dialogues.person import PersonId
from dialogues.promise import State as PromiseState
from storage.sql import window_rows
from storage.sql.codec import SITUATION, WORDING
from storage.tables.goals import behaviour, celebration, goal, judgement, plan, promise, reflection
from storage.tables.meetings import booking, diary, feed, meeting, one_on_one, personal_promise, topic
from storage.tables.people import account, handle, lead, person, team, workspace
from storage.tables.questions import answer, audit, comment, respondent, window
from storage.tables.sending import caps, conversation, delivery, reader, schedule

#: How a value is read from what stands in the database.
Read = Callable[[str], Datum]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A part: what is asked of which tables, as the person `whose` it is, and how those columns are read that are no
    plain values."""

    name: str
    asks: Select[*tuple[object, ...]]
    tables: tuple[Table, ...]
    reads: Mapping[str, Read] = field(default_factory=dict)

    def record(self, row: RowMapping) -> Record:
        """A row as it is told."""
        record: dict[str, Datum] = {}
        for name, value in row.items():
            known = self.reads.get(str(name))
            record[str(name)] = known(value) if known is not None and value is not None else value
        return record


@dataclass(frozen=True, slots=True, kw_only=True)
class OfWindow(Kept):
    """A part of which each row stands in a window."""

    own: tuple[str, ...]

    def record(self, row: RowMapping) -> Record:
        return {"window": window_rows.window_of(row), **{name: row[name] for name in self.own}}


def mine(connection: Connection, *, of: PersonId) -> tuple[Part, ...]:
    """Every part, in the order in which they are told."""
    return tuple(
        Part(name=each.name, records=tuple(map(each.record, connection.execute(each.asks, {"whose": of}).mappings())))
        for each in PARTS
    )


_WHOSE: BindParameter[str] = bindparam("whose")
_KEY = select(respondent.c.key).where(respondent.c.person == _WHOSE)
_ACCOUNTS = select(account.c.id).where(account.c.person == _WHOSE)
_WITH_WINDOW: FromClause = window.outerjoin(behaviour, behaviour.c.id == window.c.behaviour).outerjoin(
    goal, goal.c.key == window.c.goal
)

PARTS: tuple[Kept, ...] = (
    Kept(
        name="profile",
        asks=select(
            person.c.name,
            person.c.email,
            team.c.name.label("team"),
            person.c.team_since,
            person.c.locale,
            person.c.timezone,
            person.c.holidays,
            person.c.started,
            person.c.joined_on,
            person.c.greeted_on,
        )
        .select_from(person.join(team))
        .where(person.c.id == _WHOSE),
        tables=(person,),
    ),
    Kept(
        name="settings",
        asks=select(
            person.c.language,
            person.c.own_timezone.label("timezone"),
            person.c.send_time,
            person.c.digest_time,
            person.c.first_hour,
            person.c.last_hour,
            person.c.stopped,
            person.c.paused_until,
            person.c.nudged_about,
        ).where(person.c.id == _WHOSE),
        tables=(person,),
    ),
    Kept(
        name="accounts",
        asks=select(
            workspace.c.platform,
            workspace.c.key.label("workspace"),
            account.c.user,
            account.c.locale,
            account.c.timezone,
            account.c.away_until,
            account.c.silent_until,
            account.c.reachable,
            account.c.reason,
        )
        .select_from(account.join(workspace))
        .where(account.c.person == _WHOSE)
        .order_by(account.c.id),
        tables=(account,),
    ),
    Kept(
        name="handles",
        asks=select(handle.c.platform, handle.c.user).where(handle.c.person == _WHOSE).order_by(handle.c.platform),
        tables=(handle,),
    ),
    OfWindow(
        name="answers",
        asks=select(*window_rows.WINDOW, answer.c.aspect, answer.c.value, answer.c.day)
        .select_from(answer.join(_WITH_WINDOW, window.c.id == answer.c.window))
        .where(answer.c.respondent.in_(_KEY))
        .order_by(answer.c.day.desc(), window.c.opened_at.desc(), window.c.id, answer.c.aspect),
        tables=(answer,),
        own=("aspect", "value", "day"),
    ),
    OfWindow(
        name="comments",
        asks=select(
            *window_rows.WINDOW,
            comment.c.visibility,
            comment.c.theme,
            # The question's own text has that name.
            comment.c.text.label("comment"),
        )
        .select_from(comment.join(_WITH_WINDOW, window.c.id == comment.c.window))
        .where(comment.c.respondent.in_(_KEY))
        .order_by(window.c.opened_at.desc(), window.c.id),
        tables=(comment,),
        own=("visibility", "theme", "comment"),
    ),
    Kept(
        name="judgements",
        asks=select(behaviour.c.text.label("behaviour"), judgement.c.judgement)
        .select_from(judgement.join(behaviour))
        .where(judgement.c.respondent.in_(_KEY))
        .order_by(behaviour.c.id),
        tables=(judgement,),
        reads={"behaviour": WORDING.read},
    ),
    Kept(
        name="plans",
        asks=select(
            behaviour.c.text.label("behaviour"),
            plan.c.situation,
            plan.c.action,
            plan.c.days,
            plan.c.day,
            plan.c.at,
            plan.c.kept,
            plan.c.idle_since,
        )
        .select_from(plan.join(behaviour))
        .where(plan.c.person == _WHOSE)
        .order_by(behaviour.c.id),
        tables=(plan,),
        reads={"behaviour": WORDING.read, "situation": SITUATION.read},
    ),
    Kept(
        name="celebrations",
        asks=select(
            team.c.name.label("team"),
            celebration.c.text,
            celebration.c.named,
            celebration.c.day,
            celebration.c.shown_on,
        )
        .select_from(celebration.join(team))
        .where(celebration.c.person == _WHOSE)
        .order_by(celebration.c.day.desc(), celebration.c.id),
        tables=(celebration,),
    ),
    Kept(
        name="reflections",
        asks=select(reflection.c.arena, reflection.c.text, reflection.c.day)
        .where(reflection.c.person == _WHOSE)
        .order_by(reflection.c.day.desc(), reflection.c.id),
        tables=(reflection,),
    ),
    Kept(
        name="leads",
        asks=select(team.c.name.label("team"), lead.c.since)
        .select_from(lead.join(team))
        .where(lead.c.person == _WHOSE)
        .order_by(team.c.position),
        tables=(lead,),
    ),
    Kept(
        name="goals",
        asks=select(goal.c.title, goal.c.first, goal.c.last, goal.c.state)
        .where(goal.c.owner == _WHOSE)
        .order_by(goal.c.position),
        tables=(goal,),
        reads={"title": WORDING.read},
    ),
    # Whoever leads the team now: who gave an answer is not kept.
    Kept(
        name="promises",
        asks=select(
            team.c.name.label("team"),
            promise.c.obstacle,
            promise.c.action,
            promise.c.rest,
            promise.c.state,
            promise.c.answered_on,
            promise.c.due_on,
        )
        .select_from(promise.join(team).join(lead, lead.c.team == team.c.key))
        .where(lead.c.person == _WHOSE, promise.c.state != PromiseState.RAISED)
        .order_by(promise.c.answered_on.desc(), promise.c.id),
        tables=(promise,),
    ),
    Kept(
        name="meetings",
        asks=select(
            team.c.name.label("team"),
            (meeting.c.lead == _WHOSE).label("leads"),
            person.c.name.label("with"),
            meeting.c.first,
            meeting.c.at,
            meeting.c.timezone,
            meeting.c.weeks,
        )
        .select_from(
            meeting.join(team).outerjoin(
                person,
                or_(
                    and_(meeting.c.lead == _WHOSE, person.c.id == meeting.c.person),
                    and_(meeting.c.person == _WHOSE, person.c.id == meeting.c.lead),
                ),
            )
        )
        .where(or_(meeting.c.lead == _WHOSE, meeting.c.person == _WHOSE))
        .order_by(meeting.c.first, meeting.c.at, meeting.c.id),
        tables=(meeting,),
    ),
    Kept(
        name="personal_promises",
        asks=select(
            (personal_promise.c.lead == _WHOSE).label("leads"),
            person.c.name.label("with"),
            personal_promise.c.text,
            personal_promise.c.made_on,
            personal_promise.c.due_on,
        )
        .select_from(
            personal_promise.join(
                person,
                or_(
                    and_(personal_promise.c.lead == _WHOSE, person.c.id == personal_promise.c.person),
                    and_(personal_promise.c.person == _WHOSE, person.c.id == personal_promise.c.lead),
                ),
            )
        )
        .order_by(personal_promise.c.due_on, personal_promise.c.id),
        tables=(personal_promise,),
    ),
    # What others have shared with their lead is theirs, and shown before the talk.
    Kept(
        name="topics",
        asks=select(topic.c.day, topic.c.text, topic.c.shared)
        .where(topic.c.person == _WHOSE)
        .order_by(topic.c.day, topic.c.talk),
        tables=(topic,),
    ),
    Kept(
        name="diary",
        asks=select(diary.c.ahead, diary.c.every).where(diary.c.person == _WHOSE),
        tables=(diary,),
    ),
    Kept(
        name="bookings",
        asks=select(
            team.c.name.label("team"),
            (booking.c.lead == _WHOSE).label("leads"),
            person.c.name.label("with"),
            booking.c.starts_at,
            booking.c.ends_at,
        )
        .select_from(
            booking.join(team).outerjoin(
                person,
                or_(
                    and_(booking.c.lead == _WHOSE, person.c.id == booking.c.person),
                    and_(booking.c.person == _WHOSE, person.c.id == booking.c.lead),
                ),
            )
        )
        .where(or_(booking.c.lead == _WHOSE, booking.c.person == _WHOSE))
        .order_by(booking.c.starts_at, booking.c.key),
        tables=(booking,),
    ),
    Kept(
        name="feed",
        asks=select(feed.c.is_read, feed.c.is_nameless, feed.c.fault, feed.c.failing_since).where(
            feed.c.person == _WHOSE
        ),
        tables=(feed,),
    ),
    Kept(
        name="one_on_ones",
        asks=select(one_on_one.c.week, one_on_one.c.told, one_on_one.c.about_goal)
        .where(one_on_one.c.lead == _WHOSE)
        .order_by(one_on_one.c.week.desc()),
        tables=(one_on_one,),
    ),
    Kept(
        name="read",
        asks=select(audit.c.day, audit.c.team, audit.c.role, audit.c.through)
        .where(audit.c.who == _WHOSE)
        .order_by(audit.c.day.desc(), audit.c.team, audit.c.through),
        tables=(audit,),
    ),
    Kept(
        name="messages",
        asks=select(delivery.c.kind, delivery.c.state, delivery.c.due_at, delivery.c.ended_at)
        .where(delivery.c.account.in_(_ACCOUNTS))
        .order_by(delivery.c.due_at.desc(), delivery.c.id),
        tables=(delivery,),
    ),
    Kept(
        name="upcoming",
        asks=select(schedule.c.occasion, schedule.c.next_due_at)
        .where(schedule.c.person == _WHOSE, schedule.c.next_due_at.is_not(None))
        .order_by(schedule.c.next_due_at, schedule.c.occasion),
        tables=(schedule,),
    ),
    Kept(
        name="caps",
        asks=select(
            caps.c.budget, caps.c.latest, caps.c.second, caps.c.third, caps.c.fourth, caps.c.day, caps.c.day_before
        )
        .where(caps.c.person == _WHOSE)
        .order_by(caps.c.budget),
        tables=(caps,),
    ),
    Kept(
        name="conversations",
        asks=select(conversation.c.dialogue, conversation.c.subject, conversation.c.state)
        .where(conversation.c.person == _WHOSE)
        .order_by(conversation.c.dialogue, conversation.c.subject),
        tables=(conversation,),
        reads={"state": json.loads},
    ),
)

#: What leads to a person and is in no part, and why.
LEFT_OUT: Mapping[str, str] = {
    respondent.name: "a random key that leads from somebody to their answers, and says nothing else",
    reader.name: "that a digest to the team's channel goes to them should it not stand there, and nothing of them",
}

_KEYS = "ids and orders of rows, which say nothing of anybody"
#: The columns that are in no part of a table that is, and why.
NOT_TOLD: Mapping[str, Mapping[str, str]] = {
    person.name: {_KEYS: "id position team"},
    account.name: {_KEYS: "id workspace person heard", "the platform's own names for where that is": "channel opaque"},
    handle.name: {_KEYS: "person"},
    lead.name: {_KEYS: "person team"},
    answer.name: {_KEYS: "window respondent"},
    comment.name: {_KEYS: "window respondent"},
    judgement.name: {_KEYS: "behaviour respondent"},
    plan.name: {_KEYS: "person behaviour"},
    celebration.name: {_KEYS: "id person team"},
    reflection.name: {_KEYS: "id person"},
    goal.name: {
        _KEYS: "key position team owner above version",
        "the goal itself, which stands in /goal": ("why perspective everyday guidance measures stop answers trade_off"),
    },
    meeting.name: {_KEYS: "id lead person team"},
    topic.name: {_KEYS: "person talk lead"},
    personal_promise.name: {_KEYS: "id lead person"},
    diary.name: {_KEYS: "person"},
    booking.name: {_KEYS: "lead key team person"},
    feed.name: {
        _KEYS: "person",
        "a secret, which is shown to nobody any more once it is kept": "address",
        "when it is read, and what of it is known": "version due_at is_told",
    },
    one_on_one.name: {_KEYS: "lead"},
    audit.name: {_KEYS: "who", "an operator's": "purpose"},
    delivery.name: {
        _KEYS: "id key mark workspace account team dialogue subject",
        "how it was sent; the words stand in the chat": (
            "message budget rank expires_at attempts intent_at cleared_at ref error"
        ),
    },
    schedule.name: {_KEYS: "id person team about"},
    caps.name: {_KEYS: "person delivery"},
    conversation.name: {_KEYS: "person"},
}

"""One write transaction, as `storage.port.Turn`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Subquery, Text, bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import insert  # its ON CONFLICT is SQLite's too

from dialogues.address import AccountKey, Address, Profile, Whereabouts, Workspace
from dialogues.audit import Entry
from dialogues.effect import (
    Announce,
    Book,
    CloseWindow,
    Comment,
    DropCelebration,
    DropMeeting,
    DropPersonalPromise,
    DropPlan,
    DropReflection,
    DropTopic,
    Hush,
    Judge,
    LogOneOnOne,
    LogTalk,
    OpenWindow,
    Post,
    Record,
    SaveCelebration,
    SaveDiary,
    SaveFeed,
    SaveGoal,
    SaveMeeting,
    SavePersonalPromise,
    SavePlan,
    SavePromise,
    SaveReflection,
    SaveSettings,
    SaveTopic,
    Say,
    Schedule,
    ShowCelebration,
    Suggest,
    Track,
    TrackFeed,
    Withdraw,
)
from dialogues.event import Due
from dialogues.facts import Want
from dialogues.person import PersonId
from storage.columns import Instant
from storage.sql import (
    answers,
    audits,
    celebrations,
    comments,
    erasing,
    facts,
    feeds,
    goals,
    judgements,
    meetings,
    people,
    personal_promises,
    planning,
    plans,
    posting,
    promises,
    reflections,
    talks,
    timetable,
    topics,
)
from storage.tables.goals import goal, promise
from storage.tables.people import account, person, team, workspace
from storage.tables.questions import window
from storage.tables.sending import conversation, inbound
from storage.turn import Followed, Repeated, Scene, Stranger


class SqlTurn:
    """Works on a connection whose transaction somebody else begins and ends. `ids` makes random ids."""

    def __init__(self, connection: Connection, *, ids: Callable[[], str]) -> None:
        self._connection = connection
        self._ids = ids

    def act(
        self,
        *,
        event: str,
        at: datetime,
        account: AccountKey,
        dialogue: str,
        subject: str,
        wants: Want,
        where: Whereabouts | None = None,
        channel: str | None = None,
    ) -> Scene | Repeated | Stranger:
        whose = {**people.named(account.workspace), "user": account.user}
        taken = {"event": event, "at": at, "about": subject, **whose}
        if self._connection.scalar(_TAKE_AND_LOCK, taken) is None:
            return Repeated()
        if where is not None:
            people.reached(self._connection, where=where)
        scene = facts.scene_of_account(
            self._connection, account=account, dialogue=dialogue, subject=subject, wants=wants, channel=channel, at=at
        )
        return scene or Stranger(organisation=facts.organisation_known(self._connection))

    def due(self, *, due: Due, dialogue: str, wants: Want) -> Scene | None:
        if not timetable.take(self._connection, dues=[due]):
            return None
        return facts.scene_of_due(self._connection, due=due, dialogue=dialogue, wants=wants)

    def dues(self, *, dues: Sequence[Due], dialogue: str, wants: Want) -> Mapping[Due, Scene]:
        taken = timetable.take(self._connection, dues=dues)
        return facts.scenes_of_dues(self._connection, dues=taken, dialogue=dialogue, wants=wants)

    def meet(self, *, person: PersonId, dialogue: str, wants: Want) -> Scene | None:
        if self._connection.scalar(_HOLD, {"whose": person}) is None:
            return None
        return facts.scene_of_person(self._connection, person=person, dialogue=dialogue, wants=wants)

    def follow(self, *, steps: Sequence[Followed], at: datetime) -> None:
        states = [
            {"person": each.person, "dialogue": each.dialogue, "subject": each.subject, "state": each.state}
            for each in steps
            if each.state is not None
        ]
        if states:
            self._connection.execute(_REMEMBER, states)
        planning.say_all(self._connection, steps=steps, marks=self._ids, at=at)
        timetable.plan(self._connection, schedules=[schedule for each in steps for schedule in each.schedules])

    def take(self, *, event: str, at: datetime) -> bool:
        return self._connection.scalar(_TAKE, {"event": event, "at": at}) is not None

    def remember(self, *, person: PersonId, dialogue: str, subject: str, state: str | None) -> None:
        where = {"person": person, "dialogue": dialogue, "subject": subject}
        if state is None:
            self._connection.execute(_FORGET, {f"{column}_": value for column, value in where.items()})
        else:
            self._connection.execute(_REMEMBER, {**where, "state": state})

    def say(self, *, say: Say, dialogue: str, subject: str, at: datetime) -> bool:
        return planning.say(self._connection, say=say, dialogue=dialogue, subject=subject, mark=self._ids(), at=at)

    def post(self, *, post: Post, dialogue: str, subject: str, at: datetime) -> int:
        return posting.post(self._connection, post=post, dialogue=dialogue, subject=subject, marks=self._ids, at=at)

    def record(self, *, person: PersonId, record: Record, on: date) -> None:
        answers.record(self._connection, person=person, record=record, on=on)

    def withdraw(self, *, person: PersonId, withdraw: Withdraw) -> None:
        answers.withdraw(self._connection, person=person, withdraw=withdraw)

    def comment(self, *, person: PersonId, comment: Comment) -> None:
        comments.write(self._connection, person=person, comment=comment)

    def settings(self, *, person: PersonId, settings: SaveSettings, at: datetime) -> None:
        people.choose(self._connection, whose=person, settings=settings)
        if settings.stopped:
            planning.cancel(self._connection, whose=person)
            timetable.forget(self._connection, person=person)
        else:
            if settings.nudged_about is not None:
                planning.nudge_no_more(self._connection, whose=person)
            planning.look_again(self._connection, whose=person, at=at)

    def schedule(self, *, schedule: Schedule) -> None:
        timetable.plan(self._connection, schedules=[schedule])

    def open_window(self, *, window: OpenWindow, at: datetime) -> None:
        answers.open_window(self._connection, window=window, id=self._ids(), at=at)

    def close_window(self, *, window: CloseWindow, at: datetime) -> None:
        planning.drop(self._connection, subject=window.window, at=at)
        answers.close_window(self._connection, window=window, at=at)

    def save_goal(self, *, save: SaveGoal) -> None:
        goals.save(self._connection, goal=save.goal)

    def judge(self, *, person: PersonId, judge: Judge) -> None:
        judgements.judge(self._connection, person=person, judge=judge)

    def suggest(self, *, suggest: Suggest) -> None:
        judgements.suggest(self._connection, suggest=suggest)

    def track(self, *, track: Track) -> None:
        goals.track(self._connection, track=track)

    def log_talk(self, *, log: LogTalk) -> None:
        talks.log(self._connection, log=log)

    def save_meeting(self, *, person: PersonId, save: SaveMeeting) -> None:
        meetings.save(self._connection, whose=person, save=save)

    def drop_meeting(self, *, person: PersonId, drop: DropMeeting) -> None:
        meetings.drop(self._connection, whose=person, drop=drop)

    def save_diary(self, *, person: PersonId, save: SaveDiary) -> None:
        meetings.prepare(self._connection, whose=person, save=save)

    def save_feed(self, *, person: PersonId, save: SaveFeed, at: datetime) -> None:
        feeds.save(self._connection, whose=person, save=save, at=at)

    def drop_feed(self, *, person: PersonId) -> None:
        feeds.forget(self._connection, whose=person)

    def track_feed(self, *, person: PersonId, track: TrackFeed) -> None:
        feeds.track(self._connection, whose=person, track=track)

    def book(self, *, person: PersonId, book: Book, at: datetime) -> None:
        feeds.book(self._connection, whose=person, book=book, at=at)

    def save_topic(self, *, person: PersonId, save: SaveTopic) -> None:
        topics.save(self._connection, whose=person, save=save)

    def drop_topic(self, *, person: PersonId, drop: DropTopic) -> None:
        topics.drop(self._connection, whose=person, drop=drop)

    def save_personal_promise(self, *, person: PersonId, save: SavePersonalPromise) -> None:
        personal_promises.save(self._connection, whose=person, save=save)

    def drop_personal_promise(self, *, person: PersonId, drop: DropPersonalPromise) -> None:
        personal_promises.drop(self._connection, whose=person, drop=drop)

    def log_one_on_one(self, *, person: PersonId, log: LogOneOnOne) -> None:
        meetings.log(self._connection, whose=person, log=log)

    def hush(self, *, hush: Hush) -> None:
        talks.hush(self._connection, hush=hush)

    def announce(self, *, announce: Announce) -> None:
        talks.announce(self._connection, announce=announce)

    def save_promise(self, *, save: SavePromise) -> None:
        promises.save(self._connection, save=save)

    def save_celebration(self, *, person: PersonId, save: SaveCelebration) -> None:
        celebrations.save(self._connection, person=person, save=save)

    def drop_celebration(self, *, person: PersonId, drop: DropCelebration) -> None:
        celebrations.drop(self._connection, person=person, drop=drop)

    def show_celebration(self, *, show: ShowCelebration) -> None:
        celebrations.show(self._connection, show=show)

    def audit(self, *, entry: Entry) -> None:
        audits.keep(self._connection, entry=entry)

    def erase(self, *, person: PersonId) -> None:
        erasing.erase(self._connection, of=person)

    def save_reflection(self, *, person: PersonId, save: SaveReflection) -> None:
        reflections.save(self._connection, person=person, save=save)

    def drop_reflection(self, *, person: PersonId, drop: DropReflection) -> None:
        reflections.drop(self._connection, person=person, drop=drop)

    def save_plan(self, *, person: PersonId, save: SavePlan) -> None:
        plans.save(self._connection, person=person, plan=save.plan)

    def drop_plan(self, *, person: PersonId, drop: DropPlan) -> None:
        plans.drop(self._connection, person=person, behaviour=drop.behaviour)

    def see(self, *, profile: Profile, at: datetime, address: Address | None = None) -> PersonId | None:
        return people.see(self._connection, profile=profile, at=at, address=address)

    def leave(self, *, account: AccountKey, reason: str) -> None:
        people.leave(self._connection, account=account, reason=reason)

    def disconnect(self, *, workspace: Workspace, reason: str, at: datetime) -> None:
        people.disconnect(self._connection, workspace=workspace, reason=reason, at=at)


_TAKE = insert(inbound).on_conflict_do_nothing().returning(inbound.c.event)

# The event's id and the locks on whoever acts, and on the window, the goal or the promise that they act on, are taken
# in one statement, and nothing is read before all are held: what a waiting transaction reads later is what the one
# before it left. It is the person that is locked, for they may have several accounts; and with a goal its team, for
# what one goal of it may be depends on the others. The team comes first, as whoever has it may change all of its
# goals. SQLite needs no locks on rows: it has one writer.
_PERSON = (
    select(person.c.id)
    .select_from(account.join(workspace).join(person))
    .where(
        *people.NAMED,
        account.c.user == bindparam("user"),
    )
    .with_for_update(key_share=True, of=person)
    .subquery()
)
_WINDOW = select(window.c.id).where(window.c.id == bindparam("about")).with_for_update(read=True).subquery()
_TEAM = (
    select(team.c.key)
    .where(team.c.key == select(goal.c.team).where(goal.c.key == bindparam("about")).scalar_subquery())
    .with_for_update(key_share=True)
    .subquery()
)


def _held(locked: Subquery) -> ColumnElement[bool]:
    return select(func.count()).select_from(locked).scalar_subquery() >= 0  # always so


_GOAL = (
    select(goal.c.key)
    .where(goal.c.key == bindparam("about"), _held(_TEAM))
    .with_for_update(key_share=True, of=goal)
    .subquery()
)
_PROMISE = select(promise.c.id).where(promise.c.id == bindparam("about")).with_for_update(key_share=True).subquery()
_LOCKED = [_held(each) for each in (_PERSON, _WINDOW, _GOAL, _PROMISE)]
_TAKE_AND_LOCK = (
    insert(inbound)
    .from_select(
        ["event", "at"],
        select(bindparam("event", type_=Text), bindparam("at", type_=Instant)).where(*_LOCKED),
    )
    .on_conflict_do_nothing()
    .returning(inbound.c.event)
)

_HOLD = select(person.c.id).where(person.c.id == bindparam("whose")).with_for_update(key_share=True)

_REMEMBERED = insert(conversation)
_REMEMBER = _REMEMBERED.on_conflict_do_update(
    index_elements=["person", "dialogue", "subject"], set_={"state": _REMEMBERED.excluded.state}
)
_FORGET = delete(conversation).where(
    conversation.c.person == bindparam("person_"),
    conversation.c.dialogue == bindparam("dialogue_"),
    conversation.c.subject == bindparam("subject_"),
)

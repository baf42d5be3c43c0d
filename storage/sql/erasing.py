"""Forgets what somebody has said, where they say so. What was published of it stays (domain.md R3)."""

from collections.abc import Mapping

from sqlalchemy import BindParameter, Connection, Delete, bindparam, delete, select, update

from dialogues.event import Occasion
from dialogues.kind import Kind
from dialogues.meeting.sentence import MEETING
from dialogues.person import PersonId
from storage.sql import topics
from storage.sql.planning import BLANK, IS_PLANNED, IS_SENDING
from storage.tables.goals import celebration, goal, judgement, plan, promise, reflection
from storage.tables.meetings import booking, diary, feed, meeting, one_on_one, personal_promise, topic
from storage.tables.people import account, handle, lead, person
from storage.tables.questions import answer, audit, comment, respondent, window
from storage.tables.sending import caps, conversation, delivery, reader, schedule


def erase(connection: Connection, *, of: PersonId) -> None:
    """See `Turn.erase`."""
    connection.execute(_HOLD, {"whose": of}).all()
    topics.unsay(connection, whose=of)
    for forget in ERASED.values():
        connection.execute(forget, {"whose": of})
    connection.execute(_UNSAY, {"whose": of})
    connection.execute(_BLANK, {"whose": of, "blank": BLANK})
    connection.execute(_REMIND_NO_MORE, {"whose": of})


_WHOSE: BindParameter[str] = bindparam("whose")
_KEY = select(respondent.c.key).where(respondent.c.person == _WHOSE)
_ACCOUNTS = select(account.c.id).where(account.c.person == _WHOSE)
_OPEN = select(window.c.id).where(window.c.closed_at.is_(None))

# A window that is being counted is waited for, and one that they have answered in is not counted meanwhile.
_HOLD = (
    select(window.c.id)
    .where(window.c.closed_at.is_(None), window.c.id.in_(select(answer.c.window).where(answer.c.respondent.in_(_KEY))))
    .order_by(window.c.id)
    .with_for_update(read=True)
)

#: What goes, by table.
ERASED: Mapping[str, Delete] = {
    comment.name: delete(comment).where(comment.c.respondent.in_(_KEY)),
    answer.name: delete(answer).where(answer.c.respondent.in_(_KEY)),
    judgement.name: delete(judgement).where(judgement.c.respondent.in_(_KEY)),
    plan.name: delete(plan).where(plan.c.person == _WHOSE),
    celebration.name: delete(celebration).where(celebration.c.person == _WHOSE),
    reflection.name: delete(reflection).where(reflection.c.person == _WHOSE),
    topic.name: delete(topic).where(topic.c.person == _WHOSE),
    one_on_one.name: delete(one_on_one).where(one_on_one.c.lead == _WHOSE),
    # Whoever has been asked in an open window is not asked in it again. What a lead has been prepared for is no answer.
    conversation.name: delete(conversation).where(
        conversation.c.person == _WHOSE, conversation.c.subject.not_in(_OPEN), conversation.c.dialogue != MEETING
    ),
}
#: What stays of a person's, by table, and why.
KEPT: Mapping[str, str] = {
    person.name: "who they are is said by the organisation, and what they have chosen holds on",
    account.name: "where they can be written to",
    handle.name: "said by the organisation",
    lead.name: "said by the organisation",
    goal.name: "the organisation's; its owner can be changed",
    promise.name: "the team's",
    meeting.name: "of two people; each can take it away with /goal 1:1",
    personal_promise.name: "of two people; it goes when it is answered",
    diary.name: "what they have chosen",
    feed.name: "what they have connected; it is disconnected, and all of it gone, with /goal 1:1",
    booking.name: "of two people; it goes as the calendar does that it is from",
    audit.name: "a record for those whose results were read",
    delivery.name: "that something was sent stays for five weeks, so that it does not come twice; the words go",
    reader.name: "that they get their team's digest, should it not stand in its channel",
    schedule.name: "what comes next, where it does",
    caps.name: "so that they are not written to more often",
    respondent.name: "the key under which they may answer again",
}

_OWN = [each for each in Kind if each.is_own]
_UNSAY = delete(delivery).where(IS_PLANNED, delivery.c.account.in_(_ACCOUNTS), delivery.c.kind.in_(_OWN))
_BLANK = (
    update(delivery)
    .where(delivery.c.account.in_(_ACCOUNTS), ~IS_PLANNED, ~IS_SENDING)
    .values(message=bindparam("blank"))
)
_REMIND_NO_MORE = (
    update(schedule)
    .where(schedule.c.person == _WHOSE, schedule.c.occasion == Occasion.REMINDER)
    .values(next_due_at=None, about=None)
)

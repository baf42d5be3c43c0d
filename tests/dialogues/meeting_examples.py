"""A lead's talks with two people and a team, and one example of every message and form about them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from dialogues.facts import Facts
from dialogues.feed import Fault
from dialogues.form import Form
from dialogues.meeting import (
    bringing,
    following,
    inviting,
    meeting_form,
    promising,
    promising_form,
    registering,
    sentence,
    topic_form,
)
from dialogues.meeting.feed import Feed
from dialogues.meeting.meeting import Diary, Meeting, MeetingId, Talk
from dialogues.meeting.personal_promise import PersonalPromise, PersonalPromiseId
from dialogues.meeting.question import OF_BEHAVIOUR, OF_OBSTACLE, PLAIN, WAYS, Agenda
from dialogues.meeting.topic import Topic
from dialogues.message import Message, brief
from dialogues.nudge.memory import VARIANTS
from dialogues.person import PersonId
from dialogues.phrase import Day, Phrase, Text, Wording
from dialogues.wellformed import TITLE
from tests.dialogues.examples import ANNA, FACTS, GOAL, LENA, MONDAY, OTHER, STOCKHOLM, TEAM
from tests.dialogues.nudge_examples import FOCUS, LONG, OBSTACLE

BO = replace(ANNA, id=PersonId("bo"), name="Bo Ek", email="bo@example.com")
TODAY = date(2026, 11, 16)
#: Every Tuesday at one, in winter twelve in UTC; every other Thursday; and the team on Wednesday the 18th.
WITH_ANNA = Meeting(
    id=MeetingId("a1"),
    lead=LENA.id,
    team=TEAM.id,
    person=ANNA.id,
    first=date(2026, 11, 17),
    at=time(13),
    zone=STOCKHOLM,
    weeks=1,
)
WITH_BO = replace(WITH_ANNA, id=MeetingId("b1"), person=BO.id, first=date(2026, 11, 19), at=time(10), weeks=2)
WITH_TEAM = replace(WITH_ANNA, id=MeetingId("t1"), person=None, first=date(2026, 11, 18), at=time(9, 30), weeks=0)
MEETINGS = (WITH_ANNA, WITH_BO, WITH_TEAM)
#: What their lead knows of it.
LEADING: Facts = replace(
    FACTS,
    person=LENA,
    team=OTHER,
    leads=(TEAM,),
    goals=(GOAL,),
    meetings=MEETINGS,
    counterparts=(ANNA, BO),
)
#: What Anna has to bring up, and what she knows.
BROUGHT = Topic(
    talk="a1.2026-11-16", by=ANNA.id, lead=LENA.id, text="Kön på fredagar", is_shared=True, on=date(2026, 11, 17)
)
INVITED: Facts = replace(FACTS, meetings=(WITH_ANNA,), counterparts=(LENA,), topics=(BROUGHT,))
PROMISED = PersonalPromise(
    id=PersonalPromiseId("p1"),
    lead=LENA.id,
    to=ANNA.id,
    text="du slipper rapporten",
    made_on=TODAY,
    due_on=date(2026, 11, 24),
)
EVERY = Diary(ahead=timedelta(minutes=10), every=True)
AGENDA = Agenda(goal=GOAL, behaviour=FOCUS, obstacle=OBSTACLE)
LONGEST = Agenda(
    goal=replace(GOAL, title=Wording(texts={"sv": "å" * TITLE, "en": "o" * TITLE})), behaviour=LONG, obstacle=OBSTACLE
)


def talk(meeting: Meeting, after: datetime = MONDAY) -> Talk:
    """Its first one from then on."""
    return next(meeting.talks(after))


def _before() -> Iterator[tuple[str, Message[Text]]]:
    at = sentence.when(talk(WITH_ANNA), LENA, TODAY)
    for name, agenda in (("", AGENDA), (", long", LONGEST)):
        for number in sorted((*PLAIN, *OF_BEHAVIOUR, *OF_OBSTACLE)):
            yield f"before a one-on-one {number}{name}", sentence.before("Bartholomeus Ek", at, agenda, number, ())
        for number in WAYS:
            yield f"before a meeting {number}{name}", sentence.before_meeting("Kundservice Väst", at, agenda, number)
    yield "before a one-on-one, alone", sentence.before("Anna", at, None, 0, ())
    yield "today", sentence.before("Anna", sentence.when(talk(WITH_ANNA), LENA, WITH_ANNA.first), AGENDA, 1, ())
    for is_one_on_one in (True, False):
        yield f"after, one-on-one: {is_one_on_one}", sentence.after("k", "Anna", is_one_on_one=is_one_on_one)
    for answer in ("yes", "no", "before"):
        key = "meeting.noted_before" if answer == "before" else f"meeting.noted.{answer}"
        yield f"noted, {answer}", brief(Phrase.of(key))


def _lists() -> Iterator[tuple[str, Message[Text]]]:
    yield "talks", registering.listed(LEADING, MONDAY)
    for diary in (EVERY, *(Diary(ahead=timedelta(minutes=each)) for each in meeting_form.MINUTES)):
        yield f"talks, {diary}", registering.listed(replace(LEADING, diary=diary), MONDAY)
    for weeks in (3, 4):
        friday = replace(WITH_BO, first=date(2026, 11, 20), weeks=weeks)
        monday = replace(WITH_BO, first=TODAY, weeks=weeks)
        wednesday = replace(WITH_BO, first=date(2026, 11, 18), weeks=weeks)
        yield (
            f"talks, {weeks} weeks",
            registering.listed(replace(LEADING, meetings=(monday, wednesday, friday)), MONDAY),
        )
    yield "no talks", registering.listed(replace(LEADING, meetings=()), MONDAY)
    yield (
        "a talk is saved",
        registering.listed(LEADING, MONDAY, Phrase.of("meeting.saved", talk=registering.line(WITH_BO, LEADING))),
    )
    yield "too many talks", brief(Phrase.of("meeting.enough", most=registering.MOST))
    yield "talks of somebody who leads nobody", registering.listed(FACTS, MONDAY)


def _brought() -> Iterator[tuple[str, Message[Text]]]:
    when = sentence.when(talk(WITH_ANNA), ANNA, TODAY)
    for number in range(1, 1 + VARIANTS):
        name = "Bartholomeus von Ek"
        yield f"before, invited {number}", inviting.invitation(talk(WITH_ANNA), name, when, number, stop=number == 3)
    yield "not invited", brief(Phrase.of("invitation.nothing_said"))
    yield "that talk is over", brief(Phrase.of("topic.over"))
    for is_shared in (False, True):
        brought = replace(BROUGHT, is_shared=is_shared)
        yield f"brought, shared: {is_shared}", bringing.thanks(brought, talk(WITH_ANNA), LENA)
        yield f"mine, shared: {is_shared}", bringing.mine(replace(INVITED, topics=(brought,)), MONDAY)
    yield "mine, nothing to bring up", bringing.mine(replace(INVITED, topics=()), MONDAY)
    own = tuple(topic_form.shown(BROUGHT, "Anna"))
    yield "before, something is brought", sentence.before("Anna", when, AGENDA, 1, own)


def _promises() -> Iterator[tuple[str, Message[Text]]]:
    yield "a promise is asked about", promising.ask(PROMISED, "Anna")
    for became in promising.ENDS:
        yield f"told of a promise, {became}", promising.told(PROMISED, "Lena", became)
        yield f"a promise is answered, {became}", brief(Phrase.of(f"between.answered.{became}", name="Anna"))
    yield "a promise is noted", brief(Phrase.of("between.saved", name="Anna", day=Day(day=PROMISED.due_on)))
    yield "a promise is over", brief(Phrase.of("between.over"))
    yield "promises of a lead", registering.listed(replace(LEADING, personal_promises=(PROMISED,)), MONDAY)
    yield "promises to somebody", registering.listed(replace(INVITED, personal_promises=(PROMISED,)), MONDAY)
    promised = replace(LEADING, personal_promises=(PROMISED,))
    when = sentence.when(talk(WITH_ANNA), LENA, TODAY)
    yield "before, with a promise", sentence.before("Anna", when, AGENDA, 1, tuple(promising.before(promised, ANNA.id)))


#: Of a lead with a calendar, in which Anna is found.
FOLLOWED = replace(
    LEADING,
    feed=Feed(is_read=True),
    booked=(replace(talk(WITH_ANNA), key="c1.feed"), replace(talk(WITH_TEAM), key="c2.feed")),
)


def _feeds() -> Iterator[tuple[str, Message[Text]]]:
    at = datetime(2026, 11, 16, 6, tzinfo=UTC)
    for fault in Fault:
        why = Phrase.of(f"feed.fault.{fault.value}")
        yield f"broken, {fault}", following.told(Phrase.of("feed.broken", why=why))
        broken = Feed(fault=fault, failing_since=at, is_told=True)
        yield f"talks, broken, {fault}", registering.listed(replace(FOLLOWED, feed=broken), MONDAY)
    for feed in (Feed(), Feed(is_read=True, is_nameless=True), Feed(is_read=True)):
        yield f"talks, {feed}", registering.listed(replace(FOLLOWED, feed=feed), MONDAY)
    for key in ("feed.again", "feed.nameless"):
        yield key, following.told(Phrase.of(key))
    for key in ("feed.connected", "feed.removed"):
        yield key, following.said(key)


MEETING_MESSAGES: Mapping[str, Message[Text]] = dict((*_before(), *_lists(), *_brought(), *_promises(), *_feeds()))
MEETING_FORMS: Mapping[str, Form[Text]] = {
    "a new talk": meeting_form.form(MeetingId("n1"), None, LEADING),
    **{f"a talk {each.id}": meeting_form.form(each.id, each, LEADING) for each in MEETINGS},
    "a new promise": promising_form.form(PersonalPromiseId("n1"), None, LEADING),
    "a promise": promising_form.form(PROMISED.id, PROMISED, LEADING),
    "what to bring up": topic_form.form("k", "Lena", None),
    "what is brought": topic_form.form("k", "Lena", BROUGHT),
    "a calendar": following.form(),
    "when": meeting_form.diary_form(EVERY),
}
MEETING_ERRORS: Mapping[str, Text] = {
    "a talk that has been": Phrase.of("meeting.past"),
    "a talk too far away": Phrase.of("meeting.too_far"),
}

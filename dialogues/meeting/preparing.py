"""Before a talk its lead is told what they could ask in it: the same for everybody in the team, whatever anybody has
answered (domain.md §4.4). Afterwards they are asked whether it became a talk about the goal."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from dialogues import editing, help, insight
from dialogues.audit import Through
from dialogues.effect import Effect, Reply, Say, Schedule
from dialogues.event import Chose, Due, Event, Occasion, Submitted
from dialogues.facts import Facts, Want
from dialogues.kind import Kind
from dialogues.meeting import afterwards, moment, promising, sentence, talks, topic_form
from dialogues.meeting.meeting import Talk
from dialogues.meeting.memory import Prepared
from dialogues.meeting.question import OF_OBSTACLE, Agenda, agenda
from dialogues.message import Block, Message
from dialogues.phrase import Text
from dialogues.rhythm import monday
from dialogues.step import Dialogue, Step

#: Where no talk is near, one is looked for again after so long.
LOOK: Final = timedelta(weeks=4)


def advance(state: Prepared | None, event: Event, facts: Facts) -> Step[Prepared]:
    """Prepares the lead for each talk once at most, and asks of it once."""
    match event:
        case Due() if not facts.someone.welcome:
            return _leave_alone(state, event, facts)
        case Due(occasion=Occasion.MEETING):
            return _prepare((state or Prepared()).since(event.at), event, facts)
        case Due():
            return afterwards.ask((state or Prepared()).since(event.at), event, facts)
        case Chose():
            return afterwards.note(state or Prepared(), event, facts)
        case Submitted():
            return Step(state=state, effects=(Reply(message=help.outdated()),))
        case _:
            return Step(state=state)


def _leave_alone(state: Prepared | None, due: Due, facts: Facts) -> Step[Prepared]:
    """Who has stopped hears nothing, and who waits for their greeting is looked at again tomorrow."""
    lead = facts.someone
    again = None if lead.stopped else lead.availability.tomorrow(due.at)
    return Step(state=state, effects=(Schedule(occasion=due.occasion, subject=lead.id, at=again),))


def _prepare(state: Prepared, due: Due, facts: Facts) -> Step[Prepared]:
    lead = facts.someone
    says: list[Effect] = []
    later = []
    for talk in talks.led(facts, due.at):
        nudge_at = moment.nudge_at(talk, lead, facts.diary.ahead)
        if nudge_at > due.at:
            later.append(nudge_at)
        elif due.at < talk.starts_at:
            state, said = _before(state, talk, facts, due)
            says += said
    again = min(later, default=due.at + LOOK if facts.meetings or facts.booked else None)
    planned = Schedule(occasion=Occasion.MEETING, subject=lead.id, at=again)
    return Step(state=state, effects=(*says, planned, afterwards.upcoming(state, facts, due.at)))


def _before(state: Prepared, talk: Talk, facts: Facts, due: Due) -> tuple[Prepared, Sequence[Effect]]:
    """The question of the week, where it has not been or the lead wants it before every talk; and whatever the two have
    to talk about, in any case."""
    shared, own = talks.shared_topic(talk, facts), tuple(_own(talk, facts))
    stamp = editing.digest(shared.text) if shared else ""
    if state.is_nudged(talk, stamp):
        return state, ()
    day = facts.someone.day(talk.starts_at)
    is_turn = not state.is_nudged(talk) and (facts.diary.every or not state.is_said(talk, monday(day)))
    found = agenda(talk.team, facts, day) if is_turn else None
    among = found.numbers(talk) if found else ()
    number = state.number(talk, monday(day), among) if among else 0
    message = _message(talk, facts, due, found if among else None, number, own)
    if message is None:
        return state, ()
    said = state.after(talk, monday(day), number) if among else state
    say = Say(
        to=talk.lead,
        key=f"{sentence.MEETING}:{talk.key}:{talk.starts_at:%Y%m%dT%H%M}:{stamp}",
        kind=_kind(talk, is_asked_for=facts.diary.every or bool(own)),
        message=message,
        expires_at=talk.starts_at,
    )
    has_raised = [talk.team] if talk.is_one_on_one and number in OF_OBSTACLE else []
    return said.nudged(talk, stamp), (say, *insight.of_readings(has_raised, Through.MEETING, facts))


def _own(talk: Talk, facts: Facts) -> Iterator[Block[Text]]:
    """What the two have to talk about: what the lead has promised the other, and what the other has chosen to share for
    this talk."""
    person, shared = talks.partner(talk, facts), talks.shared_topic(talk, facts)
    if person is not None:
        yield from promising.before(facts, person.id)
        if shared is not None:
            yield from topic_form.shown(shared, person.name)


def _message(
    talk: Talk, facts: Facts, due: Due, found: Agenda | None, number: int, own: Sequence[Block[Text]]
) -> Message[Text] | None:
    lead = facts.someone
    begins = sentence.when(talk, lead, lead.day(due.at))
    person, team = talks.partner(talk, facts), talks.team_of(talk, facts)
    if talk.is_one_on_one:
        return sentence.before(person.name, begins, found, number, own) if person and (found or own) else None
    return sentence.before_meeting(team.name, begins, found, number) if team and found else None


def _kind(talk: Talk, *, is_asked_for: bool) -> Kind:
    if is_asked_for:
        return Kind.EVERY_TALK
    return Kind.ONE_ON_ONE if talk.is_one_on_one else Kind.TEAM_MEETING


DIALOGUE = Dialogue(
    name=sentence.MEETING,
    advance=advance,
    wants=Want.GOALS | Want.PROMISES | Want.MEETINGS,
    states=Prepared,
)

"""Whoever has a talk with the lead of their team is asked the day before what they want to bring up in it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final, Literal

from dialogues import help, rhythm
from dialogues.availability import instant
from dialogues.calendar import DAY
from dialogues.effect import Replace, Reply, Say, Schedule
from dialogues.event import Chose, Due, Event, Occasion
from dialogues.facts import Facts, Want
from dialogues.kind import Kind
from dialogues.meeting import bringing, sentence, talks
from dialogues.meeting.meeting import Talk
from dialogues.message import Choice, Message, Note, brief
from dialogues.nudge import sentence as nudge_sentence
from dialogues.nudge.memory import Nudged
from dialogues.person import Person
from dialogues.phrase import Phrase, Text
from dialogues.step import Dialogue, Step
from dialogues.token import Token

# The dialogue's name, as it stands in tokens.
INVITATION: Final = "invitation"
#: So long before a talk nobody is asked any more.
SHORTEST: Final = timedelta(hours=1)
#: So many days back is looked for the working day before a talk.
BACK: Final = 14
#: So many talks are remembered that somebody was invited to.
REMEMBERED: Final = 4
#: Where no talk is near, one is looked for again after so long.
LOOK: Final = timedelta(weeks=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """In which words the person was asked last and whether they touch what they get (`memory`), and for which `talks`
    they have been asked, by key and time."""

    memory: Nudged = field(default_factory=Nudged)
    talks: tuple[str, ...] = ()
    tag: Literal["invited"] = "invited"


def advance(state: Invited | None, event: Event, facts: Facts) -> Step[Invited]:
    """Asks once for each talk; a tap says that it was read."""
    state = state or Invited()
    match event:
        case Due() if not facts.someone.welcome:
            again = None if facts.someone.stopped else facts.someone.availability.tomorrow(event.at)
            return Step(state=state, effects=(_schedule(facts, again),))
        case Due():
            return _invite(state, event, facts)
        case Chose(token=Token(step="nothing")):
            said = Replace(message=brief(Phrase.of("invitation.nothing_said")))
            return Step(state=_touched(state), effects=(said,))
        case Chose(token=Token(step="write", value=key)) if found := talks.invited_to(key, facts, event.at):
            return Step(state=_touched(state), effects=(bringing.opened(*found, facts),))
        case Chose():
            return Step(state=_touched(state), effects=(Reply(message=brief(Phrase.of("topic.over"))),))
        case _:
            return Step(state=state, effects=(Reply(message=help.outdated()),))


def _touched(state: Invited) -> Invited:
    return replace(state, memory=state.memory.touched(Kind.INVITATION))


def _schedule(facts: Facts, at: datetime | None) -> Schedule:
    return Schedule(occasion=Occasion.INVITATION, subject=facts.someone.id, at=at)


def _invite(state: Invited, due: Due, facts: Facts) -> Step[Invited]:
    later, says = [], []
    for talk, lead in talks.invited(facts, due.at):
        moment = invited_at(talk, facts.someone)
        mark = f"{talk.key}:{talk.starts_at:%Y%m%dT%H%M}"
        if moment > due.at:
            later.append(moment)
        elif mark not in state.talks and due.at < talk.starts_at - SHORTEST:
            state = replace(state, talks=(*state.talks, mark)[-REMEMBERED:])
            if _is_asked(state, talk, facts, due):
                says.append(_say(state, talk, lead, facts, due))
                state = replace(state, memory=state.memory.after(Kind.INVITATION, facts.someone.day(due.at)))
    again = min(later, default=due.at + LOOK if facts.meetings or facts.booked else None)
    return Step(state=state, effects=(*says, _schedule(facts, again)))


def invited_at(talk: Talk, person: Person) -> datetime:
    """The person's own minute on the last working day before the talk; or on the one before that, where they have
    their question of the week on that day: there is one message a day."""
    day = person.day(talk.starts_at)
    days = [each for number in range(1, BACK) if person.calendar.is_working_day(each := day - DAY * number)]
    free = [each for each in days[:2] if each.weekday() != rhythm.pulse_day(person)]
    return instant(next(iter((*free, *days)), day - DAY), rhythm.pulse_time(person), person.timezone)


def _is_asked(state: Invited, talk: Talk, facts: Facts, due: Due) -> bool:
    """Not whoever has written something, or touches none of these; and where no texts are kept, nobody."""
    rests = state.memory.rests(Kind.INVITATION, facts.someone.day(due.at))
    return not rests and talks.own_topic(talk, facts) is None and bool(facts.organisation.rules.keep_texts)


def _say(state: Invited, talk: Talk, lead: Person, facts: Facts, due: Due) -> Say:
    person, memory = facts.someone, state.memory
    when = sentence.when(talk, person, person.day(due.at))
    return Say(
        to=person.id,
        key=f"{INVITATION}:{talk.key}:{talk.starts_at:%Y%m%dT%H%M}",
        kind=Kind.INVITATION,
        message=invitation(talk, lead.name, when, memory.next_variant(Kind.INVITATION), stop=memory.offers_stop),
        expires_at=talk.starts_at - SHORTEST,
    )


def invitation(talk: Talk, name: str, when: Phrase, variant: int, *, stop: bool = False) -> Message[Text]:
    """Whether there is something to bring up in the talk with a lead of this name, in the words with this number."""
    text = Phrase.of(f"invitation.{variant}", name=name, when=when)
    write = Token(dialogue=INVITATION, step="write", value=talk.key)
    nothing = Token(dialogue=INVITATION, step="nothing")
    message = nudge_sentence.message(
        text,
        Choice(label=Phrase.of("topic.write"), token=str(write), opens=True),
        Choice(label=Phrase.of("invitation.nothing"), token=str(nothing)),
        stop=stop,
    )
    first, *rest = message.blocks
    return replace(message, blocks=(first, Note(text=Phrase.of("invitation.private")), *rest))


DIALOGUE = Dialogue(name=INVITATION, advance=advance, wants=Want.MEETINGS, states=Invited)

"""When a team's digest goes out, and to whom: to its lead and the team at the same moment."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from dialogues import help, insight, rhythm
from dialogues.audit import Through
from dialogues.calendar import DAY
from dialogues.digest import contents
from dialogues.digest.contents import NAME
from dialogues.digest.week import WEEK, Week
from dialogues.digest.why import read, why
from dialogues.effect import Effect, Post, Reply, Say, Schedule, ShowCelebration
from dialogues.event import Chose, Due, Event, Occasion
from dialogues.facts import Facts, Want
from dialogues.kind import Kind
from dialogues.message import Message
from dialogues.person import Person
from dialogues.phrase import Text
from dialogues.silence import Reason, Silence
from dialogues.step import Dialogue, Step
from dialogues.token import Token


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Goes out on the first working day of the week, or, where that was missed altogether, not at all. Whoever has it
    may ask why it shows what it does."""
    match event:
        case Due():
            return Step(effects=tuple(_digest(event, facts)))
        case Chose(token=Token(step=step, value=named)):
            rules = read(named) if step == "why" else ()
            return Step(effects=(Reply(message=why(rules) if rules else help.outdated()),))
        case _:
            return Step()


def _digest(due: Due, facts: Facts) -> Iterator[Effect]:
    organisation, team = facts.organisation, facts.team
    today = organisation.day(due.at)
    monday = rhythm.monday(today)
    readers = _readers(facts, today)
    moment = _moment(monday, facts)
    if due.at < moment:
        yield Schedule(occasion=Occasion.DIGEST, subject=team.id, at=moment)
        return
    evening = organisation.availability.evening(moment)
    week = Week.of(facts, monday, today)
    if due.at < evening and week is not None and readers:
        digest = contents.compose(week)
        yield from _send(digest.message, facts, readers, monday, evening + DAY)
        if digest.celebrated is not None:
            yield ShowCelebration(id=digest.celebrated.id, on=today)
    yield Schedule(occasion=Occasion.DIGEST, subject=team.id, at=_moment(monday + WEEK, facts))


def silence(due: Due, facts: Facts) -> Silence | None:
    """Why the team gets no digest now, and when the next one comes."""
    today = facts.organisation.day(due.at)
    monday = rhythm.monday(today)
    if Week.of(facts, monday, today) is None:
        return Silence(reason=Reason.NO_FOCUS)
    moment = _moment(monday, facts)
    if due.at >= facts.organisation.availability.evening(moment):
        moment = _moment(monday + WEEK, facts)
    return Silence(reason=Reason.LATER, until=moment) if due.at < moment else None


def _moment(monday: date, facts: Facts) -> datetime:
    """By everybody, whether they read it or not: a moment that moves would tell that somebody has stopped (R13)."""
    everybody = [*facts.members, *([facts.person] if facts.person is not None else [])]
    return rhythm.digest_on(monday, facts.team.id, everybody, facts.organisation, lead=facts.person)


def _readers(facts: Facts, today: date) -> Sequence[Person]:
    return [each for each in (*facts.members, facts.person) if each is not None and _reads(each, today)]


def _reads(person: Person, today: date) -> bool:
    """Whether a digest may come today: on the day of the greeting nothing else does."""
    return person.welcome and person.greeted_on is not None and person.greeted_on < today


def _send(
    message: Message[Text], facts: Facts, readers: Sequence[Person], monday: date, expires_at: datetime
) -> Iterator[Effect]:
    key = f"digest:{facts.team.id}:{monday}"
    members = tuple(each.id for each in readers if each in facts.members)
    yield Post(to=facts.team.id, members=members, key=key, kind=Kind.DIGEST, message=message, expires_at=expires_at)
    if facts.person in readers and facts.person is not None:
        yield insight.by_lead(facts.team, Through.DIGEST)
        is_first = facts.team.id == min(each.id for each in (facts.team, *facts.leads))
        kind = Kind.LEAD_DIGEST if is_first else Kind.OTHER_DIGEST
        yield Say(to=facts.person.id, key=f"{key}:lead", kind=kind, message=message, expires_at=expires_at)


DIALOGUE = Dialogue(
    name=NAME,
    advance=advance,
    wants=Want.GOALS | Want.READINGS | Want.MEMBERS | Want.PROMISES | Want.LISTENING | Want.REMARKS | Want.CELEBRATIONS,
    silence=silence,
)

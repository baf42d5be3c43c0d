"""The weekly message that a lead and the team get at the same moment: it starts a conversation (domain.md §5.1).

It is composed from readings alone, and is the same for everyone who gets it.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from dialogues import goals, insight, reading, rhythm, talk
from dialogues.audit import Through
from dialogues.effect import Effect, Post, Say, Schedule
from dialogues.event import Due, Event, Occasion
from dialogues.facts import Facts, Want
from dialogues.goal import Goal
from dialogues.kind import Kind
from dialogues.message import Block, Choice, Choices, Heading, Message, Note, Paragraph, Quote
from dialogues.person import Person, Team
from dialogues.phrase import Phrase, Text
from dialogues.silence import Reason, Silence
from dialogues.step import Dialogue, Step
from dialogues.window import Reading

#: The questions that need nothing to be known (domain.md §5.1: Q1, Q4, Q6), taken in turn by the week.
QUESTIONS = ("digest.q1", "digest.q4", "digest.q6")

DAY = timedelta(days=1)


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Goes out on the first working day of the week, or, where that was missed altogether, not at all."""
    match event:
        case Due():
            return Step(effects=tuple(_digest(event, facts)))
        case _:
            return Step()


def _digest(due: Due, facts: Facts) -> Iterator[Effect]:
    organisation, team = facts.organisation, facts.team
    today = organisation.day(due.at)
    readers = _readers(facts, today)
    monday = rhythm.monday(today)
    moment = rhythm.digest_on(monday, team.id, readers, organisation)
    if due.at < moment:
        yield Schedule(occasion=Occasion.DIGEST, subject=team.id, at=moment)
        return
    evening = organisation.availability.evening(moment)
    goal = _goal(facts, today)
    if due.at < evening and goal is not None and readers:
        message = compose(team, goal, facts.readings, len(facts.members) >= organisation.rules.k, monday)
        yield from _send(message, facts, readers, monday, evening + DAY)
    next_week = rhythm.digest_on(monday + 7 * DAY, team.id, readers, organisation)
    yield Schedule(occasion=Occasion.DIGEST, subject=team.id, at=next_week)


def silence(due: Due, facts: Facts) -> Silence | None:
    """Why the team gets no digest now, and when the next one comes."""
    organisation, team = facts.organisation, facts.team
    today = organisation.day(due.at)
    if _goal(facts, today) is None:
        return Silence(reason=Reason.NO_FOCUS)
    readers, monday = _readers(facts, today), rhythm.monday(today)
    moment = rhythm.digest_on(monday, team.id, readers, organisation)
    if due.at >= organisation.availability.evening(moment):
        moment = rhythm.digest_on(monday + 7 * DAY, team.id, readers, organisation)
    return Silence(reason=Reason.LATER, until=moment) if due.at < moment else None


def _goal(facts: Facts, today: date) -> Goal | None:
    return next((each for each in facts.goals if each.focused and each.runs_on(today)), None)


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
        yield Say(to=facts.person.id, key=f"{key}:lead", kind=Kind.LEAD_DIGEST, message=message, expires_at=expires_at)


def compose(team: Team, goal: Goal, readings: Sequence[Reading], is_large: bool, monday: date) -> Message[Text]:
    """The digest of the week that begins on `monday`. `readings` are the team's, oldest first, and `goal` has a focus.

    Words only, one question, and always what is not shown and why.
    """
    behaviour = goal.focused
    ours = [each for each in readings if behaviour is not None and each.is_of(behaviour.id)]
    title = Phrase.of("digest.title", team=team.name)
    return Message(
        summary=title,
        blocks=(
            Heading(text=title),
            *([Quote(text=behaviour.text)] if behaviour else []),
            *_movement(ours, is_large, monday),
            Heading(text=Phrase.of("digest.question")),
            Paragraph(text=_question(goal, monday)),
            Choices(choices=(talk.button(team), Choice(label=Phrase.of("goals.ours"), token=goals.show(team)))),
            Note(text=Phrase.of("digest.hidden")),
        ),
    )


def _movement(readings: Sequence[Reading], is_large: bool, monday: date) -> Iterator[Block[Text]]:
    if not is_large:
        yield Paragraph(text=Phrase.of("digest.small_team"))
        return
    if not readings:
        yield Paragraph(text=Phrase.of("digest.not_yet"))
        return
    latest = readings[-1]
    is_news = latest.last >= monday - DAY
    key = "digest.news" if is_news else "digest.no_news"
    yield Paragraph(text=Phrase.of(key, period=reading.period(latest), share=reading.said(latest)))
    if reading.is_certain(latest):
        yield Paragraph(text=Phrase.of("digest.too_early"))
    course = reading.course(readings)
    if course is not None:
        yield course


def _question(goal: Goal, monday: date) -> Phrase:
    key = QUESTIONS[monday.isocalendar().week % len(QUESTIONS)]
    return Phrase.of(key, goal=goal.title)


DIALOGUE = Dialogue(name="digest", advance=advance, wants=Want.GOALS | Want.READINGS | Want.MEMBERS, silence=silence)

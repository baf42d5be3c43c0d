"""What a pass did or would do, in words for an operator.

They are told what the organisation and the calendar bring about, and never what a person has chosen, answered or left
unanswered (R13): whose question or reminder comes when, or never, is their own.
"""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.turn import Done
from dialogues import catalogue
from dialogues.effect import CloseWindow, OpenWindow, Post, Say, Schedule
from dialogues.event import TO_PEOPLE, Due, Occasion
from dialogues.facts import Facts
from dialogues.language import Language
from dialogues.person import PersonId, TeamId
from dialogues.silence import Reason, Silence
from storage.port import Storage

REASONS: Mapping[Reason, str] = {
    Reason.WEEKEND: "it is the weekend",
    Reason.HOLIDAY: "it is a public holiday",
    Reason.BREAK: "the organisation has a break",
    Reason.NEWCOMER: "a new colleague, in the first ten working days",
    Reason.OUTSIDE_HOURS: "it is outside working hours",
    Reason.OTHER_DAY: "questions come Tuesday to Thursday",
    Reason.NOT_GREETED: "not greeted yet",
    Reason.JUST_GREETED: "nothing else comes on the day of the greeting",
    Reason.QUIET: "the team has not said for four weeks that it has talked about its goals",
    Reason.NO_QUESTION: "no question is open for the team",
    Reason.NO_FOCUS: "the team has no behaviour in focus",
    Reason.LATER: "it is not the time",
}


def describe(done: Done[Due], language: Language) -> Iterator[str]:
    """One line for each thing that follows from what was due. Times are local to whom they concern."""
    person, team = done.facts.person, done.facts.team
    is_personal = person is not None and done.event.subject == person.id
    who = person.name if person is not None and is_personal else team.name
    zone = _zone(done.facts) if is_personal else done.facts.organisation.timezone
    for effect in done.effects:
        match effect:
            case Say(kind=kind, message=message) if not kind.is_own:
                reader = person.name if person is not None else who
                now = _local(done.event.at, _zone(done.facts))
                yield f"{done.event.occasion}: {reader} is told “{language.say(message.summary)}” {now}"
            case Post(message=message):
                text, now = language.say(message.summary), _local(done.event.at, zone)
                yield f"{done.event.occasion}: team {who} is told “{text}” {now}"
            case OpenWindow():
                yield f"window: of team {who} opens"
            case CloseWindow(reading=reading):
                yield f"window: of team {who} closes {'with' if reading else 'without'} a reading"
            case Schedule(occasion=occasion, at=at) if occasion is Occasion.GREETING or occasion not in TO_PEOPLE:
                yield f"{occasion}: {who} next {_local(at, zone)}" if at else f"{occasion}: {who} no more"
            case _:
                pass


async def explain(storage: Storage, done: Sequence[Done[Due]], at: datetime) -> AsyncIterator[str]:
    """One line for everybody to whom nothing of what was `done` at `at` goes, and every team, with the reason. What is
    somebody's own counts as nothing: that it comes, and that it does not, tells what they have done.

    Raises StorageError.
    """
    effects = [effect for each in done for effect in each.effects]
    told = {
        effect.to
        for effect in effects
        if isinstance(effect, Post) or (isinstance(effect, Say) and not effect.kind.is_own)
    }
    reach = await storage.reach()
    for person in reach.people:
        if person not in told and (line := await _of_person(storage, person, at)):
            yield line
    for team in reach.teams:
        if team not in told and (line := await _of_team(storage, team, at)):
            yield line
    for someone in await storage.unreached():
        yield f"nothing: {someone.name}, no account in reach"


async def _of_person(storage: Storage, person: PersonId, at: datetime) -> str | None:
    facts, silence = await _look(storage, Due(at=at, occasion=Occasion.PULSE, subject=person))
    if silence and silence.reason is Reason.NOT_GREETED:
        facts, greeting = await _look(storage, Due(at=at, occasion=Occasion.GREETING, subject=person))
        silence = greeting or silence
    if facts is None or facts.person is None:
        return None
    reason = _reason(silence, _zone(facts)) if silence else "unless it is something of their own"
    return f"nothing: {facts.person.name}, {reason}"


async def _of_team(storage: Storage, team: TeamId, at: datetime) -> str | None:
    facts, silence = await _look(storage, Due(at=at, occasion=Occasion.DIGEST, subject=team))
    if facts is None:
        return None
    is_out = "the digest of this week has been, or nobody reads it yet"
    reason = _reason(silence, facts.organisation.timezone) if silence else is_out
    return f"nothing: team {facts.team.name}, {reason}"


async def _look(storage: Storage, due: Due) -> tuple[Facts | None, Silence | None]:
    dialogue = catalogue.OCCASIONS[due.occasion]
    facts = await storage.look(due=due, wants=dialogue.wants)
    return facts, dialogue.silence(due, facts) if facts else None


def _reason(silence: Silence, zone: ZoneInfo) -> str:
    until = f"; next {_local(silence.until, zone)}" if silence.until else ""
    return f"{REASONS[silence.reason]}{until}"


def _zone(facts: Facts) -> ZoneInfo:
    return facts.person.timezone if facts.person is not None else facts.organisation.timezone


def _local(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%a %Y-%m-%d %H:%M} {zone.key}"

"""What a pass did or would do, in words for an operator."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.turn import Done
from dialogues.effect import CloseWindow, OpenWindow, Post, Say, Schedule
from dialogues.event import Due
from dialogues.language import Language


def describe(done: Done[Due], language: Language) -> Iterator[str]:
    """One line for each thing that follows from what was due. Times are local to whom they concern."""
    person, team = done.facts.person, done.facts.team
    is_personal = person is not None and done.event.subject == person.id
    who = person.name if person is not None and is_personal else team.name
    zone = person.timezone if person is not None and is_personal else done.facts.organisation.timezone
    for effect in done.effects:
        match effect:
            case Say(message=message):
                reader = person.name if person is not None else who
                yield f"{done.event.occasion}: {reader} is told “{language.say(message.summary)}”"
            case Post(message=message, members=members):
                text = language.say(message.summary)
                yield f"{done.event.occasion}: team {who} ({len(members)} people) is told “{text}”"
            case OpenWindow():
                yield f"window: of team {who} opens"
            case CloseWindow(reading=reading):
                yield f"window: of team {who} closes {'with' if reading else 'without'} a reading"
            case Schedule(occasion=occasion, at=at):
                yield f"{occasion}: {who} next {_local(at, zone)}" if at else f"{occasion}: {who} no more"
            case _:
                pass


def _local(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%a %Y-%m-%d %H:%M} {zone.key}"

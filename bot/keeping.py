"""What a dialogue has decided, as facts that are recorded."""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from bot.talks import OfTalks, keep_of_talks
from dialogues.audit import Entry
from dialogues.effect import (
    Announce,
    Audit,
    CloseWindow,
    Comment,
    DropCelebration,
    DropPlan,
    DropReflection,
    Durable,
    Erase,
    Hush,
    Judge,
    LogTalk,
    OpenWindow,
    Post,
    Record,
    SaveCelebration,
    SaveGoal,
    SavePlan,
    SavePromise,
    SaveReflection,
    SaveSettings,
    Say,
    Schedule,
    ShowCelebration,
    Suggest,
    Track,
    Withdraw,
)
from dialogues.facts import Facts
from dialogues.person import Person
from storage.turn import Turn

#: What is of one person, and says so nowhere itself.
OfPerson = Record | Withdraw | Comment | SaveSettings | Judge | SavePlan | DropPlan
#: What a person has written.
OfWriting = SaveCelebration | DropCelebration | SaveReflection | DropReflection
#: What is of a team.
OfTeam = OpenWindow | CloseWindow | SaveGoal | Track | LogTalk | Hush | Announce | SavePromise | ShowCelebration


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The conversation that a turn belongs to."""

    dialogue: str
    subject: str


def keep(turn: Turn, effect: Durable, facts: Facts, about: About, at: datetime) -> None:
    """Keep one effect of what happened at `at` in this transaction."""
    match effect:
        case _ if isinstance(effect, OfTalks):
            keep_of_talks(turn, effect, facts.someone, at)
        case Say():
            turn.say(say=effect, dialogue=about.dialogue, subject=about.subject, at=at)
        case Post():
            turn.post(post=effect, dialogue=about.dialogue, subject=about.subject, at=at)
        case SaveCelebration() | DropCelebration() | SaveReflection() | DropReflection():
            _keep_writing(turn, effect, facts.someone)
        case Schedule():
            turn.schedule(schedule=effect)
        case Suggest():
            turn.suggest(suggest=effect)
        case Erase():
            turn.erase(person=facts.someone.id)
        case Audit():
            turn.audit(entry=_entry(effect, facts, at))
        case Record() | Withdraw() | Comment() | SaveSettings() | Judge() | SavePlan() | DropPlan():
            _keep_own(turn, effect, facts.someone, at)
        case _:
            _keep_of_team(turn, effect, at)


def _entry(effect: Audit, facts: Facts, at: datetime) -> Entry:
    return Entry(
        on=facts.organisation.day(at),
        role=effect.role,
        through=effect.through,
        team=effect.team,
        who=effect.who or facts.someone.id,
    )


def _keep_of_team(turn: Turn, effect: OfTeam, at: datetime) -> None:
    match effect:
        case OpenWindow():
            turn.open_window(window=effect, at=at)
        case CloseWindow():
            turn.close_window(window=effect, at=at)
        case SaveGoal():
            turn.save_goal(save=effect)
        case Track():
            turn.track(track=effect)
        case LogTalk():
            turn.log_talk(log=effect)
        case Hush():
            turn.hush(hush=effect)
        case Announce():
            turn.announce(announce=effect)
        case SavePromise():
            turn.save_promise(save=effect)
        case ShowCelebration():
            turn.show_celebration(show=effect)
        case _:
            assert_never(effect)


def _keep_own(turn: Turn, effect: OfPerson, person: Person, at: datetime) -> None:
    match effect:
        case Record():
            turn.record(person=person.id, record=effect, on=person.day(at))
        case Withdraw():
            turn.withdraw(person=person.id, withdraw=effect)
        case Comment():
            turn.comment(person=person.id, comment=effect)
        case SaveSettings():
            turn.settings(person=person.id, settings=effect, at=at)
        case Judge():
            turn.judge(person=person.id, judge=effect)
        case SavePlan():
            turn.save_plan(person=person.id, save=effect)
        case DropPlan():
            turn.drop_plan(person=person.id, drop=effect)
        case _:
            assert_never(effect)


def _keep_writing(turn: Turn, effect: OfWriting, person: Person) -> None:
    match effect:
        case SaveCelebration():
            turn.save_celebration(person=person.id, save=effect)
        case DropCelebration():
            turn.drop_celebration(person=person.id, drop=effect)
        case SaveReflection():
            turn.save_reflection(person=person.id, save=effect)
        case DropReflection():
            turn.drop_reflection(person=person.id, drop=effect)
        case _:
            assert_never(effect)

"""What has been decided for somebody who has talks, as facts that are recorded."""

from datetime import datetime
from typing import assert_never

from dialogues.effect import (
    Book,
    DropFeed,
    DropMeeting,
    DropPersonalPromise,
    DropTopic,
    LogOneOnOne,
    SaveDiary,
    SaveFeed,
    SaveMeeting,
    SavePersonalPromise,
    SaveTopic,
    TrackFeed,
)
from dialogues.person import Person
from storage.turn import Turn

OfFeed = SaveFeed | DropFeed | TrackFeed | Book
OfPromises = SavePersonalPromise | DropPersonalPromise
OfTalks = SaveMeeting | DropMeeting | SaveDiary | SaveTopic | DropTopic | LogOneOnOne | OfPromises | OfFeed


def keep_of_talks(turn: Turn, effect: OfTalks, person: Person, at: datetime) -> None:
    """Keep one effect of what happened to the person at `at` in this transaction."""
    match effect:
        case SaveMeeting():
            turn.save_meeting(person=person.id, save=effect)
        case DropMeeting():
            turn.drop_meeting(person=person.id, drop=effect)
        case SaveDiary():
            turn.save_diary(person=person.id, save=effect)
        case SaveTopic():
            turn.save_topic(person=person.id, save=effect)
        case DropTopic():
            turn.drop_topic(person=person.id, drop=effect)
        case LogOneOnOne():
            turn.log_one_on_one(person=person.id, log=effect)
        case SavePersonalPromise():
            turn.save_personal_promise(person=person.id, save=effect)
        case DropPersonalPromise():
            turn.drop_personal_promise(person=person.id, drop=effect)
        case _:
            _keep_of_feed(turn, effect, person, at)


def _keep_of_feed(turn: Turn, effect: OfFeed, person: Person, at: datetime) -> None:
    match effect:
        case SaveFeed():
            turn.save_feed(person=person.id, save=effect, at=at)
        case DropFeed():
            turn.drop_feed(person=person.id)
        case TrackFeed():
            turn.track_feed(person=person.id, track=effect)
        case Book():
            turn.book(person=person.id, book=effect, at=at)
        case _:
            assert_never(effect)

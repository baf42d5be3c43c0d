from dataclasses import replace
from datetime import timedelta

from dialogues import greeting, rhythm
from dialogues.effect import Say, Schedule
from dialogues.event import Occasion
from tests.dialogues.examples import ANNA, FACTS, MONDAY, ORGANISATION, STOCKHOLM, due, said

NEW = replace(ANNA, greeted_on=None)
FACTS = replace(FACTS, person=NEW)
MORNING = MONDAY + timedelta(hours=3)


def test_the_greeting_is_said_and_tried_again_the_next_day_if_it_does_not_arrive() -> None:
    say, again = greeting.advance(None, due(Occasion.GREETING, MORNING), FACTS).effects
    assert isinstance(say, Say)
    assert say.greets
    assert say.message == greeting.greeting()
    assert say.expires_at == rhythm.evening(STOCKHOLM, "SE", MORNING)
    assert isinstance(again, Schedule)
    assert again.occasion is Occasion.GREETING
    assert again.at is not None
    next_say, _ = greeting.advance(None, due(Occasion.GREETING, again.at), FACTS).effects
    assert isinstance(next_say, Say)
    assert next_say.key != say.key


def test_outside_working_hours_the_greeting_waits() -> None:
    effects = greeting.advance(None, due(Occasion.GREETING, MONDAY), FACTS).effects
    morning = rhythm.speaking_time(STOCKHOLM, ORGANISATION.holidays, MONDAY)
    assert effects == (Schedule(occasion=Occasion.GREETING, subject=NEW.id, at=morning),)


def test_once_it_has_arrived_the_first_question_is_planned_for_a_later_day() -> None:
    today = MORNING.astimezone(STOCKHOLM).date()
    step = greeting.advance(
        None, due(Occasion.GREETING, MORNING), replace(FACTS, person=replace(ANNA, greeted_on=today))
    )
    done, first = step.effects
    assert done == Schedule(occasion=Occasion.GREETING, subject=ANNA.id, at=None)
    assert isinstance(first, Schedule)
    assert first.occasion is Occasion.PULSE
    assert first.at is not None
    assert first.at.astimezone(STOCKHOLM).date() > today
    assert greeting.advance(None, said("hej"), FACTS).effects == ()

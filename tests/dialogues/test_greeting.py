from dataclasses import replace
from datetime import timedelta

from dialogues import greeting, rhythm
from dialogues.effect import Greeted, Say, Schedule
from dialogues.event import Occasion
from tests.dialogues.examples import ANNA, FACTS, MONDAY, ORGANISATION, STOCKHOLM, due, said

NEW = replace(ANNA, greeted_on=None)
FACTS = replace(FACTS, person=NEW)


def test_the_greeting_comes_first_and_the_first_question_on_a_later_day() -> None:
    at = MONDAY + timedelta(hours=3)
    say, greeted, done, first = greeting.advance(None, due(Occasion.GREETING, at), FACTS).effects
    assert isinstance(say, Say)
    assert say.message == greeting.greeting()
    assert greeted == Greeted()
    assert done == Schedule(occasion=Occasion.GREETING, subject=NEW.id, at=None)
    assert isinstance(first, Schedule)
    assert first.occasion is Occasion.PULSE
    assert first.at is not None
    assert first.at.astimezone(STOCKHOLM).date() > at.astimezone(STOCKHOLM).date()


def test_outside_working_hours_the_greeting_waits() -> None:
    effects = greeting.advance(None, due(Occasion.GREETING, MONDAY), FACTS).effects
    morning = rhythm.speaking_time(STOCKHOLM, ORGANISATION.holidays, MONDAY)
    assert effects == (Schedule(occasion=Occasion.GREETING, subject=NEW.id, at=morning),)


def test_nobody_is_greeted_twice() -> None:
    step = greeting.advance(None, due(Occasion.GREETING, MONDAY), replace(FACTS, person=ANNA))
    assert step.effects == (Schedule(occasion=Occasion.GREETING, subject=ANNA.id, at=None),)
    assert greeting.advance(None, said("hej"), FACTS).effects == ()

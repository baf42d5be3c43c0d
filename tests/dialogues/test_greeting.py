from dataclasses import replace
from datetime import timedelta

import pytest

from dialogues import greeting
from dialogues.effect import Say, Schedule
from dialogues.event import Occasion
from dialogues.goal import Goal
from dialogues.kind import Kind
from dialogues.translation import cocreation
from tests.dialogues.drafts import ACTIVE, CLOSED, DRAFT, PROPOSE, READY, RESTING, WHOLE, confirm
from tests.dialogues.examples import ANNA, FACTS, MONDAY, STOCKHOLM, TEAM, due, said
from tests.dialogues.office import FINANCE, PEOPLE, Office, person

NEW = replace(ANNA, greeted_on=None)
FACTS = replace(FACTS, person=NEW)
MORNING = MONDAY + timedelta(hours=3)


def test_the_greeting_is_said_and_tried_again_the_next_day_if_it_does_not_arrive() -> None:
    say, again = greeting.advance(None, due(Occasion.GREETING, MORNING), FACTS).effects
    assert isinstance(say, Say)
    assert say.kind is Kind.GREETING
    assert say.message == greeting.greeting()
    assert say.expires_at == ANNA.availability.evening(MORNING)
    assert isinstance(again, Schedule)
    assert again.occasion is Occasion.GREETING
    assert again.at is not None
    next_say, _ = greeting.advance(None, due(Occasion.GREETING, again.at), FACTS).effects
    assert isinstance(next_say, Say)
    assert next_say.key != say.key


def test_outside_working_hours_the_greeting_waits() -> None:
    effects = greeting.advance(None, due(Occasion.GREETING, MONDAY), FACTS).effects
    morning = ANNA.availability.speaking_time(MONDAY)
    assert effects == (Schedule(occasion=Occasion.GREETING, subject=NEW.id, at=morning),)


def test_who_is_away_is_greeted_when_they_are_back_and_looked_for_every_day() -> None:
    back = MORNING + timedelta(days=20)
    away = replace(FACTS, person=replace(NEW, away_until=back))
    tomorrow = ANNA.availability.tomorrow(MORNING)
    assert greeting.advance(None, due(Occasion.GREETING, MORNING), away).effects == (
        Schedule(occasion=Occasion.GREETING, subject=NEW.id, at=tomorrow),
    )
    soon = replace(FACTS, person=replace(NEW, away_until=MORNING + timedelta(hours=1)))
    assert greeting.advance(None, due(Occasion.GREETING, MORNING), soon).effects == (
        Schedule(occasion=Occasion.GREETING, subject=NEW.id, at=MORNING + timedelta(hours=1)),
    )


def test_once_it_has_arrived_the_first_question_is_planned_for_a_later_day() -> None:
    today = MORNING.astimezone(STOCKHOLM).date()
    step = greeting.advance(
        None, due(Occasion.GREETING, MORNING), replace(FACTS, person=replace(ANNA, greeted_on=today))
    )
    done, first, nudge = step.effects
    assert done == Schedule(occasion=Occasion.GREETING, subject=ANNA.id, at=None)
    assert isinstance(first, Schedule)
    assert first.occasion is Occasion.PULSE
    assert first.at is not None
    assert first.at.astimezone(STOCKHOLM).date() > today
    assert nudge == replace(first, occasion=Occasion.NUDGE)
    assert greeting.advance(None, said("hej"), FACTS).effects == ()


NILS = person("nils", TEAM)
ASKED = Office(READY, people=(*PEOPLE, NILS))


def asked(office: Office, name: str = "nils") -> list[Say]:
    """What somebody is asked on the day after the greeting, besides what is planned."""
    facts = office.facts(name, greeting.DIALOGUE.wants)
    effects = greeting.advance(None, due(Occasion.GREETING, MORNING, name), facts).effects
    assert [type(each) for each in effects[:3]] == [Schedule, Schedule, Schedule]
    return [each for each in effects[3:] if isinstance(each, Say)]


def test_who_was_greeted_after_the_team_was_asked_is_asked_the_day_after_the_greeting() -> None:
    (say,) = asked(ASKED)
    assert say.to == "nils"
    assert say.message == cocreation.question(READY, ())
    assert say.expires_at == ANNA.availability.evening(MORNING, days=cocreation.WORTH)


def test_nothing_but_the_greeting_is_said_on_its_day() -> None:
    unmet = Office(READY, people=(*PEOPLE, replace(NILS, greeted_on=None)))
    facts = unmet.facts("nils", greeting.DIALOGUE.wants)
    says = [
        each for each in greeting.advance(None, due(Occasion.GREETING, MORNING), facts).effects if type(each) is Say
    ]
    assert [each.kind for each in says] == [Kind.GREETING]
    assert "nils" not in {each.to for each in unmet.taps("lena", PROPOSE).said}


def test_the_same_question_is_never_put_twice() -> None:
    (say,) = asked(ASKED)
    with_the_team = next(each for each in ASKED.taps("lena", PROPOSE).said if each.to == "nils")
    assert (say.key, say.message) == (with_the_team.key, with_the_team.message)


@pytest.mark.parametrize("goal", [DRAFT, ACTIVE, RESTING, CLOSED, WHOLE], ids=lambda each: each.state.value)
def test_of_a_goal_that_the_team_is_not_asked_about_a_newcomer_is_not_asked(goal: Goal) -> None:
    assert asked(Office(replace(goal, behaviours=READY.behaviours), people=(*PEOPLE, NILS))) == []


def test_nor_of_another_teams_nor_once_they_have_said_something_nor_once_they_have_stopped() -> None:
    assert asked(Office(replace(READY, team=FINANCE.id), people=(*PEOPLE, NILS))) == []
    office = Office(READY, people=(*PEOPLE, NILS))
    confirm(office, "nils")
    assert asked(office) == []
    assert asked(Office(READY, people=(*PEOPLE, replace(NILS, stopped=True)))) == []

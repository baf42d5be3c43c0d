from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from dialogues import rhythm, settings
from dialogues.effect import Open, Reject, Replace, Reply, SaveSettings, Schedule
from dialogues.event import Occasion
from dialogues.person import PersonId
from dialogues.phrase import Phrase
from tests.dialogues.examples import (
    ANNA,
    FACTS,
    MONDAY,
    ORGANISATION,
    STOCKHOLM,
    chose,
    commanded,
    due,
    said,
    submitted,
)

GOOD = {"time": "14:15", "language": "en", "questions": "on"}


def test_the_form_shows_what_holds_now() -> None:
    opened = (Open(form=settings.form(ANNA)),)
    assert settings.advance(None, commanded("settings"), FACTS).effects == opened
    assert settings.advance(None, chose(settings.OPEN), FACTS).effects == opened
    values = {
        each.name: each.value for each in settings.form(replace(ANNA, send_time=time(14, 5), stopped=True)).fields
    }
    assert values == {"time": "14:05", "language": "sv", "questions": "off"}


#: Nudges and plans find their own moments.
NUDGES = [Schedule(occasion=each, subject=ANNA.id, at=MONDAY) for each in (Occasion.NUDGE, Occasion.SITUATION)]


def test_in_writing_the_form_is_a_tap_away() -> None:
    assert settings.advance(None, said("inställningar"), FACTS).effects == (Reply(message=settings.offer()),)


def test_a_choice_takes_effect_at_once() -> None:
    save, schedule, *later, reply = settings.advance(None, submitted(settings.SAVE, GOOD), FACTS).effects
    assert save == SaveSettings(language="en", send_time=time(14, 15), stopped=False)
    assert isinstance(schedule, Schedule)
    assert schedule.occasion is Occasion.PULSE
    assert schedule.at is not None
    assert schedule.at.astimezone(STOCKHOLM).time() == time(14, 15)
    assert later == NUDGES
    assert reply == Reply(message=settings.saved(time(14, 15)))


def test_a_language_that_was_left_as_it_is_stays_the_platforms_to_say() -> None:
    save, *_ = settings.advance(None, submitted(settings.SAVE, GOOD | {"language": ANNA.language}), FACTS).effects
    assert save == SaveSettings(language=None, send_time=time(14, 15), stopped=False)


def test_off_means_off_and_leaves_a_way_back() -> None:
    save, reply = settings.advance(None, submitted(settings.SAVE, GOOD | {"questions": "off"}), FACTS).effects
    assert save == SaveSettings(language="en", send_time=time(14, 15), stopped=True)
    assert reply == Reply(message=settings.stopped())


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"time": "07:59"}, {"time": "settings.outside_hours"}),
        ({"time": "17:00"}, {"time": "settings.outside_hours"}),
        ({"time": "halv tio"}, {"time": "settings.no_time"}),
        ({"time": ""}, {"time": "settings.no_time"}),
        ({"time": "25:00"}, {"time": "settings.no_time"}),
        ({"language": "tlh"}, {"language": "settings.choose_one"}),
        ({"questions": ""}, {"questions": "settings.choose_one"}),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_saved(
    values: dict[str, str], errors: dict[str, str]
) -> None:
    (reject,) = settings.advance(None, submitted(settings.SAVE, GOOD | values), FACTS).effects
    assert isinstance(reject, Reject)
    assert {name: text.key for name, text in reject.errors.items() if isinstance(text, Phrase)} == errors


def test_a_form_without_its_fields_is_refused() -> None:
    (reject,) = settings.advance(None, submitted(settings.SAVE, {}), FACTS).effects
    assert isinstance(reject, Reject)
    assert set(reject.errors) == set(GOOD)


def test_stop_asks_no_questions() -> None:
    effects = settings.advance(None, chose(settings.STOP), FACTS).effects
    assert effects == (SaveSettings(stopped=True), Replace(message=settings.stopped()))


def test_who_comes_back_is_asked_at_the_next_moment() -> None:
    effects = settings.advance(None, chose(settings.RESUME), FACTS).effects
    assert effects == (
        SaveSettings(stopped=False),
        Schedule(occasion=Occasion.PULSE, subject=ANNA.id, at=rhythm.pulse_at(ANNA, ORGANISATION, MONDAY)),
        *NUDGES,
        Replace(message=settings.resumed()),
    )


def test_who_comes_back_on_the_day_of_the_greeting_is_not_asked_before_the_next() -> None:
    noon = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
    for number in range(20):
        person = replace(ANNA, id=PersonId(f"p{number}"), greeted_on=date(2026, 11, 17), send_time=time(16))
        _, schedule, *_ = settings.advance(None, chose(settings.RESUME, noon), replace(FACTS, person=person)).effects
        assert isinstance(schedule, Schedule)
        assert schedule.at is not None
        assert schedule.at.astimezone(STOCKHOLM).date() > date(2026, 11, 17)


def test_who_comes_back_ungreeted_is_greeted_first() -> None:
    new = replace(ANNA, greeted_on=None)
    effects = settings.advance(None, chose(settings.RESUME), replace(FACTS, person=new)).effects
    assert effects[1] == Schedule(occasion=Occasion.GREETING, subject=new.id, at=MONDAY)


def test_nothing_else_is_its_business() -> None:
    assert settings.advance(None, due(Occasion.PULSE, MONDAY), FACTS).effects == ()
    assert settings.advance(None, chose("settings/dance//"), FACTS).effects == ()

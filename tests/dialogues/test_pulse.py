from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dialogues import pulse, rhythm
from dialogues.effect import Record, Replace, Reply, Say, Schedule, Withdraw
from dialogues.event import Occasion
from dialogues.person import Person
from dialogues.pulse import Asked
from dialogues.token import Token
from dialogues.window import Value
from tests.dialogues.examples import ANNA, FACTS, MONDAY, WINDOW, chose, due, said

FACTS = replace(FACTS, window=WINDOW)
MOMENT = rhythm.pulse_at(ANNA, MONDAY)


def tap(step: str, value: str = "", window: str = WINDOW.id) -> Token:
    return Token(dialogue="pulse", step=step, subject=window, value=value)


def test_the_question_comes_at_the_persons_minute_and_once_in_a_window() -> None:
    step = pulse.advance(None, due(Occasion.PULSE, MOMENT), FACTS)
    say, schedule = step.effects
    assert step.state == Asked()
    assert isinstance(say, Say)
    assert (say.to, say.message) == (ANNA.id, pulse.question(WINDOW))
    assert MOMENT < say.expires_at < MOMENT + timedelta(days=7)
    assert schedule == Schedule(
        occasion=Occasion.PULSE, subject=ANNA.id, at=rhythm.pulse_at(ANNA, MOMENT + timedelta(days=4))
    )
    again = pulse.advance(step.state, due(Occasion.PULSE, MOMENT + timedelta(days=7)), FACTS)
    assert [type(each) for each in again.effects] == [Schedule]
    assert again.state == Asked()


def test_what_comes_due_at_the_wrong_time_waits_for_the_right_one() -> None:
    step = pulse.advance(None, due(Occasion.PULSE, MONDAY), FACTS)
    assert step.effects == (Schedule(occasion=Occasion.PULSE, subject=ANNA.id, at=MOMENT),)
    assert step.state is None


def test_who_is_away_is_asked_on_a_later_day_of_the_week() -> None:
    away = replace(FACTS, person=replace(ANNA, away_until=MOMENT + timedelta(days=30)))
    (again,) = pulse.advance(None, due(Occasion.PULSE, MOMENT), away).effects
    assert isinstance(again, Schedule)
    assert again.at is not None
    assert again.at.date() > MOMENT.date()


def test_without_a_window_nothing_is_asked() -> None:
    step = pulse.advance(None, due(Occasion.PULSE, MOMENT), replace(FACTS, window=None))
    assert [type(each) for each in step.effects] == [Schedule]


def test_of_a_behaviour_that_is_no_longer_in_focus_nobody_new_is_asked() -> None:
    over = replace(FACTS, window=replace(WINDOW, in_focus=False))
    step = pulse.advance(None, due(Occasion.PULSE, MOMENT), over)
    assert [type(each) for each in step.effects] == [Schedule]
    assert step.state is None, "who was not asked has no say"
    # Whoever was asked before may still answer.
    assert pulse.advance(Asked(), chose(tap("answer", "yes")), over).effects[0] == Record(
        window=WINDOW.id, value=Value.YES
    )


@pytest.mark.parametrize("person", [replace(ANNA, stopped=True), replace(ANNA, greeted_on=None)])
def test_who_has_stopped_or_was_never_greeted_is_not_asked(person: Person) -> None:
    step = pulse.advance(None, due(Occasion.PULSE, MOMENT), replace(FACTS, person=person))
    assert step.effects == (Schedule(occasion=Occasion.PULSE, subject=ANNA.id, at=None),)


@pytest.mark.parametrize("value", list(Value))
def test_one_tap_is_kept_and_thanked_without_being_repeated(value: Value) -> None:
    record, thanks = pulse.advance(Asked(), chose(tap("answer", value)), FACTS).effects
    assert record == Record(window=WINDOW.id, value=value)
    assert thanks == Replace(message=pulse.thanks(WINDOW))
    assert value not in str(thanks)


def test_change_shows_the_question_again_and_undo_takes_the_answer_back() -> None:
    assert pulse.advance(Asked(), chose(tap("change")), FACTS).effects == (Replace(message=pulse.question(WINDOW)),)
    assert pulse.advance(Asked(), chose(tap("undo")), FACTS).effects == (
        Withdraw(window=WINDOW.id),
        Replace(message=pulse.question(WINDOW, withdrawn=True)),
    )


@pytest.mark.parametrize("step", ["answer", "change", "undo"])
def test_a_tap_after_the_close_stores_nothing_and_is_thanked_all_the_same(step: str) -> None:
    closed = replace(FACTS, window=replace(WINDOW, closed_at=datetime(2026, 11, 15, 23, 0, tzinfo=UTC)))
    effects = pulse.advance(Asked(), chose(tap(step, "yes")), closed).effects
    assert effects == (Replace(message=pulse.closed()),)


@pytest.mark.parametrize(
    ("state", "token"),
    [
        (None, tap("answer", "yes")),  # was never asked
        (Asked(), tap("answer", "perhaps")),
        (Asked(), tap("dance")),
        (Asked(), tap("answer", "yes", window="another")),
    ],
)
def test_a_tap_that_means_nothing_is_answered_and_stores_nothing(state: Asked | None, token: Token) -> None:
    assert [type(each) for each in pulse.advance(state, chose(token), FACTS).effects] == [Reply]


def test_other_events_leave_it_as_it_is() -> None:
    assert pulse.advance(Asked(), said("hej"), FACTS).state == Asked()

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dialogues import rhythm, settings
from dialogues.effect import Effect, Record, Replace, Reply, SaveSettings, Say, Schedule, Withdraw
from dialogues.event import Occasion
from dialogues.kind import Kind
from dialogues.message import Choices
from dialogues.person import Person
from dialogues.phrase import Phrase
from dialogues.pulse import card
from dialogues.pulse import question as pulse
from dialogues.pulse.back_off import Before
from dialogues.pulse.item import ITEMS, ItemId
from dialogues.pulse.question import Asked
from dialogues.pulse.scale import SKIPPED
from dialogues.step import Step
from dialogues.token import Token
from dialogues.window import Aspect, Value, Window
from tests.dialogues.examples import ANNA, FACTS, MONDAY, WINDOW, chose, due, said
from tests.dialogues.languages import EN, SV
from tests.dialogues.office import choices, read
from tests.dialogues.pulse_examples import ASKED, OPTIONS, QUESTIONS, window_of, window_of_own

FACTS = replace(FACTS, window=WINDOW)
MOMENT = rhythm.pulse_at(ANNA, MONDAY)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
OVER = Schedule(occasion=Occasion.REMINDER, subject=ANNA.id, at=None)
NO_MORE = replace(OVER, about=WINDOW.id)


def tap(step: str, value: str = "", window: str = WINDOW.id) -> Token:
    return Token(dialogue="pulse", step=step, subject=window, value=value)


def taps(
    step: str, value: str = "", *, state: Asked | None = None, window: Window = WINDOW, at: datetime = MOMENT
) -> Step[Asked]:
    facts = replace(FACTS, window=window)
    return pulse.advance(state or Asked(), chose(tap(step, value), at), facts)


def reminds(state: Asked | None, at: datetime, window: Window | None = WINDOW, person: Person = ANNA) -> Step[Asked]:
    return pulse.advance(state, due(Occasion.REMINDER, at), replace(FACTS, window=window, person=person))


def planned(effects: tuple[Effect, ...], occasion: Occasion) -> Schedule:
    (found,) = (each for each in effects if isinstance(each, Schedule) and each.occasion is occasion)
    return found


def test_the_question_comes_at_the_persons_minute_and_once_in_a_window() -> None:
    step = pulse.advance(None, due(Occasion.PULSE, MOMENT), FACTS)
    say = step.effects[0]
    assert step.state == Asked()
    assert isinstance(say, Say)
    assert (say.to, say.message, say.kind) == (ANNA.id, card.question(WINDOW, later=True, control=True), Kind.PULSE)
    assert MOMENT < say.expires_at < MOMENT + WEEK
    assert planned(step.effects, Occasion.PULSE).at == rhythm.pulse_at(ANNA, MOMENT + timedelta(days=4))
    again = pulse.advance(step.state, due(Occasion.PULSE, MOMENT + WEEK), FACTS)
    assert [type(each) for each in again.effects] == [Schedule]
    assert again.state == Asked()


def test_every_third_question_can_be_the_last_with_one_tap() -> None:
    asked_in = 0
    for number in range(60):
        asked = pulse.advance(None, due(Occasion.PULSE, MOMENT + number * WEEK), FACTS).effects[0]
        if isinstance(asked, Say):
            buttons = [each for each in read(asked.message) if each in ("[Pausa]", "[Sluta]")]
            assert buttons == (["[Pausa]", "[Sluta]"] if number % 3 == 0 else [])
            asked_in += 1
    # Over the new year, too.
    assert asked_in > 50


@pytest.mark.parametrize("item", ASKED)
def test_every_question_is_asked_in_both_languages_and_says_who_will_see(item: ItemId) -> None:
    window = window_of(item)
    for language in (SV, EN):
        lines = read(card.question(window, later=True), language)
        assert lines[-1] == language.say(Phrase.of("pulse.who_sees"))
        assert lines[-4:-1] == [
            f"[{language.say(Phrase.of(f'pulse.{each}'))}]" for each in ("in_an_hour", "tomorrow", "skip")
        ]
        assert 2 <= len(lines[0]) < 200
        if item is ItemId.LAST or ITEMS[item].quotes:
            assert WINDOW.behaviour
            assert language.say(WINDOW.behaviour.text) in lines


def test_obstacles_stand_in_two_rows() -> None:
    message = card.question(window_of(ItemId.OBST))
    rows = [len(each.choices) for each in message.blocks if isinstance(each, Choices)]
    assert rows == [4, 4, 1]


def test_the_goals_that_can_be_answered_with_are_shortened_on_their_buttons() -> None:
    labels = [SV.say(each.label) for each in choices(card.question(window_of(ItemId.PRIO)))]
    assert labels == [
        "Nöjdare kunder",
        *["Kortare väg till ett…"] * 2,
        "Det dagliga tog över",
        "Hoppa över",
    ]
    window = window_of(ItemId.PRIO)
    for value in (OPTIONS[0].goal, "day_to_day"):
        assert taps("answer", value, window=window).effects[0] == Record(window=WINDOW.id, value=value)
    assert [type(each) for each in taps("answer", "another", window=window).effects] == [Reply]


def test_the_organisations_own_question_is_asked_in_its_words() -> None:
    often = window_of_own(QUESTIONS[2])
    message = card.question(often)
    assert message.summary == QUESTIONS[2].text
    assert read(message)[:2] == ["Fråga how_often?", "[1 Aldrig]"]
    assert taps("answer", "4", window=often).effects[0] == Record(window=WINDOW.id, value="4")


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
    over = replace(FACTS, window=replace(WINDOW, lives=False))
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
    record, no_more, thanks = taps("answer", value).effects
    assert record == Record(window=WINDOW.id, value=value)
    assert no_more == NO_MORE, "who has answered is not reminded"
    assert isinstance(thanks, Replace)
    assert value not in str(thanks)
    assert read(thanks.message)[:3] == ["Tack, sparat.", "[Ändra]", "[Ångra]"]


def test_after_not_that_time_it_is_asked_once_what_stood_in_the_way() -> None:
    thanks = taps("answer", "not_that_time").effects[-1]
    assert isinstance(thanks, Replace)
    assert thanks.message == card.thanks(WINDOW, obstacles=True)
    assert read(thanks.message)[3:6] == ["Vad stod i vägen? Frivilligt.", "[Tid]", "[Oklar prioritering]"]
    assert taps("obstacle", "time").effects == (
        Record(window=WINDOW.id, value="time", aspect=Aspect.OBSTACLE),
        Replace(message=card.thanks(WINDOW)),
    )
    assert taps("answer", "yes").effects[-1] == Replace(message=card.thanks(WINDOW))
    # Elsewhere it was not asked, and the obstacles are those that there are.
    assert [type(each) for each in taps("obstacle", "laziness").effects] == [Reply]
    assert [type(each) for each in taps("obstacle", "time", window=window_of(ItemId.CONF)).effects] == [Reply]


def test_change_shows_the_question_again_and_undo_takes_the_answer_back() -> None:
    assert taps("change").effects == (Replace(message=card.question(WINDOW)),)
    assert taps("undo").effects == (
        Withdraw(window=WINDOW.id),
        Replace(message=card.question(WINDOW, withdrawn=True)),
    )


def test_a_question_can_be_skipped_and_does_not_come_again() -> None:
    assert taps("skip").effects == (
        Record(window=WINDOW.id, value=SKIPPED),
        NO_MORE,
        Replace(message=card.skipped(WINDOW)),
    )


def test_a_question_can_be_put_off_twice_and_comes_back_with_its_buttons() -> None:
    step = taps("later", "hour")
    assert step.effects == (replace(NO_MORE, at=MOMENT + timedelta(hours=1)), Replace(message=card.put_off(WINDOW)))
    back = reminds(step.state, MOMENT + timedelta(hours=1))
    say = back.effects[0]
    assert isinstance(say, Say)
    assert (say.kind, say.message) == (Kind.SNOOZED, card.question(WINDOW, later=True, control=True))
    again = taps("later", "tomorrow", state=back.state)
    at = planned(again.effects, Occasion.REMINDER).at
    assert at == MOMENT + DAY
    third = reminds(again.state, at)
    last = third.effects[0]
    assert isinstance(last, Say)
    assert (last.kind, last.message) == (Kind.SNOOZED, card.question(WINDOW, control=True))
    assert last.key != say.key
    assert [type(each) for each in taps("later", "hour", state=third.state).effects] == [Reply]
    assert [type(each) for each in taps("later", "never").effects] == [Reply]


def test_what_is_put_off_comes_back_within_working_hours() -> None:
    friday = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)  # half past four in Stockholm
    for when in ("hour", "tomorrow"):
        at = planned(taps("later", when, at=friday).effects, Occasion.REMINDER).at
        assert at is not None
        assert at.date() == friday.date() + 3 * DAY
        assert 8 <= at.astimezone(ANNA.timezone).hour < 17


def test_who_has_not_answered_is_reminded_once_in_the_second_week() -> None:
    asked = pulse.advance(None, due(Occasion.PULSE, MOMENT), FACTS)
    reminder = planned(asked.effects, Occasion.REMINDER)
    assert reminder.about == WINDOW.id
    assert reminder.at is not None
    assert (reminder.at.weekday(), reminder.at.date() - MOMENT.date() < WEEK) == (0, True)
    step = reminds(asked.state, reminder.at)
    say, over = step.effects
    assert isinstance(say, Say)
    assert (say.kind, say.message, over) == (Kind.REMINDER, card.question(WINDOW, later=True), OVER)
    assert reminds(step.state, reminder.at + DAY).effects == (OVER,)
    # Put off after it, it comes back all the same, and that is all.
    off = taps("later", "hour", state=step.state, at=reminder.at)
    back = reminds(off.state, reminder.at + timedelta(hours=1))
    assert [type(each) for each in back.effects] == [Say, Schedule]
    assert back.effects[1] == OVER


def test_other_questions_come_again_after_one_working_day() -> None:
    facts = replace(FACTS, window=window_of(ItemId.CLARITY))
    asked = pulse.advance(None, due(Occasion.PULSE, MOMENT), facts)
    assert planned(asked.effects, Occasion.REMINDER).at == MOMENT + DAY


@pytest.mark.parametrize(
    ("state", "window", "person"),
    [
        (None, WINDOW, ANNA),
        (Asked(tag="silent"), WINDOW, ANNA),
        (Asked(), None, ANNA),
        (Asked(), replace(WINDOW, lives=False), ANNA),
        (Asked(waits=True), replace(WINDOW, closed_at=MOMENT), ANNA),
        (Asked(waits=True), WINDOW, replace(ANNA, stopped=True)),
    ],
)
def test_nobody_is_nudged_about_what_is_over(state: Asked | None, window: Window | None, person: Person) -> None:
    assert reminds(state, MOMENT, window, person) == Step(state=state, effects=(OVER,))


def test_a_reminder_waits_for_working_hours() -> None:
    night = datetime(2026, 11, 17, 23, tzinfo=UTC)
    step = reminds(Asked(), night)
    assert step.state == Asked()
    assert step.effects == (replace(NO_MORE, at=datetime(2026, 11, 18, 7, tzinfo=UTC)),)


def silent_for(weeks: int, first: str = "asked") -> tuple[Before, ...]:
    tags = [first, *["asked"] * (weeks - 1)]
    return tuple(
        Before(tag=tag, opened_at=WINDOW.opened_at - number * WEEK, answered=False)
        for number, tag in enumerate(tags, start=1)
    )


def test_who_leaves_three_unanswered_gets_every_second_question() -> None:
    step = pulse.advance(None, due(Occasion.PULSE, MOMENT), replace(FACTS, asked_before=silent_for(3)))
    assert (step.state, [type(each) for each in step.effects]) == (None, [Schedule])


def test_who_leaves_six_unanswered_is_asked_whether_to_pause() -> None:
    step = pulse.advance(None, due(Occasion.PULSE, MOMENT), replace(FACTS, asked_before=silent_for(6)))
    say = step.effects[0]
    assert isinstance(say, Say)
    assert say.kind is Kind.SILENCE
    assert read(say.message) == ["Det är helt okej att inte svara. Ska jag pausa?", "[Pausa]", "[Fortsätt fråga]"]
    pause, keep = choices(say.message)
    kept = pulse.advance(step.state, chose(keep.token), FACTS)
    assert (kept.state, kept.effects) == (Asked(tag="kept"), (Replace(message=card.kept()),))
    paused = pulse.advance(step.state, chose(pause.token), FACTS)
    assert paused.effects == (SaveSettings(stopped=True), Replace(message=settings.stopped()))
    # Who comes back begins anew.
    assert paused.state == Asked(tag="kept")
    # What was not asked cannot be answered.
    assert [type(each) for each in taps("answer", "yes", state=step.state).effects] == [Reply]


@pytest.mark.parametrize("step", ["answer", "change", "undo", "skip", "later", "obstacle"])
def test_a_tap_after_the_close_stores_nothing_and_is_thanked_all_the_same(step: str) -> None:
    closed = replace(WINDOW, closed_at=datetime(2026, 11, 15, 23, 0, tzinfo=UTC))
    assert taps(step, "yes", window=closed).effects == (Replace(message=card.closed()),)


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

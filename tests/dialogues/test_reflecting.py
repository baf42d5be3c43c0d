"""The question of the week to somebody who leads, and what they write down: theirs alone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from dialogues import help, reflecting, reflections, review
from dialogues.availability import instant
from dialogues.calendar import Calendar, usual_breaks
from dialogues.effect import DropReflection, Effect, Open, Reject, Replace, Reply, SaveReflection, Say, Schedule
from dialogues.event import Occasion
from dialogues.facts import Facts
from dialogues.goal import Arena, Audience, Behaviour, BehaviourId, GoalId, State
from dialogues.kind import Budget, Kind
from dialogues.message import Message
from dialogues.nudge.memory import Nudged, Sent
from dialogues.nudge.moment import is_reflection_time, nudge_at, reflection_at
from dialogues.person import NOTHING, Person, PersonId, TeamId
from dialogues.phrase import Text, Wording
from dialogues.pulse.screening import Warned
from dialogues.reflection import Reflection, ReflectionId
from dialogues.rhythm import pulse_at
from dialogues.rules import Rules
from dialogues.step import Step
from tests.dialogues.examples import (
    BEHAVIOURS,
    FACTS,
    GOAL,
    LENA,
    MEMBERS,
    MONDAY,
    ORGANISATION,
    OTHER,
    STOCKHOLM,
    TEAM,
    chose,
    due,
    said,
    submitted,
)
from tests.dialogues.languages import EN, SV
from tests.dialogues.office import choices, read

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
MOMENT = reflection_at(LENA, MONDAY)
TODAY = LENA.day(MOMENT)
OPENING = Behaviour(
    id=BehaviourId("l1"),
    text=Wording(texts={"sv": "Jag inleder varje teammöte med ett exempel.", "en": "I open meetings with an example."}),
    arena=Arena.MEETING,
    audience=Audience.LEADER,
)
LEADS = replace(
    FACTS,
    person=LENA,
    team=OTHER,
    leads=(TEAM,),
    goals=(replace(GOAL, behaviours=(*BEHAVIOURS, OPENING)),),
    names=(LENA.name, "Bo Ek"),
)
KEEPING_NOTHING = replace(LEADS, organisation=replace(ORGANISATION, rules=Rules(keep_texts=0)))
OVER = Schedule(occasion=Occasion.REFLECTION, subject=LENA.id, at=None)
WRITTEN = Reflection(id=ReflectionId("r1"), arena=Arena.MEETING, text="Vi hann inte.", on=date(2026, 11, 13))


def asked(at: datetime = MOMENT, facts: Facts = LEADS, memory: Nudged | None = None) -> Step[Nudged]:
    return reflecting.advance(memory, due(Occasion.REFLECTION, at, "lena"), facts)


def weekly(weeks: int) -> Sequence[datetime]:
    """The moments of so many weeks."""
    return [reflection_at(LENA, MONDAY + week * WEEK) for week in range(weeks)]


def told(step: Step[Nudged]) -> Say:
    say, over = step.effects
    assert isinstance(say, Say)
    assert over == OVER
    return say


def lines(step: Step[Nudged]) -> list[str]:
    return read(told(step).message)


def shown(effects: tuple[Effect, ...]) -> Message[Text]:
    (message,) = (each.message for each in effects if isinstance(each, Reply | Replace))
    return message


def sends(
    values: Mapping[str, str], state: Warned | None = None, facts: Facts = LEADS, arena: str = "priority"
) -> Step[Warned]:
    return reflections.advance(state, submitted(f"reflections/send//{arena}", values), facts)


def errors(step: Step[Warned]) -> dict[str, str]:
    (reject,) = step.effects
    assert isinstance(reject, Reject)
    return {name: SV.say(text) for name, text in reject.errors.items()}


# The question


def test_it_asks_about_the_goal_and_recalls_what_they_have_chosen_themselves() -> None:
    step = asked()
    assert lines(step) == [
        "Veckans fråga till dig: Vad togs upp på era möten den här veckan, och hur mycket av det handlade om »Nöjdare "
        "kunder«?",
        "Det här har du valt att göra på möten:",
        "Jag inleder varje teammöte med ett exempel.",
        "[Skriv för dig själv]",
        "[Inte nu]",
        "[Inställningar]",
    ]
    say = told(step)
    assert (say.to, say.kind, say.key) == (LENA.id, Kind.REFLECT, f"reflect:lena:{TODAY}")
    assert say.kind.budget is Budget.LEAD
    assert say.expires_at == instant(TODAY, time(17), STOCKHOLM)
    assert read(say.message, EN)[0].endswith("and how much of it was about “More satisfied customers”?")


def test_the_three_questions_take_turns_a_week_apart() -> None:
    """domain.md §1, row 40."""
    memory, questions = Nudged(), []
    for moment in weekly(4):
        step = asked(moment, memory=memory)
        questions.append(" ".join(lines(step)[0].split()[4:7]))
        assert step.state is not None
        memory = step.state.touched(Kind.REFLECT)
    assert questions == ["Vad togs upp", "Vad följde du", "Vad fick mest", "Vad togs upp"]


def test_what_has_not_been_chosen_is_not_spoken_of() -> None:
    feedback = Nudged(sent=(Sent(kind=Kind.REFLECT, variant=1),))
    assert lines(asked(memory=feedback))[1] == "[Skriv för dig själv]"


def test_in_the_third_the_ways_out_stand_beside_it() -> None:
    assert lines(asked(memory=Nudged(unoffered=2)))[-3:] == ["[Inställningar]", "[Pausa]", "[Sluta]"]


def test_there_is_one_a_week_at_most_and_a_rest_after_three_that_nobody_touched() -> None:
    once = asked().state
    assert once is not None
    assert asked(MOMENT + timedelta(hours=1), memory=once).effects == (OVER,)
    memory = once
    _, *two, fourth, fifth, sixth = weekly(6)
    for moment in two:
        after = asked(moment, memory=memory).state
        assert after is not None
        memory = after
    for moment in (fourth, fifth, sixth):
        assert asked(moment, memory=memory).effects == (OVER,)
    facts = replace(LEADS, goals=(replace(GOAL, last=date(2027, 3, 31)),))
    assert told(asked(weekly(9)[-1], facts, memory)).kind is Kind.REFLECT


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(replace(LEADS, leads=()), id="leads nobody any more"),
        pytest.param(replace(LEADS, person=replace(LENA, stopped=True)), id="has stopped"),
        pytest.param(replace(LEADS, person=replace(LENA, nudged_about=NOTHING)), id="wants no nudges"),
        pytest.param(replace(LEADS, goals=()), id="the team has no goal"),
        pytest.param(replace(LEADS, goals=(replace(GOAL, state=State.RESTING),)), id="the goal rests"),
        pytest.param(replace(LEADS, goals=(replace(GOAL, last=date(2026, 11, 1)),)), id="the goal is over"),
    ],
)
def test_who_has_nothing_to_look_back_on_or_wants_to_be_left_alone_is_not_asked(facts: Facts) -> None:
    assert asked(facts=facts).effects == (OVER,)


def test_of_several_teams_each_has_three_weeks_and_the_focus_goes_first() -> None:
    market = replace(TEAM, id=TeamId("marknad"), name="Marknad")
    theirs = replace(GOAL, id=GoalId("m"), team=market.id, title=Wording(texts={"sv": "Fler som svarar"}), focus=None)
    unfocused = replace(GOAL, id=GoalId("x"), title=Wording(texts={"sv": "Något annat"}), focus=None)
    facts = replace(LEADS, leads=(TEAM, market), goals=(unfocused, GOAL, theirs))
    about = [
        next(title for title in ("Nöjdare kunder", "Fler som svarar") if title in lines(asked(at, facts))[0])
        for at in weekly(6)
    ]
    turns = [title for title, before in zip(about, [None, *about], strict=False) if title != before]
    assert set(turns) == {"Nöjdare kunder", "Fler som svarar"}
    assert len(turns) in (2, 3)


def test_where_no_texts_are_kept_there_is_nothing_to_write() -> None:
    assert lines(asked(facts=KEEPING_NOTHING))[3:5] == ["[Tack]", "[Inte nu]"]
    write = chose("reflecting/write//meeting")
    for effects in (
        reflecting.advance(None, write, KEEPING_NOTHING).effects,
        sends({"text": "Hej"}, facts=KEEPING_NOTHING).effects,
    ):
        assert read(shown(effects)) == ["Här sparas inga fria texter, så frågan är bara till för att fundera på."]


@pytest.mark.parametrize("step", ["thanks/", "not_now/", "write/"])
def test_any_tap_says_that_it_was_read(step: str) -> None:
    memory = asked().state
    after = reflecting.advance(memory, chose(f"reflecting/{step}/meeting"), LEADS)
    assert memory is not None
    assert after.state == memory.touched(Kind.REFLECT)
    (effect,) = after.effects
    assert isinstance(effect, Open if step == "write/" else Replace)


def test_a_tap_that_outlives_its_memory_is_answered_all_the_same() -> None:
    assert reflecting.advance(None, chose("reflecting/thanks//meeting"), LEADS).state is None


def test_what_means_nothing_says_so_and_what_needs_no_answer_gets_none() -> None:
    outdated = (Reply(message=help.outdated()),)
    for token in ("reflecting/dance//", "reflecting/write//work_moment"):
        assert reflecting.advance(None, chose(token), LEADS).effects == outdated
    assert reflecting.advance(None, submitted("reflecting/write//meeting", {}), LEADS).effects == outdated
    assert reflecting.advance(Nudged(), said("hej"), LEADS) == Step(state=Nudged())
    for token in ("reflections/dance//", "reflections/send//meeting"):
        assert reflections.advance(None, chose(token), LEADS).effects == outdated
    assert sends({"text": "Hej"}, arena="work_moment").effects == outdated
    assert reflections.advance(None, said("hej"), LEADS) == Step()


# When


PEOPLE = tuple(replace(LENA, id=PersonId(f"p{number}")) for number in range(60))


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.id)
def test_it_comes_late_in_the_week_on_a_day_of_its_own(person: Person) -> None:
    moment = reflection_at(person, MONDAY)
    day = person.day(moment)
    assert day.weekday() in (3, 4)
    assert day not in (person.day(pulse_at(person, MONDAY)), person.day(nudge_at(person, MONDAY)))
    assert is_reflection_time(person, moment)
    assert not is_reflection_time(person, moment - timedelta(minutes=1))
    assert not is_reflection_time(person, instant(day, time(18), STOCKHOLM))
    assert reflection_at(person, moment + timedelta(minutes=1)) == moment + WEEK


def test_a_pause_and_a_week_without_room_are_waited_out() -> None:
    away = replace(LENA, paused_until=date(2026, 12, 1))
    assert reflection_at(away, MONDAY) == reflection_at(LENA, instant(date(2026, 12, 1), time(0), STOCKHOLM))
    christmas = datetime(2026, 12, 21, 6, tzinfo=UTC)
    usual = replace(LENA, calendar=replace(LENA.calendar, breaks=usual_breaks("SE")))
    assert reflection_at(usual, christmas).date() >= date(2027, 1, 7)


class TwoDays(Calendar):
    """Two days a week."""

    def is_working_day(self, day: date) -> bool:
        return day.weekday() in (1, 3)


def test_there_is_always_a_day_or_none_at_all() -> None:
    with pytest.raises(ValueError, match="no working day"):
        reflection_at(replace(LENA, calendar=TwoDays()), MONDAY)


def test_too_early_or_while_they_are_away_it_is_tried_again() -> None:
    assert asked(MONDAY).effects == (replace(OVER, at=MOMENT),)
    away = replace(LENA, away_until=MOMENT + timedelta(days=10))
    (later,) = asked(facts=replace(LEADS, person=away)).effects
    assert isinstance(later, Schedule)
    assert later.at is not None
    assert later.at > MOMENT


def test_a_team_week_begins_it_for_whoever_leads_and_may_be_written_to() -> None:
    boundary = datetime(2026, 11, 15, 23, 0, tzinfo=UTC)

    def begun(person: Person | None) -> list[Schedule]:
        facts = replace(FACTS, person=person, goals=(GOAL,), members=MEMBERS)
        effects = review.advance(None, due(Occasion.REVIEW, boundary, TEAM.id), facts).effects
        return [each for each in effects if isinstance(each, Schedule) and each.occasion is Occasion.REFLECTION]

    assert begun(LENA) == [replace(OVER, at=MOMENT)]
    for nobody in (None, replace(LENA, greeted_on=None), replace(LENA, stopped=True)):
        assert begun(nobody) == []


# What they write


def test_the_form_has_the_question_and_says_who_reads_it() -> None:
    (opened,) = reflecting.advance(None, chose("reflecting/write//feedback"), LEADS).effects
    assert isinstance(opened, Open)
    assert read(opened.form)[:3] == [
        "Veckans fråga",
        "Vad följde du upp?",
        "Bara du kan läsa det, och du kan ta bort det när du vill.",
    ]


def test_what_is_written_is_kept_for_them_and_not_repeated() -> None:
    """R18"""
    kept, reply = sends({"text": "  Budgeten\ntog tre dagar. "}).effects
    assert isinstance(kept, SaveReflection)
    assert kept.reflection == Reflection(
        id=kept.reflection.id, arena=Arena.PRIORITY, text="Budgeten tog tre dagar.", on=date(2026, 11, 16)
    )
    assert isinstance(reply, Reply)
    assert "Budgeten" not in str(reply)
    assert [each.token for each in choices(reply.message)] == ["reflections/list//"]


@pytest.mark.parametrize("text", ["", " \u200b", "x" * 501])
def test_what_cannot_be_kept_is_told_beside_its_field(text: str) -> None:
    assert errors(sends({"text": text})).keys() == {"text"}


def test_a_name_is_warned_of_once_and_a_personal_identity_number_is_never_kept() -> None:
    """R12"""
    step = sends({"text": "Bo Ek behöver mer tid av mig."})
    assert errors(step)["text"].startswith("Det ser ut att finnas en kollegas namn i texten.")
    assert isinstance(sends({"text": "Bo Ek behöver mer tid av mig."}, step.state).effects[0], SaveReflection)
    assert errors(sends({"text": "850709-9805"}, Warned())).keys() == {"text"}


def test_the_latest_are_shown_to_them_and_can_be_taken_away() -> None:
    many = tuple(replace(WRITTEN, id=ReflectionId(f"r{number}"), text=f"Text {number}") for number in range(7))
    facts = replace(LEADS, reflections=many)
    message = shown(reflections.advance(None, chose("reflections/list//"), facts).effects)
    assert read(message)[:3] == [
        "Det du har skrivit för dig själv",
        "1. 13 november: Vad togs upp på mötena?",
        "Text 0",
    ]
    assert "Text 4" in read(message)
    assert "Text 5" not in read(message)
    assert "Bara du ser det här. Det tas bort efter 90 dagar." in read(message)
    second = list(choices(message))[1].token
    dropped, left = reflections.advance(None, chose(second), facts).effects
    assert dropped == DropReflection(id=ReflectionId("r1"))
    assert isinstance(left, Replace)
    assert "Text 1" not in read(left.message)
    assert "Text 5" in read(left.message)


def test_what_is_somebody_elses_is_neither_shown_nor_taken_away() -> None:
    (left,) = reflections.advance(None, chose("reflections/remove//r9"), replace(LEADS, reflections=(WRITTEN,))).effects
    assert isinstance(left, Replace)
    assert WRITTEN.text in read(left.message)
    (none,) = reflections.advance(None, chose("reflections/list//"), LEADS).effects
    assert isinstance(none, Reply)
    assert read(none.message)[0].startswith("Här finns inget som du har skrivit för dig själv.")

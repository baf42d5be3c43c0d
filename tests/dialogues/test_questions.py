"""The guiding questions and the team's three: one can stop after any of them, and nothing that was written is lost."""

from dataclasses import replace

import pytest

from dialogues.goal import Answers, Guidance
from dialogues.person import PersonId
from dialogues.phrase import Wording
from dialogues.token import Token
from tests.dialogues.drafts import ACTIVE, ANSWERS, DRAFT, GUIDE, PLAN, READY, SHOW, both, sv
from tests.dialogues.office import Office

ANSWERED = {"meetings": "Tisdagsmötet.", "strengthened": "Att ringa.", "prioritised_away": "Rapporten."}


@pytest.mark.parametrize(
    ("step", "questions"),
    [
        (
            GUIDE,
            [
                "När ni är framme: hur märks det för den som möter er?",
                "Om vi filmade en vanlig tisdag, vad skulle synas?",
                "Vad behöver chefen följa upp oftare?",
            ],
        ),
        (ANSWERS, ["Vilka möten ändras?", "Vilka beteenden förstärks?", "Vad prioriteras bort?"]),
    ],
)
def test_three_questions_none_of_which_holds_up_the_others(step: Token, questions: list[str]) -> None:
    form = Office(DRAFT).taps("lena", step)
    assert [each for each in form.text.splitlines() if each in questions] == questions
    assert not any(each.required for each in form.form.fields)


def test_left_half_done_it_goes_on_with_the_first_that_is_not_answered() -> None:
    office = Office(DRAFT)
    opened = office.taps("lena", GUIDE)
    assert list(opened.values) == ["experience", "signals", "follow_up"]
    kept = office.sends("lena", opened.form, {"experience": "De får svar.", "follow_up": "Samtalen."})
    assert "Kvar: tre frågor att börja med" in kept.text
    assert office["g1"].guidance == Guidance(experience=sv("De får svar."), follow_up=sv("Samtalen."))
    again = office.taps("lena", GUIDE)
    assert list(again.values.items()) == [
        ("signals", ""),
        ("experience", "De får svar."),
        ("follow_up", "Samtalen."),
    ]
    done = office.sends("lena", again.form, {"signals": "Vi ringer."})
    assert "Klart: tre frågor att börja med" in done.text
    assert office["g1"].guidance == READY.guidance


def test_whoever_else_may_goes_on_where_it_was_left() -> None:
    office = Office(DRAFT)
    office.sends("lena", office.taps("lena", ANSWERS).form, {"meetings": "Tisdagsmötet."})
    assert list(office.taps("eva", ANSWERS).values.items())[-1] == ("meetings", "Tisdagsmötet.")


def test_sending_it_in_unchanged_saves_nothing() -> None:
    office = Office(READY)
    for step in (GUIDE, ANSWERS):
        answered = office.sends("lena", office.taps("lena", step).form)
        assert answered.durable == ()
        assert "Från mål till beteenden: Nöjda kunder" in answered.text
    assert Office(DRAFT).sends("lena", Office(DRAFT).taps("lena", GUIDE).form).durable == ()


def test_a_text_that_is_emptied_is_taken_away() -> None:
    office = Office(READY)
    office.sends("lena", office.taps("lena", ANSWERS).form, {"meetings": " "})
    assert office["g1"].answers == replace(READY.answers, meetings=None)
    assert "Kvar: teamets tre frågor" in office.taps("lena", SHOW).text


@pytest.mark.parametrize("text", ["Inget.", "ingenting", "Nothing at all", "-", "n/a"])
def test_nothing_is_an_answer_once_it_has_its_reason(text: str) -> None:
    office = Office(DRAFT)
    refused = office.sends("lena", office.taps("lena", ANSWERS).form, ANSWERED | {"prioritised_away": text})
    assert refused.durable == ()
    assert refused.errors == {
        "prioritised_away": "Inget är ett svar, om du också skriver varför. "
        "Till exempel: Inget, för det ersätter ett möte vi redan har."
    }
    office.sends("lena", refused.form, ANSWERED | {"prioritised_away": "Inget, för vi är två fler."})
    assert office["g1"].answers.prioritised_away == sv("Inget, för vi är två fler.")


def test_nothing_may_be_an_answer_to_the_other_questions() -> None:
    office = Office(DRAFT)
    office.sends("lena", office.taps("lena", ANSWERS).form, ANSWERED | {"meetings": "Inget"})
    assert office["g1"].answers.meetings == sv("Inget")


def test_too_long_a_text_is_refused_whole() -> None:
    office = Office(DRAFT)
    refused = office.sends("lena", office.taps("lena", GUIDE).form, {"signals": "x" * 4000})
    assert refused.errors == {"signals": "Högst 1\xa0000 tecken får plats. Det här är 4\xa0000: korta gärna."}
    assert office["g1"] == DRAFT


def test_who_writes_anew_writes_in_their_own_language_and_who_leaves_it_leaves_both() -> None:
    meetings = both("Tisdagsmötet.", "The Tuesday meeting.")
    office = Office(replace(READY, answers=replace(READY.answers, meetings=meetings)))
    office.sends("lena", office.taps("lena", ANSWERS).form, {"strengthened": "Att lyssna."})
    assert office["g1"].answers == replace(READY.answers, meetings=meetings, strengthened=sv("Att lyssna."))
    # There is no field for English here, and what stood there would no longer say the same.
    office.sends("lena", office.taps("lena", ANSWERS).form, {"meetings": "Fredagsmötet."})
    assert office["g1"].answers.meetings == sv("Fredagsmötet.")


def test_who_answers_in_a_language_that_had_no_text_adds_to_what_there_is() -> None:
    office = Office(replace(READY, owner=PersonId("lin")))
    opened = office.taps("lin", ANSWERS)
    assert opened.values == ANSWERED, "the Swedish text is what there is to read"
    office.sends("lin", opened.form, {"meetings": "The Tuesday meeting."})
    assert office["g1"].answers == replace(READY.answers, meetings=both("Tisdagsmötet.", "The Tuesday meeting."))
    office.sends("lin", office.taps("lin", ANSWERS).form, {"meetings": "The Friday meeting."})
    assert office["g1"].answers.meetings == Wording(texts={"en": "The Friday meeting."})


def test_of_two_who_answer_at_once_the_later_is_shown_the_earlier() -> None:
    office = Office(READY)
    hers, his = office.taps("lena", ANSWERS).form, office.taps("eva", ANSWERS).form
    office.sends("lena", hers, {"meetings": "Fredagsmötet."})
    overtaken = office.sends("eva", his, {"meetings": "Måndagsmötet."})
    assert overtaken.durable == ()
    assert overtaken.values == ANSWERED | {"meetings": "Måndagsmötet."}
    assert "Nu står det: »Fredagsmötet.«" in overtaken.hints["meetings"]
    assert office["g1"].answers.meetings == sv("Fredagsmötet.")
    office.sends("eva", overtaken.form)
    assert office["g1"].answers == replace(READY.answers, meetings=sv("Måndagsmötet."))


def test_of_two_who_answer_different_questions_neither_answer_is_lost() -> None:
    office = Office(DRAFT)
    hers, his = office.taps("lena", ANSWERS).form, office.taps("eva", ANSWERS).form
    office.sends("lena", hers, {"meetings": "Tisdagsmötet."})
    overtaken = office.sends("eva", his, {"strengthened": "Att ringa."})
    assert "Nu står det: »Tisdagsmötet.«" in overtaken.hints["meetings"]
    office.sends("eva", overtaken.form, {"meetings": "Tisdagsmötet."})
    assert office["g1"].answers == Answers(meetings=sv("Tisdagsmötet."), strengthened=sv("Att ringa."))


def test_who_sends_what_stands_there_already_is_not_asked_again() -> None:
    office = Office(DRAFT)
    form = office.taps("lena", GUIDE).form
    first, second = (office.sends("lena", form, {"signals": "Vi  ringer."}) for _ in range(2))
    assert (len(first.saved), second.durable) == (1, ())
    assert first.text == second.text


def test_the_way_back_puts_the_plan_in_the_place_of_what_was_there() -> None:
    office = Office(ACTIVE)
    shown, back = office.taps("lena", SHOW), office.taps("lena", PLAN)
    assert [type(each).__name__ for each in (*shown.effects, *back.effects)] == ["Reply", "Replace"]
    assert shown.message == back.message

"""Behaviours are written and taken away. Each is checked as it is entered, with what to write instead."""

from dataclasses import replace

import pytest

from dialogues import buttons
from dialogues.goal import Arena, Audience, Goal, State
from dialogues.person import PersonId
from dialogues.phrase import Wording
from dialogues.token import Token
from tests.dialogues.drafts import (
    ACTIVE,
    ADD,
    ASK,
    CALL,
    DRAFT,
    LIST,
    READ,
    READY,
    RESTING,
    both,
    remove,
    reword,
    sv,
    tap,
)
from tests.dialogues.office import Office

GOOD = {"text": "Varje fredag ringer vi två kunder.", "arena": "feedback", "audience": "team"}
FOLLOW = tap(buttons.WORDING, "follow")


def test_the_form_asks_what_one_would_see_and_where_and_whose_it_is() -> None:
    opened = Office(DRAFT).taps("lena", ADD)
    assert opened.values == {"text": "", "text_other": "", "arena": "work_moment", "audience": "team", "exception": ""}
    assert "Vad skulle man se er göra, och när?" in opened.text
    assert "Samma sak på engelska, om någon i teamet läser engelska" in opened.text


def test_a_good_one_is_kept_and_stands_in_the_list() -> None:
    office = Office(DRAFT)
    answered = office.sends("lena", office.taps("lena", ADD).form, GOOD | {"audience": "leader"})
    (behaviour,) = office["g1"].behaviours
    assert (behaviour.text, behaviour.version, behaviour.replaces) == (sv(GOOD["text"]), 1, None)
    assert (behaviour.arena, behaviour.audience) == (Arena.FEEDBACK, Audience.LEADER)
    assert (behaviour.exception, behaviour.confirmed) == (None, False)
    assert answered.text.splitlines() == [
        "Beteenden: Nöjda kunder",
        "1. Varje fredag ringer vi två kunder. (feedback)",
        "Chefens, inte visat för teamet än.",
        "[Ändra 1]",
        "[Ta bort 1]",
        "Ett beteende nu. Tre till fem är lagom.",
        "[Välj ur mallar]",
        "[Skriv eget]",
        "[Tillbaka till målet]",
    ]


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("Öka kundnöjdheten med 10 %", "Det är ett resultat. Vad gör ni som leder dit?"),
        ("Vi ska vara professionella i varje kundmöte", "Det är en egenskap. Vad skulle man se er göra?"),
        ("Tänka på säkerheten före varje lyft", "Det syns inte utifrån. Vad gör ni när ni har förstått?"),
        ("Vi arbetar aktivt med kulturen", "Vad gör ni rent konkret, och när?"),
        ("Inte missa en deadline", "Vad gör ni i stället?"),
        # She is on the roster.
        ("Cia Ek ringer två kunder varje fredag.", "Beteenden gäller teamet, inte en person."),
    ],
)
def test_what_one_could_not_see_is_refused_with_what_to_write_instead(text: str, help: str) -> None:
    office = Office(DRAFT)
    refused = office.sends("lena", office.taps("lena", ADD).form, GOOD | {"text": text})
    told = f"{help} Skriv om det, eller skriv nedan varför det ändå ska stå så."
    assert refused.errors == {"text": told}
    assert refused.durable == ()


def test_with_a_reason_it_stands_all_the_same_and_the_team_sees_why() -> None:
    office = Office(DRAFT)
    form = office.taps("lena", ADD).form
    answered = office.sends("lena", form, GOOD | {"text": "Inte missa en deadline", "exception": "Kunden kräver det."})
    assert office["g1"].behaviours[0].exception == sv("Kunden kräver det.")
    assert "Kunden kräver det." in answered.text


def test_a_reason_that_nothing_needs_is_not_kept() -> None:
    office = Office(DRAFT)
    office.sends("lena", office.taps("lena", ADD).form, GOOD | {"exception": "För säkerhets skull"})
    assert office["g1"].behaviours[0].exception is None
    # Nor is one that a better wording no longer needs.
    odd = replace(CALL, text=sv("Inte missa en deadline"), exception=sv("Kunden kräver det."))
    office = Office(replace(DRAFT, behaviours=(odd,)))
    form = office.taps("lena", reword("call")).form
    office.sends("lena", form, {"text": GOOD["text"]})
    assert office["g1"].behaviours[0].exception is None


def test_an_exception_that_is_left_as_it_was_stays_in_both_languages() -> None:
    odd = replace(CALL, text=sv("Inte missa en deadline"), exception=both("Kunden kräver det.", "The customer asks."))
    office = Office(replace(DRAFT, behaviours=(odd,)))
    office.sends("lena", office.taps("lena", reword("call")).form, {"arena": "feedback"})
    assert office["g1"].behaviours == (replace(odd, arena=Arena.FEEDBACK),)
    # Taken away, the check has its say again.
    refused = office.sends("lena", office.taps("lena", reword("call")).form, {"exception": ""})
    assert set(refused.errors) == {"text"}


def test_what_could_be_clearer_is_kept_and_said_once() -> None:
    office = Office(DRAFT)
    values = GOOD | {"text": "Vi ringer kunden.", "text_other": "We call the customer."}
    answered = office.sends("lena", office.taps("lena", ADD).form, values)
    assert answered.text.count("Sparat. Det kan bli ännu tydligare: När händer det?") == 1
    assert office["g1"].behaviours[0].text == both("Vi ringer kunden.", "We call the customer.")


def test_the_text_of_each_language_is_checked_and_the_reason_stands_beside_it() -> None:
    office = Office(DRAFT)
    form = office.taps("lena", ADD).form
    refused = office.sends("lena", form, GOOD | {"text_other": "Increase revenue by 5%"})
    assert set(refused.errors) == {"text_other"}
    assert refused.errors["text_other"].startswith("Det är ett resultat.")
    refused = office.sends("lena", form, {**GOOD, "text": "Öka intäkterna med 5 %", "text_other": "Be better"})
    assert set(refused.errors) == {"text", "text_other"}


def test_who_reads_english_writes_in_english() -> None:
    office = Office(replace(DRAFT, owner=PersonId("lin")))
    opened = office.taps("lin", ADD)
    assert "The same in Swedish, if somebody in the team reads Swedish" in opened.text
    refused = office.sends("lin", opened.form, GOOD | {"text": "Be better", "text_other": "Bli bättre"})
    assert set(refused.errors) == {"text", "text_other"}
    office.sends("lin", opened.form, GOOD | {"text": "Every Friday we call two customers."})
    assert office["g1"].behaviours[0].text == Wording(texts={"en": "Every Friday we call two customers."})


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"text": ""}, {"text": "Skriv något här."}),
        ({"text": "x" * 301}, {"text": "Högst 300 tecken får plats. Det här är 301: korta gärna."}),
        ({"arena": "kitchen"}, {"arena": "Välj ett av alternativen."}),
        ({"audience": ""}, {"audience": "Välj ett av alternativen."}),
    ],
)
def test_what_is_missing_is_said_beside_its_field(values: dict[str, str], errors: dict[str, str]) -> None:
    office = Office(DRAFT)
    refused = office.sends("lena", office.taps("lena", ADD).form, GOOD | values)
    assert refused.errors == errors
    assert office["g1"] == DRAFT


def test_one_that_is_there_already_is_not_added_again_in_whatever_language() -> None:
    office = Office(replace(DRAFT, behaviours=(ASK,)))
    for text in ("Varje fredag läser vi tre samtal.", " Varje  fredag läser vi tre samtal. "):
        refused = office.sends("lena", office.taps("lena", ADD).form, GOOD | {"text": text})
        assert refused.errors == {"text": "Det beteendet finns redan på målet."}


def test_five_is_the_most() -> None:
    office = Office(replace(DRAFT, behaviours=READY.behaviours[:4]))
    first, second = (office.taps("lena", ADD).form for _ in range(2))
    full = office.sends("lena", first, GOOD)
    assert "[Skriv eget]" not in full.text
    assert "[Välj ur mallar]" not in full.text
    # A form that was open already, and buttons of an older message.
    refused = office.sends("lena", second, GOOD | {"text": "Varje måndag ringer vi två kunder."})
    assert refused.errors == {"text": "Fem är flest. Ta bort ett av de andra först."}
    for token in (ADD, FOLLOW):
        assert "Fem är flest. Ta bort ett av de andra först." in office.taps("lena", token).text
    assert len(office["g1"].behaviours) == 5


def test_what_the_lead_follows_up_becomes_a_behaviour_of_the_leaders() -> None:
    office = Office(replace(DRAFT, guidance=READY.guidance))
    listed = office.taps("lena", LIST)
    assert "Det här skulle synas en vanlig tisdag, skrev ni:\nVi ringer." in listed.text
    opened = office.taps("lena", listed.buttons["Chefens uppföljning"])
    assert (opened.values["text"], opened.values["arena"], opened.values["audience"]) == (
        "Samtalen.",
        "feedback",
        "leader",
    )
    answered = office.sends("lena", opened.form, {"text": "Varje fredag frågar jag två kollegor vad de hörde."})
    assert "Chefens uppföljning" not in answered.buttons
    assert office["g1"].behaviours[0].audience is Audience.LEADER
    assert Office(DRAFT).taps("lena", FOLLOW).values["text"] == ""


@pytest.mark.parametrize("goal", [DRAFT, READY], ids=["draft", "untranslated"])
def test_one_is_taken_away_at_a_tap_and_nobody_is_told_while_the_team_is_asked(goal: Goal) -> None:
    office = Office(replace(goal, behaviours=(CALL, READ)))
    answered = office.taps("lena", remove("call"))
    assert office["g1"].behaviours == (READ,)
    assert answered.said == ()
    assert answered.text.splitlines()[1].startswith("1. Före varje kundmöte")
    again = office.taps("lena", remove("call"))
    assert again.durable == ()
    assert again.text == answered.text


def test_of_an_active_goal_three_stay() -> None:
    office = Office(replace(ACTIVE, behaviours=READY.behaviours[:3]))
    refused = office.taps("lena", remove("call"))
    assert refused.durable == ()
    assert "Ett mål som är igång har minst tre beteenden." in refused.text
    resting = Office(replace(RESTING, behaviours=READY.behaviours[:3]))
    assert resting.taps("lena", remove("call")).saved


def test_taken_out_of_an_active_goal_it_passes_the_focus_on_and_the_team_is_told() -> None:
    office = Office(ACTIVE)
    answered = office.taps("lena", remove("call"))
    assert office["g1"].focus == READ.id, "the first of the team's"
    assert {str(each.to) for each in answered.said} == {"anna", "bo", "cia"}
    assert "Det ingår inte längre i målet." in answered.told
    # What is left is the leader's, and questions go to the team.
    assert office.taps("lena", remove("read")).saved[0].focus is None
    kept = Office(ACTIVE)
    kept.taps("lena", remove("read"))
    assert kept["g1"].focus == CALL.id


def test_one_more_in_an_active_goal_is_told_to_the_team_however_it_was_chosen() -> None:
    goal = replace(ACTIVE, behaviours=READY.behaviours[:3])
    for how in ("written", "picked"):
        office = Office(goal)
        form = office.taps("lena", ADD).form
        pick = Token(dialogue=buttons.WORDING, step="pick", subject="g1", value="CS4")
        answered = office.sends("lena", form, GOOD) if how == "written" else office.taps("lena", pick)
        assert len(answered.said) == 3, how
        assert "Nytt beteende:" in answered.told
    assert Office(replace(goal, state=State.UNTRANSLATED)).taps("lena", pick).said == ()


def test_another_step_is_an_old_button() -> None:
    answered = Office(READY).taps("lena", tap(buttons.WORDING, "dance"))
    assert answered.text == Office().taps("lena", LIST).text

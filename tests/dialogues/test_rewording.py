"""Another wording is another behaviour, and the team is told of it with the old text and the new."""

from dataclasses import replace

import pytest

from dialogues.goal import Arena, Audience, Goal, State
from dialogues.person import PersonId
from dialogues.translation.confirmation import Standing
from dialogues.translation.wording import DIALOGUE
from tests.dialogues.drafts import (
    ACTIVE,
    ASK,
    CALL,
    DRAFT,
    LIST,
    READ,
    READY,
    RESTING,
    both,
    confirm,
    remove,
    reword,
    sv,
)
from tests.dialogues.office import PEOPLE, Office

SOONER = "När en kund är missnöjd ringer vi upp inom en timme."
LATER = "När en kund är missnöjd ringer vi upp före lunch."
IN_DRAFT = replace(READY, state=State.DRAFT)


def test_the_form_shows_what_stands_there() -> None:
    assert Office(replace(READY, behaviours=(ASK,))).taps("lena", reword("ask")).values == {
        "text": "Varje fredag läser vi tre samtal.",
        "text_other": "Every Friday we read three calls.",
        "arena": "work_moment",
        "audience": "team",
        "exception": "",
    }


@pytest.mark.parametrize("goal", [READY, ACTIVE, RESTING], ids=lambda each: each.state.value)
def test_another_wording_is_another_behaviour_in_the_same_place(goal: Goal) -> None:
    office = Office(goal)
    confirm(office, "anna", "bo")
    office.sends("lena", office.taps("lena", reword("call")).form, {"text": SOONER})
    new, *rest = office["g1"].behaviours
    assert (new.text, new.version, new.replaces, new.confirmed) == (sv(SOONER), 2, CALL.id, False)
    assert new.id != CALL.id
    assert tuple(rest) == goal.behaviours[1:]
    # What was said of the old one is not said of the new.
    facts = office.facts("lena", DIALOGUE.wants, subject="g1")
    assert [facts.standing(each) for each in office["g1"].behaviours[:2]] == [Standing.WAITING, Standing.CONFIRMED]
    office.sends("lena", office.taps("lena", reword(new.id)).form, {"text": LATER})
    newer = office["g1"].behaviours[0]
    assert (newer.version, newer.replaces) == (3, new.id)


def test_in_a_draft_the_version_stays_for_nobody_has_seen_it() -> None:
    office = Office(IN_DRAFT)
    answered = office.sends("lena", office.taps("lena", reword("call")).form, {"text": SOONER})
    new = office["g1"].behaviours[0]
    assert (new.version, new.replaces) == (1, CALL.id)
    assert answered.said == ()


def test_the_team_is_told_with_the_old_text_and_the_new_and_asked() -> None:
    people = tuple(replace(each, stopped=each.id == "bo") for each in PEOPLE)
    people = tuple(replace(each, greeted_on=None) if each.id == "cia" else each for each in people)
    office = Office(READY, people=people)
    answered = office.sends("lena", office.taps("lena", reword("call")).form, {"text": SOONER})
    assert [each.to for each in answered.said] == ["anna"], "who has stopped or was never greeted is left in peace"
    assert answered.told.splitlines()[:-1] == [
        "Ändrat beteende: Nöjda kunder",
        "Så här löd det:",
        "När en kund är missnöjd ringer vi upp samma dag.",
        "Så här lyder det nu:",
        SOONER,
        "[Ja]",
        "[Nej]",
        "[Annan formulering]",
        "Kan två kollegor, oberoende av varandra, se om detta hände?",
    ]
    assert "Ingen får se ditt svar" in answered.told
    assert "väntar på teamet" in answered.text


def test_the_focus_goes_along_and_does_not_go_to_the_leader() -> None:
    office = Office(ACTIVE)
    office.sends("lena", office.taps("lena", reword("call")).form, {"text": SOONER})
    new = office["g1"].behaviours[0]
    assert office["g1"].focus == new.id
    office.sends("lena", office.taps("lena", reword("read")).form, {"text": "Varje morgon läser vi tre ärenden."})
    assert office["g1"].focus == new.id
    office.sends("lena", office.taps("lena", reword(new.id)).form, {"audience": "leader"})
    assert office["g1"].focus == office["g1"].behaviours[1].id, "questions go to the team"
    office.sends("lena", office.taps("lena", reword(office["g1"].focus)).form, {"audience": "leader"})
    assert office["g1"].focus is None, "which has none left"


def test_where_nothing_was_in_focus_nothing_gets_it() -> None:
    office = Office(replace(ACTIVE, focus=None))
    office.sends("lena", office.taps("lena", reword("call")).form, {"text": SOONER, "audience": "leader"})
    office.taps("lena", remove("read"))
    assert office["g1"].focus is None


def test_the_same_text_again_is_the_same_behaviour() -> None:
    office = Office(READY)
    same = office.sends("lena", office.taps("lena", reword("call")).form)
    assert same.durable == ()
    moved = office.sends("lena", office.taps("lena", reword("call")).form, {"arena": "priority", "audience": "leader"})
    assert office["g1"].behaviours[0] == replace(CALL, arena=Arena.PRIORITY, audience=Audience.LEADER)
    assert moved.said == (), "its text says what it did"


def test_the_other_language_stays_where_it_was_left_and_is_a_new_wording_where_not() -> None:
    office = Office(replace(READY, behaviours=(ASK, CALL, READ)))
    office.sends("lena", office.taps("lena", reword("ask")).form, {"text": "Varje måndag läser vi tre samtal."})
    assert office["g1"].behaviours[0].text == both(
        "Varje måndag läser vi tre samtal.", "Every Friday we read three calls."
    )
    emptied = office.sends("lena", office.taps("lena", reword(office["g1"].behaviours[0].id)).form, {"text_other": ""})
    assert office["g1"].behaviours[0].text == sv("Varje måndag läser vi tre samtal.")
    assert len(emptied.said) == 3


def test_what_is_refused_keeps_the_old_wording_and_the_form() -> None:
    office = Office(READY)
    form = office.taps("lena", reword("call")).form
    refused = office.sends("lena", form, {"text": "Öka kundnöjdheten med 10 %"})
    assert set(refused.errors) == {"text"}
    assert refused.form.token == form.token
    assert office["g1"] == READY
    same = office.sends("lena", form, {"text": READ.text.within("sv")})
    assert same.errors == {"text": "Det beteendet finns redan på målet."}


def test_of_two_who_reword_it_the_later_is_shown_the_earlier_wording() -> None:
    office = Office(READY)
    hers, his = office.taps("lena", reword("call")).form, office.taps("eva", reword("call")).form
    office.sends("lena", hers, {"text": SOONER})
    overtaken = office.sends("eva", his, {"text": LATER, "arena": "feedback"})
    assert overtaken.durable == ()
    assert (overtaken.values["text"], overtaken.values["arena"]) == (LATER, "feedback")
    assert f"Nu står det: »{SOONER}«" in overtaken.hints["text"]
    assert "Nu står det: »arbetsmoment«" in overtaken.hints["arena"]
    office.sends("eva", overtaken.form)
    assert [each.text for each in office["g1"].behaviours][:2] == [sv(LATER), READ.text]
    assert (office["g1"].behaviours[0].version, len(office["g1"].behaviours)) == (3, 5)


def test_two_who_reword_different_ones_are_not_in_each_others_way() -> None:
    office = Office(READY)
    hers, his = office.taps("lena", reword("call")).form, office.taps("eva", reword("read")).form
    office.sends("lena", hers, {"text": SOONER})
    assert office.sends("eva", his, {"text": "Varje morgon läser vi tre ärenden."}).saved
    assert [each.text.within("sv") for each in office["g1"].behaviours[:2]] == [
        SOONER,
        "Varje morgon läser vi tre ärenden.",
    ]


@pytest.mark.parametrize("words", [SOONER, CALL.text.within("sv")])
def test_the_same_form_sent_twice_rewords_it_once(words: str) -> None:
    office = Office(READY)
    form = office.taps("lena", reword("call")).form
    first, second = (office.sends("lena", form, {"text": words}) for _ in range(2))
    assert len(first.saved) == (1 if words == SOONER else 0)
    assert second.durable == ()
    assert first.text == second.text


def test_one_that_was_taken_away_meanwhile_can_be_put_back_in_the_new_words() -> None:
    office = Office(READY)
    form = office.taps("eva", reword("call")).form
    office.taps("lena", remove("call"))
    overtaken = office.sends("eva", form, {"text": SOONER})
    assert overtaken.durable == ()
    assert overtaken.values["text"] == SOONER
    assert "här står inget nu" in overtaken.hints["text"]
    office.sends("eva", overtaken.form)
    last = office["g1"].behaviours[-1]
    assert (last.text, last.replaces, last.version) == (sv(SOONER), None, 1)


def test_a_button_for_one_that_is_gone_shows_what_there_is_and_for_a_reworded_one_opens_that() -> None:
    office = Office(READY)
    office.sends("lena", office.taps("lena", reword("call")).form, {"text": SOONER})
    assert office.taps("eva", reword("call")).values["text"] == SOONER
    office.taps("lena", remove(office["g1"].behaviours[0].id))
    assert office.taps("eva", reword("call")).message == Office(office["g1"]).taps("lena", LIST).message


def test_a_suggestion_stands_in_the_form_as_the_first_draft() -> None:
    office = Office(replace(READY, behaviours=(ASK, CALL, READ)))
    office.sends("bo", "cocreation/send/g1/ask", {"text": "Varje tisdag läser vi tre samtal."})
    listed = office.taps("lena", LIST)
    assert "Förslag från teamet: Varje tisdag läser vi tre samtal." in listed.text
    opened = office.taps("lena", listed.buttons["Använd förslag 1"])
    assert (opened.values["text"], opened.values["text_other"]) == ("Varje tisdag läser vi tre samtal.", "")
    office.sends("lena", opened.form)
    assert office["g1"].behaviours[0].text == sv("Varje tisdag läser vi tre samtal.")
    # A suggestion that there is not leaves the behaviour's own words.
    assert office.taps("lena", reword("call", "s9")).values["text"] == CALL.text.within("sv")


def test_who_reads_english_sees_the_swedish_text_and_loses_nothing_by_leaving_it() -> None:
    office = Office(replace(DRAFT, owner=PEOPLE[4].id, behaviours=(CALL,)))
    opened = office.taps("lin", reword("call"))
    assert (opened.values["text"], opened.values["text_other"]) == (CALL.text.within("sv"), CALL.text.within("sv"))
    assert office.sends("lin", opened.form).durable == ()


SAME_DAY = "When a customer is dissatisfied we call back the same day."


@pytest.mark.parametrize("goal", [READY, ACTIVE, RESTING], ids=lambda each: each.state.value)
@pytest.mark.parametrize(("name", "field"), [("lin", "text"), ("lena", "text_other")])
def test_a_translation_that_is_added_is_no_new_wording(goal: Goal, name: str, field: str) -> None:
    office = Office(replace(goal, owner=PersonId("lin")))
    confirm(office, "anna", "bo")
    answered = office.sends(name, office.taps(name, reword("call")).form, {field: SAME_DAY})
    assert office["g1"].behaviours == (
        replace(CALL, text=both(CALL.text.within("sv"), SAME_DAY)),
        *goal.behaviours[1:],
    )
    assert answered.said == ()
    # What was said of it is said of it still.
    facts = office.facts("lena", DIALOGUE.wants, subject="g1")
    assert facts.standing(office["g1"].behaviours[0]) is Standing.CONFIRMED
    # Changed afterwards, it is one.
    changed = office.sends(name, office.taps(name, reword("call")).form, {field: "Every day we call one customer."})
    assert changed.saved[0].behaviours[0].replaces == CALL.id
    assert len(changed.said) == 3


def test_a_translation_is_checked_as_every_text() -> None:
    office = Office(replace(READY, owner=PersonId("lin")))
    refused = office.sends("lin", office.taps("lin", reword("call")).form, {"text": "Increase revenue by 5%"})
    assert set(refused.errors) == {"text"}
    assert office["g1"].behaviours == READY.behaviours

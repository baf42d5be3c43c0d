"""The team says, each for themselves, whether two colleagues could tell; no message repeats an answer."""

from dataclasses import replace

import pytest

from dialogues import buttons, help
from dialogues.editing import digest
from dialogues.effect import Judge, Open, Replace, Reply, Suggest
from dialogues.goal import Goal
from dialogues.person import PersonId
from dialogues.phrase import Phrase
from dialogues.translation.confirmation import Judgement, SuggestionId
from tests.dialogues.drafts import (
    ACTIVE,
    ASK,
    CALL,
    CLOSED,
    DRAFT,
    PROPOSE,
    READ,
    READY,
    confirm,
    judge,
    reword,
    sv,
    tap,
)
from tests.dialogues.examples import TEAM
from tests.dialogues.languages import EN
from tests.dialogues.office import FREE, PEOPLE, Answered, Office, choices, person, read

GOAL = replace(READY, behaviours=(CALL, READ, ASK))
OPENED = tap(buttons.COCREATION, "show")
SEND = str(judge("send", "call"))


def to_leads(answered: Answered) -> dict[str, str]:
    """Who is told what of it, in Swedish, by their names."""
    return {str(each.to): "\n".join(read(each.message)) for each in answered.said}


def keys(answered: Answered) -> list[str]:
    return [each.key for each in answered.said]


def test_each_behaviour_is_put_with_three_buttons_and_a_word_on_who_sees_what() -> None:
    lines = Office(GOAL).taps("anna", OPENED).text.splitlines()
    assert lines[:7] == [
        "Ett mål blir beteenden: Nöjda kunder",
        "De stannar.",
        "Kan två kollegor, oberoende av varandra, se om detta hände?",
        "När en kund är missnöjd ringer vi upp samma dag.",
        "[Ja]",
        "[Nej]",
        "[Annan formulering]",
    ]
    assert lines[-1].startswith("Frivilligt. Ingen får se ditt svar")


def test_who_reads_english_is_asked_in_english() -> None:
    english = Office(GOAL, people=(*PEOPLE, person("olga", TEAM, "en")))
    shown = english.taps("olga", OPENED)
    assert "Could two colleagues independently tell whether this happened?" in shown.text
    assert "Every Friday we read three calls." in shown.text


@pytest.mark.parametrize(("step", "judgement"), [("yes", Judgement.YES), ("no", Judgement.NO)])
def test_one_tap_is_kept_and_not_repeated(step: str, judgement: Judgement) -> None:
    office = Office(GOAL)
    answered = office.taps("anna", judge(step, "call"))
    assert answered.effects[0] == Judge(behaviour=CALL.id, judgement=judgement)
    assert isinstance(answered.effects[-1], Replace)
    assert answered.text.count("Tack, sparat.") == 1
    other = Office(GOAL).taps("anna", judge("no" if step == "yes" else "yes", "call"))
    assert answered.text == other.text, "the message does not tell which it was"


def test_an_answer_can_be_changed() -> None:
    office = Office(GOAL)
    office.taps("anna", judge("no", "call"))
    again = office.taps("anna", judge("again", "call"))
    assert again.durable == ()
    assert "Tack, sparat." not in again.text
    office.taps("anna", judge("yes", "call"))
    assert office.judgements == {("anna", CALL.id): Judgement.YES}


def test_once_all_are_answered_it_says_thanks() -> None:
    office = Office(GOAL)
    for each in GOAL.behaviours:
        answered = office.taps("anna", judge("yes", each.id))
    assert answered.text.splitlines()[-1] == "Tack! Det var alla. Ingen får se dina svar."
    assert list(answered.buttons) == ["Ändra svaret"]


def test_the_team_sees_why_an_exception_stands() -> None:
    odd = replace(CALL, exception=sv("Kunden kräver det."))
    shown = Office(replace(GOAL, behaviours=(odd, READ, ASK))).taps("anna", OPENED)
    assert "Det är svårt att se utifrån, men får stå: Kunden kräver det." in shown.text


def test_the_lead_is_told_of_a_no_without_a_name_once() -> None:
    office = Office(GOAL)
    first, second = office.taps("anna", judge("no", "call")), office.taps("bo", judge("no", "call"))
    told = (
        "Någon i teamet ser inte hur två kollegor skulle kunna märka om det här hände. Skriv gärna om det.\n"
        "När en kund är missnöjd ringer vi upp samma dag.\n[Beteenden]"
    )
    assert to_leads(first) == {"lena": told, "eva": told}
    assert keys(first) == keys(second), "the same message is not sent twice"
    assert first.said == second.said, "and nothing in it depends on who it was"


def test_the_lead_is_told_once_that_all_are_confirmed() -> None:
    office = Office(GOAL)
    confirm(office, "anna")
    told = {}
    for each in GOAL.behaviours:
        told[each.id] = office.taps("bo", judge("yes", each.id))
    assert [len(each.said) for each in told.values()] == [0, 0, 2]
    assert to_leads(told[ASK.id])["lena"] == (
        "Minst två i teamet har bekräftat varje beteende för »Nöjda kunder«. "
        "Se om något återstår innan det kan börja.\n[Gör till beteenden]"
    )
    assert keys(office.taps("cia", judge("yes", "call"))) == keys(told[ASK.id])


def test_my_own_yes_is_not_counted_twice() -> None:
    office = Office(GOAL)
    confirm(office, "anna")
    for each in GOAL.behaviours:
        assert office.taps("anna", judge("yes", each.id)).said == ()


def test_my_own_no_no_longer_counts_once_i_say_yes() -> None:
    office = Office(GOAL)
    confirm(office, "anna", "bo")
    office.taps("cia", judge("no", "call"))
    assert "har bekräftat varje beteende" in str(to_leads(office.taps("cia", judge("yes", "call"))))
    office.judgements["bo", CALL.id] = Judgement.NO
    assert office.taps("cia", judge("yes", "call")).said == ()


def test_my_no_no_longer_counts_once_i_suggest_another_wording() -> None:
    office = Office(GOAL)
    confirm(office, "anna", "bo")
    office.taps("cia", judge("no", "call"))
    sent = office.sends("cia", office.taps("cia", judge("suggest", "call")).form, {"text": "Vi ringer inom en timme."})
    assert [each.message.summary for each in sent.said if str(each.to) == "lena"] == [
        Phrase.of("cocreation.suggestion", title=GOAL.title),
        Phrase.of("cocreation.confirmed", title=GOAL.title),
    ]


def test_confirmed_by_the_file_is_not_confirmed_where_somebody_says_no() -> None:
    filed = tuple(replace(each, confirmed=True) for each in GOAL.behaviours)
    office = Office(replace(GOAL, behaviours=filed))
    office.taps("anna", judge("no", "call"))
    assert office.taps("bo", judge("yes", "read")).said == ()
    office.taps("anna", judge("yes", "call"))
    assert len(office.taps("bo", judge("yes", "read")).said) == 2


def test_in_a_team_of_one_nothing_is_confirmed() -> None:
    office = Office(GOAL, people=tuple(each for each in PEOPLE if each.id not in ("bo", "cia")))
    assert [office.taps("anna", judge("yes", each.id)).said for each in GOAL.behaviours] == [(), (), ()]
    assert "väntar på teamet" in office.taps("lena", tap(buttons.WORDING, "list")).text


def test_of_a_goal_that_the_team_works_with_already_the_lead_is_told_nothing() -> None:
    office = Office(ACTIVE)
    confirm(office, "bo", "cia")
    assert [type(each) for each in office.taps("anna", judge("no", "call")).durable] == [Judge]
    assert [type(each) for each in office.taps("anna", judge("yes", "call")).durable] == [Judge]


def test_who_acts_is_not_told_of_it_themselves() -> None:
    office = Office(replace(GOAL, team=FREE.id, owner=PersonId("fia")))
    assert office.taps("fia", judge("no", "call")).said == ()
    office = Office(replace(GOAL, owner=PersonId("anna")))
    assert list(to_leads(office.taps("anna", judge("no", "call")))) == ["lena"]
    assert list(to_leads(Office(replace(GOAL, owner=None)).taps("anna", judge("no", "call")))) == ["lena"]


def test_another_wording_reaches_the_lead_without_a_name() -> None:
    office = Office(GOAL)
    opened = office.taps("anna", judge("suggest", "call"))
    assert isinstance(opened.effects[0], Open)
    assert "Chefen ser texten, men inte vem som har skrivit. Nämn ingen vid namn." in opened.text
    answered = office.sends("anna", opened.form, {"text": "Vi ringer  samma dag."})
    assert answered.effects[:2] == (
        Suggest(
            id=SuggestionId(digest(CALL.id, "Vi ringer samma dag.")), behaviour=CALL.id, text="Vi ringer samma dag."
        ),
        Judge(behaviour=CALL.id, judgement=None),
    )
    assert to_leads(answered)["lena"].splitlines() == [
        "Ett förslag från teamet: Nöjda kunder",
        "Så här löd det:",
        "När en kund är missnöjd ringer vi upp samma dag.",
        "Så här skulle någon skriva det:",
        "Vi ringer samma dag.",
        "Förslag kommer utan namn. Fråga inte vem.",
        "[Använd förslaget]",
        "[Beteenden]",
    ]
    assert "anna" not in str([each.message for each in answered.said]).lower()
    assert answered.text.splitlines()[1] == "Tack! Förslaget har skickats vidare utan ditt namn."
    assert answered.text.count("Tack, sparat.") == 1
    english = "\n".join(read(answered.said[0].message, EN))
    assert "Vi ringer samma dag." in english


def test_the_leads_message_has_a_button_that_takes_the_suggestion_up() -> None:
    office = Office(GOAL)
    answered = office.sends("anna", office.taps("anna", judge("suggest", "ask")).form, {"text": "Vi läser samtal."})
    use, behaviours = choices(next(each.message for each in answered.said if each.to == "lena"))
    opened = office.taps("lena", use.token)
    assert use.opens
    assert (opened.values["text"], opened.values["text_other"]) == ("Vi läser samtal.", "")
    assert "Beteenden: Nöjda kunder" in office.taps("lena", behaviours.token).text
    english = Answered(effects=(Reply(message=answered.said[0].message),), language=EN)
    assert list(english.buttons) == ["Use the suggestion", "Behaviours"]


def test_whoever_suggests_another_wording_has_said_neither_yes_nor_no() -> None:
    for earlier in ("yes", "no"):
        office = Office(GOAL)
        office.taps("anna", judge(earlier, "call"))
        office.sends("anna", office.taps("anna", judge("suggest", "call")).form, {"text": "Vi ringer."})
        assert office.judgements == {}
    office.taps("anna", judge("yes", "call"))
    assert office.judgements == {("anna", CALL.id): Judgement.YES}


def test_a_yes_that_was_taken_back_by_a_suggestion_no_longer_confirms() -> None:
    office = Office(GOAL)
    confirm(office, "anna", "bo")
    sent = office.sends("bo", office.taps("bo", judge("suggest", "call")).form, {"text": "Vi ringer."})
    assert [each.message.summary for each in sent.said] == [Phrase.of("cocreation.suggestion", title=GOAL.title)] * 2
    assert "väntar på teamet" in office.taps("lena", tap(buttons.WORDING, "list")).text


def test_the_same_text_again_is_the_same_suggestion_whoever_it_comes_from() -> None:
    office = Office(GOAL)
    first, second = (office.sends(name, SEND, {"text": "Vi  ringer."}) for name in ("anna", "bo"))
    assert keys(first) == keys(second), "the lead hears of it once"
    assert first.said == second.said
    other = office.sends("anna", SEND, {"text": "Vi ringer upp."})
    assert set(keys(other)).isdisjoint(keys(first))
    elsewhere = office.sends("anna", str(judge("send", "read")), {"text": "Vi ringer."})
    assert set(keys(elsewhere)).isdisjoint(keys(first))
    assert [each.text for each in office.suggestions] == ["Vi ringer.", "Vi ringer upp.", "Vi ringer."]


@pytest.mark.parametrize("text", ["", "x" * 301])
def test_a_suggestion_that_cannot_be_kept_stays_in_the_form(text: str) -> None:
    office = Office(GOAL)
    form = office.taps("anna", judge("suggest", "call")).form
    refused = office.sends("anna", form, {"text": text})
    assert set(refused.errors) == {"text"}
    assert refused.durable == ()
    assert refused.form.token == form.token


@pytest.mark.parametrize("step", ["yes", "no", "suggest", "again"])
def test_what_was_reworded_meanwhile_is_shown_as_it_is_now(step: str) -> None:
    office = Office(GOAL)
    sooner = "När en kund är missnöjd ringer vi upp inom en timme."
    office.sends("lena", office.taps("lena", reword("call")).form, {"text": sooner})
    answered = office.taps("anna", judge(step, "call"))
    assert answered.durable == ()
    assert answered.text.splitlines()[1] == "Det beteendet har ändrats. Så här ser det ut nu."
    assert sooner in answered.text
    late = office.sends("anna", "cocreation/send/g1/call", {"text": "Vi ringer."})
    assert late.durable == ()
    assert "Det beteendet har ändrats. Så här ser det ut nu." in late.text


def test_only_members_are_asked_and_others_are_told_why() -> None:
    for name in ("lena", "eva", "ute"):
        for step in ("show", "yes", "no", "suggest"):
            answered = Office(GOAL).taps(name, judge(step, "call"))
            assert answered.text == "Om de beteendena svarar bara målets eget team."
    assert Office(GOAL).taps("lin", OPENED).text == "Only the goal’s own team is asked about those behaviours."


@pytest.mark.parametrize("goal", [DRAFT, CLOSED], ids=lambda each: each.state.value)
def test_of_a_draft_or_a_closed_goal_nobody_is_asked(goal: Goal) -> None:
    for name in ("anna", "ute"):
        assert Office(goal).taps(name, OPENED).message == help.outdated()


def test_a_goal_that_waits_for_me_has_a_button_until_i_have_answered_all() -> None:
    office = Office(GOAL)
    label = "Svara om beteendena"
    assert label in office.types("anna", "").buttons
    assert label not in office.types("lena", "").buttons
    confirm(office, "anna")
    assert label not in office.types("anna", "").buttons
    assert label in office.types("bo", "").buttons


def test_the_team_is_asked_once_for_what_the_behaviours_are_now() -> None:
    office = Office(replace(GOAL, state=DRAFT.state))
    first, again = office.taps("lena", PROPOSE), office.taps("lena", PROPOSE)
    assert {str(each.to) for each in first.said} == {"anna", "bo", "cia"}
    assert keys(first) == keys(again)
    assert all(each.message == first.said[0].message for each in first.said)
    sooner = "När en kund är missnöjd ringer vi upp inom en timme."
    office.sends("lena", office.taps("lena", reword("call")).form, {"text": sooner})
    assert set(keys(office.taps("lena", PROPOSE))).isdisjoint(keys(first))


def test_the_button_of_an_asked_member_answers_with_the_question() -> None:
    (effect,) = Office(GOAL).taps("anna", OPENED).effects
    assert isinstance(effect, Reply)

"""A goal is begun, and what it says is changed, in both languages and beside others who change it too."""

from dataclasses import replace
from datetime import date

import pytest

from dialogues import buttons
from dialogues.event import Opened
from dialogues.form import ChoiceField
from dialogues.goal import Perspective, State
from dialogues.person import PersonId
from dialogues.phrase import Wording
from dialogues.translation import draft
from tests.dialogues.drafts import DRAFT, EDIT, READY, WHOLE, both, sv, tap
from tests.dialogues.examples import ACCOUNT, FACTS, MONDAY, TEAM
from tests.dialogues.office import BOARD, FREE, TEAMS, Office

NEW = tap(buttons.DRAFT, "new", "")
BASICS = {"title": "Kunder som kommer tillbaka", "why": "Var tredje lämnar oss.", "last": "2027-05-31"}


def test_a_goal_begins_with_what_and_why_and_half_a_year() -> None:
    office = Office()
    form = office.types("lena", "nytt").form
    assert {each.name: each.value for each in form.fields} == {
        "title": "",
        "why": "",
        "first": "2026-11-16",
        "last": "2027-05-17",
    }
    answered = office.sends("lena", form, BASICS)
    (goal,) = answered.saved
    assert (goal.team, goal.owner, goal.state) == (TEAM.id, "lena", State.DRAFT)
    assert (goal.title, goal.why) == (sv(BASICS["title"]), sv(BASICS["why"]))
    assert (goal.first, goal.last) == (date(2026, 11, 16), date(2027, 5, 31))
    assert answered.durable == answered.effects[:1], "nobody is told of a draft"
    assert "Utkast. Det syns bara för dem som arbetar med målet." in answered.text
    assert next(iter(answered.buttons)) == "Tre frågor att börja med"


def test_a_button_begins_one_too_and_writing_leads_to_the_button() -> None:
    assert list(Office().taps("lena", NEW).values) == ["title", "why", "first", "last"]
    offered = Office().writes("lena", "nytt mål")
    assert offered.buttons == {"Nytt mål": str(NEW)}


def test_two_beginnings_are_two_goals_and_the_same_form_twice_is_one() -> None:
    office = Office()
    first, second = (office.types("lena", "new").form for _ in range(2))
    for form in (first, second, first):
        office.sends("lena", form, BASICS)
    assert len(office.goals) == 2
    again = office.sends("lena", first, BASICS | {"title": "Något annat"})
    assert again.durable == ()
    assert "Från mål till beteenden: Kunder som kommer tillbaka" in again.text


def test_who_leads_several_teams_chooses_one() -> None:
    office = Office(teams=(*TEAMS, replace(BOARD, id=FREE.id, name="Butik", lead=TEAM.lead)))
    form = office.types("lena", "nytt").form
    team = form.fields[0]
    assert isinstance(team, ChoiceField)
    assert [each.label for each in team.options] == ["Kundservice", "Butik"]
    office.sends("lena", form, {**BASICS, "team": FREE.id})
    assert [each.team for each in office.goals.values()] == [FREE.id]
    refused = office.sends("lena", office.types("lena", "nytt").form, {**BASICS, "team": "ekonomi"})
    assert refused.durable == ()
    assert "Det kan bara den som leder teamet göra." in refused.text


@pytest.mark.parametrize("name", ["anna", "ute"])
def test_who_leads_no_team_begins_none(name: str) -> None:
    office = Office()
    for answered in (
        office.types(name, "nytt"),
        office.writes(name, "nytt"),
        office.taps(name, NEW),
        office.sends(name, "draft/create/g-0123456789abcdef/", BASICS | {"first": "2026-11-16"}),
    ):
        assert answered.durable == ()
        assert answered.text == "Det kan bara den som leder teamet göra. Ta gärna upp det på nästa möte."
    assert office.types("lin", "new").text.startswith("Only the person who leads the team can do that.")


def test_without_a_lead_each_member_begins_one() -> None:
    office = Office()
    office.sends("fia", office.types("fia", "nytt").form, BASICS)
    assert [(each.team, each.owner) for each in office.goals.values()] == [(FREE.id, "fia")]


@pytest.mark.parametrize("id", ["", "nki", "g-xyz", "g-0123456789ABCDEF", "g-0123456789abcdef0"])
def test_nobody_chooses_the_id_of_a_goal(id: str) -> None:
    office = Office()
    assert office.sends("lena", f"draft/create/{id}/", BASICS | {"first": "2026-11-16"}).durable == ()


@pytest.mark.parametrize(
    ("values", "field", "error"),
    [
        ({"title": " "}, "title", "Skriv något här."),
        ({"why": ""}, "why", "Skriv något här."),
        ({"title": "x" * 201}, "title", "Högst 200 tecken får plats. Det här är 201: korta gärna."),
        ({"why": "x" * 4000}, "why", "Högst 1\xa0000 tecken får plats. Det här är 4\xa0000: korta gärna."),
        ({"first": "igår"}, "first", "Skriv en dag, till exempel 2026-09-01."),
        ({"last": ""}, "last", "Skriv en dag, till exempel 2026-09-01."),
        ({"last": "2026-11-15"}, "last", "Sista dagen ligger före den första. Ändra en av dem."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(values: dict[str, str], field: str, error: str) -> None:
    for form in (Office().types("lena", "nytt").form, Office(DRAFT).taps("lena", EDIT).form):
        answered = Office(DRAFT).sends("lena", form, {**BASICS, "first": "2026-11-16", **values})
        assert answered.errors == {field: error}
        assert answered.form.token == form.token, "it is still the form that was opened"
        assert answered.durable == ()


def test_what_a_goal_says_is_changed_in_both_languages() -> None:
    office = Office(DRAFT)
    opened = office.taps("lena", EDIT)
    assert opened.values == {
        "title": "Nöjda kunder",
        "why": "De stannar.",
        "title_other": "Happy customers",
        "why_other": "",
        "first": "2026-11-01",
        "last": "2027-04-30",
        "perspective": "",
    }
    assert "Samma sak på engelska, för den som läser engelska" in opened.text
    changes = {"title": "Nöjdare kunder", "title_other": "Happier customers", "perspective": "customer"}
    answered = office.sends("lena", opened.form, changes)
    assert "Från mål till beteenden: Nöjdare kunder" in answered.text
    changed = office["g1"]
    assert changed.title == both("Nöjdare kunder", "Happier customers")
    assert changed.why == DRAFT.why
    assert changed.perspective is Perspective.CUSTOMER
    office.sends("lena", office.taps("lena", EDIT).form, {"perspective": ""})
    assert office["g1"].perspective is None
    wrong = office.sends("lena", office.taps("lena", EDIT).form, {"perspective": "sideways"})
    assert set(wrong.errors) == {"perspective"}


def test_the_other_language_stays_where_it_was_not_touched_and_goes_where_it_was_emptied() -> None:
    office = Office(DRAFT)
    office.sends("lena", office.taps("lena", EDIT).form, {"title": "Nöjdare kunder"})
    assert office["g1"].title == both("Nöjdare kunder", "Happy customers")
    office.sends("lena", office.taps("lena", EDIT).form, {"title_other": ""})
    assert office["g1"].title == sv("Nöjdare kunder")


def test_who_reads_english_and_changes_nothing_saves_nothing() -> None:
    office = Office(replace(DRAFT, owner=PersonId("lin")))
    opened = office.taps("lin", EDIT)
    assert "The same in Swedish, for those who read Swedish" in opened.text
    # There is no English reason yet, so that the Swedish one is what there is to read, and it stays where it is.
    assert (opened.values["why"], opened.values["why_other"]) == ("De stannar.", "De stannar.")
    assert office.sends("lin", opened.form).durable == ()
    office.sends("lin", office.taps("lin", EDIT).form, {"why": "They stay."})
    assert office["g1"].why == Wording(texts={"en": "They stay.", "sv": "De stannar."})


def test_a_text_with_odd_spaces_that_is_left_alone_keeps_its_other_language() -> None:
    goal = replace(
        DRAFT, title=both("10\xa0% nöjdare  kunder", "Customers 10\xa0% happier"), why=both("De  stannar.", "x")
    )
    office = Office(goal)
    assert office.sends("lena", office.taps("lena", EDIT).form).durable == ()


def test_of_two_who_edit_the_same_text_the_later_is_shown_the_earlier_and_loses_no_word() -> None:
    office = Office(DRAFT)
    hers, his = office.taps("lena", EDIT).form, office.taps("eva", EDIT).form
    office.sends("lena", hers, {"title": "Nöjdare kunder"})
    overtaken = office.sends("eva", his, {"title": "Nöjdast kunder", "perspective": "customer"})
    assert overtaken.durable == ()
    assert overtaken.values["title"] == "Nöjdast kunder"
    assert overtaken.values["perspective"] == "customer"
    assert overtaken.hints["title"] == (
        "Det här ändrades nyss av någon annan. Nu står det: »Nöjdare kunder«. Skicka igen om det du skrev ska gälla."
    )
    assert "här står inget nu" in overtaken.hints["perspective"]
    assert overtaken.hints["why"] == "Så att en ny kollega förstår.", "that one nobody has changed"
    # Sent once more, it is their choice.
    office.sends("eva", overtaken.form)
    assert office["g1"].title.within("sv") == "Nöjdast kunder"
    assert office["g1"].perspective is Perspective.CUSTOMER


def test_of_two_who_edit_different_texts_the_later_sees_the_form_again_with_both() -> None:
    office = Office(DRAFT)
    hers, his = office.taps("lena", EDIT).form, office.taps("eva", EDIT).form
    office.sends("lena", hers, {"perspective": "process"})
    overtaken = office.sends("eva", his, {"why": "De handlar mer."})
    assert office["g1"].perspective is Perspective.PROCESS
    assert "Nu står det: »Process«" in overtaken.hints["perspective"]
    assert "Nu står det: »De stannar.«" in overtaken.hints["why"]
    office.sends("eva", overtaken.form, {"perspective": "process"})
    assert (office["g1"].why, office["g1"].perspective) == (sv("De handlar mer."), Perspective.PROCESS)


def test_the_same_form_sent_twice_saves_once_and_both_say_the_same() -> None:
    office = Office(DRAFT)
    form = office.taps("lena", EDIT).form
    first, second = (office.sends("lena", form, {"title": "Nöjdare kunder"}) for _ in range(2))
    assert len(first.saved) == 1
    assert second.durable == ()
    assert first.text == second.text


def test_a_form_that_was_wrong_and_is_mended_still_notices_that_it_was_overtaken() -> None:
    office = Office(DRAFT)
    his = office.taps("eva", EDIT).form
    office.sends("lena", office.taps("lena", EDIT).form, {"title": "Nöjdare kunder"})
    wrong = office.sends("eva", his, {"title": "x" * 300})
    assert set(wrong.errors) == {"title"}
    overtaken = office.sends("eva", wrong.form, {"title": "Nöjdast kunder"})
    assert overtaken.durable == ()
    assert "»Nöjdare kunder«" in overtaken.hints["title"]


def test_the_owner_changes_a_goal_of_the_whole_organisation() -> None:
    office = Office(WHOLE)
    form = office.taps("eva", tap(buttons.DRAFT, "edit", "alla")).form
    answered = office.sends("eva", form, {"title": "Rätt i tid"})
    assert office["alla"].title == sv("Rätt i tid")
    assert answered.text.splitlines()[0] == "Hela organisationens mål: Rätt i tid"


def test_another_step_is_an_old_button_and_a_page_none_of_its_business() -> None:
    assert Office(READY).taps("lena", tap(buttons.DRAFT, "dance")).durable == ()
    opened = Opened(id="e", at=MONDAY, account=ACCOUNT)
    assert draft.advance(None, opened, FACTS).effects == ()

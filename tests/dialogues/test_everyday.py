"""A goal of the whole organisation looks different in each team's everyday: its own line, and its own goal."""

from dataclasses import replace

import pytest

from dialogues import buttons, help
from dialogues.goal import Goal, State
from dialogues.person import PersonId
from tests.dialogues.drafts import SHOW, WHOLE, both, sv, tap
from tests.dialogues.examples import TEAM
from tests.dialogues.office import BOARD, FREE, Office

WRITE, OURS = (tap(buttons.EVERYDAY, step, "alla", TEAM.id) for step in ("write", "translate"))
LINE = "Vi läser ärendet innan vi svarar."


def own(office: Office) -> Goal:
    """The one goal that a team works with below WHOLE."""
    (found,) = (each for each in office.goals.values() if each.above == WHOLE.id and each.state is not State.CLOSED)
    return found


def test_a_member_writes_the_line_and_the_lead_makes_the_goal_the_teams_own() -> None:
    member, lead = Office(WHOLE).types("anna", ""), Office(WHOLE).types("lena", "")
    assert (
        "Hela organisationens mål: Rätt från början\nDe stannar.\nTeamet har inte gjort det till sitt än."
        in member.text
    )
    assert [member.buttons.get("Så ser det ut hos oss"), member.buttons.get("Gör till vårt mål")] == [str(WRITE), None]
    assert [lead.buttons.get("Så ser det ut hos oss"), lead.buttons.get("Gör till vårt mål")] == [str(WRITE), str(OURS)]
    # Of another team's card nobody writes.
    assert str(WRITE) not in Office(WHOLE).types("ute", "team kundservice").buttons.values()


def test_a_line_is_kept_in_a_goal_of_the_teams_own_below_it() -> None:
    office = Office(WHOLE)
    opened = office.taps("anna", WRITE)
    assert opened.values == {"text": ""}
    assert "Hur ser »Rätt från början« ut i er vardag?" in opened.text
    answered = office.sends("anna", opened.form, {"text": LINE})
    ours = own(office)
    assert (ours.above, ours.team, ours.everyday) == (WHOLE.id, TEAM.id, sv(LINE))
    assert (ours.title, ours.why, ours.first, ours.last) == (WHOLE.title, WHOLE.why, WHOLE.first, WHOLE.last)
    assert (ours.state, ours.owner) == (State.UNTRANSLATED, "lena")
    assert answered.text == f"Sparat. Så ser »Rätt från början« ut i er vardag:\n{LINE}"
    assert LINE in office.types("bo", "").text


def test_another_teams_line_is_written_by_nobody_else() -> None:
    office = Office(WHOLE)
    for answered in (office.taps("ute", WRITE), office.sends("ute", str(WRITE), {"text": LINE})):
        assert answered.text == "Den raden skriver teamet själva."
        assert answered.durable == ()


@pytest.mark.parametrize("text", ["", "x" * 301])
def test_a_line_is_one_line(text: str) -> None:
    office = Office(WHOLE)
    refused = office.sends("anna", office.taps("anna", WRITE).form, {"text": text})
    assert set(refused.errors) == {"text"}
    assert refused.durable == ()


def test_the_line_is_changed_and_the_same_line_again_changes_nothing() -> None:
    office = Office(WHOLE)
    office.sends("anna", office.taps("anna", WRITE).form, {"text": LINE})
    again = office.taps("bo", WRITE)
    assert again.values == {"text": LINE}
    assert office.sends("bo", again.form).durable == ()
    office.sends("bo", again.form, {"text": "Vi frågar först."})
    assert len(office.goals) == 2
    assert own(office).everyday == sv("Vi frågar först.")


def test_of_two_who_write_it_the_later_is_shown_the_earlier() -> None:
    office = Office(WHOLE)
    hers, his = office.taps("anna", WRITE).form, office.taps("bo", WRITE).form
    office.sends("anna", hers, {"text": LINE})
    overtaken = office.sends("bo", his, {"text": "Vi frågar först."})
    assert overtaken.durable == ()
    assert f"Nu står det: »{LINE}«" in overtaken.hints["text"]
    assert office.sends("cia", his, {"text": LINE}).durable == ()
    office.sends("bo", overtaken.form)
    assert own(office).everyday == sv("Vi frågar först.")


def test_the_lead_makes_it_the_teams_own_once() -> None:
    office = Office(WHOLE)
    answered = office.taps("lena", OURS)
    ours = own(office)
    assert answered.text.startswith("»Rätt från början« är nu teamets eget mål att göra till beteenden.")
    assert answered.buttons == {"Gör till beteenden": str(replace(SHOW, subject=ours.id))}
    assert office.taps("lena", OURS).durable == ()
    assert len(office.goals) == 2
    # The line of whoever comes later goes into the same goal.
    office.sends("anna", office.taps("anna", WRITE).form, {"text": LINE})
    assert own(office).everyday == sv(LINE)
    assert "Hela organisationens mål" not in office.types("anna", "").text


def test_where_the_team_has_made_it_its_own_the_line_is_still_a_tap_away() -> None:
    office = Office(WHOLE)
    office.taps("lena", OURS)
    assert str(WRITE) in office.types("anna", "").buttons.values()


def test_without_a_lead_whoever_makes_it_theirs_owns_it() -> None:
    office = Office(WHOLE)
    office.taps("fia", replace(OURS, value=FREE.id))
    assert own(office).owner == "fia"
    led = Office(WHOLE)
    led.taps("lena", OURS)
    assert own(led).owner == "lena"


def test_a_member_does_not_translate_it_and_nobody_writes_for_another_team() -> None:
    office = Office(WHOLE)
    for name, token in (("anna", OURS), ("ute", WRITE), ("ute", OURS), ("lin", OURS)):
        answered = office.taps(name, token)
        assert answered.durable == ()
    assert office.taps("anna", OURS).text.startswith("Det kan bara den som leder teamet göra.")
    assert office.sends("ute", str(WRITE), {"text": LINE}).durable == ()


@pytest.mark.parametrize(
    "goal",
    [replace(WHOLE, state=State.CLOSED), replace(WHOLE, state=State.DRAFT), replace(WHOLE, team=BOARD.id)],
    ids=["closed", "draft", "a team's own"],
)
def test_there_is_nothing_to_make_of_any_other_goal(goal: object) -> None:
    assert Office(goal).taps("lena", OURS).message == help.outdated()  # type: ignore[arg-type]


def test_a_line_left_alone_keeps_its_other_language() -> None:
    office = Office(WHOLE)
    office.taps("lena", OURS)
    ours = own(office)
    office.goals[ours.id] = replace(ours, everyday=both(LINE, "We read first."))
    assert office.sends("anna", office.taps("anna", WRITE).form).durable == ()


def test_a_team_that_has_closed_its_own_can_make_it_its_own_again() -> None:
    office = Office(WHOLE)
    office.taps("lena", OURS)
    ours = own(office)
    office.taps("lena", tap(buttons.COURSE, "close", ours.id, "yes"))
    assert "Teamet har inte gjort det till sitt än." in office.types("anna", "").text
    answered = office.taps("lena", OURS)
    assert answered.saved[0].owner == PersonId("lena")


def test_another_step_is_an_old_button() -> None:
    assert Office(WHOLE).taps("anna", tap(buttons.EVERYDAY, "dance", "alla", TEAM.id)).message == help.outdated()

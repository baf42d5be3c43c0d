"""A team's focus: one behaviour at a time gets questions, and whoever leads the team chooses which."""

from dataclasses import replace

import pytest

from dialogues import buttons, help
from dialogues.effect import SaveGoal, Schedule
from dialogues.event import Occasion
from dialogues.form import ChoiceField
from dialogues.goal import State
from tests.dialogues.drafts import ACTIVE, CLOSED, DRAFT, READ, READY, RESTING, actives, tap
from tests.dialogues.examples import MONDAY, TEAM
from tests.dialogues.office import FREE, Office

CHOOSE = tap(buttons.FOCUS, "choose", TEAM.id)
(OTHER,) = actives(1)


def test_the_teams_own_behaviours_of_all_its_active_goals_can_be_chosen() -> None:
    opened = Office(replace(ACTIVE, focus=None), OTHER).taps("lena", CHOOSE)
    (field,) = opened.form.fields
    assert isinstance(field, ChoiceField)
    assert [each.value for each in field.options] == ["call", "read", "call1", "read1"]
    assert field.value == "call1"
    assert "Frågorna handlar om ett beteende i taget." in opened.text


def test_the_button_stands_with_the_goals_of_whoever_may() -> None:
    office = Office(ACTIVE)
    assert office.types("lena", "").buttons["Välj fokus"] == str(CHOOSE)
    assert "Välj fokus" not in office.types("anna", "").buttons
    assert "Välj fokus" not in Office(READY).types("lena", "").buttons


def test_a_choice_within_a_goal_takes_effect_when_the_window_has_closed() -> None:
    office = Office(ACTIVE)
    answered = office.sends("lena", office.taps("lena", CHOOSE).form, {"behaviour": "read"})
    assert office["g1"].focus == READ.id
    assert answered.durable[-1] == Schedule(occasion=Occasion.WINDOW, subject=TEAM.id, at=MONDAY)
    assert answered.text.splitlines()[-1] == READ.text.within("sv")


def test_a_choice_in_another_goal_takes_the_focus_from_the_first_before_it_gives_it() -> None:
    office = Office(ACTIVE, replace(OTHER, focus=None))
    answered = office.sends("lena", office.taps("lena", CHOOSE).form, {"behaviour": "read1"})
    saved = [each.goal for each in answered.effects if isinstance(each, SaveGoal)]
    assert [(each.id, each.focus) for each in saved] == [("g1", None), ("other1", "read1")]


def test_what_is_proposed_is_chosen_with_one_tap() -> None:
    office = Office(ACTIVE)
    answered = office.taps("lena", buttons.take(TEAM, READ).token)
    assert office["g1"].focus == READ.id
    assert answered.durable[-1] == Schedule(occasion=Occasion.WINDOW, subject=TEAM.id, at=MONDAY)
    assert answered.text.splitlines()[-1] == READ.text.within("sv")
    assert not office.taps("anna", buttons.take(TEAM, READ).token).durable


def test_the_same_choice_again_changes_no_goal() -> None:
    office = Office(ACTIVE)
    assert office.sends("lena", office.taps("lena", CHOOSE).form).saved == ()


@pytest.mark.parametrize("choice", ["", "open", "call9"])
def test_what_cannot_be_chosen_is_refused(choice: str) -> None:
    office = Office(ACTIVE)
    refused = office.sends("lena", office.taps("lena", CHOOSE).form, {"behaviour": choice})
    assert refused.errors == {"behaviour": "Välj ett av alternativen."}
    assert refused.durable == ()


@pytest.mark.parametrize("state", [each for each in State if each is not State.ACTIVE])
def test_without_an_active_goal_there_is_nothing_to_choose(state: State) -> None:
    goals = {State.DRAFT: DRAFT, State.UNTRANSLATED: READY, State.RESTING: RESTING, State.CLOSED: CLOSED}
    assert Office(goals[state]).taps("lena", CHOOSE).message == help.outdated()


def test_who_does_not_lead_the_team_does_not_choose() -> None:
    office = Office(ACTIVE)
    for name in ("anna", "eva", "ute"):
        for answered in (office.taps(name, CHOOSE), office.sends(name, str(CHOOSE), {"behaviour": "read"})):
            assert answered.durable == ()
            assert answered.text.startswith("Det kan bara den som leder teamet göra.")


def test_where_nobody_leads_the_team_a_member_chooses() -> None:
    office = Office(replace(ACTIVE, team=FREE.id))
    form = office.taps("fia", replace(CHOOSE, subject=FREE.id)).form
    office.sends("fia", form, {"behaviour": "read"})
    assert office["g1"].focus == READ.id

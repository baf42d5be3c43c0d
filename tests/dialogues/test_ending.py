"""A goal rests, and the team hears what that makes room for; or it is closed, once somebody has said so twice."""

from dataclasses import replace

import pytest

from dialogues import buttons
from dialogues.goal import Goal, State
from tests.dialogues.drafts import (
    ACTIVATE,
    ACTIVE,
    CLOSE,
    DRAFT,
    READY,
    REST,
    RESTING,
    WHOLE,
    actives,
    both,
    confirm,
    tap,
)
from tests.dialogues.examples import TEAM
from tests.dialogues.office import Office


def test_resting_asks_what_it_makes_room_for_and_tells_the_team() -> None:
    office = Office(ACTIVE)
    opened = office.taps("lena", REST)
    assert opened.values == {"text": ""}
    assert "Vad ger det plats för?\nTeamet får veta det." in opened.text
    refused = office.sends("lena", opened.form, {"text": " "})
    assert set(refused.errors) == {"text"}
    answered = office.sends("lena", opened.form, {"text": "Bokslutet."})
    assert (office["g1"].state, office["g1"].focus) == (State.RESTING, None)
    assert [(each.to, each.members) for each in answered.posted] == [(TEAM.id, ("anna", "bo", "cia"))]
    assert (
        answered.told
        == "Ett mål vilar nu: Nöjda kunder. Det gör plats för »Bokslutet.«. Fråga gärna varför på nästa möte."
    )
    assert answered.text.splitlines()[1] == "Målet vilar nu, och teamet får veta varför."


def test_the_form_sent_twice_makes_it_rest_once() -> None:
    office = Office(ACTIVE)
    form = office.taps("lena", REST).form
    office.sends("lena", form, {"text": "Bokslutet"})
    again = office.sends("lena", form, {"text": "Bokslutet"})
    assert again.durable == ()
    assert again.text.splitlines()[1] == "Målet vilar redan."


def test_the_goal_that_it_makes_room_for_is_named_in_both_languages() -> None:
    office = Office(replace(READY, title=both("Färre köer", "Shorter queues")), *actives(3))
    confirm(office, "anna", "bo")
    opened = office.taps("lena", office.taps("lena", ACTIVATE).buttons["Låt 2 vila"])
    assert opened.values == {"text": "Färre köer"}
    answered = office.sends("lena", opened.form)
    assert office["other2"].state is State.RESTING
    assert "Ett mål vilar nu: Mål 2. Det gör plats för »Färre köer«." in answered.told
    assert "Shorter queues" in str(answered.posted[0].message)
    assert office.taps("lena", ACTIVATE).saved[0].is_active
    own = Office(READY, *actives(1))
    told = own.sends("lena", own.taps("lena", tap(buttons.COURSE, "rest", "other1", "g1")).form, {"text": "Annat"})
    assert "Det gör plats för »Annat«." in told.told


@pytest.mark.parametrize("goal", [READY, ACTIVE, RESTING], ids=lambda each: each.state.value)
def test_closing_asks_once_and_tells_the_team(goal: Goal) -> None:
    office = Office(goal)
    asked = office.taps("lena", CLOSE)
    assert asked.durable == ()
    assert asked.text.splitlines()[0].startswith("»Nöjda kunder« tas ur arbetet för gott.")
    assert list(asked.buttons) == ["Ja, det är klart", "Tillbaka till målet"]
    closed = office.taps("lena", asked.buttons["Ja, det är klart"])
    assert (office["g1"].state, office["g1"].focus) == (State.CLOSED, None)
    assert closed.told == closed.text == "»Nöjda kunder« är avslutat. Tack för det ni har provat."
    again = office.taps("lena", asked.buttons["Ja, det är klart"])
    assert again.durable == ()
    assert again.text == "»Nöjda kunder« är avslutat och ändras inte längre."


def test_throwing_a_draft_away_tells_nobody() -> None:
    office = Office(DRAFT)
    asked = office.taps("lena", CLOSE)
    gone = office.taps("lena", next(iter(asked.buttons.values())))
    assert office["g1"].state is State.CLOSED
    assert gone.told == ""
    assert gone.text == "Utkastet »Nöjda kunder« är borta."


def test_a_goal_of_the_whole_organisation_is_closed_without_a_post() -> None:
    office = Office(WHOLE)
    closed = office.taps("eva", tap(buttons.COURSE, "close", "alla", "yes"))
    assert office["alla"].state is State.CLOSED
    assert closed.posted == ()

"""A goal rests, and the team hears what that makes room for; or it is closed, once somebody has said so twice."""

from dataclasses import replace

import pytest

from dialogues import buttons
from dialogues.goal import Goal, GoalId, State
from dialogues.kind import Kind
from tests.dialogues.drafts import (
    ACTIVATE,
    ACTIVE,
    CLOSE,
    DRAFT,
    LEADS,
    READY,
    REST,
    RESTING,
    WHOLE,
    actives,
    both,
    confirm,
    tap,
)
from tests.dialogues.examples import MONDAY, TEAM
from tests.dialogues.office import FINANCE, TEAMS, Answered, Office


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
        == "Ett mål vilar nu: »Nöjda kunder«. Det gör plats för »Bokslutet«. Fråga gärna varför på nästa möte."
    )
    assert answered.text.splitlines()[1] == "Målet vilar nu, och teamet får veta varför."


def test_the_next_goal_that_rests_is_told_of_in_other_words() -> None:
    told = []
    for times in range(4):
        teams = tuple(replace(each, rested=times) if each.id == TEAM.id else each for each in TEAMS)
        office = Office(ACTIVE, teams=teams)
        answered = office.sends("lena", office.taps("lena", REST).form, {"text": "Bokslutet"})
        assert [each.kind for each in answered.posted] == [Kind.DROP]
        told.append(answered.told)
    assert len(set(told)) == 3
    assert told[0] == told[3]


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
    assert "Ett mål vilar nu: »Mål 2«. Det gör plats för »Färre köer«." in answered.told
    assert "Shorter queues" in str(answered.posted[0].message)
    assert office.taps("lena", ACTIVATE).saved[0].is_active
    own = Office(READY, *actives(1))
    told = own.sends("lena", own.taps("lena", tap(buttons.COURSE, "rest", "other1", "g1")).form, {"text": "Annat"})
    assert "Det gör plats för »Annat«." in told.told


CLOSE_IT = replace(CLOSE, value="yes")
#: An active goal of the same team, not in focus.
(BESIDE,) = (replace(each, focus=None) for each in actives(1))


def ended(office: Office, how: str) -> Answered:
    if how == "closed":
        return office.taps("lena", CLOSE_IT)
    return office.sends("lena", office.taps("lena", REST).form, {"text": "Bokslutet."})


@pytest.mark.parametrize("how", ["resting", "closed"])
def test_the_focus_passes_to_another_active_goal_and_the_team_is_told(how: str) -> None:
    office = Office(ACTIVE, replace(READY, id=GoalId("g2")), BESIDE)
    answered = ended(office, how)
    # It is taken away before it is given: a team has one.
    assert [(each.id, each.focus) for each in answered.saved] == [("g1", None), ("other1", "call1")]
    assert office["g1"].state == how
    assert answered.told.splitlines()[1:] == [
        "I fokus från och med nu:",
        "När en kund är missnöjd ringer vi upp samma dag.",
    ]


@pytest.mark.parametrize("how", ["resting", "closed"])
@pytest.mark.parametrize(
    "others",
    [
        (),
        (replace(BESIDE, state=State.RESTING),),
        (replace(BESIDE, team=FINANCE.id),),
        (replace(BESIDE, behaviours=LEADS),),
        (replace(BESIDE, last=MONDAY.date().replace(day=15)),),
    ],
    ids=["none", "resting", "another team's", "the leader's only", "over"],
)
def test_where_nothing_else_can_be_in_focus_nothing_is(others: tuple[Goal, ...], how: str) -> None:
    office = Office(ACTIVE, *others)
    answered = ended(office, how)
    assert [each.id for each in answered.saved] == ["g1"]
    assert "fokus" not in answered.told


def test_a_goal_that_was_not_in_focus_passes_none_on() -> None:
    office = Office(replace(ACTIVE, focus=None), *actives(1))
    answered = office.taps("lena", CLOSE_IT)
    assert [each.id for each in answered.saved] == ["g1"]
    assert office["other1"].focus == "call1"
    assert "fokus" not in answered.told


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

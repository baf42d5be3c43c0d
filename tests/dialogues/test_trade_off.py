"""Few goals: a fourth needs one put to rest, or what the team gives up for it, in words that the team sees."""

from dataclasses import replace

from dialogues.goal import Goal, State
from tests.dialogues.drafts import ACTIVATE, READY, actives, confirm, sv
from tests.dialogues.office import Office


def confirmed(goal: Goal, *others: Goal) -> Office:
    office = Office(goal, *others)
    confirm(office, "anna", "bo")
    return office


def test_a_fourth_goal_needs_one_at_rest_or_what_is_given_up() -> None:
    office = confirmed(READY, *actives(3))
    asked = office.taps("lena", ACTIVATE)
    assert asked.durable == ()
    assert asked.text.startswith("Teamet har redan tre mål igång.")
    assert asked.text.splitlines()[1:4] == ["1. Mål 1", "2. Mål 2", "3. Mål 3"]
    assert list(asked.buttons) == [
        "Låt 1 vila",
        "Låt 2 vila",
        "Låt 3 vila",
        "Skriv vad ni väljer bort",
        "Tillbaka till målet",
    ]
    assert confirmed(READY, *actives(2)).taps("lena", ACTIVATE).saved
    # Those of another team are not counted, nor those that rest.
    assert confirmed(READY, *actives(2), replace(actives(3)[2], state=State.RESTING)).taps("lena", ACTIVATE).saved


def test_with_a_trade_off_a_fourth_goal_begins_and_the_team_sees_it() -> None:
    office = confirmed(READY, *actives(3))
    opened = office.taps("lena", office.taps("lena", ACTIVATE).buttons["Skriv vad ni väljer bort"])
    assert opened.values == {"text": ""}
    assert set(office.sends("lena", opened.form).errors) == {"text"}
    kept = office.sends("lena", opened.form, {"text": "Mässan i vår."})
    assert kept.text.splitlines()[1] == "Sparat. Teamet ser vad ni väljer bort."
    assert "Mässan i vår." in office.taps("lena", ACTIVATE).told


def test_of_two_who_write_a_trade_off_the_later_is_shown_the_earlier() -> None:
    office = Office(READY)
    trade = replace(ACTIVATE, step="trade")
    hers, his = office.taps("lena", trade).form, office.taps("eva", trade).form
    office.sends("lena", hers, {"text": "Mässan."})
    overtaken = office.sends("eva", his, {"text": "Resan."})
    assert overtaken.durable == ()
    assert "Nu står det: »Mässan.«" in overtaken.hints["text"]
    assert office.sends("eva", his, {"text": "Mässan."}).durable == ()
    office.sends("eva", overtaken.form)
    assert office["g1"].trade_off == sv("Resan.")

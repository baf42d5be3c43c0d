"""What a new version of an organisation changes, in words."""

from dataclasses import replace
from datetime import date

from dialogues.address import Platform
from dialogues.blueprint.change import compare
from dialogues.blueprint.entries import Blueprint
from dialogues.goal import Arena, State
from dialogues.measure import Measured
from tests.dialogues.company import (
    ASK,
    BEHAVIOURS,
    CALL,
    COMPANY,
    NKI,
    another,
    behaviour,
    both,
    with_anna,
    with_behaviours,
    with_goal,
    with_goals,
    with_measure,
    with_organisation,
    with_team,
)

SLACK = Platform("slack")


def changes(old: Blueprint | None, new: Blueprint) -> list[str]:
    return [str(each) for each in compare(old, new)]


ASKED = ASK.text.within("sv")


def test_the_first_time_everything_is_new() -> None:
    assert changes(None, replace(with_behaviours(ASK, CALL), people=COMPANY.people[:1])) == [
        "+ organisation Exempel AB",
        "+ team Kund (kund)",
        "+ team Ledning (ledning)",
        "+ person Lea Ek (ledning)",
        "+ goal nki",
        f'+ behaviour "{ASKED}" (nki)',
        f'+ behaviour "{CALL.text.within("sv")}" (nki)',
    ]


def test_what_is_the_same_in_another_order_changes_nothing() -> None:
    two = with_goals(NKI, another("b"))
    turned = replace(two, teams=two.teams[::-1], people=two.people[::-1])
    assert changes(COMPANY, COMPANY) == []
    assert changes(two, turned) == []


def test_the_order_in_which_people_see_goals_and_behaviours_counts() -> None:
    assert changes(with_goals(NKI, another("b")), with_goals(another("b"), NKI)) == ["~ order of goals"]
    turned = with_goal(behaviours=(CALL, ASK, *BEHAVIOURS[2:]), focus=2)
    assert changes(COMPANY, turned) == ["~ goal nki: order of behaviours, focus"]


def test_a_change_names_the_fields_as_the_file_has_them() -> None:
    assert changes(COMPANY, with_organisation(name="Nya AB", holidays=None)) == [
        "~ organisation Nya AB: name, holidays"
    ]
    assert changes(COMPANY, with_team(lead=None, channels={SLACK: "C1"})) == ["~ team Kund (kund): lead, channel"]
    assert changes(COMPANY, with_anna(name="Anna B", handles={SLACK: "U1"})) == [
        "~ person Anna B (kund): name, account"
    ]
    assert changes(COMPANY, with_goal(why=both("Nytt"), first=date(2026, 9, 2), last=date(2027, 1, 1))) == [
        "~ goal nki: why, period"
    ]
    assert changes(COMPANY, with_goal(state=State.RESTING, owner="lea@example.com", trade_off=both("Mötet"))) == [
        "~ goal nki: state, owner, trade_off"
    ]


def test_a_new_value_is_told_apart_from_another_measure() -> None:
    values = (Measured(day=date(2026, 9, 30), value=67.5),)
    assert changes(COMPANY, with_measure(values=values)) == ["~ goal nki: values"]
    assert changes(COMPANY, with_measure(values=values, target=80)) == ["~ goal nki: measures"]


def test_a_behaviour_with_another_text_is_another_behaviour() -> None:
    other = behaviour("Vi lyssnar", "We listen", Arena.WORK_MOMENT)
    assert changes(COMPANY, with_goal(behaviours=(other, *BEHAVIOURS[1:]))) == [
        '+ behaviour "Vi lyssnar" (nki)',
        f'- behaviour "{ASKED}" (nki)',
    ]
    elsewhere = replace(ASK, arena=Arena.MEETING, confirmed=False)
    assert changes(COMPANY, with_goal(behaviours=(elsewhere, *BEHAVIOURS[1:]))) == [
        f'~ behaviour "{ASKED}" (nki): arena, confirmed'
    ]


def test_what_is_gone_is_named() -> None:
    assert changes(COMPANY, replace(COMPANY, people=COMPANY.people[:-1], goals=())) == [
        "- person Eva Ek (kund)",
        "- goal nki",
    ]

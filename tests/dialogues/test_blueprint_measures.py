"""What the measures of a goal must keep to."""

from datetime import date

import pytest

from dialogues.blueprint.check import problems
from dialogues.blueprint.entries import Blueprint
from dialogues.blueprint.measure_check import is_behaviour
from dialogues.finding import Finding
from dialogues.measure import Kind, Measured
from tests.dialogues.company import NKI, with_goal, with_measure

KEY_RESULT = Kind.KEY_RESULT


def test_nothing_is_wrong_with_a_good_one() -> None:
    assert problems(with_measure(kind=KEY_RESULT)) == ()
    assert problems(with_measure(start=None, target=None, by=None)) == ()
    assert problems(with_measure(owner="anna@example.com", values=(Measured(day=date(2000, 1, 1), value=-1.5),))) == ()


REFUSED = [
    (
        with_goal(measures=NKI.measures * 2),
        ("goals", 0, "measures", 1, "name"),
        'there is another measure of this goal with the name "NKI" before this one. Change or remove one of the two.',
    ),
    (
        with_measure(unit=""),
        ("goals", 0, "measures", 0, "unit"),
        "there is no text here. Write some, or take the line away.",
    ),
    (
        with_measure(start=72.0),
        ("goals", 0, "measures", 0, "target"),
        'start and target are both 72. Write in "target" where you want to be.',
    ),
    (
        with_measure(target=None),
        ("goals", 0, "measures", 0, "by"),
        'there is a day but no target. Add "target", or take "by" away.',
    ),
    (
        with_measure(by=date(2026, 8, 1)),
        ("goals", 0, "measures", 0, "by"),
        "the target is due 2026-08-01, before the goal's period begins 2026-09-01. Choose a later day.",
    ),
    (
        with_measure(kind=KEY_RESULT, start=None),
        ("goals", 0, "measures", 0, "kind"),
        'a key result goes from a start to a target by a day. Add "start".',
    ),
    (
        with_measure(kind=KEY_RESULT, target=None, by=None),
        ("goals", 0, "measures", 0, "kind"),
        'a key result goes from a start to a target by a day. Add "target" and "by".',
    ),
    (
        with_measure(name="Vi ringer tre kunder varje vecka"),
        ("goals", 0, "measures", 0, "name"),
        'this is a behaviour, and no result. Write it under "behaviours", and here what it leads to.',
    ),
    (
        with_measure(name="We call three customers every week", kind=KEY_RESULT),
        ("goals", 0, "measures", 0, "name"),
        'this is a behaviour, and no result. Write it under "behaviours", and here what it leads to.',
    ),
    (
        with_measure(owner="ann@example.com"),
        ("goals", 0, "measures", 0, "owner"),
        'there is no person with the e-mail "ann@example.com". Did you mean "anna@example.com"?',
    ),
    (
        with_measure(values=(Measured(day=date(1999, 12, 31), value=1), Measured(day=date(2026, 9, 30), value=2))),
        ("goals", 0, "measures", 0, "values", "1999-12-31"),
        "1999-12-31 is long past. Is the year right?",
    ),
]


@pytest.mark.parametrize(("blueprint", "path", "says"), REFUSED)
def test_each_thing_that_is_wrong_is_said_with_its_mend(
    blueprint: Blueprint, path: tuple[str | int], says: str
) -> None:
    assert problems(blueprint) == (Finding(path=path, says=says),)


@pytest.mark.parametrize(
    "name",
    [
        "NKI",
        "First time right",
        "Calls answered within 24 hours",
        "Svar inom 24 timmar",
        "Svarstid i telefon",
        "Team meetings held every week",
        "Share of colleagues who answer every week",
        "Vi-känsla",
        "Öka NKI till 72",
    ],
)
def test_what_is_counted_is_no_behaviour(name: str) -> None:
    assert not is_behaviour(name)

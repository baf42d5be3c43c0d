"""What goals must keep to beside each other, and beside the teams and people that they name."""

from dataclasses import replace

import pytest

from dialogues.blueprint.check import problems
from dialogues.blueprint.entries import Blueprint, Email, GoalEntry
from dialogues.finding import Finding
from dialogues.goal import GoalId, State
from dialogues.person import TeamId
from tests.dialogues.company import NKI, QUALITY, another, both, with_goal, with_goals

ABOVE = QUALITY.key
THREE = tuple(another(f"goal{n}") for n in range(3))
TOO_MANY = (
    'this is one active goal too many for "kund": a team has at most three. '
    'Write "state: resting" for one of them, or what the team gives up for this one under "trade_off".'
)
TWICE = '"kund" has a goal under "kvalitet" already, "nki". A team has one: change or remove one of the two.'
FOCUSED = 'the goal "nki" of "kund" has a "focus" already. A team has one: take this one or that one away.'


def under(goal: GoalEntry) -> GoalEntry:
    return replace(goal, above=ABOVE, everyday=both("Hos oss ringer vi"))


def test_nothing_is_wrong_with_good_ones() -> None:
    assert problems(with_goals(QUALITY, under(NKI))) == ()
    assert problems(with_goals(QUALITY, under(NKI), another("b", team=TeamId("ledning"), above=ABOVE))) == ()
    assert problems(with_goal(owner=Email("bo@example.com"))) == ()


REFUSED = [
    (
        with_goals(NKI, another("nki")),
        ("goals", 1, "key"),
        'there is another goal with the key "nki" before this one. Change or remove one of the two.',
    ),
    (with_goal(team=TeamId("kunf")), ("goals", 0, "team"), 'there is no team "kunf". Did you mean "kund"?'),
    (
        with_goal(owner=Email("b@example.com")),
        ("goals", 0, "owner"),
        'there is no person with the e-mail "b@example.com". Did you mean "bo@example.com"?',
    ),
    (
        with_goals(QUALITY, replace(NKI, above=GoalId("kvalite"))),
        ("goals", 1, "above"),
        'there is no goal "kvalite". Did you mean "kvalitet"?',
    ),
    (
        with_goals(NKI, another("b", above=NKI.key)),
        ("goals", 1, "above"),
        'the goal "nki" is a team\'s own. Name one of the whole organisation, which has no "team".',
    ),
    (
        with_goals(QUALITY, replace(QUALITY, key=GoalId("b"), above=ABOVE)),
        ("goals", 1, "above"),
        "a goal of the whole organisation stands under no other. "
        'Add the "team" whose goal it is, or take "above" away.',
    ),
    (
        with_goal(everyday=both("Hos oss ringer vi")),
        ("goals", 0, "everyday"),
        'this tells how a goal above looks here, and there is none. Add "above", or take "everyday" away.',
    ),
    (with_goals(QUALITY, under(NKI), another("b", above=ABOVE, state=State.RESTING)), ("goals", 2, "above"), TWICE),
    (with_goals(*THREE, another("d")), ("goals", 3, "state"), TOO_MANY),
    (with_goals(NKI, another("b", focus=2)), ("goals", 1, "focus"), FOCUSED),
]


@pytest.mark.parametrize(("blueprint", "path", "says"), REFUSED)
def test_each_thing_that_is_wrong_is_said_with_its_mend(
    blueprint: Blueprint, path: tuple[str | int], says: str
) -> None:
    assert problems(blueprint) == (Finding(path=path, says=says),)


def test_a_fourth_active_goal_needs_a_trade_off_or_one_that_rests() -> None:
    fourth = another("d", trade_off=both("Fredagsmötet"))
    assert problems(with_goals(fourth, *THREE)) == problems(with_goals(*THREE, fourth)) == ()
    assert problems(with_goals(*THREE, another("d", state=State.RESTING))) == ()
    assert problems(with_goals(*THREE, another("d", team=TeamId("ledning")))) == ()
    assert [each.path for each in problems(with_goals(*THREE, fourth, another("e")))] == [("goals", 4, "state")]


def test_a_goal_that_is_not_active_takes_nobodys_focus() -> None:
    assert problems(with_goals(NKI, another("b", focus=2, state=State.RESTING))) == ()
    assert problems(with_goals(NKI, another("b", focus=2, team=TeamId("ledning")))) == ()


def test_the_goals_that_the_organisation_has_besides_count_and_are_not_found_fault_with() -> None:
    blueprint = with_goals(QUALITY, under(NKI), replace(another("b", above=GoalId("chat"))))
    assert [each.path for each in problems(blueprint)] == [("goals", 2, "above")]
    chat = replace(QUALITY, key=GoalId("chat"))
    assert problems(blueprint, beside=[chat]) == ()
    wrong = [another("x", owner=Email("gone@example.com"), behaviours=()), *THREE, another("y"), another("z", focus=1)]
    assert [each.says for each in problems(with_goal(focus=2), beside=wrong)] == [
        TOO_MANY,
        FOCUSED.replace("nki", "z"),
    ]
    assert [each.says for each in problems(with_goals(QUALITY, under(NKI)), beside=[another("b", above=ABOVE)])] == [
        TWICE.replace("nki", "b")
    ]


def test_a_goal_that_teams_have_translated_stays_the_whole_organisations() -> None:
    says = 'the goal "b" translates this one, which is the whole organisation\'s. Take "team" away.'
    assert problems(with_goal(), beside=[another("b", above=NKI.key, state=State.RESTING)]) == (
        Finding(path=("goals", 0, "team"), says=says),
    )


def test_what_could_not_be_read_is_not_missed() -> None:
    blueprint = with_goal(above=GoalId("oläst"), owner=Email("olast@example.com"), team=TeamId("nytt"))
    assert len(problems(blueprint)) == 3
    assert problems(blueprint, unread={"oläst", "olast@example.com", "nytt"}) == ()

"""What an organisation becomes when a file comes in, while its goals are changed in chat as well."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings

from dialogues.blueprint.entries import Blueprint, Email, GoalEntry
from dialogues.blueprint.merge import at_work, conflicts, merge, others
from dialogues.finding import Finding
from dialogues.goal import State
from dialogues.measure import Measure, Measured
from dialogues.person import TeamId
from tests.bot.organisation.blueprints import blueprints
from tests.dialogues.company import ASK, BEHAVIOURS, COMPANY, LEDNING, NKI, QUALITY, another, both, with_goals


def keys(blueprint: Blueprint) -> list[str]:
    return [goal.key for goal in blueprint.goals]


def measured(**values: float) -> GoalEntry:
    """NKI with values of days of September, d1=66 for the first."""
    those = tuple(Measured(day=date(2026, 9, int(day[1:])), value=value) for day, value in values.items())
    return replace(NKI, measures=(replace(NKI.measures[0], values=those),))


def test_the_first_file_is_the_organisation() -> None:
    assert merge(None, COMPANY) == COMPANY
    assert list(conflicts(None, COMPANY)) == []
    assert others(None, COMPANY) == ()


def test_goals_that_the_file_does_not_name_stay_where_they_stood() -> None:
    a, b, x, y, z, new = map(another, ("a", "b", "x", "y", "z", "new"))
    stored = with_goals(x, a, y, z, b)
    assert merge(stored, with_goals()) == stored
    assert keys(merge(stored, with_goals(a, b, new))) == ["x", "a", "y", "z", "b", "new"]
    assert keys(merge(stored, with_goals(new, b, a))) == ["x", "new", "b", "a", "y", "z"]


def test_what_the_file_says_of_a_goal_takes_the_place_of_what_was_there() -> None:
    other = replace(NKI, why=both("Nytt"), state=State.RESTING, stop=())
    assert merge(COMPANY, with_goals(other)) == with_goals(other)


def test_values_are_united_by_day_and_those_of_the_file_win() -> None:
    merged = merge(with_goals(measured(d1=1, d3=3)), with_goals(measured(d2=2, d3=4)))
    assert merged == with_goals(measured(d1=1, d2=2, d3=4))
    elsewhere = replace(NKI, measures=(Measure(name="eNPS", unit="index"),))
    assert merge(with_goals(measured(d1=1)), with_goals(elsewhere)) == with_goals(elsewhere)


def test_what_the_team_has_confirmed_stays_confirmed_as_long_as_it_is_worded_so() -> None:
    asked = replace(ASK, confirmed=False)
    other = replace(asked, text=both("Vi lyssnar på varje kund", "We listen to each customer"))
    merged = merge(COMPANY, with_goals(replace(NKI, behaviours=(asked, other))))
    assert [each.confirmed for each in merged.goals[0].behaviours] == [True, False]


def test_with_its_team_a_goal_is_gone_and_with_a_person_what_they_own() -> None:
    owned = replace(
        NKI,
        owner=Email("eva@example.com"),
        measures=(
            replace(NKI.measures[0], owner="eva@example.com"),
            Measure(name="a", unit="b", owner="bo@example.com"),
        ),
    )
    left = replace(owned, owner=None, measures=(replace(owned.measures[0], owner=None), owned.measures[1]))
    stored = with_goals(QUALITY, owned, another("b", team=TeamId("ledning"), owner=Email("lea@example.com")))
    without_eva = replace(with_goals(), people=COMPANY.people[:-1])
    assert merge(stored, without_eva).goals == (QUALITY, left, stored.goals[2])
    assert keys(merge(stored, replace(without_eva, teams=(LEDNING,)))) == ["kvalitet", "b"]


def test_a_goal_that_was_changed_in_chat_since_is_not_overwritten() -> None:
    stored = with_goals(QUALITY, replace(NKI, version=9, why=both("Ur chatten")))
    file = with_goals(replace(NKI, version=7))
    says = (
        "this goal has been changed in chat since this file was written (version 9 there, 7 here). "
        "Export it anew and make your change in that."
    )
    assert list(conflicts(stored, file)) == [Finding(path=("goals", 0, "version"), says=says)]
    assert list(conflicts(stored, with_goals(replace(NKI, version=9)))) == []


def test_a_file_that_says_the_same_may_be_old() -> None:
    stored = with_goals(replace(measured(d1=1), version=9))
    asked = replace(measured(d2=2), behaviours=(replace(ASK, confirmed=False), *BEHAVIOURS[1:]))
    assert list(conflicts(stored, with_goals(replace(measured(d1=1), version=0)))) == []
    assert merge(stored, with_goals(replace(asked, version=0))) == with_goals(replace(measured(d1=1, d2=2), version=9))


def test_a_team_is_at_work_with_what_was_active_here_or_elsewhere() -> None:
    here = with_goals(NKI, another("rested", state=State.RESTING))
    file = with_goals(NKI, another("rested", version=3), another("new"), another("moved", version=3))
    assert at_work(here, file) == {"nki", "moved"}
    assert at_work(None, file) == {"rested", "moved"}
    assert at_work(here, with_goals(replace(NKI, state=State.RESTING))) == set()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(blueprints(), blueprints())
def test_merging_twice_changes_nothing(old: Blueprint, new: Blueprint) -> None:
    once = merge(old, new)
    assert merge(once, new) == once
    assert merge(once, once) == once

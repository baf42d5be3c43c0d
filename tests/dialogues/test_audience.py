"""Whether exactly the team and its lead read a channel (R23)."""

from dataclasses import replace

import pytest

from dialogues.audience import Circle, Hindrance, Reach, Readers, hindrance
from dialogues.kind import Kind

TEAM = Circle(people=(frozenset({"U1"}), frozenset({"U2", "U22"}), frozenset({"ULEAD"})), in_channel=True)
ALL = frozenset({"U1", "U2", "ULEAD"})


@pytest.mark.parametrize(
    "users", [ALL, ALL - {"U2"} | {"U22"}, ALL | {"U22"}], ids=["each once", "another account", "both accounts"]
)
def test_exactly_the_team_and_its_lead_may_read(users: frozenset[str]) -> None:
    assert hindrance(TEAM, Readers(users=users)) is None


@pytest.mark.parametrize("other", ["UGUEST", "UANOTHERBOT", "u1", ""])
def test_whoever_is_not_of_the_team_is_too_many(other: str) -> None:
    assert hindrance(TEAM, Readers(users=ALL | {other})) is Hindrance.OTHERS


@pytest.mark.parametrize("one", sorted(ALL))
def test_nobody_of_the_team_is_left_out(one: str) -> None:
    assert hindrance(TEAM, Readers(users=ALL - {one})) is Hindrance.MISSING


def test_who_has_no_account_there_is_left_out() -> None:
    elsewhere = replace(TEAM, people=(*TEAM.people, frozenset()))
    assert hindrance(elsewhere, Readers(users=ALL)) is Hindrance.MISSING


@pytest.mark.parametrize("reach", [Reach.ANYBODY, Reach.OUTSIDE])
def test_a_channel_that_others_can_look_into_is_never_the_teams_alone(reach: Reach) -> None:
    said = hindrance(TEAM, Readers(users=ALL, reach=reach))
    assert said is not None
    assert said.value == reach.value


def test_without_the_organisations_word_nothing_stands_in_a_channel() -> None:
    assert hindrance(replace(TEAM, in_channel=False), Readers(users=ALL)) is Hindrance.OFF


def test_of_what_is_posted_to_a_team_the_digest_tells_results() -> None:
    assert [each for each in Kind if each.tells_results] == [Kind.DIGEST]

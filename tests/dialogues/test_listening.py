"""A team that does not talk about its answers is asked no more, is told why, and comes back when it has."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dialogues import closing, review, rhythm, talk
from dialogues.digest.contents import compose
from dialogues.effect import Hush, LogTalk, OpenWindow, Post, Reply, Say, Schedule
from dialogues.event import Occasion
from dialogues.facts import Facts
from dialogues.kind import Budget, Kind
from dialogues.listening import Listening, is_quiet
from dialogues.pulse import question
from dialogues.step import Step
from tests.dialogues.digest_examples import PLAIN
from tests.dialogues.examples import (
    ANNA,
    FACTS,
    GOAL,
    LENA,
    MEMBERS,
    MONDAY,
    OTHER,
    TEAM,
    WINDOW,
    chose,
    due,
    said,
)
from tests.dialogues.nudge_examples import FOCUS, READY
from tests.dialogues.office import choices, read
from tests.dialogues.test_nudging import kind

BOUNDARY = datetime(2026, 11, 15, 23, 0, tzinfo=UTC)
TODAY = date(2026, 11, 16)
MONTH = timedelta(days=28)
QUIET = replace(TEAM, quiet=True)
SILENT = replace(
    READY,
    person=LENA,
    members=(*MEMBERS, replace(ANNA, stopped=True)),
    goals=(replace(GOAL, behaviours=(FOCUS,)),),
    closed=(),
    listening=Listening(asked_on=TODAY - MONTH),
)
TALKED = replace(SILENT, listening=Listening(asked_on=TODAY - 2 * MONTH, talked_on=TODAY))


def reviewed(facts: Facts) -> Step[None]:
    return review.advance(None, due(Occasion.REVIEW, BOUNDARY, TEAM.id), facts)


def says(step: Step[None]) -> list[Say]:
    return [each for each in step.effects if isinstance(each, Say)]


def posts(step: Step[None]) -> list[Post]:
    return [each for each in step.effects if isinstance(each, Post)]


@pytest.mark.parametrize(
    ("listening", "is_overdue", "quiet"),
    [
        (Listening(), False, False),
        (Listening(), True, True),
        (Listening(asked_on=TODAY - MONTH), False, True),
        (Listening(asked_on=TODAY - MONTH + timedelta(days=1)), False, False),
        (Listening(asked_on=TODAY - 2 * MONTH, talked_on=TODAY - timedelta(days=27)), False, False),
        (Listening(asked_on=TODAY - 2 * MONTH, talked_on=TODAY - MONTH), False, True),
        (Listening(asked_on=TODAY, talked_on=TODAY), True, True),
    ],
)
def test_it_is_quiet_after_28_days_or_when_an_answer_is_overdue(
    listening: Listening, is_overdue: bool, quiet: bool
) -> None:
    assert is_quiet(listening, TODAY, is_overdue=is_overdue) is quiet


def test_the_team_is_told_once_why_and_its_lead_every_week() -> None:
    step = reviewed(SILENT)
    assert Hush(team=TEAM.id, quiet=True) in step.effects
    (post,) = posts(step)
    assert (post.kind, post.members) == (Kind.QUIET, tuple(each.id for each in MEMBERS))
    assert read(post.message)[-1] == "[Vi har pratat om det]"
    (say,) = says(step)
    assert (say.to, say.kind, say.kind.budget) == (LENA.id, Kind.TALK, Budget.LEAD)
    again = reviewed(replace(SILENT, team=QUIET))
    assert posts(again) == []
    assert [each.kind for each in says(again)] == [Kind.TALK]


def test_without_a_focus_nobody_is_asked_and_so_nobody_is_hushed() -> None:
    idle = replace(SILENT, goals=(replace(GOAL, focus=None),))
    assert posts(reviewed(idle)) == []
    assert says(reviewed(idle)) == []


def test_a_tap_says_that_the_team_has_talked_and_nothing_about_who() -> None:
    tap = chose(talk.button(TEAM).token)
    log, reply = talk.advance(None, tap, FACTS).effects
    assert log == LogTalk(team=TEAM.id, on=TODAY)
    assert isinstance(reply, Reply)
    assert read(reply.message) == ["Tack, det är noterat. Vem som tryckte sparas inte."]
    led = replace(FACTS, person=LENA, team=OTHER, leads=(QUIET,))
    assert talk.advance(None, tap, led).effects[:2] == (
        log,
        Schedule(occasion=Occasion.REVIEW, subject=TEAM.id, at=MONDAY),
    )


def test_once_it_has_talked_it_is_asked_again_and_told_so() -> None:
    step = reviewed(replace(TALKED, team=QUIET))
    assert Hush(team=TEAM.id, quiet=False) in step.effects
    assert Schedule(occasion=Occasion.WINDOW, subject=TEAM.id, at=BOUNDARY) in step.effects
    (post,) = posts(step)
    assert read(post.message) == ["Ni har pratat om målen, så frågorna kommer tillbaka."]
    assert says(step) == []
    assert posts(reviewed(TALKED)) == []


@pytest.mark.parametrize("token", ["talk/log/ekonomi/", f"talk/dance/{TEAM.id}/"])
def test_nobody_says_so_for_another_team(token: str) -> None:
    assert [type(each) for each in talk.advance(None, chose(token), FACTS).effects] == [Reply]
    assert talk.advance(None, said("hej"), FACTS).effects == ()


def test_a_quiet_team_gets_no_new_window_no_question_and_no_nudge() -> None:
    facts = replace(FACTS, team=QUIET, goals=(GOAL,))
    closed = closing.advance(None, due(Occasion.WINDOW, BOUNDARY, TEAM.id), facts).effects
    assert not [each for each in closed if isinstance(each, OpenWindow)]
    moment = rhythm.pulse_at(ANNA, MONDAY)
    asked = question.advance(None, due(Occasion.PULSE, moment), replace(facts, window=WINDOW))
    assert (asked.state, [type(each) for each in asked.effects]) == (None, [Schedule])
    assert kind(replace(READY, team=QUIET)) is None


def test_the_digest_has_the_button() -> None:
    message = compose(PLAIN).message
    assert talk.button(TEAM) in list(choices(message))

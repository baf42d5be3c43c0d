from dataclasses import replace
from datetime import date, timedelta

from dialogues import digest, rhythm
from dialogues.audit import Role, Through
from dialogues.effect import Audit, Post, Say, Schedule
from dialogues.event import Occasion
from dialogues.message import Chart, Paragraph
from tests.dialogues.examples import (
    EARLIER,
    FACTS,
    GOAL,
    LENA,
    MEMBERS,
    MONDAY,
    ORGANISATION,
    READING,
    TEAM,
    due,
    said,
)
from tests.dialogues.languages import SV

WEEK = date(2026, 11, 16)
FACTS = replace(FACTS, person=LENA, goals=(GOAL,), readings=(READING,), members=MEMBERS)
MOMENT = rhythm.digest_on(WEEK, TEAM.id, (*MEMBERS, LENA), ORGANISATION)
NEXT = Schedule(
    occasion=Occasion.DIGEST,
    subject=TEAM.id,
    at=rhythm.digest_on(WEEK + timedelta(days=7), TEAM.id, (*MEMBERS, LENA), ORGANISATION),
)


def test_lead_and_team_get_the_same_words_at_the_same_moment() -> None:
    post, audit, say, schedule = digest.advance(None, due(Occasion.DIGEST, MOMENT, TEAM.id), FACTS).effects
    assert isinstance(post, Post)
    assert isinstance(say, Say)
    assert post.message == say.message == digest.compose(TEAM, GOAL, (READING,), True, WEEK)
    assert post.members == tuple(each.id for each in MEMBERS)
    assert say.to == LENA.id
    assert audit == Audit(team=TEAM.id, role=Role.LEAD, through=Through.DIGEST)
    assert schedule == NEXT


def test_before_its_moment_it_waits_and_a_missed_one_is_dropped() -> None:
    early = digest.advance(None, due(Occasion.DIGEST, MONDAY, TEAM.id), FACTS).effects
    assert early == (Schedule(occasion=Occasion.DIGEST, subject=TEAM.id, at=MOMENT),)
    late = digest.advance(None, due(Occasion.DIGEST, MONDAY + timedelta(days=2), TEAM.id), FACTS).effects
    assert late == (NEXT,)


def test_who_was_not_greeted_or_has_stopped_gets_none() -> None:
    quiet = replace(LENA, stopped=True)
    members = (replace(MEMBERS[0], greeted_on=None), *MEMBERS[1:])
    post, schedule = digest.advance(
        None, due(Occasion.DIGEST, MOMENT, TEAM.id), replace(FACTS, person=quiet, members=members)
    ).effects
    assert isinstance(post, Post)
    assert MEMBERS[0].id not in post.members
    assert isinstance(schedule, Schedule)


def test_on_the_day_of_the_greeting_nothing_else_comes() -> None:
    members = (replace(MEMBERS[0], greeted_on=WEEK), *MEMBERS[1:])
    post, *_ = digest.advance(None, due(Occasion.DIGEST, MOMENT, TEAM.id), replace(FACTS, members=members)).effects
    assert isinstance(post, Post)
    assert MEMBERS[0].id not in post.members


def test_without_readers_or_a_focus_there_is_no_digest() -> None:
    for facts in (
        replace(FACTS, person=None, members=()),
        replace(FACTS, goals=()),
        replace(FACTS, goals=(replace(GOAL, focus=None),)),
        replace(FACTS, goals=(replace(GOAL, last=date(2026, 11, 15)),)),
    ):
        effects = digest.advance(None, due(Occasion.DIGEST, MOMENT, TEAM.id), facts).effects
        assert [type(each) for each in effects] == [Schedule]
    assert digest.advance(None, said("hej"), FACTS).effects == ()


def test_every_digest_has_a_question_and_says_what_is_hidden_and_a_course_when_there_is_one() -> None:
    message = SV.message(digest.compose(TEAM, GOAL, (EARLIER, READING), True, WEEK))
    texts = [each.text for each in message.blocks if isinstance(each, Paragraph)]
    assert texts[0] == "9–15 nov.: De flesta fick till det vid senaste tillfället."
    assert any(text.endswith("?") for text in texts)
    assert "minst fem" in str(message.blocks[-1])
    assert any(isinstance(each, Chart) for each in message.blocks)


def test_the_question_changes_with_the_week() -> None:
    weeks = [digest.compose(TEAM, GOAL, (), True, WEEK + timedelta(days=7 * number)) for number in range(3)]
    assert len({str(each.blocks) for each in weeks}) == 3


def test_readings_of_another_behaviour_are_not_shown() -> None:
    other = replace(READING, behaviour=GOAL.behaviours[0].id)
    assert digest.compose(TEAM, GOAL, (other,), True, WEEK) == digest.compose(TEAM, GOAL, (), True, WEEK)

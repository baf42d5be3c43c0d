"""A team's week looked at: its statuses are kept, and its lead is told what only they can do."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dialogues import review
from dialogues.effect import Announce, Post, Say, Schedule, Track
from dialogues.event import Occasion
from dialogues.facts import Facts
from dialogues.goal import GoalId, State, Status
from dialogues.kind import Budget, Kind
from dialogues.person import Person
from dialogues.rules import Rules
from tests.dialogues.examples import BEHAVIOURS, GOAL, LENA, READING, TEAM, due, said
from tests.dialogues.nudge_examples import FOCUS, OTHER, READY, focused
from tests.dialogues.office import read

BOUNDARY = datetime(2026, 11, 15, 23, 0, tzinfo=UTC)
TODAY = date(2026, 11, 16)
LED = replace(READY, person=LENA, plans=())


def reviewed(facts: Facts, at: datetime = BOUNDARY) -> tuple[list[Track], list[Say]]:
    """What is kept, and what the lead is told."""
    effects = review.advance(None, due(Occasion.REVIEW, at, TEAM.id), facts).effects
    assert effects[-1] == Schedule(occasion=Occasion.REVIEW, subject=TEAM.id, at=at + timedelta(weeks=1))
    return [each for each in effects if isinstance(each, Track)], [each for each in effects if isinstance(each, Say)]


def test_what_has_changed_is_kept_and_nothing_else() -> None:
    tracked, told = reviewed(LED)
    assert tracked == [Track(behaviour=FOCUS.id, status=Status.PRACTISING, status_on=TODAY, focused_on=TODAY)]
    assert told == []
    known = replace(FOCUS, status=Status.PRACTISING, status_on=TODAY, focused_on=TODAY)
    assert reviewed(focused(known, LED)) == ([], [])


def test_an_established_focus_has_its_heir_proposed_to_the_lead() -> None:
    now = replace(FOCUS, status=Status.PRACTISING, focused_on=TODAY - timedelta(weeks=10))
    sure = tuple(replace(READING, people=12, members=12, yes=11) for _ in range(4))
    tracked, (say,) = reviewed(replace(focused(now, LED), readings=sure))
    assert [each.status for each in tracked] == [Status.ESTABLISHED]
    assert (say.to, say.kind, say.kind.budget) == (LENA.id, Kind.FOCUS, Budget.LEAD)
    assert read(say.message) == [
        "»När en kund är missnöjd ringer vi upp samma dag, även om lösningen dröjer« har blivit en vana i teamet. "
        "Nästa kan bli »Vi avslutar varje kundmöte med en öppen fråga om hur mötet fungerade för kunden«. Du väljer, "
        "och inget ändras innan dess.",
        "[Välj det]",
        "[Välj fokus]",
    ]


@pytest.mark.parametrize(("weeks", "told"), [(11, 0), (12, 1), (13, 0), (16, 1)])
def test_after_twelve_weeks_the_next_is_proposed_and_again_four_weeks_later(weeks: int, told: int) -> None:
    since = TODAY - timedelta(weeks=weeks)
    status = Status.RESTING if weeks > 12 else Status.PRACTISING
    now = replace(FOCUS, status=status, status_on=since + timedelta(weeks=12), focused_on=since)
    says = reviewed(focused(now, LED))[1]
    assert len(says) == told
    assert all("Tolv veckor" in read(each.message)[0] for each in says)


def test_where_nothing_could_be_next_nothing_is_proposed() -> None:
    alone = replace(GOAL, behaviours=(replace(FOCUS, focused_on=TODAY - timedelta(weeks=12)),))
    assert reviewed(replace(LED, goals=(alone,)))[1] == []


@pytest.mark.parametrize("person", [None, replace(LENA, stopped=True)])
def test_a_team_whose_lead_is_not_there_is_looked_at_all_the_same(person: Person | None) -> None:
    untranslated = replace(GOAL, id=GoalId("g2"), state=State.UNTRANSLATED, focus=None, behaviours=())
    tracked, told = reviewed(replace(LED, person=person, goals=(*LED.goals, untranslated)))
    assert len(tracked) == 1
    assert told == []


def test_a_goal_that_is_not_translated_is_asked_for_every_week_in_other_words() -> None:
    goal = replace(GOAL, state=State.UNTRANSLATED, focus=None, behaviours=())
    other = replace(goal, id=GoalId("g2"), team=None)
    texts = []
    for week in range(3):
        (say,) = reviewed(replace(LED, goals=(goal, other)), BOUNDARY + timedelta(weeks=week))[1]
        assert say.kind is Kind.TRANSLATE
        texts.append(read(say.message)[0])
    assert len(set(texts)) == 3


def test_what_lost_the_focus_rests() -> None:
    others = (replace(OTHER, status=Status.PRACTISING, focused_on=TODAY), *BEHAVIOURS[1:])
    tracked, _ = reviewed(replace(LED, goals=(replace(GOAL, behaviours=others),)))
    assert Track(behaviour=OTHER.id, status=Status.RESTING, status_on=TODAY, focused_on=None) in tracked


def test_other_events_do_nothing() -> None:
    assert review.advance(None, said("hej"), LED).effects == ()


def test_how_many_stand_behind_a_figure_is_told_once_and_before_the_next_question() -> None:
    facts = replace(LED, organisation=replace(LED.organisation, rules=Rules(k=8)))
    effects = review.advance(None, due(Occasion.REVIEW, BOUNDARY, TEAM.id), facts).effects
    assert Announce(team=TEAM.id, k=8) in effects
    (post,) = [each for each in effects if isinstance(each, Post)]
    assert post.kind is Kind.RULES
    assert Kind.RULES.rank < Kind.PULSE.rank
    assert read(post.message) == [
        "Från och med nu bygger varje resultat på minst 8 personer. Det gäller frågor som ställs från och med i dag; "
        "det som redan är visat står kvar som det var."
    ]
    told = review.advance(None, due(Occasion.REVIEW, BOUNDARY, TEAM.id), replace(facts, team=replace(TEAM, k=8)))
    assert not any(isinstance(each, Post | Announce) for each in told.effects)


def test_no_rule_lets_a_figure_rest_on_fewer_than_five() -> None:
    with pytest.raises(ValueError, match="fewer than 5"):
        replace(LED.organisation, rules=Rules(k=4))

"""What a lead has chosen to do, and what the team says of it: to the team and its lead, and to nobody else (R9)."""

from dataclasses import replace
from datetime import date

import pytest

from dialogues import goals, leadership, mirror
from dialogues.audit import Role, Through
from dialogues.digest.week import Week
from dialogues.effect import Audit, Reply
from dialogues.event import Event, Occasion
from dialogues.facts import Facts
from dialogues.goal import Arena, Audience, Behaviour, BehaviourId, State
from dialogues.person import Person, PersonId, Team
from dialogues.phrase import Wording
from dialogues.pulse.item import ItemId
from dialogues.step import Step
from dialogues.window import WindowId
from tests.dialogues.examples import (
    ANNA,
    BEHAVIOURS,
    FACTS,
    GOAL,
    LENA,
    MONDAY,
    OTHER,
    READING,
    TEAM,
    chose,
    commanded,
    due,
    said,
    submitted,
)
from tests.dialogues.languages import EN
from tests.dialogues.office import choices, read

MEET = replace(READING, window=WindowId("m1"), item=ItemId.LEAD_MEET, yes=6)
FEEDBACK = replace(MEET, window=WindowId("m2"), item=ItemId.LEAD_FB, yes=1)
PRIO = replace(MEET, window=WindowId("m3"), item=ItemId.LEAD_PRIO, behaviour=None, yes=3)
OPENING = Behaviour(
    id=BehaviourId("l1"),
    text=Wording(texts={"sv": "Jag inleder varje teammöte med ett exempel.", "en": "I open meetings with an example."}),
    arena=Arena.MEETING,
    audience=Audience.LEADER,
)
TELLING = replace(OPENING, id=BehaviourId("l2"), text=Wording(texts={"sv": "Jag säger det samma dag."}))
LEDS_GOAL = replace(GOAL, behaviours=(*BEHAVIOURS, OPENING))
LEADS = replace(
    FACTS, person=LENA, team=OTHER, leads=(TEAM,), goals=(LEDS_GOAL,), readings=(READING, MEET, FEEDBACK, PRIO)
)
TITLE = "Ledarskapet, som teamet ser det"


def shown(event: Event, facts: Facts = LEADS) -> list[str]:
    *_, reply = leadership.advance(None, event, facts).effects
    assert isinstance(reply, Reply)
    return read(reply.message)


@pytest.mark.parametrize("event", [commanded("leda"), said("/goal lead"), chose("leadership/show//")])
def test_a_lead_sees_what_they_have_chosen_and_what_they_have_not(event: Event) -> None:
    assert shown(event) == [
        "Ditt ledarskap i vardagen",
        "Det som syns i möten, i feedback och i prioriteringar blir norm. Välj en sak i varje.",
        "Kundservice",
        "På möten: Jag inleder varje teammöte med ett exempel.",
        "I feedback: inget valt än.",
        "I prioriteringar: inget valt än.",
        "[Välj för feedback]",
        "[Välj för prioriteringar]",
        TITLE,
        "9–15 nov.: De flesta säger att fokusbeteendet togs upp på senaste teammötet.",
        "9–15 nov.: Få har fått höra något konkret om hur de gör och vad det leder till.",
        "9–15 nov.: Ungefär hälften säger att det är helt tydligt vad som går först när allt inte hinns med.",
        "[Det jag har skrivit]",
    ]
    tokens = [each.token for each in choices(leadership.card(LEADS))]
    assert tokens == ["wording/templates/nki/LF", "wording/templates/nki/LP", "reflections/list//"]


def test_with_one_in_each_arena_nothing_is_missing_and_nothing_offered() -> None:
    all_three = (
        replace(TELLING, arena=Arena.WORK_MOMENT),
        replace(
            OPENING, id=BehaviourId("l5"), text=Wording(texts={"sv": "Jag tar bort en sak."}), arena=Arena.PRIORITY
        ),
        replace(TELLING, id=BehaviourId("l4"), text=Wording(texts={"sv": "Jag berättar."}), arena=Arena.FEEDBACK),
    )
    both = (LEDS_GOAL, replace(GOAL, behaviours=(replace(OPENING, id=BehaviourId("l3")), *all_three)))
    lines = shown(commanded("leda"), replace(LEADS, goals=both, readings=()))
    assert lines[3:] == [
        "På möten: Jag inleder varje teammöte med ett exempel.",
        "I feedback: Jag berättar.",
        "I prioriteringar: Jag tar bort en sak.",
        "I arbetet: Jag säger det samma dag.",
        "[Det jag har skrivit]",
    ]


def test_where_no_goal_has_room_the_way_leads_to_what_can_be_replaced() -> None:
    full = replace(LEDS_GOAL, behaviours=(*LEDS_GOAL.behaviours, TELLING))
    lines = shown(commanded("leda"), replace(LEADS, goals=(full,)))
    assert "Målen har redan fem beteenden var. Byt ut ett för att få plats med ditt eget." in lines
    assert [each.token for each in choices(leadership.card(replace(LEADS, goals=(full,))))] == [
        "wording/list/nki/",
        "reflections/list//",
    ]


@pytest.mark.parametrize("state", [State.RESTING, State.UNTRANSLATED, State.DRAFT])
def test_without_an_active_goal_there_is_nothing_to_choose_for(state: State) -> None:
    lines = shown(commanded("leda"), replace(LEADS, goals=(replace(LEDS_GOAL, state=state),)))
    assert lines[2:-1] == ["Kundservice", "Teamet har inget aktivt mål just nu, så här finns inget att välja till."]


def test_whoever_leads_nobody_is_told_so() -> None:
    (line,) = shown(commanded("leda"), FACTS)
    assert line.endswith("I Vardag leder du inget team just nu.")


def test_the_card_says_it_in_english_too() -> None:
    lines = read(leadership.card(LEADS), EN)
    assert lines[0] == "Your leadership from day to day"
    assert "In meetings: I open meetings with an example." in lines


def test_what_means_nothing_says_so_and_what_needs_no_answer_gets_none() -> None:
    assert shown(chose("leadership/dance//")) == shown(submitted("leadership/save//", {}))
    assert leadership.advance(None, due(Occasion.REVIEW, MONDAY), LEADS) == Step()


@pytest.mark.parametrize(
    ("person", "team", "leads"), [(ANNA, TEAM, ()), (LENA, OTHER, (TEAM,))], ids=["a member", "the lead"]
)
def test_the_team_and_its_lead_read_the_same_of_it(person: Person, team: Team, leads: tuple[Team, ...]) -> None:
    facts = replace(LEADS, person=person, team=team, leads=leads)
    lines = read(goals.card(TEAM, facts))
    assert lines[lines.index(TITLE) :][:4] == [TITLE, *_said()]


def _said() -> list[str]:
    lines = shown(commanded("leda"))
    return lines[lines.index(TITLE) + 1 : -1]


def test_nobody_else_reads_it_whatever_reaches_them() -> None:
    """R9: not the team above, of which the lead is a member, and not the owner of the goal, even if such a reading got
    as far as here."""
    colleague = replace(ANNA, id=PersonId("lars"), team=OTHER.id)
    above = replace(LEADS, person=colleague, team=OTHER, leads=(), here=TEAM, asked=TEAM)
    owner = replace(above, goals=(replace(GOAL, owner=colleague.id),))
    for facts in (above, owner):
        assert TITLE not in read(goals.card(TEAM, facts))
        assert TITLE not in read(goals.found(facts.goals, facts))
    assert TITLE not in read(goals.card(OTHER, LEADS)), "it is said of one team"


def test_that_a_lead_has_seen_it_is_kept_and_nothing_of_a_member() -> None:
    """R19."""
    kept = Audit(team=TEAM.id, role=Role.LEAD, through=Through.LEADERSHIP)
    assert leadership.advance(None, commanded("leda"), LEADS).effects[0] == kept
    assert kept in goals.of_team(TEAM, LEADS).effects
    assert len(leadership.advance(None, commanded("leda"), replace(LEADS, readings=(READING,))).effects) == 1
    members = replace(LEADS, person=ANNA, team=TEAM, leads=())
    assert [type(each) for each in goals.of_team(TEAM, members).effects] == [Reply]


def test_the_newest_of_each_is_shown_and_none_of_another_team() -> None:
    older = replace(MEET, window=WindowId("m0"), yes=0)
    theirs = replace(MEET, window=WindowId("m9"), team=OTHER.id)
    assert mirror.latest(TEAM, (older, FEEDBACK, MEET, theirs, READING)) == (MEET, FEEDBACK)


def test_what_was_said_of_another_lead_is_not_held_against_the_one_there_is_now() -> None:
    new = replace(TEAM, led_since=date(2026, 11, 10))
    assert mirror.latest(new, (MEET,)) == (), "the window was open when the lead changed"
    assert mirror.latest(replace(TEAM, led_since=date(2026, 11, 9)), (MEET,)) == (MEET,)
    assert mirror.latest(replace(TEAM, lead=None), (MEET,)) == ()
    facts = replace(FACTS, team=new, person=LENA, goals=(GOAL,), readings=(READING, MEET))
    week = Week.of(facts, date(2026, 11, 16), date(2026, 11, 16))
    assert week is not None
    assert week.readings == (READING,), "the digest does not say it either"


def test_the_way_to_it_stands_on_the_card_of_a_team_that_one_leads() -> None:
    assert "[Mitt ledarskap]" in read(goals.card(TEAM, LEADS))
    for team, facts in ((OTHER, LEADS), (TEAM, FACTS)):
        assert "[Mitt ledarskap]" not in read(goals.card(team, facts))

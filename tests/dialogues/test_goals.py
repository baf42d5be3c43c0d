from dataclasses import replace

import pytest

from dialogues import goals, help
from dialogues.effect import Reply
from dialogues.event import Event, Occasion, Opened
from dialogues.goal import Audience, Measure
from dialogues.message import Heading, Items
from tests.dialogues.examples import (
    ACCOUNT,
    BEHAVIOURS,
    EARLIER,
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
)
from tests.dialogues.languages import SV

MINE = replace(FACTS, goals=(GOAL,), readings=(EARLIER, READING))
LEADS = replace(FACTS, person=LENA, team=OTHER, leads=(TEAM,), goals=(GOAL,), readings=(READING,))


@pytest.mark.parametrize(
    "event", [commanded(""), said("goal"), chose(goals.show()), Opened(id="e", at=MONDAY, account=ACCOUNT)]
)
def test_the_own_teams_goals_are_shown(event: Event) -> None:
    card = goals.card(TEAM, (GOAL,), (EARLIER, READING))
    assert goals.advance(None, event, MINE).effects == (Reply(message=card),)


def test_the_focus_comes_first_and_what_we_do_less_of_has_its_reason() -> None:
    card = SV.message(goals.card(TEAM, (GOAL,), (READING,)))
    measures, behaviours, stop = (each for each in card.blocks if isinstance(each, Items))
    assert measures.items == ("Mått: NKI, från 66 till 72,5 index, senast 31 dec. 2026",)
    assert behaviours.items[0] == f"I fokus just nu: {BEHAVIOURS[1].text.texts['sv']} (prioritering)"
    assert len(behaviours.items) == 3
    assert stop.items == ("Veckorapporten per mejl. Varför: Ingen läser den.", "Dubbla statusmöten.")


def test_a_lead_looks_up_the_team_they_lead_and_nobody_looks_up_another() -> None:
    own = goals.advance(None, commanded(""), LEADS).effects
    assert own == (Reply(message=goals.card(OTHER, (), (READING,), (TEAM,))),)
    led = goals.advance(None, chose(goals.show(TEAM)), LEADS).effects
    assert led == (Reply(message=goals.card(TEAM, (GOAL,), (READING,), (OTHER,))),)
    assert goals.advance(None, chose(goals.show(OTHER)), MINE).effects == (Reply(message=help.outdated()),)


def test_what_it_does_not_know_is_answered() -> None:
    assert goals.advance(None, chose("goals/dance//"), MINE).effects == (Reply(message=help.outdated()),)
    assert goals.advance(None, due(Occasion.PULSE, MONDAY), MINE).effects == ()


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (Measure(name="NKI", unit=""), "Mått: NKI"),
        (Measure(name="Svarstid", unit="timmar", target=4), "Mått: Svarstid, 4 timmar"),
        (Measure(name="NKI", unit="", start=66, target=72), "Mått: NKI, från 66 till 72"),
    ],
)
def test_a_measure_says_what_it_has(measure: Measure, text: str) -> None:
    card = SV.message(goals.card(TEAM, (replace(GOAL, measures=(measure,), stop=(), focus=None),), ()))
    assert card.blocks[3] == Items(items=(text,))


def test_what_the_lead_does_stands_apart() -> None:
    theirs = replace(BEHAVIOURS[0], audience=Audience.LEADER)
    card = SV.message(goals.card(TEAM, (replace(GOAL, behaviours=(theirs, *BEHAVIOURS[1:]), stop=()),), ()))
    assert [each.text for each in card.blocks if isinstance(each, Heading)][-1] == "Det här gör chefen"
    assert card.blocks[-1] == Items(items=(f"{theirs.text.texts['sv']} (arbetsmoment)",))


def test_a_goal_may_have_no_measures_and_no_reading() -> None:
    bare = SV.message(goals.card(TEAM, (replace(GOAL, measures=(), stop=(), focus=None),), (READING,)))
    assert [type(each).__name__ for each in bare.blocks] == ["Heading", "Heading", "Paragraph", "Heading", "Items"]

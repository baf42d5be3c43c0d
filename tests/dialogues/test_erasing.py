"""`/goal erase`: what goes and what stays is said before, one tap does it, and a second one changes nothing."""

from dataclasses import replace

import pytest

from dialogues import help
from dialogues.catalogue import route
from dialogues.effect import Erase, Replace, Reply
from dialogues.event import Event, Occasion
from dialogues.message import Choices
from dialogues.own import erasing
from tests.dialogues.examples import ANNA, FACTS, MONDAY, chose, commanded, due, said
from tests.dialogues.office import read


@pytest.mark.parametrize("event", [commanded("radera"), said("goal erase"), chose(erasing.ASK)])
def test_it_is_said_what_goes_and_what_stays_and_there_is_one_button(event: Event) -> None:
    assert route(event).dialogue is erasing.DIALOGUE
    assert erasing.advance(None, event, FACTS).effects == (Reply(message=erasing.ask()),)
    lines = read(erasing.ask())
    assert any("alla dina svar" in each for each in lines)
    assert any("publicerade resultat" in each for each in lines)
    assert any(each.startswith("Det går inte att ångra.") for each in lines)
    (choices,) = (each for each in erasing.ask().blocks if isinstance(each, Choices))
    assert len(choices.choices) == 1


def test_one_tap_does_it_and_offers_to_stop_whoever_has_not() -> None:
    for stopped in (False, True):
        facts = replace(FACTS, person=replace(ANNA, stopped=stopped))
        effects = erasing.advance(None, chose("erase/now//"), facts).effects
        assert effects == (Erase(), Replace(message=erasing.done(stopped=stopped)))
        assert ("[Sluta]" in " ".join(read(erasing.done(stopped=stopped)))) is not stopped


def test_anything_else_erases_nothing() -> None:
    assert erasing.advance(None, chose("erase/x//"), FACTS).effects == (Reply(message=help.outdated()),)
    assert erasing.advance(None, due(Occasion.PULSE, MONDAY), FACTS).effects == ()

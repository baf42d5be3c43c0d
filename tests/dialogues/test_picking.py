"""A first goal needs nothing but templates, each a tap away."""

from dataclasses import replace

import pytest

from dialogues import buttons, help
from dialogues.goal import Audience
from dialogues.token import Token
from dialogues.translation.template import TEMPLATES, THEMES, template
from tests.dialogues.drafts import ADD, DRAFT, READY, reword, tap
from tests.dialogues.office import Office, choices

THEMED = tap(buttons.WORDING, "templates")


def theme(id: str) -> Token:
    return replace(THEMED, value=id)


def pick(id: str) -> Token:
    return tap(buttons.WORDING, "pick", value=id)


def test_themes_come_first_and_the_way_back() -> None:
    shown = Office(DRAFT).taps("lena", THEMED)
    assert list(shown.buttons) == [*(each.name.texts["sv"] for each in THEMES), "Våra beteenden"]
    assert shown.text.splitlines()[0] == "Vilket område liknar ert mål?"
    assert Office(DRAFT).taps("lena", theme("XX")).message == shown.message


@pytest.mark.parametrize("each", THEMES, ids=lambda each: each.id)
def test_every_theme_is_a_list_with_a_button_for_each_of_its_templates(each: object) -> None:
    office = Office(DRAFT)
    shown = office.taps("lena", THEMED)
    listed = office.taps("lena", shown.buttons[each.name.texts["sv"]])  # type: ignore[attr-defined]
    those = [ready for ready in TEMPLATES if ready.theme == each]
    for number, ready in enumerate(those, 1):
        assert f"{number}. {ready.text.texts['sv']}" in listed.text.splitlines()
    assert list(listed.buttons) == [
        *(f"Lägg till {number}" for number in range(1, len(those) + 1)),
        "Fler områden",
        "Våra beteenden",
    ]


def test_a_template_is_picked_as_it_stands_in_both_languages() -> None:
    office = Office(DRAFT)
    listed = office.taps("lena", theme("LF"))
    answered = office.taps("lena", listed.buttons["Lägg till 1"])
    (behaviour,) = office["g1"].behaviours
    ready = template("LF1")
    assert ready is not None
    assert (behaviour.text, behaviour.arena, behaviour.audience) == (ready.text, ready.arena, Audience.LEADER)
    assert f"1. {ready.text.texts['sv']} – tillagt" in answered.text.splitlines()
    assert "Lägg till 1" not in answered.buttons
    assert "Ett beteende nu. Tre till fem är lagom." in answered.text
    assert answered.said == ()


def test_the_same_one_is_not_added_twice_even_if_it_says_so_in_one_language_only() -> None:
    office = Office(DRAFT)
    office.taps("lena", pick("CS1"))
    assert office.taps("lena", pick("CS1")).durable == ()
    id = office["g1"].behaviours[0].id
    office.sends("lena", office.taps("lena", reword(id)).form, {"text_other": ""})
    again = office.taps("lena", pick("CS1"))
    assert again.durable == ()
    assert "Lägg till 1" not in again.buttons


def test_two_taps_are_two_behaviours() -> None:
    office = Office(DRAFT)
    for id in ("CS1", "CS2", "CS3"):
        office.taps("lena", pick(id))
    assert len({each.id for each in office["g1"].behaviours}) == 3


def test_with_five_there_is_nothing_more_to_pick() -> None:
    office = Office(replace(DRAFT, behaviours=READY.behaviours))
    shown = office.taps("lena", theme("CS"))
    assert list(shown.buttons) == ["Fler områden", "Våra beteenden"]
    assert office.taps("lena", pick("CS1")).durable == ()
    assert len(office["g1"].behaviours) == 5


def test_once_all_of_a_theme_are_picked_the_way_on_stays() -> None:
    office = Office(DRAFT)
    for number in range(1, 5):
        shown = office.taps("lena", pick(f"CS{number}"))
    assert next(each.token for each in choices(shown.message)) == str(THEMED)


def test_a_template_that_there_is_not_is_an_old_button() -> None:
    assert Office(DRAFT).taps("lena", pick("CS9")).message == help.outdated()


def test_the_first_goal_needs_nothing_but_taps() -> None:
    office = Office(DRAFT)
    for id in ("CS1", "CS2", "LM1", "LF1", "LP1"):
        office.taps("lena", pick(id))
    assert "Fem är flest." in office.taps("lena", ADD).text
    assert {each.audience for each in office["g1"].behaviours} == set(Audience)

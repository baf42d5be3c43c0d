"""What is done and what is left: whoever goes on, on whatever day, goes on with the first thing that is not done."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from dialogues import buttons
from dialogues.goal import Answers, Behaviour, Goal, Guidance, State, StopItem
from dialogues.translation import progress
from dialogues.translation.confirmation import Judgement
from dialogues.translation.questions import DIALOGUE
from tests.dialogues.drafts import ACTIVE, ASK, CALL, DRAFT, READ, READY, RESTING, SHOW, WHOLE, confirm, sv
from tests.dialogues.office import Office, choices

GUIDANCES = (Guidance(), Guidance(follow_up=sv("Samtalen.")), READY.guidance)
ANSWERS = (Answers(), replace(READY.answers, prioritised_away=None), READY.answers)
BEHAVIOURS: tuple[tuple[Behaviour, ...], ...] = ((), (CALL, READ), (CALL, READ, ASK), READY.behaviours)
TOO_MANY = (*READY.behaviours, ASK)
SAID: tuple[Judgement | None, ...] = (None, Judgement.YES, Judgement.NO)
WORKED_ON = (State.DRAFT, State.UNTRANSLATED, State.RESTING)


def next_step(goal: Goal, said: Judgement | None) -> str:
    """What is next where two members have said that of every behaviour."""
    office = Office(goal)
    for name, each in product(("anna", "bo"), goal.behaviours):
        if said is not None:
            office.judgements[name, each.id] = said
    return progress.next_step(goal, office.facts("lena", DIALOGUE.wants, subject="g1"))


def goals(
    guidances: tuple[Guidance, ...], behaviours: tuple[tuple[Behaviour, ...], ...], answers: tuple[Answers, ...]
) -> Iterator[Goal]:
    for state, guidance, those, answered in product(WORKED_ON, guidances, behaviours, answers):
        yield replace(DRAFT, state=state, guidance=guidance, behaviours=those, answers=answered)


def test_first_come_the_guiding_questions() -> None:
    for goal, said in product(goals(GUIDANCES[:2], (*BEHAVIOURS, TOO_MANY), ANSWERS), SAID):
        assert next_step(goal, said) == "guide"


def test_then_three_to_five_behaviours_to_which_nobody_says_no() -> None:
    for goal, said in product(goals(GUIDANCES[2:], (*BEHAVIOURS[:2], TOO_MANY), ANSWERS), SAID):
        assert next_step(goal, said) == "behaviours"
    for goal in goals(GUIDANCES[2:], BEHAVIOURS[2:], ANSWERS):
        assert next_step(goal, Judgement.NO) == "behaviours"


def test_then_the_teams_three_questions() -> None:
    for goal, said in product(goals(GUIDANCES[2:], BEHAVIOURS[2:], ANSWERS[:2]), SAID[:2]):
        assert next_step(goal, said) == "answers"


def test_then_the_team_is_asked_and_at_last_it_begins() -> None:
    for goal in goals(GUIDANCES[2:], BEHAVIOURS[2:], ANSWERS[2:]):
        assert next_step(goal, None) == buttons.PROPOSE
        assert next_step(goal, Judgement.YES) == (buttons.PROPOSE if goal.state is State.DRAFT else buttons.ACTIVATE), (
            goal.state
        )


def test_nothing_is_next_once_it_is_active() -> None:
    for goal, said in product(goals(GUIDANCES, (*BEHAVIOURS, TOO_MANY), ANSWERS), SAID):
        assert next_step(replace(goal, state=State.ACTIVE), said) == ""


@pytest.mark.parametrize(
    ("goal", "labels"),
    [
        (
            DRAFT,
            [
                "Tre frågor att börja med",
                "Beteenden",
                "Teamets tre frågor",
                "Det vi gör mindre av",
                "Fråga teamet",
                "Släng utkastet",
                "Ändra målet",
            ],
        ),
        (
            READY,
            [
                "Fråga teamet igen",
                "Tre frågor att börja med",
                "Beteenden",
                "Teamets tre frågor",
                "Det vi gör mindre av",
                "Sätt igång målet",
                "Avsluta målet",
                "Ändra målet",
            ],
        ),
        (
            ACTIVE,
            [
                "Tre frågor att börja med",
                "Beteenden",
                "Teamets tre frågor",
                "Det vi gör mindre av",
                "Låt målet vila",
                "Avsluta målet",
                "Ändra målet",
            ],
        ),
    ],
    ids=["draft", "untranslated", "active"],
)
def test_the_next_step_is_the_first_button_and_the_only_one_that_stands_out(goal: Goal, labels: list[str]) -> None:
    shown = Office(goal).taps("lena", SHOW)
    assert list(shown.buttons) == labels
    primary = [each.style for each in choices(shown.message) if each.style == "primary"]
    assert primary == ([] if goal.is_active else ["primary"])
    assert next(choices(shown.message)).style == ("plain" if goal.is_active else "primary")


def test_a_goal_that_rests_is_begun_again() -> None:
    office = Office(RESTING)
    confirm(office, "anna", "bo")
    assert next(iter(office.taps("lena", SHOW).buttons)) == "Sätt igång igen"


def test_what_is_done_and_left_is_told_in_words() -> None:
    office = Office(replace(READY, behaviours=READY.behaviours[:4]))
    confirm(office, "anna", "bo")
    assert office.taps("lena", SHOW).text.splitlines()[1:7] == [
        "Inte översatt än: teamet håller på att göra det till beteenden.",
        "Klart: tre frågor att börja med",
        "Klart: tre till fem beteenden (nu 4)",
        "Klart: teamets tre frågor",
        "Klart: teamets bekräftelse, minst två för varje beteende",
        "Kvar: starten",
    ]
    assert "Kvar: teamets bekräftelse, minst två för varje beteende" in Office(DRAFT).taps("lena", SHOW).text


@pytest.mark.parametrize(
    ("state", "way_out"), [(State.UNTRANSLATED, "[Avsluta målet]"), (State.DRAFT, "[Släng utkastet]")]
)
def test_of_a_goal_of_the_whole_organisation_it_tells_only_what_it_says(state: State, way_out: str) -> None:
    office = Office(replace(WHOLE, state=state, behaviours=READY.behaviours))
    shown = office.taps("eva", replace(SHOW, subject="alla"))
    assert shown.text.splitlines() == [
        "Hela organisationens mål: Rätt från början",
        "De stannar.",
        "Ett mål för hela organisationen översätts av varje team för sig.",
        "[Hur långt teamen är]",
        "[Ändra målet]",
        way_out,
    ]
    spread = office.taps("eva", shown.buttons["Hur långt teamen är"])
    assert "0 av 4 team har själva gjort målet till beteenden." in spread.text
    asked = office.taps("eva", shown.buttons[way_out[1:-1]])
    assert office.taps("eva", asked.buttons["Tillbaka till målet"]).text == shown.text


def test_of_a_draft_nothing_is_told_of_what_the_team_says() -> None:
    text = Office(replace(READY, state=State.DRAFT)).taps("lena", SHOW).text
    assert "När en kund är missnöjd ringer vi upp samma dag. (arbetsmoment)\n" in text
    assert "väntar på teamet" not in text


def test_what_is_done_less_and_how_many_suggestions_there_are_is_told() -> None:
    office = Office(replace(READY, stop=(StopItem(text=sv("Veckorapporten.")),)))
    assert "Det här gör vi mindre av\nVeckorapporten." in office.taps("lena", SHOW).text
    for name, text in (("anna", "Vi ringer samma dag."), ("bo", "Vi ringer upp.")):
        office.sends(name, f"cocreation/send/g1/{CALL.id}", {"text": text})
        shown = office.taps("lena", SHOW).text
        assert text not in shown
    assert "2 förslag till andra formuleringar finns under Beteenden." in shown
    confirmed = office.taps("eva", SHOW).text
    assert confirmed.count("förslag") == 1

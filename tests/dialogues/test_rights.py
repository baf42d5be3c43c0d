"""Nobody but its team's lead and its owner changes a goal, whatever token they send; and every refusal says why."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from dialogues import buttons, help, rights
from dialogues.catalogue import DIALOGUES
from dialogues.event import Occasion
from dialogues.facts import Want
from dialogues.goal import Goal, State
from dialogues.person import PersonId
from dialogues.token import Token
from tests.dialogues.drafts import (
    ACTIVE,
    ANYWAY,
    CALL,
    CLOSED,
    DRAFT,
    EDIT,
    LIST,
    READY,
    RESTING,
    SHOW,
    WHOLE,
    actives,
    tap,
)
from tests.dialogues.examples import FACTS, MONDAY, TEAM, due
from tests.dialogues.office import BOARD, FREE, Office

#: Everything that a token can ask of a goal, as far as the modules know it, and something that they do not.
STEPS = {
    buttons.DRAFT: ("edit", "save", "create", "new", "dance"),
    buttons.TRANSLATION: ("show", "back", "guide", "answers", "dance"),
    buttons.WORDING: ("list", "templates", "pick", "remove", "add", "follow", "edit", "save", "dance"),
    buttons.STOPPING: ("list", "add", "remove", "save", "dance"),
    buttons.COURSE: ("propose", "activate", "rest", "close", "trade", "dance"),
    buttons.FOCUS: ("choose", "dance"),
    buttons.EVERYDAY: ("write", "translate", "dance"),
    buttons.COCREATION: ("show", "yes", "no", "again", "suggest", "send", "dance"),
}
VALUES = ("", "call", "yes", "anyway", "CS1", "CS", TEAM.id, "open~s1")
#: Enough for every form there is.
FILLED = {
    "team": TEAM.id,
    "title": "Annat",
    "why": "Därför",
    "first": "2026-11-01",
    "last": "2026-12-01",
    "text": "Varje fredag ringer vi två kunder.",
    "arena": "meeting",
    "audience": "team",
    "meetings": "Alla",
    "experience": "Bra",
    "behaviour": "call",
}


def tokens(goal: Goal) -> Iterator[Token]:
    for dialogue, steps in STEPS.items():
        for step in steps:
            for value in VALUES:
                yield Token(dialogue=dialogue, step=step, subject=goal.id, value=value)


def everything(office: Office, name: str, goal: Goal) -> Iterator[tuple[Token, tuple[object, ...]]]:
    """What each token leads to, tapped and as a form, with a team's id as its subject too."""
    for token in tokens(goal):
        yield token, office.taps(name, token).durable
        yield token, office.sends(name, str(token), FILLED).durable
        yield token, office.taps(name, replace(token, subject=TEAM.id)).durable
        yield token, office.sends(name, str(replace(token, subject=TEAM.id)), FILLED).durable


@pytest.mark.parametrize("goal", [DRAFT, READY, ACTIVE, RESTING, CLOSED], ids=lambda each: each.state.value)
def test_somebody_outside_changes_nothing_by_any_token(goal: Goal) -> None:
    office = Office(goal)
    for token, durable in everything(office, "ute", goal):
        assert durable == (), token
    assert office.goals == {goal.id: goal}


@pytest.mark.parametrize("goal", [DRAFT, READY, ACTIVE, RESTING, CLOSED], ids=lambda each: each.state.value)
def test_a_member_judges_and_suggests_and_changes_nothing_else(goal: Goal) -> None:
    office = Office(goal)
    allowed = {"Judge", "Suggest", "Say"} if goal.state not in (State.DRAFT, State.CLOSED) else set()
    for token, durable in everything(office, "anna", goal):
        assert {type(each).__name__ for each in durable} <= allowed, token
        assert not durable or token.dialogue == buttons.COCREATION
    assert office.goals == {goal.id: goal}


@pytest.mark.parametrize("goal", [DRAFT, READY, ACTIVE, RESTING], ids=lambda each: each.state.value)
def test_a_lead_who_lost_the_role_meanwhile_changes_nothing(goal: Goal) -> None:
    office = Office(replace(goal, owner=PersonId("vd")), teams=(replace(TEAM, lead=PersonId("eva")), BOARD, FREE))
    for token, durable in everything(office, "lena", goal):
        assert durable == (), token


def test_nobody_changes_a_closed_goal() -> None:
    office = Office(CLOSED)
    for name in ("lena", "eva", "anna"):
        for token, durable in everything(office, name, CLOSED):
            assert not [each for each in durable if getattr(each, "goal", CLOSED).id == CLOSED.id], token
    assert office["g1"] == CLOSED


@pytest.mark.parametrize("state", [State.DRAFT, State.UNTRANSLATED])
def test_a_goal_of_the_whole_organisation_is_its_owners(state: State) -> None:
    goal = replace(WHOLE, state=state)
    office = Office(goal)
    for name in ("lena", "anna", "ute", "fia"):
        for token in tokens(goal):
            for answered in (office.taps(name, token), office.sends(name, str(token), FILLED)):
                assert goal.id not in [each.id for each in answered.saved], token
    assert office.taps("eva", tap(buttons.DRAFT, "edit", "alla")).values["title"] == "Rätt från början"


@pytest.mark.parametrize("state", [State.DRAFT, State.UNTRANSLATED])
def test_its_owner_changes_what_it_says_and_closes_it_and_nothing_else(state: State) -> None:
    goal = replace(WHOLE, state=state, behaviours=READY.behaviours)
    allowed = {(buttons.DRAFT, "save"), (buttons.COURSE, buttons.CLOSE)}
    for token in tokens(goal):
        for send in (False, True):
            office = Office(goal)
            answered = office.sends("eva", str(token), FILLED) if send else office.taps("eva", token)
            if (token.dialogue, token.step) not in allowed:
                assert goal.id not in [each.id for each in answered.saved], token
            if token.dialogue in (buttons.WORDING, buttons.STOPPING):
                assert answered.text == "Ett mål för hela organisationen översätts av varje team för sig.", token
    office = Office(goal)
    for step in ("show", "back"):
        assert office.taps("eva", tap(buttons.TRANSLATION, step, "alla")).text.startswith("Hela organisationens mål:")
    assert office.taps("eva", tap(buttons.COURSE, buttons.CLOSE, "alla", "yes")).saved[0].state is State.CLOSED


def test_a_goal_of_the_whole_organisation_has_no_members() -> None:
    assert Office(WHOLE).facts("eva", Want.GOALS | Want.MEMBERS, subject="alla").members == ()


@pytest.mark.parametrize("name", ["ute", "anna", "fia"])
def test_a_draft_is_invisible_to_others_whatever_they_send(name: str) -> None:
    goal = replace(DRAFT, behaviours=READY.behaviours)
    office = Office(goal)
    for token in tokens(goal):
        for answered in (office.taps(name, token), office.sends(name, str(token), FILLED)):
            assert "Nöjda kunder" not in str(answered.effects), token
            assert CALL.text.within("sv") not in str(answered.effects), token
    for words in ("", "nöjda", "status", f"team {TEAM.name}", "nöjad kunder"):
        assert "Nöjda kunder" not in str(office.types(name, words).effects), words
    # It is answered like a goal that there is not.
    assert office.taps(name, SHOW).message == help.outdated()


def test_a_draft_of_the_whole_organisation_is_invisible_too() -> None:
    office = Office(replace(WHOLE, state=State.DRAFT))
    for name in ("lena", "anna"):
        for step in ("write", "translate"):
            token = tap(buttons.EVERYDAY, step, "alla", TEAM.id)
            for answered in (office.taps(name, token), office.sends(name, str(token), FILLED)):
                assert answered.message == help.outdated()
                assert answered.durable == ()


def test_a_draft_is_not_betrayed_as_what_another_goal_makes_room_for() -> None:
    secret = replace(DRAFT, id=actives(2)[1].id, owner=PersonId("vd"))
    office = Office(replace(ACTIVE, owner=PersonId("anna")), secret)
    answered = office.taps("anna", tap(buttons.COURSE, buttons.REST, value=secret.id))
    assert answered.values == {"text": ""}


@pytest.mark.parametrize("name", ["lena", "eva"])
def test_the_lead_and_the_owner_may(name: str) -> None:
    for goal in (DRAFT, READY, ACTIVE, RESTING):
        office = Office(goal)
        assert "Från mål till beteenden: Nöjda kunder" in office.taps(name, SHOW).text
        assert office.taps(name, EDIT).values["title"] == "Nöjda kunder"
        assert "Beteenden: Nöjda kunder" in office.taps(name, LIST).text


def test_where_nobody_leads_a_team_each_of_its_members_may() -> None:
    office = Office(replace(READY, team=FREE.id))
    assert "Från mål till beteenden: Nöjda kunder" in office.taps("fia", SHOW).text
    assert office.taps("fia", EDIT).values["title"] == "Nöjda kunder"
    assert "ändras bara av den som leder Fria" in office.taps("anna", SHOW).text


def test_a_refusal_says_who_may() -> None:
    sv = "»Nöjda kunder« ändras bara av den som leder Kundservice, eller äger målet. Ta gärna upp det med dem."
    en = (
        "Only the person who leads Kundservice, or who owns the goal, can change “Happy customers”. "
        "Do bring it up with them."
    )
    for token in (SHOW, EDIT, LIST, ANYWAY):
        assert Office(READY).taps("anna", token).text == sv
        assert Office(READY).taps("lin", token).text == en


def test_of_a_goal_of_the_whole_organisation_the_refusal_names_no_team() -> None:
    answered = Office(WHOLE).taps("lena", tap(buttons.DRAFT, "edit", "alla"))
    assert answered.text == "»Rätt från början« är hela organisationens mål och ändras bara av den som äger det."


def test_a_closed_goal_says_that_it_is_over() -> None:
    assert Office(CLOSED).taps("lena", EDIT).text == "»Nöjda kunder« är avslutat och ändras inte längre."


def test_a_goal_that_is_not_there_is_an_old_button() -> None:
    for token in tokens(DRAFT):
        if token.dialogue not in (buttons.DRAFT, buttons.FOCUS) and token.step != "dance":
            assert Office().taps("lena", token).message == help.outdated(), token
    assert Office().taps("lena", EDIT).message == help.outdated()
    assert Office().sends("lena", "draft/save/g1/", FILLED).message == help.outdated()


def test_whoever_owns_it_knows_its_team_by_name() -> None:
    facts = replace(FACTS, team=BOARD, owned=(TEAM,))
    assert facts.team_of(READY) == TEAM
    assert facts.team_of(WHOLE) is None
    assert rights.teams_acted_for(facts) == ()


@pytest.mark.parametrize("goal", [DRAFT, READY, ACTIVE, RESTING, CLOSED, WHOLE], ids=lambda each: each.state.value)
@pytest.mark.parametrize("name", ["lena", "anna", "ute"])
def test_every_token_is_answered(goal: Goal, name: str) -> None:
    for token in tokens(goal):
        office = Office(goal)
        for answered in (office.taps(name, token), office.sends(name, str(token), FILLED)):
            assert answered.text, token


def test_what_falls_due_is_none_of_their_business() -> None:
    for each in STEPS:
        assert DIALOGUES[each].advance(None, due(Occasion.PULSE, MONDAY), FACTS).effects == ()


def test_the_whole_organisation_is_overseen_by_who_owns_one_of_its_goals() -> None:
    for goals, oversees in (((WHOLE,), True), ((replace(WHOLE, owner=None), ACTIVE), False), ((), False)):
        facts = replace(FACTS, person=replace(FACTS.someone, id=PersonId("eva")), goals=goals)
        assert rights.oversees(facts) is oversees

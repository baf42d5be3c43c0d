"""A goal is put to the team and begins, once nothing is lacking; and pressing too late says what is."""

from dataclasses import replace

import pytest

from dialogues import buttons
from dialogues.effect import SaveGoal, Schedule
from dialogues.event import Occasion
from dialogues.goal import Answers, Behaviour, BehaviourId, Goal, State
from dialogues.person import PersonId
from dialogues.translation.confirmation import Judgement
from tests.dialogues.drafts import (
    ACTIVATE,
    ACTIVE,
    ANYWAY,
    CALL,
    CLEAR,
    CLOSE,
    DRAFT,
    OPEN,
    PROPOSE,
    READ,
    READY,
    REST,
    RESTING,
    TELL,
    actives,
    confirm,
    sv,
    tap,
)
from tests.dialogues.examples import MONDAY, TEAM
from tests.dialogues.office import PEOPLE, Answered, Office

IN_DRAFT = replace(READY, state=State.DRAFT)


def confirmed(goal: Goal, *others: Goal) -> Office:
    office = Office(goal, *others)
    confirm(office, "anna", "bo")
    return office


def lacking(answered: Answered) -> list[str]:
    """What is told to be missing."""
    return [each[2:] for each in answered.text.splitlines() if each.startswith("– ")]


def test_what_rests_is_put_to_the_team_again_and_goes_on_resting() -> None:
    office = Office(RESTING)
    answered = office.taps("lena", PROPOSE)
    assert {str(each.to) for each in answered.said} == {"anna", "bo", "cia"}
    assert office["g1"] == RESTING
    office.taps("anna", tap(buttons.COCREATION, "yes", value=CALL.id))
    assert office.judgements["anna", CALL.id] is Judgement.YES


def test_an_owner_from_outside_the_team_starts_no_fourth_goal_and_gives_no_second_focus() -> None:
    owned = replace(READY, owner=PersonId("ute"))
    answered = confirmed(owned, *actives(3)).taps("ute", ANYWAY)
    assert answered.durable == ()
    assert "Teamet har redan tre mål igång." in answered.text
    office = confirmed(owned, *actives(1))
    office.taps("ute", ANYWAY)
    assert (office["g1"].state, office["g1"].focus) == (State.ACTIVE, None)


def test_the_team_is_asked_when_there_are_three_behaviours() -> None:
    few = Office(replace(IN_DRAFT, behaviours=(CALL, READ))).taps("lena", PROPOSE)
    assert few.durable == ()
    assert "Teamet frågas när det finns minst tre beteenden. Nu finns 2." in few.text
    office = Office(IN_DRAFT)
    answered = office.taps("lena", PROPOSE)
    assert office["g1"].state is State.UNTRANSLATED
    assert "Teamet ser målet nu. Frågan kommer under arbetstid, och finns redan under /goal." in answered.text
    assert {str(each.to) for each in answered.said} == {"anna", "bo", "cia"}
    again = office.taps("lena", PROPOSE)
    assert again.saved == ()
    assert len(again.said) == 3


def test_who_has_stopped_or_was_never_greeted_is_not_asked() -> None:
    people = tuple(
        replace(each, stopped=True) if each.id == "bo" else replace(each, greeted_on=None) if each.id == "cia" else each
        for each in PEOPLE
    )
    assert [each.to for each in Office(IN_DRAFT, people=people).taps("lena", PROPOSE).said] == ["anna"]


def test_a_team_without_members_is_told_that_nobody_can_confirm() -> None:
    office = Office(IN_DRAFT, people=tuple(each for each in PEOPLE if each.team != TEAM.id))
    asked = office.taps("lena", PROPOSE)
    assert "Teamet har inga medlemmar än, så ingen kan bekräfta." in asked.text
    assert "Att minst två i teamet bekräftar varje beteende." in lacking(office.taps("lena", ANYWAY))


@pytest.mark.parametrize(
    ("changes", "lack"),
    [
        ({"last": MONDAY.date().replace(day=15)}, "Perioden är slut. Ändra sista dagen."),
        ({"behaviours": (CALL, READ)}, "Minst tre beteenden."),
        (
            {"behaviours": (*READY.behaviours, replace(CALL, id=BehaviourId("six")))},
            "Högst fem beteenden: ta bort det som betyder minst.",
        ),
        (
            {"behaviours": (replace(CALL, text=sv("Öka kundnöjdheten")), READ, OPEN)},
            "Ett beteende som inte går att se: skriv om det, eller skriv varför det ändå ska stå så.",
        ),
        (
            {"behaviours": (replace(CALL, text=sv("Cia Ek ringer två kunder varje fredag.")), READ, OPEN)},
            "Ett beteende som inte går att se: skriv om det, eller skriv varför det ändå ska stå så.",
        ),
        ({"answers": replace(READY.answers, meetings=None)}, "Svaret på vilka möten som ändras."),
        ({"answers": replace(READY.answers, strengthened=None)}, "Svaret på vilka beteenden som förstärks."),
        ({"answers": replace(READY.answers, prioritised_away=None)}, "Svaret på vad som prioriteras bort."),
        ({"answers": replace(READY.answers, prioritised_away=sv("Inget"))}, "Varför inget prioriteras bort."),
    ],
)
def test_what_is_lacking_is_said_and_stops_it(changes: dict[str, object], lack: str) -> None:
    office = confirmed(replace(READY, **changes))  # type: ignore[arg-type]
    for token in (ACTIVATE, ANYWAY):
        refused = office.taps("lena", token)
        assert lacking(refused) == [lack]
        assert refused.durable == ()


def test_everything_that_is_lacking_is_said_at_once() -> None:
    office = Office(replace(READY, behaviours=(CALL, READ), answers=Answers()))
    office.judgements["anna", CALL.id] = Judgement.NO
    refused = office.taps("lena", ACTIVATE)
    assert refused.text.splitlines()[1] == "Det här saknas innan målet kan börja:"
    assert lacking(refused) == [
        "Minst tre beteenden.",
        "Svaret på vilka möten som ändras.",
        "Svaret på vilka beteenden som förstärks.",
        "Svaret på vad som prioriteras bort.",
        "Ett beteende som någon i teamet har sagt nej till: skriv om det.",
        "Att minst två i teamet bekräftar varje beteende.",
    ]


def test_one_yes_is_too_few_and_one_no_too_many() -> None:
    office = Office(READY)
    confirm(office, "anna")
    assert lacking(office.taps("lena", ANYWAY)) == ["Att minst två i teamet bekräftar varje beteende."]
    confirm(office, "bo")
    office.judgements["cia", READ.id] = Judgement.NO
    assert lacking(office.taps("lena", ANYWAY)) == ["Ett beteende som någon i teamet har sagt nej till: skriv om det."]
    office.sends("cia", f"cocreation/send/g1/{READ.id}", {"text": "Vi läser."})
    assert office.taps("lena", ANYWAY).saved


def test_with_its_reason_a_behaviour_may_stand_against_the_check() -> None:
    odd = replace(CALL, text=sv("Öka kundnöjdheten"), exception=sv("Styrelsen vill se ordet."))
    assert confirmed(replace(READY, behaviours=(odd, READ, *READY.behaviours[2:]))).taps("lena", ACTIVATE).saved


def test_it_begins_and_the_team_hears_of_it_and_its_first_question_can_come() -> None:
    office = confirmed(READY)
    answered = office.taps("lena", ACTIVATE)
    save, schedule, post, _ = answered.effects
    assert isinstance(save, SaveGoal)
    assert (office["g1"].state, office["g1"].focus) == (State.ACTIVE, CALL.id)
    assert schedule == Schedule(occasion=Occasion.WINDOW, subject=TEAM.id, at=MONDAY)
    assert answered.posted == (post,)
    assert (answered.posted[0].to, answered.posted[0].members) == (TEAM.id, ("anna", "bo", "cia"))
    assert answered.told.splitlines()[:5] == [
        "Nu börjar vi",
        "Vad: Nöjda kunder",
        "De stannar.",
        "1 nov. 2026 till 30 apr. 2027",
        "Hur: det här gör vi",
    ]
    assert answered.text.splitlines()[1] == "Nu är målet igång, och teamet får veta det."


@pytest.mark.parametrize(
    ("left", "named"),
    [
        ((OPEN, TELL), ["i prioriteringar"]),
        ((OPEN, CLEAR), ["i feedback"]),
        ((TELL, CLEAR), ["på möten"]),
        ((TELL,), ["på möten", "i prioriteringar"]),
        ((), ["på möten", "i feedback", "i prioriteringar"]),
    ],
)
def test_a_lead_who_is_seen_nowhere_is_reminded_and_may_begin_all_the_same(
    left: tuple[Behaviour, ...], named: list[str]
) -> None:
    third = replace(READ, id=BehaviourId("third"), text=sv("Varje morgon ringer vi två kunder."))
    office = confirmed(replace(READY, behaviours=(CALL, READ, third, *left)))
    warned = office.taps("lena", ACTIVATE)
    assert warned.durable == ()
    assert warned.text.splitlines()[0] == "Chefens egna beteenden gör skillnad. Här finns inget ännu:"
    assert warned.text.splitlines()[1 : 1 + len(named)] == named
    assert list(warned.buttons) == ["Sätt igång ändå", "Beteenden", "Tillbaka till målet"]
    assert office.taps("lena", warned.buttons["Sätt igång ändå"]).saved[0].is_active


def test_the_focus_is_given_only_where_the_team_has_none() -> None:
    office = confirmed(READY, *actives(1))
    office.taps("lena", ACTIVATE)
    assert (office["g1"].focus, office["other1"].focus) == (None, "call1")
    unfocused = confirmed(READY, replace(actives(1)[0], focus=None))
    unfocused.taps("lena", ACTIVATE)
    assert unfocused["g1"].focus == CALL.id
    # One that a file has chosen stays, where the team has no other; and one of the leader's is never chosen.
    chosen = confirmed(replace(READY, focus=READ.id))
    assert chosen.taps("lena", ACTIVATE).saved[0].focus == READ.id
    leaders = confirmed(replace(READY, behaviours=(OPEN, TELL, CLEAR)))
    assert leaders.taps("lena", ACTIVATE).saved[0].focus is None


def test_a_new_goal_takes_the_focus_from_one_whose_period_is_over() -> None:
    yesterday = MONDAY.date().replace(day=15)
    office = confirmed(READY, replace(actives(1)[0], last=yesterday))
    answered = office.taps("lena", ACTIVATE)
    # It is taken away before it is given: a team has one.
    assert [(each.id, each.focus) for each in answered.saved] == [("other1", None), ("g1", CALL.id)]
    assert office["other1"].is_active
    lasting = confirmed(READY, replace(actives(1)[0], last=MONDAY.date()))
    lasting.taps("lena", ACTIVATE)
    assert (lasting["g1"].focus, lasting["other1"].focus) == (None, "call1")


@pytest.mark.parametrize(
    ("goal", "token", "says"),
    [
        (ACTIVE, PROPOSE, "Målet är redan igång."),
        (ACTIVE, ACTIVATE, "Målet är redan igång."),
        (RESTING, REST, "Målet vilar redan."),
        (DRAFT, ACTIVATE, "Målet är ett utkast."),
        (DRAFT, REST, "Målet är ett utkast."),
        (READY, REST, "Teamet känner redan till målet."),
    ],
)
def test_a_button_of_a_state_that_is_over_says_what_is(goal: Goal, token: object, says: str) -> None:
    office = Office(goal)
    for answered in (office.taps("lena", token), office.sends("lena", str(token), {"text": "Annat"})):  # type: ignore[arg-type]
        assert answered.durable == ()
        assert answered.text.splitlines()[1] == says


def test_a_goal_that_rests_begins_again_with_the_same_checks() -> None:
    office = Office(RESTING)
    assert lacking(office.taps("lena", ACTIVATE)) == ["Att minst två i teamet bekräftar varje beteende."]
    confirm(office, "anna", "bo")
    answered = office.taps("lena", ACTIVATE)
    assert (office["g1"].state, office["g1"].focus) == (State.ACTIVE, CALL.id)
    assert len(answered.posted) == 1


def test_a_goal_that_begins_later_says_when() -> None:
    office = confirmed(replace(READY, first=MONDAY.date().replace(day=17)))
    answered = office.taps("lena", ACTIVATE)
    assert answered.text.splitlines()[1] == "Målet börjar 17 nov. 2026, och teamet får veta det."
    assert office["g1"].is_active
    begun = confirmed(replace(READY, first=MONDAY.date())).taps("lena", ACTIVATE)
    assert begun.text.splitlines()[1] == "Nu är målet igång, och teamet får veta det."


def test_which_day_it_is_is_asked_where_the_organisation_is() -> None:
    # It is Tuesday in Stockholm already.
    late = MONDAY.replace(hour=23, minute=30)
    goal = replace(READY, first=MONDAY.date().replace(day=17))
    assert confirmed(goal).taps("lena", ACTIVATE, at=late).text.splitlines()[1].startswith("Nu är målet igång")


def test_a_goal_of_the_whole_organisation_is_never_active() -> None:
    office = Office(replace(READY, team=None))
    for token in (PROPOSE, ACTIVATE, ANYWAY, REST):
        for answered in (office.taps("eva", token), office.sends("eva", str(token), {"text": "Annat"})):
            assert answered.text == "Ett mål för hela organisationen översätts av varje team för sig."
            assert answered.durable == ()


def test_its_owner_begins_it_as_its_lead_does() -> None:
    office = confirmed(replace(READY, owner=PersonId("anna")))
    assert office.taps("anna", ACTIVATE).saved[0].is_active


def test_a_close_of_a_state_that_knows_it_asks_first() -> None:
    for goal in (DRAFT, READY, ACTIVE, RESTING):
        assert Office(goal).taps("lena", CLOSE).durable == ()

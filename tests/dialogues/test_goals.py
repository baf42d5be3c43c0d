"""`/goal`: what and how with the same weight, for the person's own team and the ones that they lead."""

from dataclasses import replace
from datetime import date

import pytest

from dialogues import goals, help
from dialogues.audit import Role, Through
from dialogues.effect import Audit, Reply
from dialogues.event import Event, Occasion, Opened
from dialogues.goal import Audience, Goal, GoalId, Perspective, State
from dialogues.measure import Kind, Measure, Measured
from dialogues.message import Heading, Items
from dialogues.phrase import Phrase, Wording
from tests.dialogues.digest_examples import DONE, NOT_POSSIBLE, RAISED, UNDER_WAY
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
from tests.dialogues.languages import EN, SV
from tests.dialogues.office import read

MINE = replace(FACTS, goals=(GOAL,), readings=(EARLIER, READING))
LEADS = replace(FACTS, person=LENA, team=OTHER, leads=(TEAM,), goals=(GOAL,), readings=(READING,))
WHOLE = replace(GOAL, id=GoalId("kvalitet"), team=None, title=Wording(texts={"sv": "Rätt från början"}))


def shown(*all_goals: Goal, **changes: object) -> str:
    facts = replace(MINE, goals=all_goals, **changes)  # type: ignore[arg-type]
    return "\n".join(read(goals.card(TEAM, facts)))


@pytest.mark.parametrize(
    "event",
    [
        commanded(""),
        commanded("mål"),
        said("goal"),
        said("/goal"),
        chose(goals.show()),
        chose(goals.show(TEAM)),
        Opened(id="e", at=MONDAY, account=ACCOUNT),
    ],
)
def test_the_own_teams_goals_are_shown(event: Event) -> None:
    assert goals.advance(None, event, MINE).effects == (Reply(message=goals.card(TEAM, MINE)),)


def test_what_and_how_stand_with_the_same_weight_the_focus_first() -> None:
    assert read(goals.card(TEAM, MINE)) == [
        "Det här arbetar vi mot: Kundservice",
        "Vad: Nöjdare kunder",
        "Kunder som känner sig hörda stannar.",
        "1 sep. 2026 till 31 dec. 2026",
        "Hur: det här gör vi",
        "I fokus just nu: När en kund är missnöjd ringer vi upp samma dag, även om lösningen dröjer. (prioritering)",
        "Vi avslutar varje kundmöte med en öppen fråga om hur mötet fungerade för kunden. (arbetsmoment)",
        "Före varje kundmöte läser vi kundens tre senaste ärenden. (möte)",
        "Så följer vi det",
        "NKI, från 66 till 72,5 index, senast 31 dec. 2026",
        "Det här gör vi mindre av",
        "Veckorapporten per mejl. Varför: Ingen läser den.",
        "Dubbla statusmöten.",
        SV.say(
            [each for each in goals.card(TEAM, MINE).blocks if each.kind == "note"][-1].text  # the latest reading
        ),
    ]
    headings = [each for each in goals.card(TEAM, MINE).blocks if isinstance(each, Heading)]
    assert [SV.say(each.text) for each in headings[1:3]] == ["Vad: Nöjdare kunder", "Hur: det här gör vi"]


def test_the_latest_reading_is_told_in_words() -> None:
    assert "De flesta fick till det" in shown(GOAL)
    assert "De flesta" not in shown(GOAL, readings=())
    assert "De flesta" not in shown(replace(GOAL, state=State.RESTING))


def test_who_reads_english_sees_all_of_it_in_english() -> None:
    lines = read(goals.card(TEAM, MINE), EN)
    assert lines[1:5] == [
        "What: More satisfied customers",
        "Customers who feel heard stay.",
        "1 Sept 2026 to 31 Dec 2026",
        "How: this is what we do",
    ]


def test_a_lead_sees_the_team_they_lead_where_their_own_has_no_goal() -> None:
    audit, own = goals.advance(None, commanded(""), LEADS).effects
    assert audit == Audit(team=TEAM.id, role=Role.LEAD, through=Through.GOALS)
    assert own == Reply(message=goals.card(TEAM, LEADS))
    assert "[Visa Ledning]" in read(goals.card(TEAM, LEADS))
    boards = replace(GOAL, id=GoalId("eget"), team=OTHER.id)
    both = replace(LEADS, goals=(GOAL, boards))
    assert goals.advance(None, commanded(""), both).effects == (Reply(message=goals.card(OTHER, both)),)
    assert "[Visa Kundservice]" in read(goals.card(OTHER, both))


def test_in_a_teams_channel_it_is_that_team_that_is_meant() -> None:
    here = replace(LEADS, here=OTHER)
    assert goals.advance(None, commanded(""), here).effects == (Reply(message=goals.card(OTHER, here)),)


def test_nobody_looks_up_another_team_by_a_button() -> None:
    assert goals.advance(None, chose(goals.show(OTHER)), MINE).effects == (Reply(message=help.outdated()),)


def test_what_it_does_not_know_is_answered() -> None:
    assert goals.advance(None, chose("goals/dance//"), MINE).effects == (Reply(message=help.outdated()),)
    assert goals.advance(None, due(Occasion.PULSE, MONDAY), MINE).effects == ()


def test_without_a_goal_it_says_so() -> None:
    assert "Teamet har inget aktivt mål just nu." in shown()


def test_what_the_team_works_with_comes_first_and_each_says_where_it_is() -> None:
    titled = [
        replace(GOAL, id=GoalId(state), state=state, title=Wording(texts={"sv": state.value}), focus=None)
        for state in (State.RESTING, State.UNTRANSLATED, State.ACTIVE)
    ]
    lines = shown(*titled).splitlines()
    assert [each for each in lines if each.startswith("Vad:")] == ["Vad: active", "Vad: untranslated", "Vad: resting"]
    assert "Inte översatt än: teamet håller på att göra det till beteenden." in lines
    assert SV.say(Phrase.of("state.resting")) in lines


def test_a_goal_of_everybody_is_an_invitation_until_the_team_has_made_it_its_own() -> None:
    assert "Hela organisationens mål: Rätt från början" in shown(WHOLE)
    ours = replace(GOAL, above=WHOLE.id)
    assert "Hela organisationens mål: Rätt från början" not in shown(WHOLE, ours)
    assert SV.say(Phrase.of("goals.above", title="Rätt från början")) in shown(WHOLE, ours)
    assert "Rätt från början" not in shown(replace(WHOLE, state=State.RESTING))
    assert "Rätt från början" not in shown(replace(WHOLE, state=State.DRAFT))


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (Measure(name="NKI", unit=""), "NKI"),
        (Measure(name="Svarstid", unit="timmar", target=4), "Svarstid, mål 4 timmar"),
        (Measure(name="NKI", unit="", start=66, target=72), "NKI, från 66 till 72"),
        (Measure(name="Öppna ärenden", unit="", kind=Kind.KEY_RESULT), "Nyckelresultat: Öppna ärenden"),
        (
            Measure(name="NKI", unit="", values=(Measured(day=date(2026, 10, 1), value=70.5),)),
            "NKI; nu 70,5 (1 okt. 2026)",
        ),
    ],
)
def test_a_measure_says_what_it_has(measure: Measure, text: str) -> None:
    card = SV.message(goals.card(TEAM, replace(MINE, goals=(replace(GOAL, measures=(measure,)),))))
    assert Items(items=(text,)) in card.blocks


def test_a_measure_is_never_shown_without_what_one_does_for_it() -> None:
    assert "NKI" in shown(GOAL)
    assert "NKI" not in shown(replace(GOAL, behaviours=(), focus=None))


def test_what_the_lead_does_stands_apart() -> None:
    theirs = replace(BEHAVIOURS[0], audience=Audience.LEADER)
    lines = shown(replace(GOAL, behaviours=(theirs, *BEHAVIOURS[1:]))).splitlines()
    assert lines[lines.index("Det här gör chefen") + 1] == f"{theirs.text.texts['sv']} (arbetsmoment)"


def test_the_team_sees_why_an_exception_stands_and_what_is_given_up_and_when_it_is_looked_at_again() -> None:
    odd = replace(BEHAVIOURS[0], exception=Wording(texts={"sv": "Lagen säger så."}))
    goal = replace(
        GOAL,
        behaviours=(odd, *BEHAVIOURS[1:]),
        trade_off=Wording(texts={"sv": "Mässan i vår."}),
        everyday=Wording(texts={"sv": "Vi ringer."}),
        stop=(replace(GOAL.stop[1], review=date(2026, 12, 18)),),
    )
    text = shown(goal)
    for told in ("Lagen säger så.", "Mässan i vår.", "Vi ringer.", "Dubbla statusmöten. Vi ser över det 18 december."):
        assert told in text


def test_a_goal_may_have_no_measures_and_no_reading() -> None:
    bare = goals.card(TEAM, replace(MINE, goals=(replace(GOAL, measures=(), stop=(), focus=None),)))
    assert [type(each).__name__ for each in bare.blocks] == [
        "Heading",
        "Heading",
        "Paragraph",
        "Note",
        "Heading",
        "Items",
    ]


def test_goals_are_found_by_their_perspective() -> None:
    goal = replace(GOAL, perspective=Perspective.CUSTOMER)
    for word in ("kund", "customer"):
        (reply,) = goals.advance(None, commanded(word), replace(MINE, goals=(goal,))).effects
        assert isinstance(reply, Reply)
        assert "Vad: Nöjdare kunder" in read(reply.message)


def test_what_the_team_has_raised_stands_there_until_it_is_settled() -> None:
    told = read(goals.card(TEAM, replace(MINE, promises=(RAISED, UNDER_WAY, DONE, NOT_POSSIBLE))))
    assert told[told.index("Det ni har lyft") + 1 :][:2] == [
        "»Väntan på andra« – väntar på svar till 30 november.",
        "»System eller verktyg« – vi får en gemensam inkorg. Pågår, och ska vara klart 27 november.",
    ]
    assert "Det ni har lyft" not in read(goals.card(TEAM, replace(MINE, promises=(DONE, NOT_POSSIBLE))))
    assert "Det ni har lyft" not in read(goals.card(OTHER, replace(MINE, promises=(RAISED,))))

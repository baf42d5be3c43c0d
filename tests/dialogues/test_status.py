"""`/goal status`: how far the translation has come, and how each team says that a goal looks in its everyday."""

from dataclasses import replace

import pytest

from dialogues import goals, status
from dialogues.audit import Role, Through
from dialogues.effect import Audit, Reply
from dialogues.event import Opened
from dialogues.example.whole import WHOLE_FACTS
from dialogues.goal import Answers, Goal, GoalId, StopItem
from dialogues.person import PersonId, TeamId
from dialogues.report.records import Records
from tests.dialogues.drafts import ACTIVE, CLOSED, DRAFT, READY, RESTING, WHOLE, sv, tap
from tests.dialogues.examples import ACCOUNT, FACTS, MONDAY, TEAM, commanded
from tests.dialogues.office import BOARD, FINANCE, FREE, TEAMS, Office, read

LESS = (StopItem(text=sv("Rapporten.")),)
TRANSLATED = replace(ACTIVE, stop=LESS)


def below(team: TeamId, goal: Goal = TRANSLATED, **changes: object) -> Goal:
    return replace(goal, id=GoalId(f"own-{team}"), team=team, above=WHOLE.id, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("goal", "is_one"),
    [
        (TRANSLATED, True),
        (ACTIVE, False),
        (replace(READY, stop=LESS), False),
        (replace(RESTING, stop=LESS), False),
        (replace(TRANSLATED, answers=Answers()), False),
        (replace(TRANSLATED, answers=replace(ACTIVE.answers, meetings=None)), False),
        (replace(TRANSLATED, behaviours=ACTIVE.behaviours[:2]), False),
    ],
)
def test_a_goal_is_translated_with_behaviours_answers_and_something_less(goal: Goal, is_one: bool) -> None:
    assert goal.is_translated is is_one


def test_everybody_sees_how_far_their_own_teams_have_come() -> None:
    others = [replace(READY, id=GoalId("g2"), title=sv("Färre köer")), replace(RESTING, id=GoalId("g3"))]
    shown = Office(TRANSLATED, *others, replace(CLOSED, id=GoalId("g4"))).types("anna", "status")
    assert shown.text.splitlines() == [
        "Så långt har vi kommit",
        "Kundservice: mål som teamet själva har gjort till beteenden: 1 av 2.",
        "Nöjda kunder: igång",
        "Färre köer: inte översatt än",
        "Nöjda kunder: vilar",
        "[Våra mål]",
    ]
    assert shown.buttons == {"Våra mål": goals.show()}


def test_a_lead_sees_both_their_own_team_and_the_one_they_lead() -> None:
    lines = Office(TRANSLATED).types("lena", "status").text.splitlines()
    assert lines[1:3] == [
        "Ledning: inget mål än.",
        "Kundservice: mål som teamet själva har gjort till beteenden: 1 av 1.",
    ]
    english = Office(TRANSLATED).types("lin", "status").text
    assert english.splitlines()[0] != lines[0]


def test_a_draft_is_told_only_to_those_who_may_change_it() -> None:
    office = Office(DRAFT)
    assert "Nöjda kunder" not in office.types("anna", "status").text
    assert "Nöjda kunder: utkast" in office.types("lena", "status").text


def test_the_owner_sees_every_team_with_its_line_and_the_share() -> None:
    office = Office(
        WHOLE,
        below(FREE.id, READY),
        below(TEAM.id, everyday=sv("Vi läser ärendet innan vi svarar.")),
        below(BOARD.id, READY, everyday=sv("Vi frågar.")),
    )
    lines = office.types("eva", "status").text.splitlines()
    assert lines[lines.index("Hela organisationens mål: Rätt från början") :] == [
        "Hela organisationens mål: Rätt från början",
        "1 av 4 team har själva gjort målet till beteenden.",
        "Kundservice: »Vi läser ärendet innan vi svarar.« (igång)",
        "Ledning: »Vi frågar.« (inte översatt än)",
        "Fria: ingen egen rad än (inte översatt än)",
        "Ekonomi: inget än",
        "[Ändra målet]",
        "[Våra mål]",
    ]
    assert office.types("eva", "status").buttons["Ändra målet"] == str(tap("draft", "edit", "alla"))


def test_a_draft_of_a_team_is_not_shown_to_the_owner_of_the_goal_above() -> None:
    secret = below(TEAM.id, DRAFT, owner=PersonId("lena"), everyday=sv("Hemligt."))
    text = Office(WHOLE, secret).types("eva", "status").text
    assert "0 av 4 team har själva gjort målet till beteenden." in text
    assert "Kundservice: inget än" in text
    assert "Hemligt." not in text
    # One that the owner may change themselves is theirs to see.
    own = below(FINANCE.id, DRAFT, everyday=sv("Vi räknar."))
    assert "Ekonomi: »Vi räknar.« (utkast)" in Office(WHOLE, own).types("eva", "status").text


def test_nobody_else_sees_the_spread() -> None:
    office = Office(WHOLE, below(FINANCE.id, everyday=sv("Vi räknar två gånger.")))
    for name in ("lena", "anna", "fia"):
        shown = office.types(name, "status").text
        assert "Vi räknar två gånger." not in shown
        assert "Rätt från början" not in shown


def test_of_many_teams_thirty_are_listed() -> None:
    for more, told in ((1, "Och ett team till."), (9, "Och 9 team till.")):
        crowd = tuple(replace(FREE, id=TeamId(f"t{number}"), name=f"Enhet {number}") for number in range(26 + more))
        text = Office(WHOLE, teams=(*TEAMS, *crowd)).types("eva", "status").text
        assert text.count(": inget än") == 30
        assert told in text


def test_a_button_asks_the_same_as_the_word_and_a_page_does_not() -> None:
    office = Office(TRANSLATED)
    assert office.taps("anna", tap("status", "show", "")).message == office.types("anna", "STATUS").message
    assert status.advance(None, Opened(id="e", at=MONDAY, account=ACCOUNT), FACTS).effects == ()


def test_who_owns_a_goal_of_the_whole_organisation_sees_how_it_is_doing_and_that_is_kept() -> None:
    shown = status.advance(None, commanded("status"), WHOLE_FACTS)
    kept, reply = shown.effects
    assert kept == Audit(team=None, role=Role.OWNER, through=Through.STATUS)
    assert isinstance(reply, Reply)
    lines = list(read(reply.message))
    assert lines[lines.index("Hela organisationen") + 1] == (
        "Omkring 40 % säger att det är helt tydligt hur det egna arbetet bidrar till målet. "
        "Det är fler än jämförelsetalet, 20 %. Omfattar 3 av 4 team."
    )
    nobody = replace(WHOLE_FACTS, records=None)
    assert status.advance(None, commanded("status"), nobody).effects == (Reply(message=status.status(nobody)),)


def test_what_cannot_be_compared_is_not() -> None:
    def told(records: Records) -> list[str]:
        lines = list(read(status.status(replace(WHOLE_FACTS, records=records))))
        return lines[lines.index("Hela organisationen") + 1 :]

    assert WHOLE_FACTS.records is not None
    one = replace(WHOLE_FACTS.records, readings=WHOLE_FACTS.records.readings[:1], promises=())
    assert told(one)[0] == (
        "Ungefär hälften säger att det är helt tydligt hur det egna arbetet bidrar till målet. Omfattar 1 av 4 team."
    )
    assert not [line for line in told(one) if "hinder har fått svar" in line]
    assert told(replace(one, readings=()))[0].startswith("Det finns inga avläsningar att berätta om än.")

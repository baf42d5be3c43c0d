"""`/goal audit`: who besides its members has read a team's results; that they do is not kept (domain.md R19)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dialogues import goals, help, insight, review, team
from dialogues.audit import Entry, Insight, Role, Through
from dialogues.digest import sending
from dialogues.effect import Audit, Effect, Reply, Say
from dialogues.event import Event, Occasion
from dialogues.facts import Facts
from dialogues.goal import GoalId
from dialogues.kind import Kind
from dialogues.nudge import reminding
from dialogues.person import PersonId
from dialogues.promise import Promise, PromiseId
from dialogues.token import Token
from tests.dialogues.examples import (
    FACTS,
    GOAL,
    LENA,
    MEMBERS,
    MONDAY,
    OTHER,
    READING,
    TEAM,
    chose,
    commanded,
    due,
    said,
)
from tests.dialogues.languages import EN
from tests.dialogues.office import read

DAY = date(2026, 11, 16)
MINE = replace(FACTS, goals=(GOAL,), readings=(READING,))
LEADS = replace(MINE, person=LENA, team=OTHER, leads=(TEAM,))


def entry(number: int = 0, *, name: str | None = LENA.name, **changes: object) -> Insight:
    one = Entry(on=DAY - timedelta(days=number), role=Role.LEAD, through=Through.GOALS, team=TEAM.id, who=LENA.id)
    return Insight(entry=replace(one, **changes), name=name)  # type: ignore[arg-type]


def kept(effects: tuple[Effect, ...]) -> list[Audit]:
    return [each for each in effects if isinstance(each, Audit)]


def as_lead(through: Through = Through.GOALS) -> list[Audit]:
    return [Audit(team=TEAM.id, role=Role.LEAD, through=through)]


def shown(*audit: Insight, event: Event | None = None) -> list[str]:
    (reply,) = insight.advance(None, event or commanded("insyn"), replace(FACTS, audit=audit)).effects
    assert isinstance(reply, Reply)
    return read(reply.message)


@pytest.mark.parametrize("words", ["", "Nöjdare", "team Kundservice"])
def test_that_a_lead_reads_what_their_team_has_said_is_kept_and_that_a_member_does_is_not(words: str) -> None:
    dialogue = team if words.startswith("team") else goals
    for facts, expected in ((LEADS, as_lead()), (MINE, [])):
        assert kept(dialogue.advance(None, commanded(words), replace(facts, asked=TEAM)).effects) == expected


def test_it_is_kept_whichever_way_leads_to_the_card() -> None:
    for tapped in (goals.show(TEAM), str(Token(dialogue="goals", step="find", subject=GOAL.id))):
        assert kept(goals.advance(None, chose(tapped), replace(LEADS, goal=GOAL)).effects) == as_lead()
    assert kept(reminding.advance(None, commanded("påminn kunden"), _titled("Påminn kunden")).effects) == as_lead()


def _titled(title: str) -> Facts:
    called = replace(GOAL, title=replace(GOAL.title, texts={"sv": title}))
    return replace(LEADS, goals=(called,))


def test_where_no_result_is_shown_nothing_is_kept() -> None:
    for facts in (
        replace(LEADS, readings=()),
        replace(LEADS, goals=(replace(GOAL, focus=None),)),
        replace(LEADS, readings=(replace(READING, team=OTHER.id),)),
    ):
        assert kept(goals.advance(None, commanded(""), facts).effects) == []
    assert kept(goals.advance(None, commanded("kaffe"), LEADS).effects) == []


def test_who_owns_a_goal_reads_as_its_owner_and_anybody_else_as_a_colleague() -> None:
    for owner, role in ((LENA.id, Role.OWNER), (PersonId("x"), Role.COLLEAGUE)):
        facts = replace(LEADS, leads=(), goals=(replace(GOAL, owner=owner),))
        effects = tuple(insight.of_readings([TEAM.id, OTHER.id, TEAM.id], Through.STATUS, facts))
        assert effects == (Audit(team=TEAM.id, role=role, through=Through.STATUS),)
    whole = replace(GOAL, id=GoalId("allas"), team=None, owner=LENA.id)
    (effect,) = insight.of_readings([TEAM.id], Through.STATUS, replace(LEADS, leads=(), goals=(GOAL, whole)))
    assert effect.role is Role.OWNER


def test_what_a_lead_is_sent_is_kept_and_what_the_team_is_sent_is_not() -> None:
    monday = replace(MINE, person=LENA, members=MEMBERS)
    sent = sending.advance(None, due(Occasion.DIGEST, MONDAY + timedelta(hours=2), TEAM.id), monday).effects
    assert kept(sent) == as_lead(Through.DIGEST)
    nobody = sending.advance(
        None, due(Occasion.DIGEST, MONDAY + timedelta(hours=2), TEAM.id), replace(monday, person=None)
    ).effects
    assert kept(nobody) == []


def test_that_a_lead_is_told_of_an_obstacle_is_kept_where_there_is_one() -> None:
    raised = Promise(id=PromiseId("h"), team=TEAM.id, obstacle="time", raised_on=DAY, due_on=DAY + timedelta(days=14))
    facts = replace(FACTS, person=LENA, members=MEMBERS, promises=(raised,))
    led = review.advance(None, due(Occasion.REVIEW, MONDAY, TEAM.id), facts).effects
    assert [each.to for each in led if isinstance(each, Say) and each.kind is Kind.OBSTACLE] == [LENA.id]
    assert kept(led) == as_lead(Through.OBSTACLE)
    alone = replace(facts, person=None, team=replace(TEAM, lead=None))
    assert kept(review.advance(None, due(Occasion.REVIEW, MONDAY, TEAM.id), alone).effects) == []


def test_everybody_is_shown_who_has_read_their_own_teams_results() -> None:
    lines = shown(
        entry(through=Through.DIGEST),
        entry(1, role=Role.OPERATOR, who=None, name=None, through=Through.EXPORT, purpose="Facket"),
        entry(2, name=None),
    )
    assert lines[:4] == [
        "Vem som har läst teamets resultat: Kundservice",
        "16 nov. 2026: Lena Ek, som leder teamet, fick veckans samtal, samma som teamet fick.",
        "15 nov. 2026: den som sköter Vardag tog ut de publicerade resultaten som en fil. Syfte: »Facket«",
        "14 nov. 2026: den som ledde teamet såg resultatet på teamets målkort.",
    ]
    assert EN.say(insight.page(TEAM, (entry(),)).blocks[1].items[0]) == (  # type: ignore[union-attr]
        "16 Nov 2026: Lena Ek, who leads the team, saw the result on the team’s goal card."
    )


def test_a_colleague_is_not_named() -> None:
    line = shown(entry(role=Role.COLLEAGUE))[1]
    assert "någon i ett annat team" in line
    assert LENA.name not in line


def test_what_an_operator_wrote_turns_nothing_around() -> None:
    assert "\u202e" not in shown(entry(role=Role.OPERATOR, purpose="\u202eab"))[1]


def test_more_than_a_page_is_a_tap_away_and_ends() -> None:
    audit = tuple(entry(number) for number in range(insight.PAGE + 1))
    first = shown(*audit)
    assert first[1 + insight.PAGE] == "[Visa tidigare]"
    older = shown(*audit, event=chose(insight.show(insight.PAGE)))
    assert older[1].startswith("6 nov. 2026: ")
    assert "[Visa tidigare]" not in older
    assert shown(*audit, event=chose(insight.show())) == shown(*audit, event=said("audit")) == first


def test_where_nobody_has_there_is_nothing_to_show() -> None:
    nothing = ["Ingen utanför teamet har läst teamets resultat än."]
    assert shown()[1:2] == shown(entry(), event=chose(insight.show(9)))[1:2] == nothing
    for value in ("-1", "x", "²", "1" * 99):
        (reply,) = insight.advance(None, chose(Token(dialogue="insight", step="show", value=value)), FACTS).effects
        assert isinstance(reply, Reply)
        assert reply.message in (help.outdated(), insight.page(TEAM, (), 999_999_999))
    assert insight.advance(None, chose(Token(dialogue="insight", step="x")), FACTS).effects == (
        Reply(message=help.outdated()),
    )
    assert insight.advance(None, due(Occasion.PULSE, MONDAY), FACTS).effects == ()

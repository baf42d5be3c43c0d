"""Reading an organisation file: what it says, alone and beside what the database has."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.organisation.example import EXAMPLE, example
from bot.organisation.file import Accepted, Refused, read
from dialogues.address import Platform
from dialogues.blueprint.entries import (
    BehaviourEntry,
    Blueprint,
    Email,
    GoalEntry,
    OrganisationEntry,
    PersonEntry,
    TeamEntry,
)
from dialogues.goal import Answers, Arena, Audience, GoalId, State, StopItem
from dialogues.measure import Measure, Measured
from dialogues.person import TeamId
from dialogues.phrase import Wording
from tests.bot.organisation.files import GOALS, GOOD, changed


def swedish(text: str) -> Wording:
    return Wording(texts={"sv": text})


def test_a_good_file_says_what_it_says() -> None:
    found = read(GOOD.encode())
    assert isinstance(found, Accepted)
    assert found.blueprint == Blueprint(
        organisation=OrganisationEntry(name="Exempel AB", locale="sv", timezone="Europe/Stockholm", holidays="SE"),
        teams=(
            TeamEntry(key=TeamId("ledning"), name="Ledning"),
            TeamEntry(key=TeamId("kund"), name="Kund", lead=Email("lea@example.com"), above=TeamId("ledning")),
        ),
        people=(
            PersonEntry(
                email=Email("lea@example.com"),
                name="Lea",
                team=TeamId("ledning"),
                handles={Platform("slack"): "U012AB3CD"},
            ),
            PersonEntry(
                email=Email("anna@example.com"),
                name="Anna",
                team=TeamId("kund"),
                locale="en",
                timezone="Europe/London",
                handles={Platform("teams"): "6f9619ff-8b86-d011-b42d-00c04fc964ff"},
            ),
        ),
        goals=(
            GoalEntry(
                key=GoalId("nki"),
                team=TeamId("kund"),
                title=Wording(texts={"sv": "Nöjda kunder", "en": "Happy customers"}),
                why=swedish("Därför"),
                first=date(2026, 9, 1),
                last=date(2026, 12, 31),
                state=State.ACTIVE,
                behaviours=(
                    BehaviourEntry(text=swedish("Vi frågar varje kund"), arena=Arena.WORK_MOMENT, confirmed=True),
                    BehaviourEntry(text=swedish("Vi ringer upp samma dag"), arena=Arena.PRIORITY, confirmed=True),
                    BehaviourEntry(
                        text=swedish("Jag berättar varje dag"),
                        arena=Arena.FEEDBACK,
                        audience=Audience.LEADER,
                        confirmed=True,
                    ),
                ),
                measures=(
                    Measure(
                        name="NKI",
                        unit="index",
                        start=66,
                        target=72.5,
                        by=date(2026, 12, 31),
                        values=(Measured(day=date(2026, 9, 30), value=67.5),),
                    ),
                ),
                stop=(StopItem(text=swedish("Rapporten"), reason=swedish("Ingen läser den")),),
                answers=Answers(meetings=swedish("A"), strengthened=swedish("B"), prioritised_away=swedish("C")),
                focus=1,
            ),
        ),
    )


@pytest.mark.parametrize(
    "source",
    [
        changed("holidays: SE", "holidays: NO"),
        changed("name: Anna\n", "name: Yes\n"),
        changed("name: Anna\n", "name: 007\n"),
        changed("    locale: en\n", "    locale: \n"),
        changed("why: Därför", "why: >\n      Många\n      rader"),
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
    ],
)
def test_nothing_is_guessed_about_what_a_value_means(source: str) -> None:
    assert isinstance(read(source.encode()), Accepted)


def test_a_country_is_not_a_refusal() -> None:
    found = read(changed("holidays: SE", "holidays: NO").encode())
    assert isinstance(found, Accepted)
    assert found.blueprint.organisation.holidays == "NO"


def test_warnings_have_lines_too() -> None:
    found = read(GOOD.encode())
    assert isinstance(found, Accepted)
    lines = [str(each) for each in found.warnings(today=date(2027, 1, 1))]
    assert lines[4:8] == [
        'line 17, column 5: goals[1].why: there is no text in en: whoever reads en will see the one in sv. Add "en".',
        "line 18, column 32: goals[1].period.to: the goal's period ended 2026-12-31. "
        'Write "state: closed", or move the day.',
        "line 20, column 5: goals[1].behaviours: nothing here is the leader's in meeting, priority. "
        'Add a behaviour with "audience: leader" for it, or leave it to the next review.',
        "line 21, column 10: goals[1].behaviours[1].text: there is no text in en: "
        'whoever reads en will see the one in sv. Add "en".',
    ]


# With what the database has


def stored(*goals: GoalEntry) -> Blueprint:
    found = read(GOOD.encode())
    assert isinstance(found, Accepted)
    return replace(found.blueprint, goals=(*found.blueprint.goals, *goals))


def test_a_file_of_goals_leaves_teams_and_people_as_they_are_and_warns_of_its_goals_alone() -> None:
    before = stored()
    found = read(GOALS.encode(), stored=before)
    assert isinstance(found, Accepted)
    assert replace(found.blueprint, goals=()) == replace(before, goals=())
    assert [goal.key for goal in found.blueprint.goals] == ["nki", "kvalitet", "ratt"]
    assert found.blueprint.goals[1].title == swedish("Rätt från början")
    warnings = found.warnings(today=date(2026, 9, 1))
    assert {each.line for each in warnings} == {3, 4, 8, 9, 12}


def test_what_is_wrong_with_goals_beside_those_of_the_database_has_its_line() -> None:
    source = GOALS.replace("\n    team: kund\n", "\n    tem: kund\n")
    found = read(source.encode(), stored=stored())
    assert isinstance(found, Refused)
    assert [str(each) for each in found.problems] == [
        'line 7, column 5: goals[2].tem: there is no key "tem" here. Did you mean "team"?',
        "line 11, column 5: goals[2].above: a goal of the whole organisation stands under no other. "
        'Add the "team" whose goal it is, or take "above" away.',
    ]


def test_a_goal_that_was_changed_in_chat_is_named_at_its_line() -> None:
    nki, *_ = stored().goals
    changed_since = replace(stored(), goals=(replace(nki, version=2, why=swedish("Nytt")),))
    found = read(GOOD.encode(), stored=changed_since)
    assert isinstance(found, Refused)
    assert [str(each) for each in found.problems] == [
        "line 14, column 5: goals[1]: this goal has been changed in chat since this file was written "
        "(version 2 there, 0 here). Export it anew and make your change in that."
    ]


def test_an_example_that_has_been_spoilt_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt = tmp_path / "organisation.yaml"
    spoilt.write_text("")
    monkeypatch.setattr("bot.organisation.example.EXAMPLE", spoilt)
    with pytest.raises(ValueError, match=r"^organisation\.yaml: line 1, column 1: the file is empty"):
        example()


def test_the_example_is_what_the_issue_asks_for() -> None:
    company = example()
    size = {team.key: sum(person.team == team.key for person in company.people) for team in company.teams}
    zones = {person.timezone for person in company.people if person.team == "leverans"}
    assert size == {"ledning": 6, "kundservice": 9, "leverans": 6, "ekonomi": 4}
    assert zones == {None, "Europe/London"}
    assert {goal.team for goal in company.goals if goal.state is State.ACTIVE and goal.focus and goal.stop} == {
        "ledning",
        "kundservice",
        "leverans",
    }
    assert [goal.key for goal in company.goals if goal.team is None] == ["kvalitet"]


def test_nothing_in_the_example_surprises_but_the_small_team_that_has_no_goal_yet() -> None:
    found = read(EXAMPLE.read_bytes())
    assert isinstance(found, Accepted)
    assert {each.path for each in found.warnings(today=date(2026, 11, 23))} == {"teams[1]", "teams[4]"}

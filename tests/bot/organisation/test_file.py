"""Reading an organisation file: what it says, and every line that is printed of a broken one."""

from datetime import date
from pathlib import Path

import pytest

from bot.organisation.example import example
from bot.organisation.file import Accepted, Refused, read
from bot.organisation.outline import LARGEST
from dialogues.address import Platform
from dialogues.blueprint import BehaviourEntry, Blueprint, Email, GoalEntry, OrganisationEntry, PersonEntry, TeamEntry
from dialogues.goal import Answers, Arena, Audience, GoalId, Measure, StopItem
from dialogues.person import TeamId
from dialogues.phrase import Wording
from tests.bot.organisation.files import GOOD, changed


def swedish(text: str) -> Wording:
    return Wording(texts={"sv": text})


def printed(source: str | bytes) -> list[str]:
    found = read(source.encode() if isinstance(source, str) else source)
    assert isinstance(found, Refused)
    return [str(each) for each in found.problems]


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
                behaviours=(
                    BehaviourEntry(text=swedish("Vi frågar"), arena=Arena.WORK_MOMENT),
                    BehaviourEntry(text=swedish("Vi ringer"), arena=Arena.PRIORITY),
                    BehaviourEntry(text=swedish("Jag berättar"), arena=Arena.FEEDBACK, audience=Audience.LEADER),
                ),
                measures=(Measure(name="NKI", unit="index", start=66, target=72.5, by=date(2026, 12, 31)),),
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


BROKEN = [
    # not YAML
    (
        "",
        [
            'line 1, column 1: the file is empty. Begin with "organisation:"; '
            "examples/organisation.yaml shows a whole one."
        ],
    ),
    (
        "# nothing but this\n",
        [
            'line 1, column 1: the file is empty. Begin with "organisation:"; '
            "examples/organisation.yaml shows a whole one."
        ],
    ),
    (
        b"a: b\nc: \xe5\n",
        ["line 2, column 4: this is not UTF-8. Save the file again with the encoding UTF-8."],
    ),
    (
        GOOD.encode("utf-16"),
        ["line 1, column 1: this is not UTF-8. Save the file again with the encoding UTF-8."],
    ),
    (
        b" " * (LARGEST + 1),
        ["line 1, column 1: the file is larger than 1 MB, enough for a few thousand people. Is it the right one?"],
    ),
    (
        changed("    name: Anna\n", "\tname: Anna\n"),
        ["line 8, column 1: there is a tab here. Write spaces: YAML tells by them what belongs to what."],
    ),
    (
        changed("name: Anna\n", "name: Anna: B\n"),
        [
            "line 8, column 15: this is not YAML: mapping values are not allowed here. "
            "Look here and on the line before for a missing colon, space, quotation mark or bracket."
        ],
    ),
    (
        GOOD + "---\na: b\n",
        ['line 27, column 1: a second document begins here, with "---". Write everything in one.'],
    ),
    (
        'a: "\\UFFFFFFFF"\n',
        ['line 1, column 7: a "\\U" in quotes names no character. Write \\\\ for a backslash, or use single quotes.'],
    ),
    (
        "a: b\nc: \x00\n",
        [r'line 2, column 4: the character "\x00" cannot stand in a file like this. Take it away.'],
    ),
    (
        "a: &x [1]\nb: [*x, *x]\n",
        ["line 1, column 4: references (& and *) are not read here. Write the value out, a text in quotes."],
    ),
    (
        "a: !!python/object/apply:os.system [ls]\n",
        ["line 1, column 4: tags (!) are not read here. Take it away, or write the text in quotes."],
    ),
    (
        "[" * 500_000,
        ["line 1, column 21: this is nested too deeply. Look for brackets or spaces too many."],
    ),
    # the shape
    (
        "hello",
        [
            "line 1, column 1: this must be keys with values. Write each as 'key: value' on a line of its own, "
            "with the same spaces before it."
        ],
    ),
    (
        "- a\n",
        [
            "line 1, column 1: this must be keys with values. Write each as 'key: value' on a line of its own, "
            "with the same spaces before it."
        ],
    ),
    (
        "goals: []\n",
        [
            'line 1, column 1: "organisation" is missing here. Add it: Its name, language, time zone and holidays.',
            'line 1, column 1: "people" is missing here. Add it: All people.',
            'line 1, column 1: "teams" is missing here. Add it: All teams.',
        ],
    ),
    (
        changed("organisation: {", "organization: {"),
        ['line 1, column 1: organization: there is no key "organization" here. Did you mean "organisation"?'],
    ),
    (
        GOOD + "owner: me\n",
        [
            'line 27, column 1: owner: there is no key "owner" here. '
            "The keys here are organisation, teams, people, goals."
        ],
    ),
    (
        changed("    team: kund\n    locale: en\n", "    locale: en\n    taem: kund\n"),
        ['line 10, column 5: people[2].taem: there is no key "taem" here. Did you mean "team"?'],
    ),
    (
        changed("    name: Anna\n", ""),
        ['line 7, column 5: people[2]: "name" is missing here. Add it: Their name.'],
    ),
    (
        changed("    name: Anna\n", "    name:\n"),
        ["line 8, column 5: people[2].name: nothing stands here. Fill in: Their name."],
    ),
    (
        changed("    name: Anna\n", "    name: [Anna]\n"),
        [
            "line 8, column 5: people[2].name: this must be a text. Write it on the same line, "
            "in quotation marks if it has a colon or a bracket."
        ],
    ),
    (
        changed("    name: Anna\n", "    name: Anna\n    name: Bo\n"),
        ['line 9, column 5: people[2]: the key "name" is on line 8 already. Keep one of the two.'],
    ),
    (
        changed("    name: Anna\n", "    name: Anna\n    ? [a, b]\n    : c\n"),
        ['line 9, column 7: people[2]: a key must be a single word before ": ". Write it without brackets.'],
    ),
    (
        changed("arena: priority", "arena: prioritet"),
        [
            "line 22, column 27: goals[1].behaviours[2].arena: "
            "this must be meeting, work_moment, feedback or priority. "
            'Did you mean "priority"?'
        ],
    ),
    (
        changed("audience: leader", "audience: [x]"),
        ["line 23, column 47: goals[1].behaviours[3].audience: this must be team or leader."],
    ),
    (
        changed("start: 66", "start: 66,5"),
        [
            'line 19, column 51: goals[1].measures[1]."5": there is no key "5" here. '
            "The keys here are name, unit, start, target, by."
        ],
    ),
    (
        changed("start: 66", "start: about 66"),
        [
            "line 19, column 41: goals[1].measures[1].start: this must be a number. "
            "Write it as 66 or 66.5, with no unit."
        ],
    ),
    (
        changed("start: 66", "start: nan"),
        [
            "line 19, column 41: goals[1].measures[1].start: this must be a number. "
            "Write it as 66 or 66.5, with no unit."
        ],
    ),
    (
        changed("focus: 1", "focus: first"),
        ["line 26, column 5: goals[1].focus: this must be a whole number. Write it as 1."],
    ),
    (
        changed("focus: 1", "focus: " + "9" * 5000),
        ["line 26, column 5: goals[1].focus: this must be a whole number. Write it as 1."],
    ),
    (
        changed("to: 2026-12-31}", "to: 2026-12-32}"),
        ["line 18, column 32: goals[1].period.to: there is no such day. Look in a calendar."],
    ),
    (
        changed("from: 2026-09-01", "from: 1 September"),
        ["line 18, column 14: goals[1].period.from: this is not a day. Write year, month and day, as 2026-09-01."],
    ),
    (
        changed("from: 2026-09-01", "from: 1700000000"),
        ["line 18, column 14: goals[1].period.from: this is not a day. Write year, month and day, as 2026-09-01."],
    ),
    (
        changed("U012AB3CD", '"@lea"'),
        [
            "line 6, column 56: people[1].slack: this is not a Slack member id, which begins with U or W. "
            'In Slack, open the profile, choose the three dots and then "Copy member ID".'
        ],
    ),
    (
        changed("6F9619FF-8B86-D011-B42D-00C04FC964FF", "anna"),
        [
            "line 12, column 5: people[2].teams: this is not an Entra object id, "
            "such as 6f9619ff-8b86-d011-b42d-00c04fc964ff. "
            'In the Entra admin centre, open the user and copy "Object ID".'
        ],
    ),
    (
        changed("{sv: Vi frågar}", "{}"),
        ["line 21, column 10: goals[1].behaviours[1].text: this is empty. Write at least one."],
    ),
    (
        changed("{sv: Vi frågar}", "{sv: }"),
        ["line 21, column 17: goals[1].behaviours[1].text.sv: nothing stands here. Fill in: the text."],
    ),
    (
        changed("why: Därför", r'why: "\uD800"'),
        ["line 17, column 5: goals[1].why: this text has half a character in it. Write it again."],
    ),
    (
        changed("stop: [{text: Rapporten, reason: Ingen läser den}]", "stop: Rapporten"),
        ["line 24, column 5: goals[1].stop: this must be a list. Begin each item with '- ' on a line of its own."],
    ),
    (
        changed(", prioritised_away: C", ""),
        ['line 25, column 5: goals[1].answers: "prioritised_away" is missing here. Add it: What is prioritised away?'],
    ),
    # what it says
    (
        changed("    team: kund\n    locale", "    team: kundd\n    locale"),
        ['line 9, column 5: people[2].team: there is no team "kundd". Did you mean "kund"?'],
    ),
    (
        changed("{sv: Vi frågar}", "{de: Wir fragen}"),
        [
            'line 21, column 17: goals[1].behaviours[1].text.de: Vardag does not speak "de". '
            "Write sv for Swedish or en for English."
        ],
    ),
    (
        changed("why: Därför", 'why: ""'),
        ["line 17, column 5: goals[1].why: there is no text here. Write some, or take the line away."],
    ),
    (
        changed("to: 2026-12-31}", "to: 2026-08-31}"),
        [
            "line 18, column 32: goals[1].period.to: the period ends 2026-08-31, before it begins 2026-09-01. "
            "Change one of the two."
        ],
    ),
]


@pytest.mark.parametrize(("source", "lines"), BROKEN)
def test_a_broken_file_is_refused_in_these_words(source: str | bytes, lines: list[str]) -> None:
    assert printed(source) == lines


def test_two_people_with_one_account_are_found_by_line() -> None:
    assert printed(changed("    locale: en\n", "    slack: U012AB3CD\n")) == [
        'line 10, column 5: people[2].slack: there is another person with the slack id "U012AB3CD" before this one. '
        "Change or remove one of the two."
    ]


def test_all_kinds_of_problems_are_told_at_once() -> None:
    source = """\
organisation: {name: Exempel AB, locale: sv, timezone: Europe/Stockhom}
teams:
  - {key: ledning, naem: Ledning}
  - {key: kund, name: Kund, lead: lea@example.com, above: ledning}
people:
  - foo
  - {email: lea@example.com, name: Lea, team: ledning, slack: lea}
  - {email: anna@example.com, name: Anna, team: kundd, name: Bo}
goals:
  - key: nki
    team: kund
    title: {sv: A}
    why: B
    period: {from: 2026-12-01, to: 2026-11-01}
    owner: me
    behaviours: [{text: C, arena: meeting}]
"""
    assert [line.split(": ")[:2] for line in printed(source)] == [
        ["line 1, column 46", "organisation.timezone"],
        ["line 3, column 20", "teams[1].naem"],
        ["line 6, column 5", "people[1]"],
        ["line 7, column 56", "people[2].slack"],
        ["line 8, column 43", "people[3].team"],
        ["line 8, column 56", "people[3]"],
        ["line 14, column 32", "goals[1].period.to"],
        ["line 15, column 5", "goals[1].owner"],
        ["line 16, column 5", "goals[1].behaviours"],
    ]


def test_an_organisation_that_cannot_be_understood_hides_nothing_else() -> None:
    source = changed("locale: sv", "locale: []").replace("team: kund\n    locale", "team: kundd\n    locale")
    assert [line.split(": ")[1] for line in printed(source)] == ["organisation.locale", "people[2].team"]


def test_nothing_in_a_file_plays_tricks_on_the_terminal() -> None:
    lines = printed(changed("    name: Anna\n", '    name: Anna\n    "\\e[31m": x\n'))
    assert lines == [
        r'line 9, column 5: people[2]."\x1b[31m": there is no key "\x1b[31m" here. '
        "The keys here are email, name, team, locale, timezone, slack, teams."
    ]


def test_warnings_have_lines_too() -> None:
    found = read(GOOD.encode())
    assert isinstance(found, Accepted)
    lines = [str(each) for each in found.warnings(today=date(2027, 1, 1))]
    assert lines[-10:-7] == [
        'line 17, column 5: goals[1].why: there is no text in en: whoever reads en will see the one in sv. Add "en".',
        "line 18, column 32: goals[1].period.to: the goal's period ended 2026-12-31. "
        "Take the goal away, or move the day.",
        "line 21, column 10: goals[1].behaviours[1].text: there is no text in en: "
        'whoever reads en will see the one in sv. Add "en".',
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
    assert {goal.team for goal in company.goals if goal.focus and goal.answers and goal.stop} == set(size)

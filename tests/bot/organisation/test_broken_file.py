"""Reading a broken organisation file: every line that is printed of it."""

import pytest

from bot.organisation.file import Refused, read
from bot.organisation.outline import LARGEST
from tests.bot.organisation.files import GOALS, GOOD, changed


def printed(source: str | bytes) -> list[str]:
    found = read(source.encode() if isinstance(source, str) else source)
    assert isinstance(found, Refused)
    return [str(each) for each in found.problems]


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
        ["line 1, column 1: the file is larger than 1 MB. Is it the right one?"],
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
        ['line 28, column 1: a second document begins here, with "---". Write everything in one.'],
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
        "people: []\ngoals: []\n",
        [
            'line 1, column 1: "organisation" is missing here. Add it: Its name, language, time zone and holidays.',
            'line 1, column 1: "teams" is missing here. Add it: All teams.',
            "line 1, column 1: people: this is empty. Write at least one.",
        ],
    ),
    (
        changed("organisation: {", "organization: {"),
        ['line 1, column 1: organization: there is no key "organization" here. Did you mean "organisation"?'],
    ),
    (
        GOOD + "owner: me\n",
        [
            'line 28, column 1: owner: there is no key "owner" here. '
            "The keys here are organisation, teams, people, questions, goals."
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
            "line 22, column 41: goals[1].behaviours[2].arena: "
            "this must be meeting, work_moment, feedback or priority. "
            'Did you mean "priority"?'
        ],
    ),
    (
        changed("audience: leader", "audience: [x]"),
        ["line 23, column 57: goals[1].behaviours[3].audience: this must be team or leader."],
    ),
    (
        changed("start: 66", "start: 66,5"),
        [
            'line 19, column 51: goals[1].measures[1]."5": there is no key "5" here. '
            "The keys here are name, unit, kind, start, target, by, cadence, owner, values."
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
        changed("{sv: Vi frågar varje kund}", "{}"),
        ["line 21, column 10: goals[1].behaviours[1].text: this is empty. Write at least one."],
    ),
    (
        changed("{sv: Vi frågar varje kund}", "{sv: }"),
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
        [
            "line 25, column 5: goals[1].answers: a team that works with a goal has said what is prioritised away. "
            'Add "prioritised_away" under "answers"; where it is nothing, write why.'
        ],
    ),
    (
        changed("{2026-09-30: 67.5}", "{2026-09-31: 67.5, 30/9: 66, 2026-10-31: many, 2026-11-30: }"),
        [
            'line 19, column 91: goals[1].measures[1].values."2026-09-31": there is no such day. Look in a calendar.',
            'line 19, column 109: goals[1].measures[1].values."30/9": this is not a day. '
            "Write year, month and day, as 2026-09-01.",
            'line 19, column 119: goals[1].measures[1].values."2026-10-31": this must be a number. '
            "Write it as 66 or 66.5, with no unit.",
            'line 19, column 137: goals[1].measures[1].values."2026-11-30": nothing stands here. Fill in: the number.',
        ],
    ),
    (
        changed("{2026-09-30: 67.5}", "67.5"),
        [
            "line 19, column 82: goals[1].measures[1].values: this must be days with numbers. "
            "Write it as {2026-09-30: 67.5}."
        ],
    ),
    (
        changed("{2026-09-30: 67.5}", "{1926-09-30: 67.5}"),
        ['line 19, column 91: goals[1].measures[1].values."1926-09-30": 1926-09-30 is long past. Is the year right?'],
    ),
    (
        changed("arena: work_moment, confirmed: true", "arena: work_moment, confirmed: yes"),
        ["line 21, column 64: goals[1].behaviours[1].confirmed: this must be true or false."],
    ),
    (
        changed("state: active", "state: activ\n    version: -1"),
        [
            "line 27, column 5: goals[1].state: this must be draft, untranslated, active, resting or closed. "
            'Did you mean "active"?',
            "line 28, column 5: goals[1].version: this counts what Vardag has changed. "
            "Take it away, or leave it as it was exported.",
        ],
    ),
    (
        changed("{key: ledning, name: Ledning}", '{key: ledning, name: Ledning, slack: "#ledning"}'),
        [
            "line 3, column 35: teams[1].slack: this is not a Slack channel id, which begins with C or G. "
            "In Slack, open the channel's details; the id stands at the end."
        ],
    ),
    (
        GOALS,
        [
            "line 1, column 1: goals: only goals stand here, and there is no organisation to put them in. "
            "Import one first; check a file like this with: vardag org import FILE --dry-run"
        ],
    ),
    # what it says
    (
        changed("    team: kund\n    locale", "    team: kundd\n    locale"),
        ['line 9, column 5: people[2].team: there is no team "kundd". Did you mean "kund"?'],
    ),
    (
        changed("{sv: Vi frågar varje kund}", "{de: Wir fragen}"),
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
    onwer: me
    behaviours: [{text: Förbättra samarbetet, arena: meeting}]
"""
    assert [line.split(": ")[:2] for line in printed(source)] == [
        ["line 1, column 46", "organisation.timezone"],
        ["line 3, column 20", "teams[1].naem"],
        ["line 6, column 5", "people[1]"],
        ["line 7, column 56", "people[2].slack"],
        ["line 8, column 43", "people[3].team"],
        ["line 8, column 56", "people[3]"],
        ["line 14, column 32", "goals[1].period.to"],
        ["line 15, column 5", "goals[1].onwer"],
        ["line 16, column 19", "goals[1].behaviours[1].text"],
    ]


def test_an_organisation_that_cannot_be_understood_hides_nothing_else() -> None:
    source = changed("locale: sv", "locale: []").replace("team: kund\n    locale", "team: kundd\n    locale")
    assert [line.split(": ")[1] for line in printed(source)] == ["organisation.locale", "people[2].team"]


def test_what_a_behaviour_says_is_understood_as_long_as_its_language_is() -> None:
    source = changed("Vi ringer upp samma dag", "Förbättra samarbetet").replace("timezone: Europe/Stockholm", "zone: x")
    assert [line.split(": ")[1] for line in printed(source)][-1] == "goals[1].behaviours[2].text"


def test_nothing_in_a_file_plays_tricks_on_the_terminal() -> None:
    lines = printed(changed("    name: Anna\n", '    name: Anna\n    "\\e[31m": x\n'))
    assert lines == [
        r'line 9, column 5: people[2]."\x1b[31m": there is no key "\x1b[31m" here. '
        "The keys here are email, name, team, locale, timezone, holidays, started, slack, teams."
    ]


def test_what_is_wrong_with_the_organisations_own_questions_is_told_by_line() -> None:
    source = GOOD + "questions:\n  - {key: lunch, kind: yes_now, text: Åt}\n  - {key: A B, kind: how_clear}\n"
    assert printed(source + "  - {key: A B, kind: how_clear, text: {sv: Hur, no: X}}\n") == [
        'line 29, column 18: questions[1].kind: this must be yes_no, how_clear or how_often. Did you mean "yes_no"?',
        'line 30, column 5: questions[2]: "text" is missing here. Add it: What is asked, in at most 200 characters. '
        "Never about health, or a named person.",
        'line 31, column 6: questions[3].key: a key is at most 40 of the letters a-z, digits, - and _, which "A B" is '
        'not. Write "a-b".',
        'line 31, column 49: questions[3].text.no: Vardag does not speak "no". Write sv for Swedish or en for English.',
    ]

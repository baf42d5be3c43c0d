"""Reading what was measured: every line that is printed of a broken file, and what a good one adds."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.organisation.file import Accepted, Refused
from bot.organisation.file import read as read_organisation
from bot.organisation.values import read
from dialogues.blueprint.entries import Blueprint
from dialogues.goal import GoalId
from tests.bot.organisation.files import GOOD

HEADER = "goal,measure,date,value\n"


def stored() -> Blueprint:
    """One with the goal nki, whose measure NKI has 67.5 on 30 September."""
    found = read_organisation(GOOD.encode())
    assert isinstance(found, Accepted)
    return found.blueprint


def values(source: str | bytes) -> list[tuple[str, float]]:
    found = read(source.encode() if isinstance(source, str) else source, stored=stored())
    assert isinstance(found, Blueprint)
    assert replace(found, goals=()) == replace(stored(), goals=())
    return [(str(each.day), each.value) for each in found.goals[0].measures[0].values]


def printed(source: str | bytes) -> list[str]:
    found = read(source.encode() if isinstance(source, str) else source, stored=stored())
    assert isinstance(found, Refused)
    return [str(each) for each in found.problems]


def test_values_are_added_in_the_order_of_their_days_and_replace_those_of_the_same_day() -> None:
    source = HEADER + "nki,NKI,2026-10-31,68\nnki,NKI,2026-08-31,-0.5\n\n nki , NKI , 2026-09-30 , +70.25 \n"
    assert values(source) == [("2026-08-31", -0.5), ("2026-09-30", 70.25), ("2026-10-31", 68)]
    assert values(HEADER) == [("2026-09-30", 67.5)]


@pytest.mark.parametrize(
    "source",
    [
        "\ufeffgoal;measure;date;value\r\nnki;NKI;2026-09-30;70,5\r\n",
        "goal;measure;date;value\nnki;NKI;2026-09-30;70.5",
        '"Goal","Measure","Date","Value"\n"nki","NKI","2026-09-30","70.5"\n',
        HEADER + "nki,NKI,2026-09-30,70.5\nnki,NKI,2026-09-30,70.50\n",
    ],
)
def test_it_reads_what_spreadsheets_write(source: str) -> None:
    assert values(source) == [("2026-09-30", 70.5)]


HEADLESS = "line 1, column 1: the first line must be goal,measure,date,value, and the values follow below it."
BROKEN = [
    ("", [HEADLESS]),
    ("nki,NKI,2026-09-30,70\n", [HEADLESS]),
    (
        b"goal,measure,date,value\nnki,\xe5,2026-09-30,1\n",
        ["line 2, column 5: this is not UTF-8. Save the file again with the encoding UTF-8."],
    ),
    (HEADER + "nkl,NKI,2026-09-30,70\n", ['line 2, column 1: goal: there is no goal "nkl". Did you mean "nki"?']),
    (
        HEADER + "zzz,NKI,2026-09-30,70\n",
        ['line 2, column 1: goal: there is no goal "zzz". Add it to the organisation file first.'],
    ),
    (
        HEADER + "nki,nki,2026-09-30,70\n",
        ['line 2, column 2: measure: the goal "nki" has no measure "nki". Did you mean "NKI"?'],
    ),
    (
        HEADER + "nki,OTIF,30/9 2026,70\n",
        [
            'line 2, column 2: measure: the goal "nki" has no measure "OTIF". Add it to the organisation file first.',
            'line 2, column 3: date: "30/9 2026" is not a day. Write year, month and day, as 2026-09-30.',
        ],
    ),
    (HEADER + "nki,NKI,2026-09-31,70\n", ["line 2, column 3: date: there is no day 2026-09-31. Look in a calendar."]),
    (HEADER + "nki,NKI,1926-09-30,70\n", ["line 2, column 3: date: 1926-09-30 is long past. Is the year right?"]),
    (
        HEADER + "nki,NKI,2026-09-30,about 70\nnki,NKI,2026-10-31,\nnki,NKI,2026-11-30," + "9" * 400 + "\n",
        [
            'line 2, column 4: value: "about 70" is not a number. Write it as 66 or 66.5, with no unit.',
            'line 3, column 4: value: "" is not a number. Write it as 66 or 66.5, with no unit.',
            f'line 4, column 4: value: "{"9" * 57}..." is not a number. Write it as 66 or 66.5, with no unit.',
        ],
    ),
    (
        "goal;measure;date;value\nnki;NKI;2026-09-30;7 000,5\n",
        ['line 2, column 4: value: "7 000,5" is not a number. Write it as 66 or 66,5, with no unit.'],
    ),
    (
        HEADER + "nki,NKI,2026-09-30,67,5\n",
        [
            "line 2, column 1: there are 5 fields on this line. "
            "Write four; where a number has a decimal comma, put semicolons between them."
        ],
    ),
    (
        HEADER + "nki,NKI,2026-09-30,67\nnki,NKI,2026-10-31,1\nnki,NKI,2026-09-30,68\n",
        ["line 4, column 4: value: line 2 has another value for this day. Keep one of the two."],
    ),
    (
        HEADER + 'nki,"NKI,2026-09-30,67\n',
        [
            "line 2, column 1: this cannot be read: unexpected end of data. "
            "Look for a quotation mark too many or too few."
        ],
    ),
]


@pytest.mark.parametrize(("source", "lines"), BROKEN)
def test_a_broken_file_is_refused_in_these_words(source: str | bytes, lines: list[str]) -> None:
    assert printed(source) == lines


@given(
    st.binary(max_size=80) | st.text('goalmesurdtv,;"\r\n\0 2026-9.5NKI\x85', max_size=60).map(str.encode),
    st.booleans(),
)
def test_whatever_the_bytes_are_they_are_taken_or_refused_in_words(source: bytes, has_header: bool) -> None:
    found = read(HEADER.encode() + source if has_header else source, stored=stored())
    if isinstance(found, Refused):
        lines = [str(each) for each in found.problems]
        assert all(line.startswith("line ") and line.isprintable() and line.endswith((".", "?")) for line in lines)


def test_days_of_other_measures_and_goals_stay() -> None:
    both = replace(stored(), goals=(*stored().goals, replace(stored().goals[0], key=GoalId("other"), focus=None)))
    found = read(f"{HEADER}other,NKI,2026-10-31,1\n".encode(), stored=both)
    assert isinstance(found, Blueprint)
    assert found.goals[0] == both.goals[0]
    assert [each.day for each in found.goals[1].measures[0].values] == [date(2026, 9, 30), date(2026, 10, 31)]

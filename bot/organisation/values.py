"""Reading what was measured from a CSV file: all that is wrong with it at once, or the organisation with its values."""

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.organisation.file import Refused
from bot.organisation.outline import MalformedError, decode
from bot.organisation.problem import Problem
from dialogues.blueprint.entries import Blueprint, GoalEntry
from dialogues.blueprint.measure_check import EARLIEST
from dialogues.blueprint.merge import with_values
from dialogues.finding import closest, quoted
from dialogues.goal import GoalId
from dialogues.measure import Measured

HEADER: Final = ("goal", "measure", "date", "value")


def read(source: bytes, *, stored: Blueprint) -> Blueprint | Refused:
    """The organisation that is `stored` with the values of a CSV file, which take the place of those of the same days.
    Whatever the bytes are, it raises nothing."""
    try:
        text = decode(source)
    except MalformedError as error:
        return Refused(problems=(error.problem,))
    reading = _Reading(stored)
    reading.take(text)
    if reading.problems:
        return Refused(problems=tuple(sorted(reading.problems)))
    return replace(stored, goals=tuple(_with(goal, reading.values) for goal in stored.goals))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a value belongs."""

    goal: GoalId
    measure: str
    day: date


def _with(goal: GoalEntry, values: Mapping[_Place, float]) -> GoalEntry:
    measures = []
    for measure in goal.measures:
        own = [at for at in values if (at.goal, at.measure) == (goal.key, measure.name)]
        measures.append(with_values(measure, [Measured(day=at.day, value=values[at]) for at in own]))
    return replace(goal, measures=tuple(measures))


class _Reading:
    """What has been read so far."""

    def __init__(self, stored: Blueprint) -> None:
        self.values: dict[_Place, float] = {}
        self.problems: list[Problem] = []
        self._goals = {goal.key: goal for goal in stored.goals}
        self._lines: dict[_Place, int] = {}

    def take(self, text: str) -> None:
        """Every row of the file; the header alone where that is not as it should be."""
        semicolons = ";" in text.split("\n", 1)[0]
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if semicolons else ",", strict=True)
        try:
            header = next(rows, [])
            if tuple(each.strip().lower() for each in header) != HEADER:
                self._complain(1, 1, f"the first line must be {','.join(HEADER)}, and the values follow below it.")
                return
            for row in rows:
                if any(map(str.strip, row)):
                    self._row(rows.line_num, [each.strip() for each in row], decimal="," if semicolons else ".")
        except csv.Error as error:
            says = f"this cannot be read: {error}. Look for a quotation mark too many or too few."
            self._complain(rows.line_num, 1, says)

    def _row(self, line: int, row: Sequence[str], *, decimal: str) -> None:
        if len(row) != len(HEADER):
            mend = "Write four; where a number has a decimal comma, put semicolons between them."
            self._complain(line, 1, f"there are {len(row)} fields on this line. {mend}")
            return
        goal, measure, day, value = row
        wrong = [*self._place_problems(goal, measure), *_day_problems(day), *_value_problems(value, decimal)]
        for field, says in wrong:
            self._complain(line, HEADER.index(field) + 1, says, field)
        if not wrong:
            place = _Place(goal=GoalId(goal), measure=measure, day=date.fromisoformat(day))
            self._keep(line, place, _number(value, decimal))

    def _place_problems(self, goal: str, measure: str) -> Iterator[tuple[str, str]]:
        known = self._goals.get(GoalId(goal))
        if known is None:
            yield "goal", f"there is no goal {quoted(goal)}. {_meant(goal, list(self._goals))}"
            return
        names = [each.name for each in known.measures]
        if measure not in names:
            yield "measure", f"the goal {quoted(goal)} has no measure {quoted(measure)}. {_meant(measure, names)}"

    def _keep(self, line: int, place: _Place, value: float) -> None:
        if self.values.setdefault(place, value) != value:
            says = f"line {self._lines[place]} has another value for this day. Keep one of the two."
            self._complain(line, HEADER.index("value") + 1, says, "value")
        self._lines.setdefault(place, line)

    def _complain(self, line: int, column: int, says: str, field: str = "") -> None:
        self.problems.append(Problem(line=line, column=column, path=field, says=says))


def _meant(wrong: str, known: Sequence[str]) -> str:
    by_lower_case = {each.lower(): each for each in known}
    close = closest(wrong, by_lower_case)
    return f"Did you mean {quoted(by_lower_case[close])}?" if close else "Add it to the organisation file first."


def _day_problems(text: str) -> Iterator[tuple[str, str]]:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        yield "date", f"{quoted(text)} is not a day. Write year, month and day, as 2026-09-30."
        return
    try:
        day = date.fromisoformat(text)
    except ValueError:
        yield "date", f"there is no day {text}. Look in a calendar."
        return
    if day < EARLIEST:
        yield "date", f"{text} is long past. Is the year right?"


def _value_problems(text: str, decimal: str) -> Iterator[tuple[str, str]]:
    number = rf"[+-]?\d+([.{decimal}]\d+)?"
    if not re.fullmatch(number, text, re.ASCII) or not math.isfinite(_number(text, decimal)):
        yield "value", f"{quoted(text)} is not a number. Write it as 66 or 66{decimal}5, with no unit."


def _number(text: str, decimal: str) -> float:
    return float(text.replace(decimal, "."))

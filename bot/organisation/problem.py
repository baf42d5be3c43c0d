"""Where in an organisation file something is wrong."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """`line` and `column` count from 1. `path` is `people[3].team` for the third person's, empty for the whole file.

    `says` is what is wrong and how to mend it. Safe to print.
    """

    line: int
    column: int
    path: str = ""
    says: str

    def __str__(self) -> str:
        where = f"{self.path}: " if self.path else ""
        return f"line {self.line}, column {self.column}: {where}{self.says}"

"""What a run came to, and the table of all."""

from dataclasses import dataclass, fields

#: What is promised, and where it is nothing.
PROMISES = ("lost", "doubled", "unknown", "while_blocked", "too_fast", "idle")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`delivered` is exactly once; `unknown` is said to be in doubt; `idle` is how many replicas sent nothing."""

    planned: int
    delivered: int
    lost: int
    doubled: int
    unknown: int
    while_blocked: int
    too_fast: int
    idle: int
    kills: int
    seconds: float

    def broken(self, *, doubt: bool) -> list[str]:
        """Which promises were not kept. `doubt`: the platform cannot be asked, so something may stay unknown."""
        return [name for name in PROMISES if getattr(self, name) and not (doubt and name == "unknown")]


COLUMNS = [field.name for field in fields(Outcome) if field.name != "planned"]


def heading(first: str) -> str:
    return f"{first:66}{'database':12}" + "".join(f"{name.replace('_', ' '):>14}" for name in COLUMNS)


def line(name: str, database: str, outcome: Outcome, verdict: str) -> str:
    values = "".join(f"{round(getattr(outcome, column)):14}" for column in COLUMNS)
    return f"{name:66}{database:12}{values}  {verdict}"

"""The figures beside a goal: they stay, never instead of the behaviours (product.md, method rule 4)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """A KPI is followed for as long as there is one; a key result goes from a start to a target by a day (OKR)."""

    KPI = "kpi"
    KEY_RESULT = "key_result"


class Cadence(StrEnum):
    """How often a KPI has a new value."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured on a day."""

    day: date
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """From `start` to `target` by the day `by`, in `unit`. `owner` is the e-mail of whoever keeps it.

    `values` stand in the order of their days, one for each.
    """

    name: str
    unit: str
    kind: Kind = Kind.KPI
    start: float | None = None
    target: float | None = None
    by: date | None = None
    cadence: Cadence | None = None
    owner: str | None = None
    values: tuple[Measured, ...] = ()

    @property
    def latest(self) -> Measured | None:
        """What was measured last."""
        return self.values[-1] if self.values else None

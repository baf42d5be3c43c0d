"""The time of a run: every process has the same, but for replicas, whose clocks may be wrong."""

import time
from ctypes import c_double
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

#: A working day on which it is noon in UTC: an hour before and after it one may be written to.
NOON = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunClock:
    """Implements `bot.clock.Clock`. It says noon at its beginning, and is `wrong` by so many seconds.

    How wrong lies in memory that processes share.
    """

    began: float = field(default_factory=time.monotonic)
    wrong: c_double | None = None

    def now(self) -> datetime:
        wrong = self.wrong.value if self.wrong is not None else 0.0
        return NOON + timedelta(seconds=time.monotonic() - self.began + wrong)

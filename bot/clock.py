"""The only place that reads the time."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """This instant: aware UTC."""
        ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class ShiftedClock:
    """The machine's time plus what it has been moved forward by. It never runs backwards."""

    def __init__(self, shift: timedelta = timedelta(0)) -> None:
        self.shift = shift

    def now(self) -> datetime:
        return datetime.now(UTC) + self.shift

    def move(self, to: datetime) -> None:
        """Be at least at `to` from now on."""
        self.shift += max(to - self.now(), timedelta(0))


class StillClock:
    """A time that passes only when it is moved: for one pass as of a moment, and for tests."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def move(self, to: datetime) -> None:
        """Be at `to` from now on."""
        self._at = to

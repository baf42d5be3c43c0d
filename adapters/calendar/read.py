"""Reads a feed: when its owner meets known colleagues. Pure: the same bytes are always the same meetings."""

import hashlib
import warnings
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Component
from icalendar.timezone import tzp

from adapters.calendar.people import company
from adapters.calendar.sieve import Lines, sift
from dialogues.feed import Fault, Occurrence

#: More meetings with colleagues than anybody has in a few weeks.
MOST = 2_000

_DAY = timedelta(days=1)
#: What the libraries raise where a calendar is not as it should be.
_DISORDER = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """The meetings in the order of time, and whether anybody is named in the feed at all."""

    found: Sequence[Occurrence]
    named: bool


def read(
    body: bytes, *, owner: str, zone: ZoneInfo, known: Collection[str], start: datetime, end: datetime
) -> Agenda | Fault:
    """Every meeting with somebody `known` that begins from `start` until before `end` (aware UTC).

    Whole days are no meetings, nor is what was cancelled or what the owner has declined. A time without a zone, or with
    one that nobody knows, is one in `zone`. A meeting that cannot be read is left out, with all its times.

    How long it takes depends on the calendar: a rule may ask for every second of a century. Whoever calls this sets the
    bounds (`apart`).
    """
    whose = _Owner(address=owner.lower(), zone=zone, known=frozenset(each.lower() for each in known) - {owner.lower()})
    sifted = sift(body, known=whose.known, start=start, end=end)
    if isinstance(sifted, Fault):
        return sifted
    found: dict[str, Occurrence] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _learn(sifted.zones)
        for uid, said in sifted.series.items():
            found |= {each.key: each for each in _meetings(uid, said, whose, start, end)}
            if len(found) > MOST:
                return Fault.EXCESSIVE
    return Agenda(found=sorted(found.values(), key=lambda each: (each.start, each.key)), named=sifted.named)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owner:
    """Whose calendar it is, with the colleagues who are looked for in it."""

    address: str
    zone: ZoneInfo
    known: frozenset[str]

    def moment(self, event: Component, name: str) -> datetime | None:
        """What the property says, in UTC; None for a whole day."""
        said = getattr(event.get(name), "dt", None)
        if not isinstance(said, datetime):
            return None
        return (said if said.tzinfo else said.replace(tzinfo=self.zone)).astimezone(UTC)


def _learn(zones: Sequence[Lines]) -> None:
    """Make the library know a calendar's own time zones, and no other calendar's."""
    tzp.use_default()
    for lines in zones:
        with suppress(*_DISORDER):
            _calendar([lines])


def _meetings(uid: str, said: Sequence[Lines], owner: _Owner, start: datetime, end: datetime) -> Sequence[Occurrence]:
    """Nothing where anything of it cannot be read: half of it may be the half that was moved."""
    try:
        calendar = _calendar([["BEGIN:VEVENT", *lines, "END:VEVENT"] for lines in said])
        events = calendar.walk("VEVENT")
        if any(each.errors or (_is_cancelled(each) and "RECURRENCE-ID" not in each) for each in events):
            return []
        repeats = any(name in each for name in ("RRULE", "RDATE", "RECURRENCE-ID") for each in events)
        found = recurring_ical_events.of(calendar).between(start - _DAY, end + _DAY)
        read = [_occurrence(uid, each, owner, repeats=repeats) for each in found if not _is_cancelled(each)]
    except _DISORDER:
        return []
    return [each for each in read if each and start <= each.start < end]


def _occurrence(uid: str, event: Component, owner: _Owner, *, repeats: bool) -> Occurrence | None:
    start, end = owner.moment(event, "DTSTART"), owner.moment(event, "DTEND")
    there = company(event, owner=owner.address, known=owner.known)
    if start is None or end is None or end - start >= _DAY or there is None or not there.people:
        return None
    return Occurrence(
        key=_key(uid, event, owner) if repeats else _digest(uid),
        start=start,
        end=end,
        people=there.people,
        others=there.others,
    )


def _key(uid: str, event: Component, owner: _Owner) -> str:
    """For one of many: by when it was first to be. Some write that as a mere day.

    Where all from one on were moved, the library tells of each that it was first to be when that one was.
    """
    said = event["RECURRENCE-ID"]
    first = owner.moment(event, "DTSTART" if "RANGE" in said.params else "RECURRENCE-ID")
    return _digest(f"{uid}\n{first.isoformat() if first else said.to_ical()!r}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _calendar(components: Sequence[Lines]) -> Component:
    lines = ["BEGIN:VCALENDAR", *(line for each in components for line in each), "END:VCALENDAR", ""]
    return Calendar.from_ical("\r\n".join(lines))


def _is_cancelled(event: Component) -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED"

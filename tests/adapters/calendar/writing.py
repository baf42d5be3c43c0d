"""Calendars written for a test: the owner is Anna, and Bo, Cia and Dan are her colleagues."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.calendar.read import Agenda, read
from dialogues.feed import Fault, Occurrence

ANNA, BO, CIA, DAN = (f"{name}@company.example" for name in ("anna.berg", "bo.lind", "cia.ek", "dan.al"))
STOCKHOLM = ZoneInfo("Europe/Stockholm")
START = datetime(2026, 11, 9, tzinfo=UTC)
END = datetime(2026, 11, 23, tzinfo=UTC)

#: A weekly meeting on Tuesdays at ten in Stockholm, in the window on the 10th and the 17th.
TUESDAYS = (
    "DTSTART;TZID=Europe/Stockholm:20260901T100000",
    "DTEND;TZID=Europe/Stockholm:20260901T103000",
    "RRULE:FREQ=WEEKLY",
)


def stored(name: str) -> bytes:
    """A calendar as a program writes it, line ends included."""
    return (Path(__file__).parent / "data" / f"{name}.ics").read_bytes().replace(b"\n", b"\r\n")


def event(*lines: str, uid: str = "1", people: Sequence[str] = (ANNA, BO)) -> Sequence[str]:
    """A meeting on the 10th at nine (UTC), unless the lines say when."""
    when = () if any(each.startswith("DTSTART") for each in lines) else ("DTSTART:20261110T090000Z", "DURATION:PT30M")
    invited = [f"ATTENDEE:mailto:{each}" for each in people]
    return ["BEGIN:VEVENT", f"UID:{uid}", *when, *lines, *invited, "END:VEVENT"]


def calendar(*components: Sequence[str]) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *(line for each in components for line in each), "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


def agenda(body: bytes, *, start: datetime = START, end: datetime = END, zone: ZoneInfo = STOCKHOLM) -> Agenda | Fault:
    return read(body, owner=ANNA, zone=zone, known=[BO, CIA, DAN], start=start, end=end)


def meetings(
    body: bytes, *, start: datetime = START, end: datetime = END, zone: ZoneInfo = STOCKHOLM
) -> Sequence[Occurrence]:
    """What is found in a calendar that can be read."""
    found = agenda(body, start=start, end=end, zone=zone)
    assert isinstance(found, Agenda), found
    return found.found


def starts(body: bytes, *, start: datetime = START, end: datetime = END, zone: ZoneInfo = STOCKHOLM) -> Sequence[str]:
    """When they begin, such as `10 Nov 09:00`, in UTC."""
    return [f"{each.start:%d %b %H:%M}" for each in meetings(body, start=start, end=end, zone=zone)]

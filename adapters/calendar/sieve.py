"""Takes out of a feed the lines that have to do with known colleagues, before anything is made of them.

Titles, descriptions, places and other people's meetings are never looked into, and however much of them there is costs
no more than a look at each line.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import unquote

from dialogues.feed import Fault

_INVITED = ("ATTENDEE", "ORGANIZER")
_TIMES = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RRULE", "RDATE", "EXDATE")
#: What is needed of a meeting.
KEPT = ("UID", "SEQUENCE", "STATUS", *_TIMES, *_INVITED)
#: How deep components stand in each other in any calendar that means well; an alarm in a meeting is the third.
DEEPEST = 8

#: A zone may put a local day this far from that of UTC, and a meeting lasts less than a day.
_MARGIN = timedelta(days=2)

_BEGINNING = re.compile(rb"\s*BEGIN:VCALENDAR\s*?\n", re.IGNORECASE)
_BOM = b"\xef\xbb\xbf"
_FOLD = re.compile(rb"\r?\n[ \t]")
_LINE = re.compile(r"[^\r\n]+")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_ADDRESS = re.compile(r"""[^\s:;,"<>=]+@[^\s:;,"<>=?]+""")
_DAY = re.compile(r":(\d{8})")
#: Outlook's own names of zones hold a colon, which a parameter may only do between quotation marks.
_OWN_ZONE = re.compile(r';TZID="?(tzone://[^:;"]+)"?')

Lines = Sequence[str]


@dataclass(slots=True)
class Sifted:
    """`zones` are the definitions of time zones. `series` are, by UID, the meetings with everything that was said of
    them later. `named`: somebody is invited to something in the feed, or there is nothing in it.
    """

    zones: list[Lines] = field(default_factory=list)
    series: Mapping[str, Sequence[Lines]] = field(default_factory=dict)
    named: bool = False


def sift(body: bytes, *, known: Collection[str], start: datetime, end: datetime) -> Sifted | Fault:
    """What of `body` may tell of a meeting with one of `known` (lower case) that begins between `start` and `end`.

    Text is taken for UTF-8; what is none stays unread, as it can only stand in names and titles.
    """
    if not _BEGINNING.match(body.removeprefix(_BOM)):
        return Fault.OTHER
    first, last = f"{start - _MARGIN:%Y%m%d}", f"{end + _MARGIN:%Y%m%d}"
    found, sifted, named = dict[str, list[_Event]](), Sifted(), list[bool]()
    for component in _components(body):
        match component:
            case Fault():
                return component
            case _Zone():
                sifted.zones.append(component.lines)
            case _Event():
                named.append(component.names_somebody)
                if component.uid:
                    found.setdefault(component.uid, []).append(component)
    sifted.named = any(named) or not named
    sifted.series = {
        uid: [each.lines for each in events if each.may_matter(first, last) or not each.is_one_of_many]
        for uid, events in found.items()
        if any(each.may_matter(first, last) for each in events)
        and any(not each.people().isdisjoint(known) for each in events)
    }
    return sifted


def addresses(line: str) -> frozenset[str]:
    """Everything in `line` that looks like the address of a mailbox, in lower case."""
    return frozenset(each.lower() for each in _ADDRESS.findall(unquote(line)))


class _Zone:
    """The lines of one component VTIMEZONE, all of them, unfolded."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def take(self, line: str, depth: int) -> None:
        self.lines.append(line)


class _Event:
    """The lines of one component VEVENT that are needed, unfolded."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.uid = ""
        self.names_somebody = False
        self.is_one_of_many = False
        self._days: list[str] = []
        self._goes_on = False

    def take(self, line: str, depth: int) -> None:
        name = _name(line)
        if depth != len(_EVENT) or name not in KEPT:
            return
        self.lines.append(_tidied(line))
        if name == "UID":
            self.uid = line.partition(":")[2]
        elif name == "ATTENDEE":
            self.names_somebody = True
        elif name in ("RRULE", "RDATE"):
            self._goes_on = True
        elif name in ("DTSTART", "RECURRENCE-ID"):
            self._days += _DAY.findall(line)
        if name == "RECURRENCE-ID":
            self.is_one_of_many = True
            self._goes_on = self._goes_on or "RANGE=" in line.upper()

    def may_matter(self, first: str, last: str) -> bool:
        """Whether it may between these days. What was said of one time of many, long gone, does not."""
        return self._goes_on or any(first <= day <= last for day in self._days)

    def people(self) -> frozenset[str]:
        return frozenset(each for line in self.lines if _name(line) in _INVITED for each in addresses(line))


_EVENT = ("VCALENDAR", "VEVENT")
_READ: Mapping[tuple[str, ...], type[_Event] | type[_Zone]] = {_EVENT: _Event, ("VCALENDAR", "VTIMEZONE"): _Zone}


def _components(body: bytes) -> Iterator[_Event | _Zone | Fault]:
    """The meetings and the zones of a calendar; last a fault, where it is in disorder or is cut off."""
    place: tuple[str, ...] = ()
    component: _Event | _Zone | None = None
    for line in _lines(body):
        name = _name(line)
        if name == "BEGIN":
            place = (*place, _value(line))
            component = _READ[place]() if place in _READ else component
        if component:
            component.take(line, len(place))
        if name == "END":
            if place[-1:] != (_value(line),):
                break
            if component and place in _READ:
                yield component
                component = None
            place = place[:-1]
        if len(place) > DEEPEST:
            break
    else:
        if not place:
            return
    yield Fault.DAMAGED


def _name(line: str) -> str:
    match = _NAME.match(line)
    return match.group().upper() if match else ""


def _value(line: str) -> str:
    return line.partition(":")[2].strip().upper()


def _lines(body: bytes) -> Iterator[str]:
    """One after the other, unfolded before they are decoded: a fold may stand in the middle of a letter."""
    text = _FOLD.sub(b"", body.removeprefix(_BOM)).decode("utf-8", errors="replace")
    return (match.group() for match in _LINE.finditer(text) if match.group().strip())


def _tidied(line: str) -> str:
    return _OWN_ZONE.sub(lambda own: ";TZID=UTC" if own[1].endswith("/Utc") else f';TZID="{own[1]}"', line)

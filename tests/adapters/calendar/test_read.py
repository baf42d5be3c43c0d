"""Which meetings are found in a calendar, and when they are."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from adapters.calendar.apart import written
from adapters.calendar.read import Agenda
from adapters.calendar.sieve import KEPT, Sifted, sift
from dialogues.feed import Occurrence
from tests.adapters.calendar.writing import (
    ANNA,
    BO,
    CIA,
    END,
    START,
    TUESDAYS,
    agenda,
    calendar,
    event,
    meetings,
    starts,
    stored,
)

# As programs write them


def told(found: Sequence[Occurrence]) -> Sequence[str]:
    return [
        " ".join([f"{each.start:%d %b %H:%M}-{each.end:%H:%M}", *sorted(each.people), *["and others"] * each.others])
        for each in found
    ]


GOOGLE = [
    f"20 Oct 08:00-08:30 {BO}",
    f"27 Oct 09:00-09:30 {BO}",
    f"11 Nov 13:00-13:30 {BO}",
    f"12 Nov 08:00-09:00 {BO} {CIA}",
    f"13 Nov 14:00-15:00 {BO} and others",
    f"24 Nov 09:00-09:30 {BO}",
    f"01 Dec 09:00-09:30 {BO}",
]
OUTLOOK = [
    f"19 Oct 08:00-08:45 {BO}",
    f"02 Nov 09:00-09:45 {BO}",
    f"17 Nov 14:15-15:00 {BO}",
    f"14 Dec 09:00-09:45 {BO}",
]


@pytest.mark.parametrize("ends", [b"\r\n", b"\n"], ids=["CRLF", "LF"])
def test_google(ends: bytes) -> None:
    """Weekly, once moved to another day, once cancelled, once excepted; a team; a customer; declined; a whole day."""
    body = stored("google").replace(b"\r\n", ends)
    found = meetings(body, start=datetime(2026, 10, 14, tzinfo=UTC), end=datetime(2026, 12, 8, tzinfo=UTC))
    assert told(found) == GOOGLE


@pytest.mark.parametrize("ends", [b"\r\n", b"\n"], ids=["CRLF", "LF"])
def test_outlook(ends: bytes) -> None:
    """Every other week in a Windows zone, once moved, once excepted; a room; a whole day from midnight to midnight."""
    body = stored("outlook").replace(b"\r\n", ends)
    found = meetings(body, start=datetime(2026, 10, 14, tzinfo=UTC), end=datetime(2026, 12, 20, tzinfo=UTC))
    assert told(found) == OUTLOOK


def test_a_calendar_without_people_says_so() -> None:
    """As Outlook publishes it: nothing is found, not even by an address in the title."""
    assert agenda(stored("outlook_without_people")) == Agenda(found=[], named=False)
    assert agenda(calendar()) == Agenda(found=[], named=True)


# What comes out


def test_nothing_leaves_but_times_and_known_addresses() -> None:
    assert {each.name for each in fields(Occurrence)} == {"key", "start", "end", "people", "others"}
    for name in ("google", "outlook"):
        read = agenda(stored(name), end=datetime(2026, 12, 20, tzinfo=UTC))
        assert isinstance(read, Agenda)
        assert read.found
        text = written(read)
        for secret in ("1:1", "lön", "Bos ", "Rum", "kund", "Kund", "meet.google", "anna", "Semester", "google.com"):
            assert secret not in text
        for each in read.found:
            assert each.people <= {BO, CIA}
            assert len(each.key) == 32
            assert set(each.key) <= set("0123456789abcdef")


@pytest.mark.parametrize("name", ["google", "outlook"])
def test_titles_and_meetings_with_nobody_known_are_not_even_read(name: str) -> None:
    sifted = sift(stored(name), known={BO}, start=START, end=END)
    assert isinstance(sifted, Sifted)
    lines = [line for events in sifted.series.values() for event in events for line in event]
    assert lines
    assert {line.split(":")[0].split(";")[0] for line in lines} <= set(KEPT)
    sifted = sift(stored(name), known={"eva@company.example"}, start=START, end=END)
    assert isinstance(sifted, Sifted)
    assert sifted.series == {}


# What is followed


def test_a_single_meeting_that_is_moved_stays_the_same() -> None:
    [before] = meetings(calendar(event()))
    [after] = meetings(calendar(event("DTSTART:20261112T130000Z", "DTEND:20261112T140000Z", "SEQUENCE:1")))
    assert before.key == after.key
    assert (after.start, after.end) == (
        datetime(2026, 11, 12, 13, tzinfo=UTC),
        datetime(2026, 11, 12, 14, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    "first",
    [
        "RECURRENCE-ID;TZID=Europe/Stockholm:20261110T100000",
        "RECURRENCE-ID:20261110T090000Z",
        "RECURRENCE-ID;TZID=W. Europe Standard Time:20261110T100000",
    ],
)
def test_one_of_many_that_is_moved_stays_the_same(first: str) -> None:
    tenth, seventeenth = meetings(calendar(event(*TUESDAYS)))
    moved = event(first, "DTSTART:20261118T120000Z", "DTEND:20261118T123000Z", "SEQUENCE:1")
    assert [each.key for each in meetings(calendar(event(*TUESDAYS), moved))] == [seventeenth.key, tenth.key]
    assert tenth.key != seventeenth.key


def test_one_that_is_moved_into_the_window_or_out_of_it() -> None:
    into = event(
        "RECURRENCE-ID;TZID=Europe/Stockholm:20261020T100000", "DTSTART:20261111T120000Z", "DTEND:20261111T123000Z"
    )
    assert starts(calendar(event(*TUESDAYS), into)) == ["10 Nov 09:00", "11 Nov 12:00", "17 Nov 09:00"]
    out = event(
        "RECURRENCE-ID;TZID=Europe/Stockholm:20261110T100000", "DTSTART:20261220T120000Z", "DTEND:20261220T123000Z"
    )
    assert starts(calendar(event(*TUESDAYS), out)) == ["17 Nov 09:00"]


def test_one_of_many_that_one_is_invited_to_alone() -> None:
    """Whoever is asked to a single one of a series gets no rule with it."""
    alone = event("RECURRENCE-ID:20261110T090000Z", "DTSTART:20261110T100000Z", "DTEND:20261110T110000Z")
    assert starts(calendar(alone)) == ["10 Nov 10:00"]


@pytest.mark.parametrize("status", ["STATUS:CANCELLED", "STATUS:cancelled"])
def test_what_is_cancelled_is_gone(status: str) -> None:
    assert starts(calendar(event(status))) == []
    assert starts(calendar(event(*TUESDAYS, status))) == []
    one = event("RECURRENCE-ID:20261110T090000Z", "DTSTART:20261110T090000Z", "DURATION:PT30M", status)
    assert starts(calendar(event(*TUESDAYS), one)) == ["17 Nov 09:00"]
    assert starts(calendar(event(*TUESDAYS, status), one)) == []


@pytest.mark.parametrize("status", ["STATUS:TENTATIVE", "STATUS:CONFIRMED"])
def test_what_may_take_place_is_there(status: str) -> None:
    assert starts(calendar(event(status))) == ["10 Nov 09:00"]


def test_the_newest_of_two_that_say_different_things_holds() -> None:
    old = event("DTSTART:20261110T090000Z", "DURATION:PT30M", "SEQUENCE:1")
    new = event("DTSTART:20261111T090000Z", "DURATION:PT30M", "SEQUENCE:2")
    assert starts(calendar(old, new)) == starts(calendar(new, old)) == ["11 Nov 09:00"]
    gone = event("DTSTART:20270111T090000Z", "DURATION:PT30M", "SEQUENCE:2")
    assert starts(calendar(old, gone)) == starts(calendar(gone, old)) == []


# When it recurs


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["RRULE:FREQ=DAILY;COUNT=3"], ["10 Nov 09:00", "11 Nov 09:00", "12 Nov 09:00"]),
        (["RRULE:FREQ=WEEKLY;UNTIL=20261117T090000Z"], ["10 Nov 09:00", "17 Nov 09:00"]),
        (["RRULE:FREQ=WEEKLY;UNTIL=20261117T085959Z"], ["10 Nov 09:00"]),
        (["RRULE:FREQ=WEEKLY;BYDAY=TU,TH"], ["10 Nov 09:00", "12 Nov 09:00", "17 Nov 09:00", "19 Nov 09:00"]),
        (["RRULE:FREQ=WEEKLY;INTERVAL=2"], ["10 Nov 09:00"]),
        (["RRULE:FREQ=MONTHLY;BYDAY=3WE"], ["10 Nov 09:00", "18 Nov 09:00"]),
        (["RRULE:FREQ=WEEKLY", "EXDATE:20261110T090000Z"], ["17 Nov 09:00"]),
        (["RRULE:FREQ=WEEKLY", "EXDATE;TZID=Europe/Stockholm:20261110T100000"], ["17 Nov 09:00"]),
        (["RRULE:FREQ=DAILY;COUNT=4", "EXDATE:20261110T090000Z,20261112T090000Z"], ["11 Nov 09:00", "13 Nov 09:00"]),
        (["RDATE:20261112T140000Z,20261113T140000Z"], ["10 Nov 09:00", "12 Nov 14:00", "13 Nov 14:00"]),
        (["RDATE;VALUE=PERIOD:20261112T140000Z/PT2H"], ["10 Nov 09:00", "12 Nov 14:00"]),
    ],
)
def test_rules_and_their_exceptions(lines: Sequence[str], expected: Sequence[str]) -> None:
    found = starts(calendar(event("DTSTART:20261110T090000Z", "DURATION:PT30M", *lines)))
    # A rule that the first time does not follow is undefined (RFC 5545 §3.8.5.3): with it or without it is right.
    assert found in (expected, expected[1:])
    assert found == expected or "3WE" in lines[0]


def test_from_one_on_everything_is_later() -> None:
    later = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Stockholm:20261020T100000",
        "DTSTART;TZID=Europe/Stockholm:20261020T113000",
        "DTEND;TZID=Europe/Stockholm:20261020T120000",
    )
    assert starts(calendar(event(*TUESDAYS), later)) == ["10 Nov 10:30", "17 Nov 10:30"]


def test_the_window_begins_and_ends_exactly() -> None:
    at = datetime(2026, 11, 10, 9, tzinfo=UTC)
    body = calendar(event())
    assert starts(body, start=at, end=at + timedelta(seconds=1)) == ["10 Nov 09:00"]
    assert starts(body, start=at - timedelta(hours=1), end=at) == []
    assert starts(body, start=at + timedelta(seconds=1), end=END) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["DTSTART;VALUE=DATE:20261110", "DTEND;VALUE=DATE:20261111"],
        ["DTSTART;VALUE=DATE:20261110"],
        ["DTSTART;VALUE=DATE:20261101", "RRULE:FREQ=DAILY"],
        ["DTSTART:20261110T000000Z", "DTEND:20261111T000000Z"],
        ["DTSTART:20261110T090000Z", "DTEND:20261112T170000Z"],
        ["DTSTART:20261110T090000Z", "DURATION:P1D"],
    ],
)
def test_a_day_and_more_is_no_meeting(lines: Sequence[str]) -> None:
    assert starts(calendar(event(*lines))) == []


def test_a_meeting_without_an_end_has_none() -> None:
    [found] = meetings(calendar(event("DTSTART:20261110T090000Z")))
    assert found.start == found.end


# Time zones

NEW_YORK = ZoneInfo("America/New_York")
HOME = [
    "BEGIN:VTIMEZONE",
    "TZID:Home",
    "BEGIN:STANDARD",
    "DTSTART:16010101T030000",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:16010101T020000",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
]


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("", "10 Nov 15:00"),
        (";TZID=Nowhere/Land", "10 Nov 15:00"),
        (";TZID=UTC", "10 Nov 10:00"),
        (";TZID=Europe/Stockholm", "10 Nov 09:00"),
        (';TZID="Europe/Stockholm"', "10 Nov 09:00"),
        (";TZID=/freeassociation.sourceforge.net/Europe/Stockholm", "10 Nov 09:00"),
        (";TZID=W. Europe Standard Time", "10 Nov 09:00"),
        (';TZID="W. Europe Standard Time"', "10 Nov 09:00"),
        (";TZID=FLE Standard Time", "10 Nov 08:00"),
        (";TZID=GMT Standard Time", "10 Nov 10:00"),
        (";TZID=Pacific Standard Time", "10 Nov 18:00"),
        (";TZID=Home", "10 Nov 09:00"),
        (";TZID=tzone://Microsoft/Utc", "10 Nov 10:00"),
        (';TZID="tzone://Microsoft/Utc"', "10 Nov 10:00"),
    ],
)
def test_zones_are_known_by_all_their_names(zone: str, expected: str) -> None:
    """What names none, or one that nobody knows, is where the owner is: here in New York."""
    body = calendar(HOME, event(f"DTSTART{zone}:20261110T100000", f"DTEND{zone}:20261110T103000"))
    assert starts(body, zone=NEW_YORK) == [expected]


def test_outlook_s_own_zone_is_what_the_calendar_says() -> None:
    own = [line.replace("TZID:Home", "TZID:tzone://Microsoft/Custom") for line in HOME]
    body = calendar(own, event("DTSTART;TZID=tzone://Microsoft/Custom:20261110T100000", "DURATION:PT30M"))
    assert starts(body, zone=NEW_YORK) == ["10 Nov 09:00"]


def test_a_zone_of_one_calendar_is_not_known_in_the_next() -> None:
    meeting = event("DTSTART;TZID=Home:20261110T100000", "DURATION:PT30M")
    assert starts(calendar(HOME, meeting), zone=NEW_YORK) == ["10 Nov 09:00"]
    assert starts(calendar(meeting), zone=NEW_YORK) == ["10 Nov 15:00"]


def test_a_zone_that_cannot_be_read_is_one_that_nobody_knows() -> None:
    broken = [line.replace("+0100", "soon") for line in HOME]
    body = calendar(broken, event("DTSTART;TZID=Home:20261110T100000", "DURATION:PT30M"))
    assert starts(body, zone=NEW_YORK) == ["10 Nov 15:00"]


@pytest.mark.parametrize("zone", [";TZID=Europe/Stockholm", ";TZID=W. Europe Standard Time", ";TZID=Home", ""])
@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (datetime(2026, 10, 20, tzinfo=UTC), ["20 Oct 08:00", "27 Oct 09:00"]),
        (datetime(2027, 3, 22, tzinfo=UTC), ["23 Mar 09:00", "30 Mar 08:00"]),
    ],
    ids=["autumn", "spring"],
)
def test_ten_o_clock_stays_ten_o_clock_when_the_clocks_change(
    zone: str, start: datetime, expected: Sequence[str]
) -> None:
    lines = [each.replace(";TZID=Europe/Stockholm", zone) for each in TUESDAYS]
    assert starts(calendar(HOME, event(*lines)), start=start, end=start + timedelta(days=14)) == expected


@pytest.mark.parametrize(
    ("local", "expected"),
    [("20270328T023000", "28 Mar 01:30"), ("20261025T023000", "25 Oct 00:30")],
    ids=["a time that is not", "a time that is twice"],
)
def test_a_time_that_the_change_makes_strange(local: str, expected: str) -> None:
    """As RFC 5545 §3.3.5 has it: by the offset before the gap; the first of the two."""
    at = datetime.strptime(local, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    body = calendar(event(f"DTSTART;TZID=Europe/Stockholm:{local}", "DURATION:PT30M"))
    assert starts(body, start=at - timedelta(days=1), end=at + timedelta(days=1)) == [expected]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"])
def test_a_window_is_whole_wherever_the_owner_is(zone: str) -> None:
    """Every hour of two days, as times that name no zone, and a window in their midst."""
    local = [datetime(2026, 11, 10, tzinfo=ZoneInfo(zone)) + timedelta(hours=hour) for hour in range(48)]
    body = calendar(*(event(f"DTSTART:{each:%Y%m%dT%H%M%S}", "DURATION:PT30M", uid=f"{each:%d%H}") for each in local))
    start, end = local[20].astimezone(UTC), local[30].astimezone(UTC)
    found = meetings(body, start=start, end=end, zone=ZoneInfo(zone))
    assert [each.start for each in found] == [each.astimezone(UTC) for each in local[20:30]]


def test_the_owner_is_no_colleague_of_their_own() -> None:
    assert starts(calendar(event(people=[ANNA]))) == []

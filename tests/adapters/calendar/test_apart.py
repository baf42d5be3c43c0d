"""Calendars that mean no good: whatever they hold, the answer comes in time, and says what is wrong."""

import asyncio
import random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.calendar.apart import Bounds, read_apart
from adapters.calendar.fetch import LARGEST
from adapters.calendar.read import MOST, Agenda
from adapters.calendar.sieve import DEEPEST
from dialogues.feed import Fault
from tests.adapters.calendar.writing import (
    ANNA,
    BO,
    CIA,
    DAN,
    END,
    START,
    STOCKHOLM,
    TUESDAYS,
    agenda,
    calendar,
    event,
    starts,
    stored,
)

#: Little enough for a test to wait for.
BRIEF = Bounds(seconds=1)


async def apart(body: bytes, bounds: Bounds = Bounds()) -> Agenda | Fault:  # noqa: B008
    return await read_apart(body, owner=ANNA, zone=STOCKHOLM, known=[BO, CIA, DAN], start=START, end=END, bounds=bounds)


@pytest.mark.parametrize("name", ["google", "outlook", "outlook_without_people"])
async def test_the_same_is_read_as_here(name: str) -> None:
    assert await apart(stored(name)) == agenda(stored(name))


# Without an end

SECONDLY = "RRULE:FREQ=SECONDLY;COUNT=2000000000"
CENTURY = "RRULE:FREQ=SECONDLY;UNTIL=21261110T090000Z"
NEVER = "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"
ALL_DAY = f"RRULE:FREQ=DAILY;BYHOUR={','.join(map(str, range(24)))};BYMINUTE={','.join(map(str, range(60)))}"
LONG_AGO = "DTSTART:00010101T000000Z"
ZONE = [
    "BEGIN:VTIMEZONE",
    "TZID:Home",
    "BEGIN:STANDARD",
    "DTSTART:16010101T030000",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "RRULE:FREQ=SECONDLY",
    "END:STANDARD",
    "END:VTIMEZONE",
]


@pytest.mark.parametrize(
    "body",
    [
        calendar(event(SECONDLY)),
        calendar(event(CENTURY)),
        calendar(event(NEVER)),
        calendar(event("RRULE:FREQ=WEEKLY;INTERVAL=0")),
        calendar(event(ALL_DAY + ";BYSECOND=0,10,20,30,40,50")),
        calendar(event(LONG_AGO, "DURATION:PT30M", "RRULE:FREQ=HOURLY")),
        calendar(*(event(f"{LONG_AGO}", "DURATION:PT30M", "RRULE:FREQ=DAILY", uid=str(n)) for n in range(1000))),
    ],
    ids=[
        "secondly",
        "century",
        "never",
        "on the spot",
        "all day long",
        "long ago",
        "daily long ago, a thousand times",
    ],
)
async def test_what_would_never_end_is_ended(body: bytes) -> None:
    began = perf_counter()
    assert await apart(body, BRIEF) is Fault.EXCESSIVE
    assert perf_counter() - began < 30


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=SECONDLY;COUNT=2000000000", "FREQ=WEEKLY;INTERVAL=0"])
async def test_a_zone_that_changes_all_the_time_is_ended_too(rule: str) -> None:
    """Read or given up, whichever comes first."""
    zone = [line.replace("FREQ=SECONDLY", rule) for line in ZONE]
    began = perf_counter()
    read = await apart(calendar(zone, event("DTSTART;TZID=Home:20261110T100000", "DURATION:PT30M")), BRIEF)
    assert read is Fault.EXCESSIVE or isinstance(read, Agenda)
    assert perf_counter() - began < 30


async def test_the_bot_goes_on_meanwhile() -> None:
    """What is read apart takes no turn of the loop."""
    reading = asyncio.create_task(apart(calendar(event(SECONDLY)), BRIEF))
    turns = 0
    while not reading.done():
        await asyncio.sleep(0.01)
        turns += 1
    assert turns > 50


async def test_patience_ends_by_the_clock_too() -> None:
    began = perf_counter()
    assert await apart(calendar(event(SECONDLY)), Bounds(seconds=60, patience=0.5)) is Fault.SLOW
    assert perf_counter() - began < 15


async def test_who_stops_waiting_leaves_no_process_behind() -> None:
    reading = asyncio.create_task(apart(calendar(event(SECONDLY))))
    await asyncio.sleep(0.3)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading


async def test_more_meetings_than_anybody_has_are_too_many() -> None:
    minutes = calendar(event("RRULE:FREQ=MINUTELY;INTERVAL=5"))
    assert await apart(minutes) is Fault.EXCESSIVE
    assert len(starts(calendar(event("RRULE:FREQ=HOURLY")))) < MOST


# Too much


async def test_as_many_meetings_with_others_as_there_can_be_are_passed_over() -> None:
    """The one that matters is found."""
    other = event("SUMMARY:Lunch", people=["eva@customer.example"])
    body = calendar(*[other] * 38_500, event(uid="2"))
    assert LARGEST * 0.9 < len(body) < LARGEST
    read = await apart(body)
    assert isinstance(read, Agenda)
    assert len(read.found) == 1


async def test_years_of_meetings_with_colleagues_are_passed_over() -> None:
    long_gone = [
        event(f"DTSTART:20{year}{month:02}{day:02}T090000Z", "DURATION:PT30M", uid=f"{year}{month}{day}{hour}")
        for year in range(10, 26)
        for month in range(1, 13)
        for day in range(1, 29)
        for hour in range(3)
    ]
    body = calendar(*long_gone, event(*TUESDAYS, uid="weekly"))
    read = await apart(body)
    assert isinstance(read, Agenda)
    assert len(read.found) == 2


async def test_no_more_memory_than_allowed() -> None:
    """It is that which ends it, and not the time."""
    began = perf_counter()
    assert await apart(calendar(event(SECONDLY)), Bounds(seconds=60, patience=60, memory=60_000_000)) is Fault.EXCESSIVE
    assert perf_counter() - began < 30
    assert isinstance(await apart(stored("google"), Bounds(memory=60_000_000)), Agenda)


# No calendar, or none in order


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\r\n",
        b"<!DOCTYPE html><html><body>Log in</body></html>",
        b'{"error": "gone"}',
        bytes(range(256)) * 100,
        b"\x1f\x8b\x08\x00",
        "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".encode("utf-16"),
        b"BEGIN:VCARD\r\nEND:VCARD\r\n",
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
        b"X" * 1_000_000,
        b"\r\n " * 1_000_000,
    ],
    ids=["nothing", "blank", "page", "JSON", "binary", "packed", "UTF-16", "card", "event", "long", "folds"],
)
def test_what_is_no_calendar(body: bytes) -> None:
    assert agenda(body) is Fault.OTHER


@pytest.mark.parametrize(
    "body",
    [
        stored("google")[:-20],
        stored("google")[: len(stored("google")) // 2],
        b"BEGIN:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * DEEPEST + b"END:VEVENT\r\n" * DEEPEST + b"END:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:X\r\n" * 500_000,
    ],
    ids=["end", "half", "beginning", "unclosed", "unopened", "twice closed", "nested", "nested for ever"],
)
def test_what_is_cut_off_or_in_disorder(body: bytes) -> None:
    assert agenda(body) is Fault.DAMAGED


@pytest.mark.parametrize(
    "line",
    [
        "RRULE:FREQ=SOMETIMES",
        "RRULE:",
        "RRULE:FREQ=WEEKLY;BYDAY=XX",
        "RRULE:FREQ=WEEKLY;UNTIL=never",
        "DTEND:soon",
        "DURATION:long",
        "EXDATE:20269999T000000Z",
        "RECURRENCE-ID:then",
        "RDATE:20261110T250000Z",
        "ATTENDEE",
        'ATTENDEE;CN="Bo:mailto:bo.lind@company.example',
        "DTSTART:20261111T090000Z",
        "STATUS:CONFIRMED\r\nSTATUS:TENTATIVE",
        "SEQUENCE:first",
    ],
)
def test_a_meeting_that_cannot_be_read_takes_no_other_along(line: str) -> None:
    """Whether it is found or not, the others are; and no error comes of it."""
    whole = event("DTSTART:20261112T090000Z", "DURATION:PT30M", uid="whole")
    broken = event("DTSTART:20261110T090000Z", "DTEND:20261110T093000Z", line, uid="broken")
    assert "12 Nov 09:00" in starts(calendar(broken, whole))


@pytest.mark.parametrize("line", ["RRULE:FREQ=SOMETIMES", "EXDATE:20269999T000000Z", "ATTENDEE", "DTEND:soon"])
def test_half_of_what_was_said_is_not_taken_for_the_whole(line: str) -> None:
    moved = event("RECURRENCE-ID:20261110T090000Z", "DTSTART:20261111T090000Z", line)
    assert starts(calendar(event(*TUESDAYS), moved)) == []


def test_letters_of_another_alphabet_do_no_harm() -> None:
    body = calendar(event("SUMMARY:Möte", f"ATTENDEE;CN=Åsa:mailto:{CIA}"))
    assert starts(body.decode().encode("latin-1")) == starts(b"\xef\xbb\xbf" + body) == ["10 Nov 09:00"]


def test_a_line_that_is_folded_in_the_midst_of_a_letter_is_whole_again() -> None:
    body = calendar(event(f"ATTENDEE;CN=Bö:mailto:{CIA}"))
    assert starts(body.replace("ö".encode(), b"\xc3\r\n \xb6")) == ["10 Nov 09:00"]


def test_what_stands_around_the_meetings_does_not_matter() -> None:
    todo = ["BEGIN:VTODO", "UID:1", f"ATTENDEE:mailto:{BO}", "DTSTART:20261110T090000Z", "END:VTODO"]
    alarm = ["BEGIN:VALARM", f"ATTENDEE:mailto:{CIA}", "UID:other", "DTSTART:19700101T000000Z", "END:VALARM"]
    body = calendar(todo, [*event()[:-1], *alarm, "END:VEVENT"])
    [found] = [each for each in (agenda(body),) if isinstance(each, Agenda)]
    assert [each.people for each in found.found] == [{BO}]
    assert starts(body + calendar(event(uid="2"))) == ["10 Nov 09:00", "10 Nov 09:00"]


@given(st.randoms(use_true_random=False), st.sampled_from(["google", "outlook"]))
@settings(max_examples=150, deadline=None)
def test_no_error_comes_of_anything(dice: random.Random, name: str) -> None:
    """A calendar with lines lost, doubled, swapped, cut and filled with rubbish."""
    lines = stored(name).split(b"\r\n")
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(2, len(lines) - 2)
        match dice.randrange(5):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, dice.choice(lines[1:-2]))
            case 2:
                lines[at] = lines[at][: dice.randrange(len(lines[at]) + 1)]
            case 3:
                spot = dice.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:spot] + dice.randbytes(3) + lines[at][spot:]
            case _:
                lines[at] = lines[at].replace(b"2026", dice.choice([b"0000", b"9999", b"2O26", b""]))
    assert isinstance(agenda(b"\r\n".join(lines)), (Agenda, Fault))

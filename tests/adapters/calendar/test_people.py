"""Who is in a meeting, in all the ways in which that is written."""

from collections.abc import Sequence

import pytest

from dialogues.feed import Occurrence
from tests.adapters.calendar.writing import ANNA, BO, CIA, calendar, event, meetings

OWNER = f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{ANNA}"


def found(*lines: str) -> Occurrence | None:
    """The meeting with exactly these lines about people."""
    read = meetings(calendar(event(*lines, people=[])))
    return read[0] if read else None


@pytest.mark.parametrize(
    "line",
    [
        f"ATTENDEE:mailto:{BO}",
        f"ATTENDEE:MAILTO:{BO.upper()}",
        f"ATTENDEE:Mailto:{BO.title()}",
        f"attendee:mailto:{BO}",
        f'ATTENDEE;CN="Lind, Bo; Inköp: Nord";ROLE=REQ-PARTICIPANT:mailto:{BO}',
        f"ATTENDEE;CN=Bo Lind;X-NUM-GUESTS=0:mailto:{BO}",
        f"ATTENDEE;CN=Team: Bo:mailto:{BO}",
        f"ATTENDEE;CN=Bo;EMAIL={BO}:/aMTIzNDU/principal/",
        f'ATTENDEE;EMAIL="{BO}":urn:uuid:8d9f1d2e-0000-0000-0000-000000000000',
        f"ATTENDEE;X-ADDRESSBOOKSERVER-UID=1;EMAIL={BO}:invalid:nomail",
        f"ATTENDEE:mailto:{BO.replace('.', '%2E').replace('@', '%40')}",
        f"ATTENDEE:mailto:{BO}?subject=hello",
        f"ATTENDEE:mailto: {BO} ",
        f"ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:{BO}",
        f"ATTENDEE;PARTSTAT=TENTATIVE:mailto:{BO}",
        "ATTENDEE;CN=Bo\r\n  Lind:mailto:bo.lind@comp\r\n any.example",
    ],
)
def test_a_colleague_is_known_however_the_address_is_written(line: str) -> None:
    meeting = found(OWNER, line)
    assert meeting is not None
    assert meeting.people == {BO}
    assert not meeting.others


@pytest.mark.parametrize(
    "line",
    [
        "ATTENDEE:mailto:bo.lind@company.example.org",
        "ATTENDEE:mailto:not.bo.lind@company.example",
        f"ATTENDEE;CN={BO}:mailto:eva@company.example",
        f'ATTENDEE;SENT-BY="mailto:{BO}":mailto:eva@company.example',
        f"ATTENDEE;PARTSTAT=DECLINED:mailto:{BO}",
        f"ATTENDEE;CUTYPE=ROOM:mailto:{BO}",
        f"ATTENDEE;ROLE=NON-PARTICIPANT:mailto:{BO}",
        f"X-ATTENDEE:mailto:{BO}",
        f"COMMENT:mailto:{BO}",
        f"SUMMARY:{BO}",
    ],
)
def test_nobody_is_taken_for_a_colleague(line: str) -> None:
    assert found(OWNER, line) is None


@pytest.mark.parametrize(
    ("lines", "others"),
    [
        (["ATTENDEE:mailto:eva@customer.example"], True),
        (["ATTENDEE;CUTYPE=GROUP:mailto:everybody@company.example"], True),
        (["ATTENDEE:invalid:nomail"], True),
        (["ORGANIZER:mailto:eva@customer.example"], True),
        (["ATTENDEE;PARTSTAT=DECLINED:mailto:eva@customer.example"], False),
        (["ATTENDEE;CUTYPE=ROOM:mailto:oak@company.example"], False),
        (["ATTENDEE;CUTYPE=resource:mailto:beamer@company.example"], False),
        (["ATTENDEE;CUTYPE=INDIVIDUAL:mailto:c_1@resource.calendar.google.com"], False),
        (["ORGANIZER;CN=Team:mailto:c_2@group.calendar.google.com"], False),
        ([f"ORGANIZER:mailto:{ANNA}"], False),
        ([f"ATTENDEE:mailto:{BO}"], False),
    ],
)
def test_who_else_is_there(lines: Sequence[str], others: bool) -> None:
    meeting = found(OWNER, f"ATTENDEE:mailto:{BO}", *lines)
    assert meeting is not None
    assert meeting.people == {BO}
    assert meeting.others is others


def test_whoever_invites_is_there() -> None:
    """Outlook does not write the organiser among the attendees."""
    meeting = found(f"ORGANIZER:mailto:{BO}", OWNER)
    assert meeting is not None
    assert meeting.people == {BO}
    assert not meeting.others


def test_nobody_meets_where_nobody_is_invited() -> None:
    assert found(f"ORGANIZER:mailto:{BO}") is None


@pytest.mark.parametrize("organizer", [[], [f"ORGANIZER:mailto:{ANNA}"]])
def test_what_the_owner_has_declined_is_not_theirs(organizer: Sequence[str]) -> None:
    declined = f"ATTENDEE;PARTSTAT=DECLINED:MAILTO:{ANNA.upper()}"
    assert found(*organizer, f"ATTENDEE:mailto:{BO}", declined) is None


def test_one_of_a_series_can_be_declined() -> None:
    weekly = event("DTSTART:20261110T090000Z", "DURATION:PT30M", "RRULE:FREQ=WEEKLY;COUNT=2")
    one = event(
        "RECURRENCE-ID:20261110T090000Z",
        "DTSTART:20261110T090000Z",
        "DURATION:PT30M",
        f"ATTENDEE;PARTSTAT=DECLINED:mailto:{ANNA}",
        people=[BO],
    )
    assert [each.start.day for each in meetings(calendar(weekly, one))] == [17]


def test_a_colleague_can_be_in_one_of_a_series_only() -> None:
    """Whoever is asked to one of a team's meetings is there that day, and on no other."""
    weekly = event("DTSTART:20261110T090000Z", "DURATION:PT30M", "RRULE:FREQ=WEEKLY;COUNT=2", people=[ANNA, BO])
    guest = event(
        "RECURRENCE-ID:20261117T090000Z", "DTSTART:20261117T090000Z", "DURATION:PT30M", people=[ANNA, BO, CIA]
    )
    assert [each.people for each in meetings(calendar(weekly, guest))] == [{BO}, {BO, CIA}]


def test_the_owner_may_have_an_address_that_nobody_knows() -> None:
    """One stranger may be the owner under another address; two are at least one too many."""
    alias = "ORGANIZER:mailto:anna@company.example"
    meeting = found(alias, f"ATTENDEE:mailto:{BO}")
    assert meeting is not None
    assert not meeting.others
    meeting = found(alias, f"ATTENDEE:mailto:{BO}", "ATTENDEE:mailto:eva@customer.example")
    assert meeting is not None
    assert meeting.others

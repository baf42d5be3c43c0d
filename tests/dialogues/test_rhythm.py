from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from dialogues import rhythm
from dialogues.availability import Hours
from dialogues.calendar import Break, Calendar
from dialogues.person import PersonId, TeamId
from tests.dialogues.examples import ANNA as GREETED
from tests.dialogues.examples import HONOLULU, LENA, LONDON, MEMBERS, ORGANISATION, STOCKHOLM

ANNA = replace(GREETED, greeted_on=None)


def local(text: str, zone: ZoneInfo = STOCKHOLM) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def test_everyone_is_asked_between_tuesday_and_thursday_in_the_slots_at_their_own_minute() -> None:
    people = [replace(ANNA, id=PersonId(f"p{number}")) for number in range(500)]
    moments = [rhythm.pulse_at(each, local("2026-11-16 00:00")).astimezone(STOCKHOLM) for each in people]
    assert {each.weekday() for each in moments} == {1, 2, 3}
    assert all(any(first <= each.time() < last for first, last in rhythm.PULSE_SLOTS) for each in moments)
    assert len({(each.weekday(), each.time()) for each in moments}) > 300


def test_a_person_is_asked_on_the_same_day_and_minute_every_week() -> None:
    first = rhythm.pulse_at(ANNA, local("2026-10-19 00:00"))
    # Summer time ends in the week between: the local minute stays.
    second = rhythm.pulse_at(ANNA, local("2026-10-26 00:00"))
    assert (
        second.astimezone(STOCKHOLM).replace(tzinfo=None) - first.astimezone(STOCKHOLM).replace(tzinfo=None)
    ).days == 7


def test_the_persons_own_time_is_kept_where_they_are() -> None:
    person = replace(ANNA, send_time=time(15, 45), timezone=LONDON)
    assert rhythm.pulse_at(person, local("2026-11-16 00:00")).astimezone(LONDON).time() == time(15, 45)


def test_where_the_own_day_is_gone_or_free_the_next_of_the_three_is_taken() -> None:
    tuesday = next(
        each
        for each in (replace(ANNA, id=PersonId(f"p{number}"), send_time=time(10)) for number in range(50))
        if rhythm.pulse_at(each, local("2026-11-16 00:00")) == local("2026-11-17 10:00")
    )
    assert rhythm.pulse_at(tuesday, local("2026-11-17 10:01")) == local("2026-11-18 10:00")
    assert rhythm.pulse_at(tuesday, local("2026-11-19 10:01")) == local("2026-11-24 10:00")
    # Epiphany, 6 January 2026, is a Tuesday.
    assert rhythm.pulse_at(tuesday, local("2026-01-05 00:00")) == local("2026-01-07 10:00")


@pytest.mark.parametrize(
    ("at", "right"),
    [
        ("2026-11-17 09:59", False),
        ("2026-11-17 10:00", True),
        ("2026-11-19 16:59", True),
        ("2026-11-19 17:00", False),
        ("2026-11-16 12:00", False),
        ("2026-11-20 12:00", False),
        ("2026-01-06 12:00", False),
    ],
)
def test_a_question_that_is_late_may_still_be_asked_the_same_day(at: str, right: bool) -> None:
    assert rhythm.is_pulse_time(replace(ANNA, send_time=time(10)), local(at)) is right


def test_whoever_works_at_other_hours_is_asked_in_theirs() -> None:
    for number in range(50):
        night = replace(ANNA, id=PersonId(f"p{number}"), hours=Hours(first=time(22), last=time(6)))
        assert night.hours.hold(rhythm.pulse_time(night))
        early = replace(ANNA, id=PersonId(f"p{number}"), hours=Hours(first=time(6), last=time(10)), send_time=time(15))
        assert time(9, 30) <= rhythm.pulse_time(early) < time(10)


def test_nobody_is_asked_in_a_pause_or_while_they_settle() -> None:
    paused = replace(ANNA, paused_until=date(2026, 12, 7))
    assert rhythm.pulse_at(paused, local("2026-11-16 00:00")) >= local("2026-12-07 00:00")
    new = replace(ANNA, started=date(2026, 11, 9))
    assert rhythm.pulse_at(new, local("2026-11-16 00:00")) >= local("2026-11-23 00:00")


def test_a_calendar_without_working_days_is_an_error_and_not_a_loop() -> None:
    never = replace(ANNA, calendar=Calendar(breaks=(Break(first="01-01", last="12-31"),)))
    with pytest.raises(ValueError, match="no working day"):
        rhythm.pulse_at(never, local("2026-11-16 00:00"))
    with pytest.raises(ValueError, match="no working day"):
        never.calendar.working_day(date(2026, 11, 16), 1)


def test_the_digest_comes_in_its_slot_on_the_first_working_day() -> None:
    moment = rhythm.digest_on(date(2026, 11, 16), TeamId("t"), MEMBERS, ORGANISATION).astimezone(STOCKHOLM)
    assert moment.date() == date(2026, 11, 16)
    assert rhythm.DIGEST_SLOT[0] <= moment.time() < rhythm.DIGEST_SLOT[1]
    easter = rhythm.digest_on(date(2026, 4, 6), TeamId("t"), MEMBERS, ORGANISATION).astimezone(STOCKHOLM)
    assert easter.date() == date(2026, 4, 7)


def test_the_digest_waits_until_it_is_morning_for_everyone_but_not_into_the_evening() -> None:
    british = replace(LENA, timezone=LONDON)
    moment = rhythm.digest_on(date(2026, 11, 16), TeamId("t"), (ANNA, british), ORGANISATION)
    assert moment >= local("2026-11-16 08:00", LONDON)
    far = replace(LENA, timezone=HONOLULU)
    assert rhythm.digest_on(date(2026, 11, 16), TeamId("t"), (far,), ORGANISATION) == local("2026-11-16 16:59")


def test_weeks_end_at_midnight_before_monday_where_the_organisation_is() -> None:
    assert rhythm.week_end(ORGANISATION, local("2026-11-18 12:00")) == local("2026-11-23 00:00")
    assert rhythm.week_end(ORGANISATION, local("2026-11-23 00:00")) == local("2026-11-30 00:00")
    assert rhythm.next_week(LONDON, local("2026-11-22 23:30", LONDON)) == local("2026-11-23 00:00", LONDON)

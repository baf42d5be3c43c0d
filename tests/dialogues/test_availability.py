from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from dialogues.availability import Hours
from dialogues.calendar import Break, Calendar, usual_breaks
from tests.dialogues.examples import ANNA, LONDON, STOCKHOLM, SWEDEN


def local(text: str, zone: ZoneInfo = STOCKHOLM) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("at", "speaks"),
    [
        ("2026-11-17 08:00", "2026-11-17 08:00"),
        ("2026-11-17 16:59", "2026-11-17 16:59"),
        ("2026-11-17 07:59", "2026-11-17 08:00"),
        ("2026-11-17 17:00", "2026-11-18 08:00"),
        ("2026-11-20 17:00", "2026-11-23 08:00"),  # Friday evening to Monday
        ("2026-11-21 12:00", "2026-11-23 08:00"),  # Saturday
        ("2026-12-24 18:00", "2026-12-28 08:00"),  # Christmas Day is a Friday
        ("2026-03-27 20:00", "2026-03-30 08:00"),  # summer time begins on the Sunday between
        ("2026-10-23 20:00", "2026-10-26 08:00"),  # and ends on this one
    ],
)
def test_nothing_is_said_outside_working_hours(at: str, speaks: str) -> None:
    assert ANNA.availability.speaking_time(local(at)) == local(speaks)


@pytest.mark.parametrize(
    ("at", "speaks"),
    [
        ("2026-11-17 12:00", "2026-11-17 22:00"),
        ("2026-11-17 23:00", "2026-11-17 23:00"),
        ("2026-11-18 03:00", "2026-11-18 03:00"),
        ("2026-11-18 06:00", "2026-11-18 22:00"),
        ("2026-11-21 03:00", "2026-11-23 00:00"),  # Saturday morning is no working day
    ],
)
def test_who_works_at_night_is_written_to_at_night(at: str, speaks: str) -> None:
    night = replace(ANNA, hours=Hours(first=time(22), last=time(6)))
    assert night.availability.speaking_time(local(at)) == local(speaks)
    assert night.availability.evening(local("2026-11-17 23:00")) == local("2026-11-18 06:00")


def test_own_hours_are_kept_where_the_person_is() -> None:
    early = replace(ANNA, timezone=LONDON, hours=Hours(first=time(6), last=time(10)))
    assert early.availability.speaking_time(local("2026-11-17 10:00", LONDON)) == local("2026-11-18 06:00", LONDON)


def test_who_is_away_is_looked_for_when_they_are_back_and_a_pause_lasts_until_its_day() -> None:
    noon = local("2026-11-17 12:00")
    back = local("2026-11-17 20:00")
    assert replace(ANNA, away_until=back).availability.speaking_time(noon) == back
    assert replace(ANNA, away_until=back).availability.is_away(noon)
    assert not replace(ANNA, away_until=noon).availability.is_away(noon)
    paused = replace(ANNA, paused_until=date(2026, 11, 21))
    assert paused.availability.speaking_time(noon) == local("2026-11-23 08:00")


def test_a_new_colleague_is_left_alone_for_ten_working_days() -> None:
    new = replace(ANNA, started=date(2026, 11, 9))
    assert new.settled_on == date(2026, 11, 23)
    assert new.availability.speaking_time(local("2026-11-10 09:00")) == local("2026-11-23 08:00")
    # Epiphany does not count, and the weekend neither.
    assert replace(ANNA, started=date(2026, 1, 2)).settled_on == date(2026, 1, 19)


def test_an_expiry_counts_working_days() -> None:
    assert ANNA.availability.evening(local("2026-11-19 10:00"), days=3) == local("2026-11-23 17:00")
    assert ANNA.availability.evening(local("2026-11-16 10:00")) == local("2026-11-16 17:00")


def test_tomorrow_begins_at_midnight_also_when_the_clock_is_put_back() -> None:
    british = replace(ANNA, timezone=LONDON).availability
    assert british.tomorrow(local("2026-10-24 23:30", LONDON)) == local("2026-10-25 00:00", LONDON)


def test_holidays_are_those_of_the_country() -> None:
    day = date(2026, 5, 1)
    assert not SWEDEN.is_working_day(day)
    assert Calendar(country="GB-ENG").is_working_day(day)
    assert Calendar().is_working_day(day)


@pytest.mark.parametrize(
    ("day", "rests"),
    [
        (date(2026, 12, 18), False),
        (date(2026, 12, 21), True),
        (date(2027, 1, 5), True),
        (date(2027, 1, 7), False),
        (date(2026, 7, 3), False),
        (date(2026, 7, 6), True),  # week 28
        (date(2026, 7, 31), True),  # week 31
        (date(2026, 8, 3), False),
    ],
)
def test_a_swedish_organisation_rests_around_christmas_and_for_four_weeks_of_summer(day: date, rests: bool) -> None:
    calendar = Calendar(country="SE", breaks=usual_breaks("SE"))
    assert calendar.is_break(day) is rests
    assert calendar.is_working_day(day) is not rests


def test_other_countries_have_the_breaks_that_they_say() -> None:
    assert usual_breaks("NO") == usual_breaks(None) == ()
    assert usual_breaks("SE-AB") == usual_breaks("SE")
    over_easter = Break(first="W13", last="W14")
    assert over_easter.holds(date(2026, 4, 3))

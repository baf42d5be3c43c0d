from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest

from dialogues.caps import GAP, MOST, SPAN, Taken, free_from, leaves_room, too_soon
from dialogues.kind import Budget, Kind
from tests.dialogues.examples import HONOLULU, STOCKHOLM


def local(text: str, zone: ZoneInfo = STOCKHOLM) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def taken(*texts: str) -> Taken:
    moments = tuple(local(each) for each in texts)
    return Taken(at=moments, day=moments[0].astimezone(STOCKHOLM).date())


@pytest.mark.parametrize(
    ("before", "free"),
    [
        (("2026-11-17 10:00",), "2026-11-18 06:00"),  # twenty hours
        (("2026-11-17 00:30",), "2026-11-18 00:00"),  # the day after
        (("2026-11-19 10:00", "2026-11-17 10:00", "2026-11-16 09:00"), "2026-11-23 09:00"),  # a week after the third
    ],
)
def test_one_a_day_twenty_hours_apart_and_three_in_seven_days(before: tuple[str, ...], free: str) -> None:
    assert free_from(Budget.PERSON, taken(*before), STOCKHOLM) == local(free)


def test_what_came_too_soon_is_counted() -> None:
    start, second = local("2026-11-16 09:00"), timedelta(seconds=1)
    assert too_soon(Budget.PERSON, []) == 0
    assert too_soon(Budget.PERSON, [start, start + GAP]) == 0
    assert too_soon(Budget.PERSON, [start, start + GAP - second]) == 1
    assert too_soon(Budget.LEAD, [start, start + second]) == 0
    spread = [start + each * timedelta(days=2) for each in range(3)]
    for budget in Budget:
        assert too_soon(budget, [*spread, start + SPAN]) == 0
        assert too_soon(budget, [*spread, start + SPAN - second]) == 1


def test_what_tells_of_its_reader_is_known() -> None:
    assert {kind for kind in Kind if kind.is_own} == {
        *(Kind.PULSE, Kind.REMINDER, Kind.SNOOZED, Kind.SILENCE, Kind.BEFORE),
        *(Kind.PLAN, Kind.OWN, Kind.NORM, Kind.COMMIT, Kind.MISS, Kind.CELEBRATE, Kind.FADE),
        *(Kind.ONE_ON_ONE, Kind.TEAM_MEETING, Kind.EVERY_TALK, Kind.AFTERWARDS, Kind.INVITATION),
        *(Kind.PROMISE, Kind.PROMISED, Kind.FEED),
        Kind.REFLECT,
    }


def test_there_is_room_for_whoever_has_heard_nothing() -> None:
    assert free_from(Budget.PERSON, Taken(), STOCKHOLM) is None


def test_what_somebody_gets_because_they_lead_may_come_on_one_day_but_not_more_than_three_in_a_week() -> None:
    assert free_from(Budget.LEAD, taken("2026-11-17 10:00"), STOCKHOLM) is None
    three = taken("2026-11-17 10:02", "2026-11-17 10:01", "2026-11-17 10:00")
    assert free_from(Budget.LEAD, three, STOCKHOLM) == local("2026-11-24 10:00")


def test_who_has_flown_west_gets_nothing_more_on_the_day_that_they_had_already() -> None:
    heard = Taken(at=(local("2026-11-17 10:00", ZoneInfo("Asia/Tokyo")),), day=date(2026, 11, 17))
    assert free_from(Budget.PERSON, heard, HONOLULU) == local("2026-11-18 00:00", HONOLULU)


def test_random_weeks_never_hold_too_much() -> None:
    """A hundred people for forty weeks each, who are tried at random moments: whatever goes out keeps to the caps."""
    for seed in range(100):
        random, now = Random(seed), datetime(2026, 3, 1, tzinfo=UTC)
        sent: list[datetime] = []
        for _ in range(500):
            now += timedelta(minutes=random.choice((1, 90, 600, 1440)) * random.random() * 2)
            day = sent[-1].astimezone(STOCKHOLM).date() if sent else None
            free = free_from(Budget.PERSON, Taken(at=tuple(reversed(sent[-MOST:])), day=day), STOCKHOLM)
            if free is None or free <= now:
                sent.append(now)
        assert all(later - earlier >= timedelta(hours=20) for earlier, later in pairwise(sent))
        assert len({each.astimezone(STOCKHOLM).date() for each in sent}) == len(sent)
        assert all(later - earlier >= SPAN for earlier, later in zip(sent, sent[MOST:], strict=False))
        assert len(sent) > 50


def test_what_somebody_has_asked_for_is_not_counted() -> None:
    asked_for = {Kind.SNOOZED, Kind.BEFORE, Kind.EVERY_TALK, Kind.AFTERWARDS, Kind.FEED}
    assert {each for each in Kind if each.budget is None} == {*asked_for, Kind.OTHER_DIGEST}
    assert Kind.PULSE.budget is Budget.PERSON
    assert {each.budget for each in (Kind.LEAD_DIGEST, Kind.ONE_ON_ONE, Kind.TEAM_MEETING, Kind.PROMISE)} == {
        Budget.LEAD
    }


@pytest.mark.parametrize(
    ("budget", "before", "until", "is_left"),
    [
        (Budget.PERSON, ("2026-11-17 10:00",), "2026-11-23 09:00", True),
        (Budget.PERSON, ("2026-11-17 10:00",), "2026-11-20 05:59", False),  # less than twenty hours
        (Budget.PERSON, ("2026-11-17 10:00", "2026-11-16 09:00"), "2026-11-23 09:00", True),
        (Budget.PERSON, ("2026-11-17 10:00", "2026-11-16 09:00"), "2026-11-23 08:59", False),  # it would be the fourth
        (Budget.LEAD, ("2026-11-17 10:00",), "2026-11-19 10:01", True),
    ],
)
def test_what_goes_out_may_leave_room_for_what_comes_then(
    budget: Budget, before: tuple[str, ...], until: str, is_left: bool
) -> None:
    at = local("2026-11-19 10:00")
    assert leaves_room(budget, taken(*before), at=at, until=local(until), zone=STOCKHOLM) is is_left


def test_a_question_goes_before_a_reminder_of_ones_plan_before_the_loop_before_the_others() -> None:
    order = (Kind.GREETING, Kind.PULSE, Kind.BEFORE, Kind.LOOP, Kind.NORM)
    assert [each.rank for each in order] == sorted(each.rank for each in order)
    assert len({each.rank for each in order}) == len(order)


def test_whatever_counts_gives_way_to_a_digest_but_for_what_would_come_too_late() -> None:
    stays = {kind for kind in Kind if kind.budget is not None and not kind.gives_way}
    assert stays == {Kind.GREETING, Kind.DIGEST, Kind.LEAD_DIGEST, Kind.INVITATION, Kind.NEWS}
    assert not Kind.BEFORE.gives_way, "it counts for nothing"

"""Twelve weeks in four time zones, over both changes of the clock: every message at the right local minute, none outside
hours, none above a cap, none to those away, exactly one per occasion; and each lives to be asked about once a week.
"""

from datetime import UTC, date, datetime, time

import pytest

from tests.journeys.fleet import DEATHS, Fleet
from tests.journeys.rhythm_people import AUTUMN, CHANGE, SPRING, Season
from tests.journeys.sent import HOUR, faults, states, too_silent
from tests.journeys.weeks import Weeks, hurry, passing

SHARED = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)


async def faults_of(weeks: Weeks) -> list[str]:
    """What is wrong with what was sent, and with what was not."""
    story = await weeks.story()
    left = await states(weeks.database_url)
    stuck = [f"{left[each]} are {each}" for each in ("sending", "unknown", "refused") if left[each]]
    return [*faults(story), *too_silent(story), *weeks.misreported(list(story.sent)), *stuck]


@pytest.mark.parametrize("season", [SPRING, AUTUMN], ids=["spring", "autumn"])
async def test_twelve_weeks(database_url: str, season: Season) -> None:
    async with passing(database_url=database_url, season=season) as weeks:
        await weeks.live()
        assert await faults_of(weeks) == []


@SHARED
async def test_four_replicas_that_are_replaced_week_by_week(database_url: str) -> None:
    async with passing(database_url=database_url, season=CHANGE) as weeks, Fleet.of(weeks, size=4) as fleet:
        for day in CHANGE.days():
            await weeks.pass_day(day)
            if day.weekday() == 1:
                await fleet.replace()
        assert await faults_of(weeks) == []
        # They did share it.
        assert len(+fleet.done) >= 4
        assert len(+fleet.sent) >= 2


@SHARED
async def test_killed_at_every_step(database_url: str) -> None:
    async with (
        passing(database_url=database_url, season=CHANGE) as weeks,
        Fleet.of(weeks, size=2, mortal=True) as fleet,
    ):
        await weeks.live()
        assert await faults_of(weeks) == []
        assert {*fleet.deaths} == {*DEATHS}


@SHARED
async def test_a_clock_that_jumps(database_url: str) -> None:
    """Five hours ahead, and an hour back: once over the minutes of half of the team, once at the end of a day, and once
    in the night."""
    async with passing(database_url=database_url, season=CHANGE) as weeks:
        leaps = {date(2026, 10, 20): time(8), date(2026, 11, 3): time(12), date(2026, 11, 12): time(22)}
        for day in CHANGE.days():
            if day in leaps:
                await weeks.until(datetime.combine(day, leaps[day], UTC))
                await weeks.leap(5 * HOUR)
                await weeks.leap(-HOUR)
            await weeks.pass_day(day)
        assert await faults_of(weeks) == []


@SHARED
async def test_an_outage_of_six_hours(database_url: str) -> None:
    """Of Slack, which takes nothing for three hours and cannot be reached for three; and, a week later, of the bot."""
    async with passing(database_url=database_url, season=CHANGE) as weeks:
        for day in CHANGE.days():
            if day == date(2026, 10, 20):
                await weeks.until(datetime.combine(day, time(8), UTC))
                await weeks.refuse(3 * HOUR)
                await weeks.cut_off(3 * HOUR)
            if day == date(2026, 11, 4):
                await weeks.until(datetime.combine(day, time(8), UTC))
                await weeks.leap(6 * HOUR)
            await weeks.pass_day(day)
        assert await faults_of(weeks) == []

"""Twelve weeks in four time zones, over both changes of the clock: every message at its local minute, none outside
somebody's hours, none above a cap, none to those away, exactly one per occasion; and everybody is asked once a week.

The whole of it on both databases with one process, in spring on Slack and in autumn on Teams; what goes wrong, on
PostgreSQL in the four weeks of October and November in which Europe and America change their clocks, and with --whole
in all twelve of autumn.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from tests.journeys.fleet import DEATHS, Fleet
from tests.journeys.rhythm_people import AUTUMN, CECILIA, CHANGE, DAVID, FARID, OLGA, SPRING, Season
from tests.journeys.sent import states
from tests.journeys.verdict import DAY, HOUR, MINUTE, faults, too_silent
from tests.journeys.weeks import Platform, Weeks, on_slack, on_teams, passing

pytestmark = pytest.mark.usefixtures("hurried")
SHARED = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@pytest.fixture
def season(request: pytest.FixtureRequest) -> Season:
    """That in which something goes wrong."""
    return AUTUMN if request.config.getoption("--whole", default=False) else CHANGE


async def faults_of(weeks: Weeks) -> list[str]:
    """What is wrong with what was sent, and with what was not."""
    story = await weeks.story()
    left = await states(weeks.database_url)
    stuck = [f"{left[each]} are {each}" for each in ("sending", "unknown", "refused") if left[each]]
    return [*faults(story), *too_silent(story), *weeks.misreported(list(story.sent)), *stuck]


@pytest.mark.parametrize(("season", "on"), [(SPRING, on_slack), (AUTUMN, on_teams)], ids=["spring", "autumn"])
async def test_twelve_weeks(database_url: str, season: Season, on: Platform) -> None:
    async with passing(database_url=database_url, season=season, on=on) as weeks:
        await weeks.live()
        assert await faults_of(weeks) == []


@SHARED
async def test_four_replicas_that_are_replaced_week_by_week(database_url: str, season: Season) -> None:
    async with passing(database_url=database_url, season=season) as weeks, Fleet.of(weeks, size=4) as fleet:
        for day in season.days():
            await weeks.pass_day(day)
            if day.weekday() == 1:
                await fleet.replace()
        assert await faults_of(weeks) == []
        # They did share it.
        assert len(+fleet.done) >= 4
        assert len(+fleet.sent) >= 2


@SHARED
async def test_killed_at_every_step(database_url: str, season: Season) -> None:
    async with (
        passing(database_url=database_url, season=season) as weeks,
        Fleet.of(weeks, size=2, mortal=True) as fleet,
    ):
        await weeks.live()
        assert await faults_of(weeks) == []
        assert {*fleet.deaths} == {*DEATHS}


@SHARED
async def test_a_clock_that_jumps(database_url: str, season: Season) -> None:
    """Five hours ahead, and an hour back: once over the minutes of half of the team, once at the end of a day, and once
    in the night."""
    async with passing(database_url=database_url, season=season) as weeks:
        leaps = {date(2026, 10, 20): time(8), date(2026, 11, 3): time(12), date(2026, 11, 12): time(22)}
        for day in season.days():
            if day in leaps:
                await weeks.until(datetime.combine(day, leaps[day], UTC))
                await weeks.leap(5 * HOUR)
                await weeks.leap(-HOUR)
            await weeks.pass_day(day)
        assert await faults_of(weeks) == []


@SHARED
async def test_an_outage_of_six_hours(database_url: str, season: Season) -> None:
    """Of Slack, which takes nothing for three hours and cannot be reached for three; and, a week later, of the bot."""
    async with passing(database_url=database_url, season=season) as weeks:
        for day in season.days():
            if day == date(2026, 10, 20):
                await weeks.until(datetime.combine(day, time(8), UTC))
                await weeks.refuse(3 * HOUR)
                await weeks.cut_off(3 * HOUR)
            if day == date(2026, 11, 4):
                await weeks.until(datetime.combine(day, time(8), UTC))
                await weeks.leap(6 * HOUR)
            await weeks.pass_day(day)
        assert await faults_of(weeks) == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_the_judge_sees_what_is_wrong(database_url: str) -> None:
    """Otherwise the others would pass whatever was sent."""
    async with passing(database_url=database_url, season=CHANGE) as weeks:
        await weeks.live()
        story = await weeks.story()
    question = next(each for each in story.sent if each.kind == "pulse" and each.member is OLGA)
    bent = {
        "not at their minute": replace(question, at=question.at + MINUTE),
        "outside their hours": replace(question, at=question.at + 12 * HOUR),
        "on a day off": replace(question, at=question.at + 7 * DAY),
        "one too many": replace(question, at=question.at + 19 * HOUR),
        "sent twice": question,
        "settling": replace(question, member=DAVID),
        "stopped": replace(question, member=FARID, at=question.at + 14 * DAY),
        "on leave": replace(question, member=CECILIA, at=question.at + 2 * DAY),
        "put off": replace(question, kind="pulse.snoozed"),
    }
    for word, message in bent.items():
        is_one_more = word in ("one too many", "sent twice")
        others = [each for each in story.sent if each is not question or is_one_more]
        sent = sorted([*others, message], key=lambda each: each.at)
        assert any(word in each for each in faults(replace(story, sent=sent))), word
    without = replace(story, sent=[each for each in story.sent if each.member is not OLGA])
    assert [each.partition(" ")[0] for each in too_silent(without)] == [OLGA.name]
    assert faults(story) == []

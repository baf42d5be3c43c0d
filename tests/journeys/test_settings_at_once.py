"""What somebody chooses in the form of their settings holds at once, also for what is already planned for them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from storage.tables.goals import behaviour
from tests.journeys.rhythm_people import ANNA, BO, CECILIA, ERIK, GRETA, SPRING, Member
from tests.journeys.weeks import Platform, Weeks, on_slack, on_teams, passing
from tests.storage.dump import within

pytestmark = pytest.mark.usefixtures("hurried")

#: The second Monday. At noon in Greenwich it is morning in New York, and the digest goes out to everybody.
NOON = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
TWENTY_MINUTES = timedelta(minutes=20)


async def has_it(weeks: Weeks, member: Member) -> bool:
    """Whether this week's digest is what they got last."""
    inbox = await weeks.slack.inbox(f"U{member.name.upper()}")
    return bool(inbox) and inbox[-1].lines[0] == "Veckans samtal: Rytm"


async def test_the_form_holds_for_what_is_already_planned(database_url: str) -> None:
    async with passing(database_url=database_url, season=SPRING) as weeks:
        for day in SPRING.days()[:7]:
            await weeks.pass_day(day)
        await weeks.until(NOON - timedelta(minutes=1))
        # It falls due while Slack takes nothing, and so is planned and not sent.
        await weeks.refuse(TWENTY_MINUTES)
        await weeks.choose(ANNA, first="17:00", last="21:00", time="18:00")
        await weeks.choose(BO, questions="off")
        await weeks.choose(CECILIA, until="2026-03-16")
        await weeks.choose(GRETA, first="06:00", last="13:00", time="08:00")

        await weeks.until(NOON + timedelta(hours=2))
        assert [await has_it(weeks, each) for each in (ERIK, ANNA, BO, CECILIA, GRETA)] == [True, *[False] * 4]

        # In Stockholm it is five.
        await weeks.until(NOON + timedelta(hours=3, minutes=59))
        assert not await has_it(weeks, ANNA)
        await weeks.until(NOON + timedelta(hours=4))
        assert await has_it(weeks, ANNA)

        # And six in the morning.
        await weeks.until(NOON + timedelta(hours=17))
        assert [await has_it(weeks, each) for each in (BO, CECILIA, GRETA)] == [False, False, True]
        await weeks.until(NOON + timedelta(days=4))
        assert [await has_it(weeks, each) for each in (BO, CECILIA)] == [False, False]


async def test_who_changes_their_mind_again_gets_what_still_waits(database_url: str) -> None:
    """Hours that are made wider hold at once, too."""
    async with passing(database_url=database_url, season=SPRING) as weeks:
        for day in SPRING.days()[:7]:
            await weeks.pass_day(day)
        await weeks.until(NOON - timedelta(minutes=1))
        await weeks.refuse(TWENTY_MINUTES)
        await weeks.choose(ANNA, first="17:00", last="21:00", time="18:00")
        await weeks.until(NOON + timedelta(hours=1))
        assert not await has_it(weeks, ANNA)
        await weeks.choose(ANNA, first="08:00", last="17:00", time="10:00")
        await weeks.beat()
        assert await has_it(weeks, ANNA)


@pytest.mark.parametrize("on", [on_slack, on_teams], ids=["slack", "teams"])
async def test_whoever_chooses_another_behaviour_is_nudged_about_it_at_once(database_url: str, on: Platform) -> None:
    """The team's own focus has its baseline yet, and so nobody else is nudged."""
    async with passing(database_url=database_url, season=SPRING, on=on) as weeks:
        first, *following = SPRING.days()[:12]
        await weeks.pass_day(first)
        await weeks.choose(ANNA, nudges=await another_behaviour(database_url))
        for day in following:
            await weeks.pass_day(day)
        nudged = {each.member for each in (await weeks.story()).sent if each.kind == "n.plan"}
        assert nudged == {ANNA}
        (nudge, *_) = [each for each in await weeks.platform.inbox("UANNA") if "Inte nu" in each.buttons]
        assert nudge.lines[0].startswith("Du ville bli påmind om »")


async def another_behaviour(database_url: str) -> str:
    """One that is not in focus."""
    others = select(behaviour.c.id).where(~behaviour.c.focus).order_by(behaviour.c.position)
    return await within(database_url, lambda connection: connection.scalars(others).all()[0])

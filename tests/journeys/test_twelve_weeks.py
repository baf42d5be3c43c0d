"""Twelve weeks in four time zones, over both changes of the clock: every message at the right local minute, none outside
hours, none above a cap, none to those away, exactly one per occasion; and each lives to be asked about once a week.
"""

from collections import Counter

import pytest

from tests.journeys.rhythm_people import AUTUMN, EVERYBODY, SPRING, Season
from tests.journeys.sent import faults
from tests.journeys.weeks import hurry, passing


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)


@pytest.mark.parametrize("season", [SPRING, AUTUMN], ids=["spring", "autumn"])
async def test_twelve_weeks(database_url: str, season: Season) -> None:
    async with passing(database_url=database_url, season=season) as weeks:
        await weeks.live()
        story = await weeks.story()
        for each in EVERYBODY.values():
            print(each.name, story.minutes[each.name], Counter(sent.kind for sent in story.to(each)))
        assert faults(story) == []
        assert weeks.misreported(list(story.sent)) == []

"""What a team proposes to celebrate, through the bytes of both platforms."""

from datetime import UTC, datetime

import pytest

from tests.dialogues.languages import SV
from tests.journeys.town import living
from tests.journeys.transcript import Scribe
from tests.storage.dump import dump

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("hurried")


@pytest.mark.parametrize("platform", ["slack", "teams"])
async def test_something_to_celebrate_is_proposed_warned_of_and_taken_back(database_url: str, platform: str) -> None:
    async with living(platform=platform, database_url=database_url, at=MONDAY) as town:
        await town.until(TUESDAY)
        scribe = Scribe(town.chat, SV)
        await scribe.commands("anna", "fira")
        errors = await scribe.submits("anna", {"text": "Ring 19850709-9805", "named": "no"})
        assert list(errors) == ["text"]
        assert not await scribe.submits("anna", {"text": "Vi <!channel> klarade *allt*.", "named": "yes"})
        assert "Vi <!channel> klarade *allt*. (Anna föreslog det.)" in "\n".join(scribe.lines)
        assert len((await dump(database_url))["celebration"]) == 1
        await scribe.commands("bo", "fira")
        assert "Anna föreslog" not in "\n".join(scribe.lines[-5:])
        await scribe.commands("anna", "fira")
        await scribe.taps("anna", "celebrate.take_back_number", number=1)
        assert (await dump(database_url))["celebration"] == []

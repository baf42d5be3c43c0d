"""What a team proposes to celebrate, and how its lead practises, through the bytes of both platforms."""

from datetime import UTC, datetime

import pytest

from tests.dialogues.languages import SV
from tests.journeys.town import living
from tests.journeys.transcript import Scribe
from tests.storage.dump import dump

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
NEXT_FRIDAY = datetime(2026, 11, 27, 15, 30, tzinfo=UTC)
QUESTION = "Veckans fråga till dig: Vad togs upp på era möten den här veckan"
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


@pytest.mark.parametrize("platform", ["slack", "teams"])
async def test_a_lead_is_asked_to_look_back_once_a_week_and_what_they_write_is_theirs(
    database_url: str, platform: str
) -> None:
    async with living(platform=platform, database_url=database_url, at=MONDAY) as town:
        await town.until(NEXT_FRIDAY)
        scribe = Scribe(town.chat, SV)
        asked = [each for each in await town.chat.inbox(town.user("lena")) if each.lines[0].startswith(QUESTION)]
        assert len(asked) == 1
        for name in ("anna", "bo"):
            assert not [
                line for each in await town.chat.inbox(town.user(name)) for line in each.lines if QUESTION in line
            ]
        await scribe.taps("lena", "reflecting.write")
        assert not await scribe.submits("lena", {"text": "Vi hann *aldrig* till <b>exemplet</b>."})
        await scribe.taps("lena", "reflections.button")
        assert "Vi hann *aldrig* till <b>exemplet</b>." in "\n".join(scribe.lines[-6:])
        (row,) = (await dump(database_url))["reflection"]
        assert "Vi hann *aldrig* till <b>exemplet</b>." in row
        await scribe.commands("lena", "leda")
        await scribe.taps("lena", "leadership.choose.feedback")
        await scribe.taps("lena", "button.pick", number=2)
        await scribe.commands("lena", "leda")
        assert "I feedback: När jag ser fokusbeteendet säger jag det till personen samma dag." in "\n".join(
            scribe.lines
        )

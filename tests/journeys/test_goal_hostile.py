"""Whatever people type stands there as they typed it, or is refused with the limit, on every platform."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.dialogues.languages import SV
from tests.journeys.people import BLUEPRINT, SERVICE
from tests.journeys.town import PLATFORMS, Town, living
from tests.journeys.transcript import Scribe

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)

HOSTILE = (
    "<!channel> <@U123> <https://evil.example|klicka>",
    "**fet** _kursiv_ [klicka](https://evil.example) `kod`",
    "<script>alert(1)</script> &lt;b&gt; </div>",
    "مرحبا بالعالم och svenska",
    "noll\u200bbredd \u200d och 👩\u200d👧",
    "{title} %s {{ 7*7 }} goals/show//",
)


@pytest.fixture(params=PLATFORMS)
async def town(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Town]:
    blueprint = replace(BLUEPRINT, goals=())
    async with living(platform=request.param, database_url=database_url, at=MONDAY, blueprint=blueprint) as town:
        yield town


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_hostile_text_stands_where_it_belongs_whole_and_inert(town: Town, text: str) -> None:
    scribe = Scribe(town.chat, SV)
    await scribe.commands("lena", "nytt")
    basics = {"team": SERVICE, "title": text, "why": f"Därför: {text}", "last": "2027-05-31"}
    assert not await scribe.submits("lena", basics)
    shown = await scribe.commands("lena", "")
    assert shown is not None
    assert shown.lines[1:3] == (f"Vad: {text}", f"Därför: {text}")


async def test_what_is_too_long_or_cannot_be_seen_is_refused_with_what_there_is_room_for(town: Town) -> None:
    scribe = Scribe(town.chat, SV)
    await scribe.commands("lena", "nytt")
    basics = {"team": SERVICE, "title": "Färre\u202e köer", "why": "v" * 4000, "last": "2027-05-31"}
    if town.chat.chat.workspace.platform == "playground":
        # A browser lets nobody type more than there is room for; what comes all the same is no form of the page's.
        assert not await scribe.submits("lena", basics)
        basics["why"] = "v" * 1000
        assert await scribe.submits("lena", basics) == {"title": scribe.label("entry.stray")}
    else:
        assert await scribe.submits("lena", basics) == {
            "title": scribe.label("entry.stray"),
            "why": scribe.label("entry.too_long", most=1000, length=4000),
        }
    # What was typed is still there, and can be mended.
    assert not await scribe.submits("lena", {**basics, "title": "Färre köer", "why": "v" * 1000})

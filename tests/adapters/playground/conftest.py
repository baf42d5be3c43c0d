from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.playground.world import Resident, Room
from tests.adapters.conftest import clock
from tests.adapters.inbox import RecordingInbox
from tests.adapters.playground.harness import PlaygroundHarness, playground_harness
from tests.adapters.playground.town import Town
from tests.browser import browse

__all__ = ["browse"]


def resident(user: str, name: str, team: str = "Kundservice", **more: str) -> Resident:
    return Resident(user=user, name=name, email=f"{user}@example.com", team=team, **more)  # type: ignore[arg-type]


RESIDENTS = (
    Resident(
        user="lena", name="Lena Falk", email="lena@example.com", team="Ledning", leads=("Kundservice",), locale="sv"
    ),
    resident("anna", "Anna Åberg", locale="sv", timezone="Europe/Stockholm"),
    resident("olga", "Olga Orlova", locale="en-GB", timezone="Europe/London"),
    resident("tom", "Tom Ek", team="Leverans"),
)
ROOMS = (Room(key="kundservice", name="Kundservice", members=("lena", "anna", "olga")),)


@pytest.fixture
def town() -> Town:
    """A management team, a team with a channel, and somebody in another team."""
    return Town(residents=RESIDENTS, rooms=ROOMS, clock=clock)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "chats" / "playground.sqlite"


@pytest.fixture
async def playground(inbox: RecordingInbox, town: Town, store: Path) -> AsyncIterator[PlaygroundHarness]:
    """A playground in `town`, with a bot that hands everything to `inbox`."""
    async with playground_harness(inbox, clock, world=town, store=store) as playground:
        yield playground

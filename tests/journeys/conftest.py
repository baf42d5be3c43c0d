from collections.abc import AsyncIterator

import pytest

from tests.journeys.test_one_pulse import MONDAY
from tests.journeys.town import PLATFORMS, Town, living
from tests.journeys.weeks import hurry


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole", action="store_true", help="twelve weeks of what goes wrong, and not only four")


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slack's pauses between two messages are not waited for."""
    hurry(monkeypatch)


@pytest.fixture(params=PLATFORMS)
async def town(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Town]:
    """The same town on every platform and both databases, on a Monday morning."""
    async with living(platform=request.param, database_url=database_url, at=MONDAY) as town:
        yield town

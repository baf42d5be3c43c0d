import pytest

from tests.journeys.weeks import hurry


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A platform's pauses between two messages are not waited for."""
    hurry(monkeypatch)

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys.weeks import hurry
from tests.logging_as_before import logging_as_before


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A platform's pauses between two messages are not waited for."""
    hurry(monkeypatch)


@pytest.fixture
def database_file(sqlite_template: Path, tmp_path: Path) -> Callable[[], str]:
    """Makes another database each time."""
    numbers = iter(range(1000))
    return lambda: f"sqlite:///{shutil.copy(sqlite_template, tmp_path / f'{next(numbers)}.db')}"


@pytest.fixture
def logging_restored() -> Iterator[None]:
    """The test may configure logging; afterwards it is as it was."""
    with logging_as_before():
        yield

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.disclosure.databases import Database, databases
from tests.journeys.weeks import hurry
from tests.logging_as_before import logging_as_before


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A platform's pauses between two messages are not waited for."""
    hurry(monkeypatch)


@pytest.fixture
def database_file(sqlite_template: Path) -> Iterator[Database]:
    """Makes another database each time."""
    with databases(sqlite_template) as another:
        yield another


@pytest.fixture
def logging_restored() -> Iterator[None]:
    """The test may configure logging; afterwards it is as it was."""
    with logging_as_before():
        yield

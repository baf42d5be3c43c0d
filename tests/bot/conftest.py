"""What several tests of the bot need."""

import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import logs


@pytest.fixture
def logging_restored() -> Iterator[None]:
    """The test may configure logging; afterwards it is as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs.OURS}
    yield
    structlog.reset_defaults()
    logging.captureWarnings(False)
    root.handlers[:], root.level = handlers, level
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)

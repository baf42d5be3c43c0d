"""Somebody at a terminal."""

from pathlib import Path

import pytest

from storage.sql.store import SqlStorage
from tests.bot.organisation.terminal import Operator


@pytest.fixture
def operator(tmp_path: Path, storage: SqlStorage) -> Operator:
    return Operator(tmp_path, storage)

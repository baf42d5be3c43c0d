"""SQLite databases with all tables and nothing in them, in memory where there is a folder for that: many weeks are
played, and nothing is to outlive a loss of power."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

#: Makes another one and returns its URL.
Database = Callable[[], str]
MEMORY: Final = Path("/dev/shm")


@contextmanager
def databases(template: Path) -> Iterator[Database]:
    """As many as one likes; at the end they are gone."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        numbers = iter(range(1000))
        yield lambda: f"sqlite:///{shutil.copy(template, Path(folder) / f'{next(numbers)}.db')}"

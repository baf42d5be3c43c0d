"""The files of this repository."""

import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

#: What is installed. Everything else belongs to the repository only.
PACKAGES = ("adapters", "bot", "dialogues", "migrations", "storage")


@cache
def tracked() -> Sequence[Path]:
    """Every file that is committed or would be, from the root."""
    # A clone that belongs to somebody else is read all the same: nothing in it is run.
    listing = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [Path(name) for name in sorted(names.split("\0")) if name and (ROOT / name).is_file()]


def python(*folders: str) -> Sequence[Path]:
    """The tracked Python files below `folders`, from the root."""
    return [each for each in tracked() if each.suffix == ".py" and each.parts[0] in folders]

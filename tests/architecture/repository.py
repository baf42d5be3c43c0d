"""The files of this repository."""

import os
from collections.abc import Iterable, Sequence
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

#: What is installed. Everything else belongs to the repository only.
PACKAGES = ("adapters", "bot", "dialogues", "migrations", "storage")


@cache
def tracked() -> Sequence[Path]:
    """Every file that is committed or could be, from the root. Needs no git, which not every machine has."""
    ignored = [".git", *((ROOT / ".gitignore").read_text().replace("/\n", "\n").split())]

    def kept(names: Iterable[str]) -> list[str]:
        return sorted(name for name in names if not any(fnmatch(name, pattern) for pattern in ignored))

    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = kept(folders)
        found += [Path(folder).relative_to(ROOT) / name for name in kept(files)]
    return found


def python(*folders: str) -> Sequence[Path]:
    """The tracked Python files below `folders`, from the root."""
    return [each for each in tracked() if each.suffix == ".py" and each.parts[0] in folders]

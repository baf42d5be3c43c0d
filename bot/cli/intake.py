"""Taking a file in: where it is read, how it is refused, and how what it changes is told and made."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from bot.organisation.problem import Problem
    from dialogues.blueprint.entries import Blueprint
    from storage.port import Storage

NO_ORGANISATION = "There is no organisation yet. Bring one in with: vardag org import FILE"


def load(file: str, *, err: TextIO) -> bytes | None:
    """What stands in the file, or for `-` in the standard input; None, and said to `err`, where it cannot be read."""
    from bot.organisation.outline import LARGEST

    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as source:
            return source.read(LARGEST + 1)
    except OSError as error:
        print(f"{file} cannot be read: {error.strerror}. Is the name right?", file=err)
        return None


def refuse(file: str, problems: "Sequence[Problem]", *, err: TextIO, consequence: str = "") -> None:
    """Print every problem, and how many there are."""
    for problem in problems:
        print(f"{name(file)}: {problem}", file=err)
    print(f"{count(len(problems), 'problem')}.{consequence}", file=err)


async def adopt(
    storage: "Storage", *, old: "Blueprint | None", new: "Blueprint", at: datetime | None, out: TextIO
) -> None:
    """Print what changes, and unless `at` is None, change it. Raises StorageError."""
    from dialogues.blueprint.change import compare

    changes = compare(old, new)
    for change in changes:
        print(change, file=out)
    if not changes:
        print("Nothing to change.", file=out)
    if at is None:
        print("A dry run: nothing was changed.", file=out)
    elif changes:
        await storage.adopt(blueprint=new, at=at)
        print(f"Imported: {count(len(changes), 'change')}.", file=out)


def name(file: str) -> str:
    """What a file is called where it is spoken of."""
    return "standard input" if file == "-" else file


def count(number: int, what: str) -> str:
    """`1 problem`, `2 problems`."""
    plural = "people" if what == "person" else f"{what}s"
    return f"{number} {what if number == 1 else plural}"

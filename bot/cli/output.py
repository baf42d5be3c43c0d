"""Where what a command has written goes."""

from pathlib import Path
from typing import TextIO

from bot.cli import session


def deliver(text: str, file: str, *, out: TextIO, err: TextIO) -> int:
    """Writes to the file, or to `out` for `-`; the exit code."""
    if file == "-":
        out.write(text)
        return 0
    try:
        Path(file).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        print(f"{file} cannot be written: {error.strerror}.", file=err)
        return session.FAILED
    print(f"Written to {file}.", file=out)
    return 0

"""A terminal for the tests."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.cli import measures, org
from bot.cli.__main__ import parser
from bot.clock import StillClock
from storage.sql.store import SqlStorage

CLOCK = StillClock(datetime(2026, 11, 23, 8, tzinfo=UTC))


class Operator:
    """Somebody at a terminal: `out` and `err` are what the last command printed."""

    def __init__(self, folder: Path, storage: SqlStorage) -> None:
        self.file = folder / "org.yaml"
        self.storage = storage
        self.searches = 0
        self.out = self.err = ""

    async def imports(self, text: str | None, *options: str) -> int:
        words = self._words("import", text, *options)
        out, err = io.StringIO(), io.StringIO()
        code = await org.import_(
            parser().parse_args(words), storage=self.storage, clock=CLOCK, match=self._match, out=out, err=err
        )
        self.out, self.err = out.getvalue(), self._err(err)
        return code

    async def measures(self, text: str | None, *options: str) -> int:
        if text is not None:
            self.file.write_text(text, encoding="utf-8")
        out, err = io.StringIO(), io.StringIO()
        arguments = parser().parse_args(["measures", "import", str(self.file), *options])
        code = await measures.import_(arguments, storage=self.storage, clock=CLOCK, out=out, err=err)
        self.out, self.err = out.getvalue(), self._err(err)
        return code

    async def exports(self, *options: str) -> int:
        out, err = io.StringIO(), io.StringIO()
        arguments = parser().parse_args(["org", "export", *options])
        code = await org.export(arguments, storage=self.storage, out=out, err=err)
        self.out, self.err = out.getvalue(), self._err(err)
        return code

    def checks(self, text: str | None, *options: str) -> int:
        out, err = io.StringIO(), io.StringIO()
        code = org.check(parser().parse_args(self._words("check", text, *options)), clock=CLOCK, out=out, err=err)
        self.out, self.err = out.getvalue().replace(str(self.file), "org.yaml"), self._err(err)
        return code

    def _words(self, command: str, text: str | None, *options: str) -> Sequence[str]:
        if text is not None:
            self.file.write_text(text, encoding="utf-8")
        return ["org", command, str(self.file), *options]

    def _err(self, err: io.StringIO) -> str:
        return err.getvalue().replace(str(self.file), "org.yaml")

    async def _match(self) -> None:
        self.searches += 1

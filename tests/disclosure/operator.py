"""Everything that those who run Vardag, own a goal or report on it are told at the command line and over HTTP."""

import io
from argparse import Namespace
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from adapters.port import Finding
from bot.catalogues import read_languages
from bot.cli import org, readings
from bot.cli import report as reports
from bot.doctor import examine, line
from bot.engine import Engine
from bot.health import Health
from bot.organisation.writing import write
from bot.settings import Settings
from bot.tick import describe, explain
from dialogues.blueprint.entries import Blueprint
from storage.port import Storage

FORMATS = ("md", "csv", "html")


async def pass_of(engine: Engine) -> list[str]:
    """What `vardag tick --dry-run` says now."""
    language = read_languages()["en"]
    done = [each async for each in engine.planned(dry_run=True)]
    said = [line for each in done for line in describe(each, language)]
    return said + [each async for each in explain(engine.storage, done, engine.clock.now())]


async def commands(engine: Engine) -> list[str]:
    """What the commands that look print now, and what the bot says of its health."""
    said = [*await _doctor(engine.storage), repr(await Health(storage=engine.storage, chats=()).missing())]
    for form in FORMATS:
        said += (await _written(engine, form)).splitlines()
    return [*said, *await _exports(engine)]


async def imports(engine: Engine, file: Path, blueprint: Blueprint) -> str:
    """Brings in a file with everything but its goals, which stay as they are, and says what is wrong with it."""
    file.write_text(write(replace(blueprint, goals=())), encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()

    async def match() -> None:
        """Everybody has been seen."""

    asked = Namespace(file=str(file), dry_run=False)
    code = await org.import_(asked, storage=engine.storage, clock=engine.clock, match=match, out=out, err=err)
    return err.getvalue() if code else ""


async def _written(engine: Engine, form: str) -> str:
    out = io.StringIO()
    asked = Namespace(file="-", format=form, lang=None, purpose="")
    assert await reports.report(asked, storage=engine.storage, clock=engine.clock, out=out, err=out) == 0
    return out.getvalue()


async def _exports(engine: Engine) -> Sequence[str]:
    said: list[str] = []
    for form in ("csv", "json"):
        out = io.StringIO()
        asked = Namespace(out="-", format=form, lang=None, purpose="")
        assert await readings.export(asked, storage=engine.storage, clock=engine.clock, out=out, err=out) == 0
        said += out.getvalue().splitlines()
    out = io.StringIO()
    assert await org.export(Namespace(file="-"), storage=engine.storage, out=out, err=out) == 0
    return [*said, *out.getvalue().splitlines()]


async def _doctor(storage: Storage) -> Sequence[str]:
    @asynccontextmanager
    async def opened(_: Settings) -> AsyncIterator[Storage]:
        yield storage

    async def platforms(_: Settings) -> Sequence[Finding]:
        return ()

    async def channels(_: Settings, __: Storage) -> AsyncIterator[Finding]:
        nothing: Sequence[Finding] = ()
        for each in nothing:
            yield each

    settings = Settings.load({"VARDAG_DATABASE_URL": "sqlite:////vardag.db"}, Path("none/.env"))
    found = examine(settings, opened=opened, platforms=platforms, channels=channels)
    return [line(each) async for each in found]

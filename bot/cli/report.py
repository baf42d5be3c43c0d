"""`vardag report`: how the organisation is doing."""

import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from typing import TYPE_CHECKING, Final, TextIO

from bot.cli import intake, output, session
from bot.cli.purpose import purpose
from bot.clock import Clock, SystemClock
from bot.settings import Settings
from dialogues.person import LANGUAGES

if TYPE_CHECKING:
    from dialogues.language import Language
    from dialogues.report.report import Report
    from storage.port import Storage

FORMATS: Final = ("md", "csv", "html")


def register(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add this command to the parser."""
    report = commands.add_parser(
        "report",
        help="write how the organisation is doing",
        description="From published readings and system counters alone: nothing in it is about one person, and no "
        "figure rests on fewer people than the organisation's rules say. That it was made is kept, and every team can "
        "see it with /goal audit.",
    )
    report.add_argument("file", metavar="FILE", nargs="?", default="-", help="where to; by default to the screen")
    report.add_argument(
        "--format",
        choices=FORMATS,
        default="md",
        help="md: a text; csv: a table for a spreadsheet; html: one page with pictures that needs nothing beside "
        "itself. md by default",
    )
    report.add_argument("--lang", choices=LANGUAGES, help="by default the organisation's own")
    report.add_argument(
        "--purpose", type=purpose, default="", metavar="TEXT", help="what it is for, which the teams can read"
    )
    report.set_defaults(run=_report)


async def report(arguments: Namespace, *, storage: "Storage", clock: Clock, out: TextIO, err: TextIO) -> int:
    """Writes to the file, or to `out` for `-`, once it has been kept that it was read (R19). Raises StorageError."""
    from bot.catalogues import read_languages
    from dialogues.audit import Entry, Role, Through
    from dialogues.report.composing import compose

    records = await storage.records(at=clock.now())
    if records is None:
        print(intake.NO_ORGANISATION, file=err)
        return session.FAILED
    language = read_languages()[arguments.lang or records.organisation.language]
    text = _written(language.report(compose(records)), language, arguments.format)
    entry = Entry(on=records.today, role=Role.OPERATOR, through=Through.REPORT, purpose=arguments.purpose)
    await storage.audit(entry=entry)
    return output.deliver(text, arguments.file, out=out, err=err)


def _written(report: "Report[str]", language: "Language", format: str) -> str:
    from bot.report import markdown, page, spreadsheet

    write = {"md": markdown.write, "csv": spreadsheet.write, "html": page.write}[format]
    return write(report, language)


def _report(arguments: Namespace) -> int:
    from bot import main

    async def work(settings: Settings) -> int:
        async with main.opened(settings) as storage:
            return await report(arguments, storage=storage, clock=SystemClock(), out=sys.stdout, err=sys.stderr)

    return session.perform(work)

"""`vardag readings`: what teams have said, as it was published."""

import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from typing import TYPE_CHECKING, Final, TextIO

from bot.cli import intake, output, session
from bot.cli.purpose import purpose
from bot.clock import Clock, SystemClock
from bot.settings import Settings
from dialogues.person import LANGUAGES

if TYPE_CHECKING:
    from storage.port import Storage

FORMATS: Final = ("csv", "json")


def register(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add these commands to the parser."""
    readings = commands.add_parser(
        "readings",
        help="export published readings",
        description="What teams have said, as it was published: docs/privacy.md tells what of it may leave Vardag.",
    )
    actions = readings.add_subparsers(title="commands", required=True, metavar="COMMAND")
    exporting = actions.add_parser(
        "export",
        help="write every published reading as a table or as JSON",
        description="Words and tens of per cent, as the teams were told, and no counts; without what teams say of "
        "their lead. That it was exported is kept, and every team can see it with /goal audit.",
    )
    exporting.add_argument("--format", choices=FORMATS, default="csv", help="csv by default")
    exporting.add_argument("--out", metavar="FILE", default="-", help="where to; by default to the screen")
    exporting.add_argument("--lang", choices=LANGUAGES, help="by default the organisation's own")
    exporting.add_argument(
        "--purpose", type=purpose, default="", metavar="TEXT", help="what it is for, which the teams can read"
    )
    exporting.set_defaults(run=_export)


async def export(arguments: Namespace, *, storage: "Storage", clock: Clock, out: TextIO, err: TextIO) -> int:
    """Writes to the file, or to `out` for `-`, once it has been kept that they were read (R19). Raises StorageError."""
    from bot.catalogues import read_languages
    from bot.readings import write_csv, write_json
    from dialogues.audit import Entry, Role, Through

    publication = await storage.publication(at=clock.now())
    if publication is None:
        print(intake.NO_ORGANISATION, file=err)
        return session.FAILED
    language = read_languages()[arguments.lang or publication.organisation.language]
    write = {"csv": write_csv, "json": write_json}[arguments.format]
    entry = Entry(on=publication.today, role=Role.OPERATOR, through=Through.EXPORT, purpose=arguments.purpose)
    await storage.audit(entry=entry)
    return output.deliver(write(publication, language), arguments.out, out=out, err=err)


def _export(arguments: Namespace) -> int:
    from bot import main

    async def work(settings: Settings) -> int:
        async with main.opened(settings) as storage:
            return await export(arguments, storage=storage, clock=SystemClock(), out=sys.stdout, err=sys.stderr)

    return session.perform(work)

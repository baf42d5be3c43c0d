"""`vardag measures`: what was measured."""

import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from typing import TYPE_CHECKING, TextIO

from bot.cli import intake, session
from bot.clock import Clock, SystemClock
from bot.settings import Settings

if TYPE_CHECKING:
    from storage.port import Storage


def register(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add these commands to the parser."""
    measures = commands.add_parser(
        "measures",
        help="bring in the values of measures",
        description="What was measured stands in a CSV file; docs/organisation.md tells how to write it.",
    )
    actions = measures.add_subparsers(title="commands", required=True, metavar="COMMAND")
    importing = actions.add_parser(
        "import",
        help="add values from a CSV file",
        description="Its first line is goal,measure,date,value. Prints what changes, then changes it, all of it or "
        "nothing. Ends with 1, and nothing changed, if anything is wrong with the file.",
    )
    importing.add_argument("file", metavar="FILE", help="the CSV file, or - for the standard input")
    importing.add_argument("--dry-run", action="store_true", help="print what would change, and change nothing")
    importing.set_defaults(run=_import)


async def import_(arguments: Namespace, *, storage: "Storage", clock: Clock, out: TextIO, err: TextIO) -> int:
    """Adds the values of the file. Raises StorageError."""
    from bot.organisation import values
    from bot.organisation.file import Refused

    stored = await storage.blueprint()
    if stored is None:
        print(intake.NO_ORGANISATION, file=err)
        return session.FAILED
    source = intake.load(arguments.file, err=err)
    if source is None:
        return session.FAILED
    found = values.read(source, stored=stored)
    if isinstance(found, Refused):
        intake.refuse(arguments.file, found.problems, err=err, consequence=" Nothing was changed.")
        return session.FAILED
    at = None if arguments.dry_run else clock.now()
    await intake.adopt(storage, old=stored, new=found, at=at, out=out)
    return 0


def _import(arguments: Namespace) -> int:
    from bot import main

    async def work(settings: Settings) -> int:
        async with main.opened(settings) as storage:
            return await import_(arguments, storage=storage, clock=SystemClock(), out=sys.stdout, err=sys.stderr)

    return session.perform(work)

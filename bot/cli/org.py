"""`vardag org`: the organisation file."""

import json
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TextIO
from zoneinfo import ZoneInfo

from bot.cli import intake, output, session
from bot.clock import Clock, SystemClock
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.organisation.file import Accepted
    from dialogues.blueprint.entries import Blueprint
    from storage.port import Storage


def register(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add these commands to the parser."""
    org = commands.add_parser(
        "org",
        help="import, export and check the organisation file",
        description="Teams, people and goals stand in one YAML file; docs/organisation.md tells how to write it.",
    )
    actions = org.add_subparsers(title="commands", required=True, metavar="COMMAND")

    importing = actions.add_parser(
        "import",
        help="make the organisation be what a file says",
        description="Prints what changes, then changes it, all of it or nothing. People who are not in the file are "
        "forgotten at once; goals that are not in it stay, and a file of goals alone changes nothing else. "
        "Ends with 1, and nothing changed, if anything is wrong with the file.",
    )
    importing.add_argument("file", metavar="FILE", help="the organisation file, or - for the standard input")
    importing.add_argument("--dry-run", action="store_true", help="print what would change, and change nothing")
    importing.set_defaults(run=_import)

    exporting = actions.add_parser(
        "export",
        help="write the organisation as a file",
        description="Writes YAML that import reads back as the same organisation.",
    )
    exporting.add_argument("file", metavar="FILE", nargs="?", default="-", help="where to; by default to the screen")
    exporting.set_defaults(run=_export)

    checking = actions.add_parser(
        "check",
        help="say what is wrong with a file",
        description="Needs no database. Ends with 1 if anything is wrong with the file.",
    )
    checking.add_argument("file", metavar="FILE", help="the organisation file, or - for the standard input")
    checking.add_argument("--strict", action="store_true", help="end with 1 for warnings, too")
    checking.set_defaults(run=_check)

    schema = actions.add_parser(
        "schema",
        help="print the file's JSON Schema",
        description="With it an editor completes and explains the keys as one writes.",
    )
    schema.set_defaults(run=_schema)


def check(arguments: Namespace, *, clock: Clock, out: TextIO, err: TextIO) -> int:
    """Prints every problem, or else every warning, to `err`."""
    accepted = _accept(arguments.file, err)
    if accepted is None:
        return session.FAILED
    warnings = _warn(accepted, arguments.file, clock, err)
    if warnings and arguments.strict:
        return session.FAILED
    count = f", {intake.count(warnings, 'warning')}" if warnings else ""
    print(f"{intake.name(arguments.file)}: nothing is wrong{count}.", file=out)
    return 0


async def import_(
    arguments: Namespace,
    *,
    storage: "Storage",
    clock: Clock,
    match: Callable[[], Awaitable[None]],
    out: TextIO,
    err: TextIO,
) -> int:
    """Adopts the file and then has its people looked for by `match`. Raises StorageError, and what `match` raises."""
    stored = await storage.blueprint()
    accepted = _accept(arguments.file, err, stored=stored, consequence=" Nothing was changed.")
    if accepted is None:
        return session.FAILED
    _warn(accepted, arguments.file, clock, err)
    at = None if arguments.dry_run else clock.now()
    await intake.adopt(storage, old=stored, new=accepted.blueprint, at=at, out=out)
    if arguments.dry_run:
        return 0
    await match()
    await _list_unreached(storage, out)
    return 0


async def export(arguments: Namespace, *, storage: "Storage", out: TextIO, err: TextIO) -> int:
    """Writes to the file, or to `out` for `-`. Raises StorageError."""
    from bot.organisation.writing import write

    blueprint = await storage.blueprint()
    if blueprint is None:
        print(intake.NO_ORGANISATION, file=err)
        return session.FAILED
    return output.deliver(write(blueprint), arguments.file, out=out, err=err)


def schema(*, out: TextIO) -> int:
    """Prints the JSON Schema."""
    from bot.organisation.schema import json_schema

    print(json.dumps(json_schema(), ensure_ascii=False, indent=2), file=out)
    return 0


def _import(arguments: Namespace) -> int:
    from bot import main

    async def work(settings: Settings) -> int:
        async def match() -> None:
            await main.match(settings, storage)

        async with main.opened(settings) as storage:
            return await import_(
                arguments, storage=storage, clock=SystemClock(), match=match, out=sys.stdout, err=sys.stderr
            )

    return session.perform(work)


def _export(arguments: Namespace) -> int:
    from bot import main

    async def work(settings: Settings) -> int:
        async with main.opened(settings) as storage:
            return await export(arguments, storage=storage, out=sys.stdout, err=sys.stderr)

    return session.perform(work)


def _check(arguments: Namespace) -> int:
    return check(arguments, clock=SystemClock(), out=sys.stdout, err=sys.stderr)


def _schema(_: Namespace) -> int:
    return schema(out=sys.stdout)


def _accept(file: str, err: TextIO, *, stored: "Blueprint | None" = None, consequence: str = "") -> "Accepted | None":
    """What the `stored` organisation becomes by the file; None, and every problem printed with the `consequence`, where
    it cannot be accepted."""
    from bot.organisation.file import Accepted, read

    source = intake.load(file, err=err)
    if source is None:
        return None
    found = read(source, stored=stored)
    if isinstance(found, Accepted):
        return found
    intake.refuse(file, found.problems, err=err, consequence=consequence)
    return None


def _warn(accepted: "Accepted", file: str, clock: Clock, err: TextIO) -> int:
    """Prints the warnings, and returns how many there are."""
    today = clock.now().astimezone(ZoneInfo(accepted.blueprint.organisation.timezone)).date()
    warnings = accepted.warnings(today=today)
    for each in warnings:
        print(f"{intake.name(file)}: warning: {each}", file=err)
    return len(warnings)


async def _list_unreached(storage: "Storage", out: TextIO) -> None:
    unreached = await storage.unreached()
    if not unreached:
        print("Everybody can be reached.", file=out)
        return
    print(f"Cannot be reached yet, {intake.count(len(unreached), 'person')}:", file=out)
    for each in unreached:
        print(f"  {each.name} <{each.email}>: {each.reason}", file=out)
    print('The e-mail finds the account; where it cannot, write its id under "slack" or "teams".', file=out)

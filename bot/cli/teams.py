"""`vardag teams`."""

import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Mapping
from functools import partial
from importlib.metadata import version
from pathlib import Path

from bot.cli import session
from bot.cli.address import EXAMPLE, https
from bot.settings import Settings


def register(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add these commands to the parser."""
    teams = commands.add_parser("teams", help="connect Teams", description="What Teams has to be told about the bot.")
    actions = teams.add_subparsers(title="commands", required=True, metavar="COMMAND")
    package = actions.add_parser(
        "package",
        help="write the app packages that an administrator uploads",
        description="Writes one package with the slash command, and one for tenants that do not take it yet.",
    )
    package.add_argument("--url", type=https, metavar="URL", help=f"where people read about the app, such as {EXAMPLE}")
    package.add_argument(
        "--folder", type=Path, default=Path(), metavar="FOLDER", help="where to write them; here by default"
    )
    package.set_defaults(run=_package)


def _package(arguments: Namespace) -> int:
    if not arguments.url:
        print(f"People will be sent to {EXAMPLE} to read about the app; give your own with --url.", file=sys.stderr)
    return session.perform(partial(_write, url=arguments.url or EXAMPLE, folder=arguments.folder))


async def _write(settings: Settings, *, url: str, folder: Path) -> int:
    from bot import main

    try:
        _keep(main.teams_packages(settings, url=url, version=version("vardag")), folder)
    except OSError as error:
        print(f"{error.filename} cannot be written: {error.strerror}.", file=sys.stderr)
        return session.FAILED
    return 0


def _keep(packages: Mapping[str, bytes], folder: Path) -> None:
    """Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in packages.items():
        (folder / name).write_bytes(data)
        print(folder / name)

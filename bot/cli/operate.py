"""`vardag run`, `tick`, `doctor`, `health` and `version`."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace, _SubParsersAction
from datetime import datetime
from functools import partial
from importlib.metadata import version
from platform import python_version

from bot.cli import session
from bot.settings import Settings, SettingsError

#: Seconds in which a bot that lives answers.
PATIENCE = 3.0


def register(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add these commands to the parser."""
    run = commands.add_parser(
        "run",
        help="start the bot, or without Slack and Teams the playground",
        description="Brings the database up to date, starts the bot and prints its address. Ctrl-C or SIGTERM ends it.",
    )
    run.set_defaults(run=_run)

    tick = commands.add_parser(
        "tick",
        help="do once what is due, and say what it was",
        description="One pass: plans and sends everything that is due. For trying out, and for cron.",
    )
    tick.add_argument(
        "--at", type=_instant, metavar="INSTANT", help="as of this moment, such as 2026-11-23T08:30+01:00"
    )
    tick.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    tick.set_defaults(run=_tick)

    doctor = commands.add_parser(
        "doctor",
        help="look the installation over and say how to mend it",
        description="Looks at settings, database, migrations, organisation, people, deliveries and the chat platform. "
        "Changes nothing. Ends with 1 if something is not well.",
    )
    doctor.set_defaults(run=_doctor)

    health = commands.add_parser(
        "health",
        help="ask the bot that runs here whether it is alive",
        description="Asks /healthz of the bot on VARDAG_HOST and VARDAG_PORT. Ends with 1 if it is not alive.",
    )
    health.set_defaults(run=_health)

    commands.add_parser("version", help="print the versions of Vardag and Python").set_defaults(run=_version)


def _run(_: Namespace) -> int:
    from bot import main

    return session.perform(main.run)


def _tick(arguments: Namespace) -> int:
    from bot import main

    async def tick(settings: Settings) -> int:
        for line in await main.tick(settings, at=arguments.at, dry_run=arguments.dry_run):
            print(line)
        return 0

    return session.perform(tick)


def _doctor(_: Namespace) -> int:
    from bot import doctor, main

    async def examine(settings: Settings) -> int:
        well = True
        opened = partial(main.opened, migrate=False)
        async for finding in doctor.examine(settings, opened=opened, platforms=main.findings, channels=main.channels):
            print(doctor.line(finding), flush=True)
            well = well and finding.well
        return 0 if well else session.FAILED

    try:
        session.load()
    except SettingsError as error:
        print(*map(doctor.line, doctor.unusable(error)), sep="\n")
        return session.FAILED
    return session.perform(examine)


def _health(_: Namespace) -> int:
    return session.perform(_ask)


async def _ask(settings: Settings) -> int:
    import httpx

    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104
    address = httpx.URL(scheme="http", host=host, port=settings.port, path="/healthz")
    try:
        async with httpx.AsyncClient(timeout=PATIENCE, trust_env=False) as client:
            response = await client.get(address)
    except httpx.HTTPError as error:
        print(f"Nothing that is alive answers at {address} ({type(error).__name__}).", file=sys.stderr)
        return session.FAILED
    print(response.text)
    return 0 if response.status_code == 200 else session.FAILED


def _version(_: Namespace) -> int:
    print(f"Vardag {version('vardag')} on Python {python_version()}")
    return 0


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no moment; write it like 2026-11-23T08:30+01:00") from None
    if instant.tzinfo is None:
        raise ArgumentTypeError(f"{text!r} needs an offset behind it, such as +01:00, or Z for UTC")
    return instant

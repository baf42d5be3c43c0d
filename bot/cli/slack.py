"""`vardag slack`."""

import json
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction

from bot.cli.address import EXAMPLE, https


def register(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add these commands to the parser."""
    slack = commands.add_parser("slack", help="connect Slack", description="What Slack has to be told about the bot.")
    actions = slack.add_subparsers(title="commands", required=True, metavar="COMMAND")
    manifest = actions.add_parser(
        "manifest",
        help="print the manifest from which Slack makes the app",
        description="Prints JSON to paste at https://api.slack.com/apps under Create New App, From a manifest.",
    )
    manifest.add_argument("--url", type=https, metavar="URL", help=f"where Slack reaches the bot, such as {EXAMPLE}")
    manifest.add_argument("--socket-mode", action="store_true", help="the bot calls Slack, and needs no address")
    manifest.set_defaults(run=_manifest)


def _manifest(arguments: Namespace) -> int:
    from bot import main

    if not arguments.url and not arguments.socket_mode:
        print(f"Replace {EXAMPLE} with your own address, or give it with --url.", file=sys.stderr)
    manifest = main.slack_manifest(url=arguments.url or EXAMPLE, socket_mode=arguments.socket_mode)
    print(json.dumps(manifest, ensure_ascii=False, indent=2))
    return 0

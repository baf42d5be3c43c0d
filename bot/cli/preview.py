"""`vardag preview`: a message as a platform gets it."""

import json
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction

from dialogues.person import LANGUAGES

#: What `argparse` itself ends with.
WRONG = 2


def register(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add this command to the parser."""
    preview = commands.add_parser(
        "preview",
        help="print an example of a message as Slack or Teams gets it",
        description="Prints JSON to paste into Slack's Block Kit Builder or the Adaptive Card designer. "
        "Needs no database, no settings. Without a type, or with one that is not there, it lists the types and ends "
        "with 2.",
    )
    preview.add_argument("--type", nargs="?", metavar="TYPE", help="such as n.first, pulse or digest")
    preview.add_argument("--platform", choices=("slack", "teams"), default="slack", help="slack by default")
    preview.add_argument("--lang", choices=LANGUAGES, default="sv", help="sv by default")
    preview.set_defaults(run=_preview)


def _preview(arguments: Namespace) -> int:
    from bot import main
    from bot.catalogues import read_languages
    from dialogues.example.types import EXAMPLES
    from dialogues.message import Message

    example = EXAMPLES.get(arguments.type or "")
    language = read_languages()[arguments.lang]
    if example is None:
        why = f"There is no type {arguments.type}." if arguments.type else "Say which type with --type."
        print(f"{why} These are there:", file=sys.stderr)
        for each in EXAMPLES.values():
            print(f"  {each.id:<18} {language.say(each.when)}", file=sys.stderr)
        return WRONG
    shows = example.shows
    said = language.message(shows) if isinstance(shows, Message) else language.form(shows)
    print(json.dumps(main.previewed(said, platform=arguments.platform), ensure_ascii=False, indent=2))
    return 0

"""Where the command begins."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence

from bot.cli import check, measures, operate, org, preview, readings, report, slack, teams


def main(words: Sequence[str] | None = None) -> int:
    """Do what `words` ask for, by default those of the command line, and return the exit code."""
    arguments = parser().parse_args(words)
    run: Callable[[Namespace], int] = arguments.run
    try:
        code = run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever was reading has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def parser() -> ArgumentParser:
    """Every command sets `run`, a function from the parsed words to the exit code."""
    vardag = ArgumentParser(
        prog="vardag",
        description="A chat bot that keeps a continuous dialogue about goals going inside everyday work.",
        epilog="Settings are read from the environment and from .env in this folder; README.md lists them.",
    )
    commands = vardag.add_subparsers(title="commands", required=True, metavar="COMMAND")
    operate.register(commands)
    org.register(commands)
    check.register(commands)
    measures.register(commands)
    readings.register(commands)
    report.register(commands)
    preview.register(commands)
    slack.register(commands)
    teams.register(commands)
    return vardag


if __name__ == "__main__":
    sys.exit(main())

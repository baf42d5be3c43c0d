"""What an operator reads results for, given on the command line."""

from argparse import ArgumentTypeError

from dialogues.audit import PURPOSE


def purpose(text: str) -> str:
    """`text` on one line. Raises ArgumentTypeError where it is longer than is kept."""
    plain = " ".join(text.split())
    if len(plain) > PURPOSE:
        raise ArgumentTypeError(f"say it in at most {PURPOSE} characters")
    return plain

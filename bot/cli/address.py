"""An address given on the command line."""

from argparse import ArgumentTypeError
from urllib.parse import urlsplit

EXAMPLE = "https://vardag.example.com"


def https(text: str) -> str:
    """`text`, which begins with https:// and goes no further than a path. Raises ArgumentTypeError."""
    try:
        address = urlsplit(text)
        well = address.scheme == "https" and bool(address.hostname) and not (address.query or address.fragment)
    except ValueError:
        well = False
    if not well:
        raise ArgumentTypeError(f"it has to be an https:// address; write it like {EXAMPLE}")
    return text

"""The organisation that Vardag comes with."""

from pathlib import Path

from bot.organisation.file import Accepted, Refused, read
from dialogues.blueprint.entries import Blueprint

EXAMPLE = Path(__file__).parents[2] / "examples" / "organisation.yaml"


def example() -> Blueprint:
    """What `examples/organisation.yaml` says. Raises ValueError where somebody has spoilt it."""
    match read(EXAMPLE.read_bytes()):
        case Accepted(blueprint=blueprint):
            return blueprint
        case Refused(problems=problems):
            raise ValueError("\n".join(f"{EXAMPLE.name}: {each}" for each in problems))

"""Time zones, as people write them: by their IANA names, or by their cities."""

from collections.abc import Mapping
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from dialogues.finding import closest

#: What is said where nothing was probably meant.
FOR_EXAMPLE: Final = "Europe/Stockholm"


def called(text: str) -> str | None:
    """The name of the zone that is called so, whatever its case: `stockholm`, `Europe/Stockholm`; None for none."""
    return _by_lower_case().get("_".join(text.lower().split()))


def is_known(name: str) -> bool:
    """Whether it is exactly an IANA name."""
    return name in _names()


def meant(text: str) -> str | None:
    """The name of the zone that `text` was probably meant to be."""
    close = closest(text, _by_lower_case())
    return _by_lower_case()[close] if close else None


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


@cache
def _by_lower_case() -> Mapping[str, str]:
    cities = {zone.lower().split("/")[-1]: zone for zone in sorted(_names())}
    return cities | {zone.lower(): zone for zone in _names()}

"""What `docs/calendars.md` says of the faults and the bounds is what the code does."""

import re
from pathlib import Path

from adapters.calendar.apart import Bounds
from adapters.calendar.fetch import LARGEST, PATIENCE
from adapters.calendar.read import MOST
from dialogues.feed import Fault

PAGE = (Path(__file__).parents[3] / "docs" / "calendars.md").read_text()


def test_every_fault_is_explained() -> None:
    told = re.findall(r"^\| `(\w+)` \| .+ \| (no|perhaps) \|$", PAGE, re.MULTILINE)
    assert told == [(each.value, "perhaps" if each.passes else "no") for each in Fault]


def test_the_bounds_are_those_of_the_code() -> None:
    for said in (
        f"{LARGEST // 1_000_000} MB at most, unpacked, and {PATIENCE:.0f} seconds at most",
        f"{Bounds().seconds} seconds of work and with {Bounds().memory // 1_000_000} MB at most",
        f"more than {MOST:,} meetings",
        f"longer than {PATIENCE:.0f} seconds to fetch",
        f"too busy to read it within {Bounds().patience:.0f}",
    ):
        assert said in " ".join(PAGE.split()), said

"""Time is an argument: one module reads the clock."""

import ast
from collections.abc import Iterator

from tests.architecture.repository import PACKAGES, ROOT, python

CLOCK = "bot/clock.py"

#: The ways in which a library, the machine or the database says what time it is.
READINGS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "gmtime"),
    ("func", "now"),
    ("func", "current_timestamp"),
}


def test_one_module_reads_the_clock() -> None:
    found = {str(path) for path in python(*PACKAGES) for _ in _readings((ROOT / path).read_text())}
    assert found == {CLOCK}


def test_what_is_looked_for_would_be_found() -> None:
    text = "import datetime, time\ndatetime.datetime.now()\ntime.time()\nnow = date.today\nfunc.now()\nclock.now()"
    assert sorted(_readings(text)) == sorted(["datetime.now", "time.time", "date.today", "func.now"])


def _readings(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute):
            match node.value:
                case ast.Name(id=owner) | ast.Attribute(attr=owner):
                    if (owner, node.attr) in READINGS:
                        yield f"{owner}.{node.attr}"
                case _:
                    pass

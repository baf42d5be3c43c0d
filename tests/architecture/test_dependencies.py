"""Every dependency is pinned, hashed, and has a reason."""

import re
import tomllib
from collections.abc import Mapping

import pytest

from tests.architecture.repository import ROOT

LOCKS = ("requirements.lock", "tests/requirements.lock")


def pins(lock: str) -> Mapping[str, tuple[str, str]]:
    """By name: the version, and everything else that stands with it."""
    found = re.findall(r"^([\w.-]+)==(\S+)((?:.*\\\n)*.*)$", (ROOT / lock).read_text(), re.MULTILINE)
    return {name: (version, rest) for name, version, rest in found}


def declared(*, extra: bool) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = project["optional-dependencies"]["test"] if extra else project["dependencies"]
    return {re.split(r"[\[<>=~! ;]", each, maxsplit=1)[0] for each in wanted}


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_is_hashed_and_comes_from_no_named_index(lock: str) -> None:
    assert pins(lock)
    assert [name for name, (_, rest) in pins(lock).items() if "--hash=sha256:" not in rest] == []
    lines = (ROOT / lock).read_text().splitlines()
    assert [line for line in lines if not re.match(r"[\w.-]+==\S+ |    --hash=sha256:[0-9a-f]{64}( \\)?$", line)] == []


def test_what_is_declared_is_pinned() -> None:
    assert declared(extra=False) <= pins("requirements.lock").keys()
    assert declared(extra=True) <= pins("tests/requirements.lock").keys()


def test_the_tests_run_with_the_versions_that_are_shipped() -> None:
    shipped, tested = pins("requirements.lock"), pins("tests/requirements.lock")
    assert {name: version for name, (version, _) in shipped.items()} == {
        name: tested[name][0] for name in shipped if name in tested
    }


def test_every_dependency_has_said_what_it_is_for() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text()
    told = re.findall(r"^\| `([\w-]+)` \| \S.+ \|$", page, re.MULTILINE)
    assert sorted(told) == sorted(declared(extra=False) | declared(extra=True))

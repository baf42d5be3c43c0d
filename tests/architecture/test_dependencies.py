"""Every dependency is pinned, hashed, and has a reason."""

import re
import tomllib
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.repository import ROOT

LOCKS = ("requirements.lock", "tests/requirements.lock")


def pins(lock: str) -> Mapping[str, tuple[str, str]]:
    """By name: the version, and everything else that stands with it."""
    found = re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==(\S+)((?:.*\\\n)*.*)$", (ROOT / lock).read_text(), re.MULTILINE)
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
    right = r"[\w.-]+(\[[\w,-]+\])?==\S+ |    --hash=sha256:[0-9a-f]{64}( \\)?$"
    assert [line for line in lines if not re.match(right, line)] == []


@pytest.mark.parametrize(
    ("lock", "known"),
    [
        ("requirements.lock", {"sqlalchemy[asyncio]"}),
        ("tests/requirements.lock", {"sqlalchemy[asyncio]", "coverage[toml]"}),
    ],
)
def test_an_extra_that_somebody_asks_for_is_pinned_with_its_extra(lock: str, known: set[str]) -> None:
    """An older pip takes `name[extra]` for a requirement of its own: unpinned, it looks for the newest, and stops."""
    pinned = set(re.findall(r"^([\w.-]+\[[\w,-]+\])==", (ROOT / lock).read_text(), re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = {
        f"{canonicalize_name(each.name)}[{','.join(sorted(each.extras))}]"
        for each in map(
            Requirement, [*project["dependencies"], *(line for name in pins(lock) for line in installed(name))]
        )
        if each.extras and (each.marker is None or each.marker.evaluate({"extra": ""}))
    }
    assert known <= asked <= pinned


def installed(name: str) -> list[str]:
    """What the installed package asks for; nothing where it is for another platform."""
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []


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

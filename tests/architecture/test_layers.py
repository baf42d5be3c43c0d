"""Who may import whom. The rules are in `.importlinter`."""

import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.architecture.repository import PACKAGES, ROOT, python


@pytest.fixture(scope="module")
def rules() -> ConfigParser:
    parser = ConfigParser()
    parser.read(ROOT / ".importlinter")
    return parser


def test_every_rule_is_kept() -> None:
    # In a process of its own: it changes the logging of the one that it runs in.
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_package_is_under_the_rules(rules: ConfigParser) -> None:
    assert sorted(rules["importlinter"]["root_packages"].split()) == sorted(PACKAGES)
    assert {each.parts[0] for each in python(*PACKAGES)} == set(PACKAGES)


def test_no_platform_is_missing_from_the_rules(rules: ConfigParser) -> None:
    platforms = sorted({f"adapters.{each.parts[1]}" for each in python("adapters") if len(each.parts) > 2})
    assert len(platforms) > 1
    assert sorted(rules["importlinter:contract:platforms"]["modules"].split()) == platforms
    forbidden = rules["importlinter:contract:composition"]["forbidden_modules"].split()
    assert sorted(each for each in forbidden if each.startswith("adapters.")) == platforms

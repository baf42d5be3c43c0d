"""Who may import whom. The rules are in `.importlinter`."""

from configparser import ConfigParser

import pytest
from importlinter.cli import lint_imports

from tests.architecture.repository import PACKAGES, ROOT, python


@pytest.fixture(scope="module")
def rules() -> ConfigParser:
    parser = ConfigParser()
    parser.read(ROOT / ".importlinter")
    return parser


def test_every_rule_is_kept(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    code = lint_imports(config_filename=".importlinter", no_cache=True, no_logo=True)
    assert code == 0, capsys.readouterr().out


def test_every_package_is_under_the_rules(rules: ConfigParser) -> None:
    assert sorted(rules["importlinter"]["root_packages"].split()) == sorted(PACKAGES)
    assert {each.parts[0] for each in python(*PACKAGES)} == set(PACKAGES)


def test_no_platform_is_missing_from_the_rules(rules: ConfigParser) -> None:
    platforms = sorted({f"adapters.{each.parts[1]}" for each in python("adapters") if len(each.parts) > 2})
    assert len(platforms) > 1
    assert sorted(rules["importlinter:contract:platforms"]["modules"].split()) == platforms
    forbidden = rules["importlinter:contract:composition"]["forbidden_modules"].split()
    assert sorted(each for each in forbidden if each.startswith("adapters.")) == platforms

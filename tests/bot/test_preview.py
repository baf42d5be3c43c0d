"""`vardag preview`, as whoever wants to see a message types it."""

import json
from pathlib import Path

import pytest

from bot.cli.__main__ import main


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, with a setting that is wrong: the command needs none."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VARDAG_PORT", "many")
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert main(["preview", *words]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    payload = json.loads(said.out)
    assert isinstance(payload, dict)
    return payload


def test_a_message_is_printed_as_each_platform_gets_it_in_each_language(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slack = printed(capsys, "--type", "digest", "--platform", "slack", "--lang", "sv")
    assert (
        slack["text"] == "Veckans samtal: Kundservice. Om vi fick ta bort en sak den här veckan, vad skulle det vara?"
    )
    assert any(block["type"] == "data_visualization" for block in slack["blocks"])  # type: ignore[attr-defined]
    teams = printed(capsys, "--type", "n.first", "--platform", "teams", "--lang", "en")
    assert teams["type"] == "AdaptiveCard"
    assert "Hi! I am Vardag" in json.dumps(teams)
    assert list(folder.iterdir()) == []


def test_a_form_is_printed_likewise(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "--type", "settings")["type"] == "modal"
    assert printed(capsys, "--type", "settings", "--platform", "teams")["type"] == "AdaptiveCard"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Say which type with --type. These are there:"),
        (("--type",), "Say which type with --type. These are there:"),
        (("--type", "n.nothing"), "There is no type n.nothing. These are there:"),
    ],
)
def test_without_a_type_that_is_there_the_types_are_listed(
    words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preview", *words, "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    first, *types = said.err.splitlines()
    assert first == sentence
    assert types[0].split(maxsplit=1) == ["n.first", "On the first working day with Vardag, before anything else."]
    assert len(types) > 30

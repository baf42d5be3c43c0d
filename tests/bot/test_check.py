"""`vardag check`, as whoever tries a sentence out types it."""

import io
import json
from pathlib import Path

import pytest

from bot.cli.__main__ import main

GOOD = "Före varje kundmöte läser vi kundens tre senaste ärenden."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, with a setting that is wrong: the command needs none."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VARDAG_PORT", "many")
    return tmp_path


@pytest.mark.parametrize(
    ("sentence", "language", "code", "told"),
    [
        (GOOD, "sv", 0, "accept\n"),
        ("We take care of each other every day", "en", 1, "advise\nsee: What is seen?\n"),
        ("Call one customer", "en", 1, "advise\nwhen: When?\nwho: Who does it?\n"),
        ("Öka kundnöjdheten med 10 %", "sv", 2, "reject\noutcome: Det är ett resultat. Vad gör ni som leder dit?\n"),
    ],
)
def test_the_verdict_is_the_exit_code(
    sentence: str, language: str, code: int, told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", sentence, "--lang", language]) == code
    assert capsys.readouterr() == (told, "")
    assert list(folder.iterdir()) == []


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "Improve quality", "--lang", "en", "--json"]) == 2
    assert json.loads(capsys.readouterr().out) == {
        "verdict": "reject",
        "score": 10,
        "codes": [{"code": "vague", "help": "What exactly do you do, and when?"}],
    }


@pytest.mark.parametrize(("given", "code"), [(GOOD.encode(), 0), (b"\xff\xfe", 2), (b"", 2)])
def test_a_dash_reads_the_standard_input(given: bytes, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
    assert main(["check", "-", "--lang", "sv"]) == code


@pytest.mark.parametrize("words", [["check"], ["check", GOOD], ["check", GOOD, "--lang", "da"]])
def test_a_command_that_is_not_understood_says_so(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("usage: vardag check")

"""`vardag measures`, as an operator meets it, on a real database."""

from pathlib import Path

import pytest

from bot.cli.__main__ import main
from tests.bot.organisation.files import GOOD
from tests.bot.organisation.terminal import Operator

VALUES = "goal,measure,date,value\nnki,NKI,2026-10-31,68.5\n"


async def test_values_come_in_once_and_twice_change_nothing(operator: Operator) -> None:
    await operator.imports(GOOD)
    assert await operator.measures(VALUES, "--dry-run") == 0
    assert operator.out == "~ goal nki: values\nA dry run: nothing was changed.\n"
    assert await operator.measures(VALUES) == 0
    assert operator.out == "~ goal nki: values\nImported: 1 change.\n"
    assert await operator.measures(VALUES) == 0
    assert operator.out == "Nothing to change.\n"
    await operator.exports()
    assert "values:\n          2026-09-30: 67.5\n          2026-10-31: 68.5\n" in operator.out
    assert await operator.imports(GOOD) == 0
    assert operator.out.startswith("Nothing to change.\n")


async def test_nothing_is_written_when_anything_is_refused(operator: Operator) -> None:
    await operator.imports(GOOD)
    before = await operator.storage.blueprint()
    assert await operator.measures(VALUES + "nki,NKI,2026-11-30,many\n") == 1
    assert operator.err == (
        'org.yaml: line 3, column 4: value: "many" is not a number. Write it as 66 or 66.5, with no unit.\n'
        "1 problem. Nothing was changed.\n"
    )
    assert await operator.storage.blueprint() == before


@pytest.mark.parametrize("database", ["sqlite"])
async def test_it_needs_an_organisation_and_a_file(operator: Operator) -> None:
    assert await operator.measures(VALUES) == 1
    assert operator.err == "There is no organisation yet. Bring one in with: vardag org import FILE\n"
    await operator.imports(GOOD)
    operator.file.unlink()
    assert await operator.measures(None) == 1
    assert operator.err == "org.yaml cannot be read: No such file or directory. Is the name right?\n"


@pytest.mark.parametrize("database", ["sqlite"])
def test_the_whole_command_imports(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VARDAG_DATABASE_URL", database_url)
    (tmp_path / "org.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "values.csv").write_text(VALUES, encoding="utf-8")
    assert main(["org", "import", "org.yaml"]) == 0
    assert main(["measures", "import", "values.csv"]) == 0
    assert capsys.readouterr().out.endswith("~ goal nki: values\nImported: 1 change.\n")

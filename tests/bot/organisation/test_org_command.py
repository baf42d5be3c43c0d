"""`vardag org`, as an operator meets it, on a real database."""

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.cli.__main__ import main
from bot.organisation.example import EXAMPLE, example
from tests.bot.organisation.files import GOOD, changed
from tests.bot.organisation.terminal import Operator


async def test_the_first_import_says_what_is_new_and_who_cannot_be_reached(operator: Operator) -> None:
    assert await operator.imports(GOOD) == 0
    assert operator.out == (
        "+ organisation Exempel AB\n"
        "+ team Ledning (ledning)\n"
        "+ team Kund (kund)\n"
        "+ person Lea (ledning)\n"
        "+ person Anna (kund)\n"
        "+ goal nki\n"
        '+ behaviour "Vi frågar varje kund" (nki)\n'
        '+ behaviour "Vi ringer upp samma dag" (nki)\n'
        '+ behaviour "Jag berättar varje dag" (nki)\n'
        "Imported: 9 changes.\n"
        "Cannot be reached yet, 2 people:\n"
        "  Lea <lea@example.com>: no account\n"
        "  Anna <anna@example.com>: no account\n"
        'The e-mail finds the account; where it cannot, write its id under "slack" or "teams".\n'
    )
    assert operator.searches == 1


async def test_importing_twice_changes_nothing(operator: Operator) -> None:
    await operator.imports(EXAMPLE.read_text(encoding="utf-8"))
    before = await operator.storage.blueprint()
    assert before == example()
    assert await operator.imports(None) == 0
    assert operator.out.startswith("Nothing to change.\nCannot be reached yet, 25 people:\n")
    assert await operator.storage.blueprint() == before


async def test_a_change_is_told_in_words_and_made(operator: Operator) -> None:
    await operator.imports(GOOD)
    assert await operator.imports(changed("why: Därför", "why: {sv: Därför, en: Because}")) == 0
    assert operator.out.startswith("~ goal nki: why\nImported: 1 change.\n")
    assert await operator.imports(None) == 0
    assert operator.out.startswith("Nothing to change.\n")


async def test_a_dry_run_tells_and_changes_nothing(operator: Operator) -> None:
    await operator.imports(GOOD)
    before = await operator.storage.blueprint()
    assert await operator.imports(changed("name: Anna\n", "name: Anna B\n"), "--dry-run") == 0
    assert operator.out == "~ person Anna B (kund): name\nA dry run: nothing was changed.\n"
    assert await operator.storage.blueprint() == before
    assert operator.searches == 1


async def test_nothing_is_written_when_anything_is_refused(operator: Operator) -> None:
    await operator.imports(GOOD)
    before = await operator.storage.blueprint()
    broken = changed("    team: kund\n    locale: en\n", "    team: kundd\n    locale: de\n").replace(
        "name: Lea", "name: L"
    )
    assert await operator.imports(broken) == 1
    assert operator.err == (
        'org.yaml: line 9, column 5: people[2].team: there is no team "kundd". Did you mean "kund"?\n'
        'org.yaml: line 10, column 5: people[2].locale: Vardag does not speak "de". '
        "Write sv for Swedish or en for English.\n"
        "2 problems. Nothing was changed.\n"
    )
    assert operator.out == ""
    assert await operator.storage.blueprint() == before


async def test_what_is_exported_can_be_imported(operator: Operator) -> None:
    await operator.imports(EXAMPLE.read_text(encoding="utf-8"))
    assert await operator.exports() == 0
    assert await operator.imports(operator.out) == 0
    assert operator.out.startswith("Nothing to change.\n")


async def test_export_writes_to_a_file(operator: Operator, tmp_path: Path) -> None:
    await operator.imports(GOOD)
    file = tmp_path / "out.yaml"
    assert await operator.exports(str(file)) == 0
    assert operator.out == f"Written to {file}.\n"
    assert operator.checks(file.read_text(encoding="utf-8")) == 0
    assert await operator.exports(str(tmp_path)) == 1
    assert operator.err == f"{tmp_path} cannot be written: Is a directory.\n"


async def test_there_is_nothing_to_export_before_the_first_import(operator: Operator) -> None:
    assert await operator.exports() == 1
    assert operator.err == "There is no organisation yet. Bring one in with: vardag org import FILE\n"


@pytest.mark.parametrize("database", ["sqlite"])
def test_check_warns_and_strict_makes_it_count(operator: Operator) -> None:
    assert operator.checks(GOOD) == 0
    assert operator.out == "org.yaml: nothing is wrong, 14 warnings.\n"
    assert operator.err.startswith('org.yaml: warning: line 3, column 5: teams[1]: "ledning" has 1 of the 5 people')
    assert operator.checks(None, "--strict") == 1
    assert operator.checks(changed("name: Anna", "nam: Anna")) == 1
    assert operator.err.endswith('Did you mean "name"?\n1 problem.\n')


@pytest.mark.parametrize("database", ["sqlite"])
def test_a_file_that_is_not_there_is_told_in_a_sentence(operator: Operator) -> None:
    assert operator.checks(None) == 1
    assert operator.err == "org.yaml cannot be read: No such file or directory. Is the name right?\n"


def test_a_file_comes_from_the_standard_input_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"people: [")))
    assert main(["org", "check", "-"]) == 1
    assert capsys.readouterr().err == (
        "standard input: line 1, column 10: this is not YAML: expected the node content, but found '<stream end>'. "
        "Look here and on the line before for a missing colon, space, quotation mark or bracket.\n"
        "1 problem.\n"
    )


def test_schema_prints_json_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["org", "schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Vardag's organisation file"


@pytest.mark.parametrize("database", ["sqlite"])
def test_the_whole_command_imports_and_exports(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VARDAG_DATABASE_URL", database_url)
    file = tmp_path / "org.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert main(["org", "import", str(file)]) == 0
    assert "Imported: 9 changes.\n" in capsys.readouterr().out
    assert main(["org", "export"]) == 0
    assert capsys.readouterr().out.startswith("organisation:\n  name: Exempel AB\n")

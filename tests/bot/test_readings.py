"""`vardag readings export`, as an operator and their spreadsheet meet it."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import readings as command
from bot.cli.__main__ import parser
from bot.clock import StillClock
from bot.report.spreadsheet import MARK
from dialogues.audit import Entry, Role, Through
from dialogues.export import COLUMNS
from dialogues.facts import Want
from dialogues.phrase import Wording
from storage.sql.store import SqlStorage
from tests.storage.example import AT, DAY, EXAMPLE, KUND, MONDAY, NKI, answer, close, facts, found, open_window, reading

CLOCK = StillClock(datetime(2026, 11, 16, 12, tzinfo=UTC))
NASTY = '=HYPERLINK("http://x");\'@x,\t+1'


async def export(storage: SqlStorage, *words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    arguments = parser().parse_args(["readings", "export", *words])
    code = await command.export(arguments, storage=storage, clock=CLOCK, out=out, err=err)
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
async def published(storage: SqlStorage) -> SqlStorage:
    """Two readings of a team whose goal is hostile, and an open window."""
    titled = replace(NKI, title=Wording(texts={"sv": NASTY}))
    await found(storage, replace(EXAMPLE, goals=(titled,)))
    for week in range(2):
        window = await open_window(storage, at=AT + 7 * week * DAY)
        one = replace(reading(window, yes=5), first=MONDAY + 7 * week * DAY, last=MONDAY + (7 * week + 6) * DAY)
        await close(storage, window, one, at=AT + 7 * (week + 1) * DAY)
    await answer(storage, "U1", await open_window(storage, at=AT + 14 * DAY), "not_that_time")
    return storage


async def test_the_table_opens_in_a_spreadsheet_and_calculates_nothing(published: SqlStorage) -> None:
    code, text, err = await export(published)
    assert (code, err) == (0, "")
    assert text.startswith(MARK)
    first, second = csv.DictReader(io.StringIO(text.removeprefix(MARK)), delimiter=";")
    assert tuple(first) == COLUMNS
    assert (first["first"], second["first"]) == ("2026-09-07", "2026-09-14")
    assert first["goal_title"] == "'=HYPERLINK(\"http://x\");'@x, +1"
    assert (first["share"], first["people"], first["said"]) == (
        "most",
        "5-9",
        "De flesta fick till det vid senaste tillfället.",
    )
    assert "not_that_time" not in text
    english = (await export(published, "--lang", "en"))[1].removeprefix(MARK)
    assert next(csv.DictReader(io.StringIO(english)))["behaviour_text"].endswith("(en)")


async def test_the_json_says_the_same(published: SqlStorage) -> None:
    document = json.loads((await export(published, "--format", "json"))[1])
    assert (document["organisation"], document["exported_on"]) == ("Exempel AB", "2026-11-16")
    first, _ = document["readings"]
    assert tuple(first) == COLUMNS
    assert first["goal_title"] == {"sv": NASTY}
    assert (first["team"], first["question"], first["obstacles"], first["percent"]) == (KUND, "beh.last", [], None)
    assert "5" not in str({name: value for name, value in first.items() if name not in ("id", "people", "behaviour")})


async def test_it_is_the_same_every_time_and_written_where_one_says(published: SqlStorage, tmp_path: Path) -> None:
    once, again = (await export(published))[1], (await export(published))[1]
    assert once == again
    file = tmp_path / "readings.csv"
    assert (await export(published, "--out", str(file)))[:2] == (0, f"Written to {file}.\n")
    assert file.read_text(encoding="utf-8").replace("\r\n", "\n") == once.replace("\r\n", "\n")
    code, _, err = await export(published, "--out", str(tmp_path / "none" / "x"))
    assert code == 1
    assert "cannot be written" in err


async def test_the_teams_see_that_it_was_done_and_what_for(published: SqlStorage) -> None:
    for _ in range(2):
        await export(published, "--purpose", "Facket\n får dem")
    (insight,) = (await facts(published, "U1", Want.AUDIT)).audit
    on = datetime(2026, 11, 16, tzinfo=UTC).date()
    assert insight.entry == Entry(on=on, role=Role.OPERATOR, through=Through.EXPORT, purpose="Facket får dem")


async def test_readings_of_a_team_that_is_gone_are_there(published: SqlStorage) -> None:
    others = tuple(each for each in EXAMPLE.people if each.team != KUND)
    gone = replace(EXAMPLE, teams=EXAMPLE.teams[1:], people=others, goals=())
    before = (await export(published))[1]
    await published.adopt(blueprint=gone, at=AT + 20 * DAY)
    assert (await export(published))[1] == before


async def test_before_there_is_an_organisation_it_says_so(storage: SqlStorage) -> None:
    code, out, err = await export(storage)
    assert (code, out) == (1, "")
    assert "vardag org import" in err


def test_a_purpose_is_short(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["readings", "export", "--purpose", "x" * 201])
    assert "200 characters" in capsys.readouterr().err

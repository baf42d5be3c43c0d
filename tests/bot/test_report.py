"""`vardag report`, as an operator and whoever they write it for meet it."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.cli import report as command
from bot.cli.__main__ import main, parser
from bot.clock import StillClock
from bot.organisation.example import example
from bot.report import markdown, page, spreadsheet
from dialogues.audit import Entry, Insight, Role, Through
from dialogues.facts import Want
from dialogues.language import Language
from dialogues.phrase import Wording
from dialogues.report.composing import compose
from dialogues.report.records import Records
from dialogues.report.report import Report
from dialogues.rules import Reference, Rules
from storage.port import StorageError
from storage.sql.store import SqlStorage
from tests.browser import Browse, browse
from tests.dialogues.languages import EN, LANGUAGES, SV
from tests.dialogues.report_examples import COMPANY, EMPTY, RECORDS, VARIED, kpi
from tests.storage.dump import within
from tests.storage.example import facts, found

__all__ = ("browse",)

CLOCK = StillClock(datetime(2026, 11, 16, 12, tzinfo=UTC))
#: What somebody might write to break out of each format.
NASTY = '=HYPERLINK("http://x"),"</svg><script>alert(1)</script> [a](http://x) `b` | *c*'
FORMATS: dict[str, Callable[[Report[str], Language], str]] = {
    "md": markdown.write,
    "csv": spreadsheet.write,
    "html": page.write,
}


def written(format: str, records: Records = RECORDS, language: Language = SV) -> str:
    return FORMATS[format](language.report(compose(records)), language)


def hostile() -> Records:
    """Everything that an organisation can write into a report is as hostile as it can be."""
    nasty = Wording(texts={"sv": NASTY})
    records = kpi(30)
    rules = Rules(reference=Reference(percent=20, source=nasty))
    goals = tuple(
        replace(each, title=nasty, measures=tuple(replace(one, name=NASTY, unit=NASTY) for one in each.measures))
        for each in records.goals
    )
    return replace(records, organisation=replace(COMPANY, name=NASTY, rules=rules), goals=goals)


class Operator:
    """Somebody at a terminal: `out` and `err` are what the last command printed."""

    def __init__(self, storage: SqlStorage) -> None:
        self.storage = storage
        self.out = self.err = ""

    async def report(self, *words: str) -> int:
        out, err = io.StringIO(), io.StringIO()
        arguments = parser().parse_args(["report", *words])
        code = await command.report(arguments, storage=self.storage, clock=CLOCK, out=out, err=err)
        self.out, self.err = out.getvalue(), err.getvalue()
        return code


class TestCommand:
    async def test_without_an_organisation_it_says_how_to_get_one(self, storage: SqlStorage) -> None:
        operator = Operator(storage)
        assert await operator.report() == 1
        assert (operator.out, operator.err) == (
            "",
            "There is no organisation yet. Bring one in with: vardag org import FILE\n",
        )

    @pytest.mark.parametrize(("format", "begins"), [("md", "# "), ("csv", "\ufeff"), ("html", "<!doctype html>")])
    async def test_each_format_goes_to_the_screen_or_to_a_file(
        self, storage: SqlStorage, tmp_path: Path, format: str, begins: str
    ) -> None:
        await storage.adopt(blueprint=example(), at=CLOCK.now())
        operator = Operator(storage)
        assert await operator.report("--format", format) == 0
        screen = operator.out
        assert screen.startswith(begins)
        file = tmp_path / f"report.{format}"
        assert await operator.report(str(file), "--format", format) == 0
        assert operator.out == f"Written to {file}.\n"
        assert file.read_bytes() == screen.encode()

    async def test_it_is_in_the_organisations_language_unless_one_asks_for_the_other(self, storage: SqlStorage) -> None:
        await storage.adopt(blueprint=example(), at=CLOCK.now())
        operator = Operator(storage)
        await operator.report()
        assert operator.out.startswith("# Målen i vardagen\n")
        await operator.report("--lang", "en")
        assert operator.out.startswith("# Goals in everyday work\n")

    async def test_that_it_was_read_and_what_for_is_kept_and_every_team_can_see_it(self, storage: SqlStorage) -> None:
        """R19."""
        await found(storage)
        operator = Operator(storage)
        assert await operator.report("--purpose", " Ledningens  höstdag ") == 0
        entry = Entry(on=CLOCK.now().date(), role=Role.OPERATOR, through=Through.REPORT, purpose="Ledningens höstdag")
        for user in ("U1", "ULEAD"):
            assert (await facts(storage, user, Want.AUDIT)).audit == (Insight(entry=entry),)

    async def test_nothing_is_shown_where_that_cannot_be_kept(self, storage: SqlStorage, database_url: str) -> None:
        await found(storage)
        await within(database_url, lambda connection: connection.execute(text("DROP TABLE audit")))
        operator = Operator(storage)
        with pytest.raises((StorageError, DBAPIError)):
            await operator.report()
        assert operator.out == ""

    def test_a_purpose_that_is_too_long_is_refused(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit):
            main(["report", "--purpose", "x" * 201])
        assert "say it in at most 200 characters" in capsys.readouterr().err

    async def test_a_file_that_cannot_be_written_is_told_of(self, storage: SqlStorage, tmp_path: Path) -> None:
        await found(storage)
        operator = Operator(storage)
        assert await operator.report(str(tmp_path)) == 1
        assert operator.err == f"{tmp_path} cannot be written: Is a directory.\n"


class TestSpreadsheet:
    def rows(self, text: str, delimiter: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter))

    @pytest.mark.parametrize(("language", "delimiter", "name"), [(SV, ";", "Nyckel"), (EN, ",", "Key")])
    def test_it_has_a_line_for_each_figure(self, language: Language, delimiter: str, name: str) -> None:
        rows = self.rows(written("csv", language=language), delimiter)
        keys = [row[name] for row in rows]
        assert keys[:4] == ["clarity.top", "clarity.fairly", "clarity.start", "clarity.course"]
        assert keys.count("clarity.course") == 11

    def test_numbers_are_numbers_and_shares_are_tens(self) -> None:
        rows = {row["Nyckel"]: row for row in self.rows(written("csv"), ";")}
        top = rows["clarity.top"]
        assert (top["Värde"], top["Procent"], top["Troligen från"], top["Troligen till"], top["Team"]) == (
            *("Omkring 40 %", "40", "30", "50", "6"),
        )
        assert (rows["translation.goals"]["Antal"], rows["translation.goals"]["Av"]) == ("8", "9")
        assert rows["behaviour.portion"]["Antal"].isdigit()
        assert all(int(row["Procent"]) % 10 == 0 for row in rows.values() if row["Procent"])

    def test_nothing_that_somebody_has_written_is_calculated(self) -> None:
        for language, delimiter in ((SV, ";"), (EN, ",")):
            for row in self.rows(written("csv", hostile(), language), delimiter):
                assert not [value for value in row.values() if value.lstrip()[:1] in "=+-@＝＋－＠" and value]

    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n@x", "＝1", " =1"])
    def test_what_begins_a_formula_becomes_a_text(self, text: str) -> None:
        assert spreadsheet.inert(text).startswith("'")


class TestMarkdown:
    def test_what_somebody_has_written_means_nothing(self) -> None:
        said = written("md", hostile())
        assert "<script>" not in said
        assert not re.search(r"(?<!\\)\]\(", said)
        assert not re.search(r"(?<!\\)`", said)
        assert said.count("\n# ") == 0, "one title"

    def test_it_says_in_words_what_the_pictures_show(self) -> None:
        assert "Helt tydligt, månad för månad: jan. 20 %; feb. 20 %;" in written("md")


class Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


class TestPage:
    @pytest.mark.parametrize("records", [RECORDS, EMPTY, *VARIED, hostile()])
    def test_it_needs_nothing_beside_itself_and_runs_nothing(self, records: Records) -> None:
        for language in (SV, EN):
            text = written("html", records, language)
            tags = Tags(text)
            assert {"script", "link", "img", "iframe", "object", "form"}.isdisjoint(tag for tag, _ in tags.found)
            for tag, attributes in tags.found:
                assert not [name for name in attributes if name.startswith("on")], tag
                assert attributes.get("href", "#").startswith("#")  # type: ignore[union-attr]
                assert "src" not in attributes
            assert "url(" not in text
            assert "@import" not in text

    def test_every_picture_has_an_alternative_text(self) -> None:
        pictures = [attributes for tag, attributes in Tags(written("html")).found if tag == "svg"]
        assert len(pictures) > 10
        for each in pictures:
            assert each.get("aria-hidden") == "true" or (each["role"] == "img" and each["aria-label"])

    def test_its_headings_have_no_gaps(self) -> None:
        levels = [int(tag[1]) for tag, _ in Tags(written("html")).found if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    @pytest.mark.parametrize("width", [320, 1280])
    @pytest.mark.parametrize("language", LANGUAGES)
    async def test_a_browser_shows_it_without_complaint_and_nothing_is_cut_off(
        self, browse: Browse, tmp_path: Path, language: str, width: int
    ) -> None:
        for name, records in (("full", RECORDS), ("hostile", hostile())):
            file = tmp_path / f"{name}.html"
            file.write_text(written("html", records, LANGUAGES[language]), encoding="utf-8")
            schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
            for scheme in schemes:
                opened = await browse(file.as_uri(), width=width, color_scheme=scheme, scripts=False)
                wide: int = await opened.evaluate("document.documentElement.scrollWidth")
                assert wide <= width
                assert await opened.evaluate("getComputedStyle(document.body).backgroundColor") == (
                    "rgb(246, 245, 241)" if scheme == "light" else "rgb(18, 21, 20)"
                )

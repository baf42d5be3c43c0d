"""The command line, as whoever operates the bot types it."""

import asyncio
import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

import httpx
import pytest
from aiohttp import web

from bot.cli.__main__ import main
from bot.cli.session import perform
from bot.health import Health
from bot.metrics import Metrics
from bot.organisation.example import example
from bot.settings import Settings, variables
from bot.web import application, serve
from storage.sql.store import SqlStorage

TEAMS = {
    "VARDAG_TEAMS_APP_ID": "8a7c0f4e-1111-4222-8333-0123456789ab",
    "VARDAG_TEAMS_TENANT_ID": "8a7c0f4e-1111-4222-8333-0123456789ac",
    "VARDAG_TEAMS_APP_PASSWORD": "s3cret~value",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logging_restored: None) -> Path:
    """The empty folder in which the command is given, without a setting of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in variables():
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def app(tmp_path: Path) -> web.Application:
    storage = SqlStorage.open(f"sqlite:///{tmp_path}/vardag.sqlite", ids=iter("abc").__next__)
    health = Health(storage=storage, chats=(), seconds=iter([0.0, 0.0, 1000.0]).__next__)
    health.beat("delivery")
    return application(routes=(), health=health, metrics=Metrics())


def test_help_tells_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert end.value.code == 0
    told = capsys.readouterr().out
    for command in ("run", "tick", "doctor", "health", "version", "org", "slack", "teams"):
        assert f"\n    {command} " in told


@pytest.mark.parametrize("words", [[], ["dance"], ["org"], ["slack"], ["teams"], ["tick", "--at"], ["run", "fast"]])
def test_what_is_no_command_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert capsys.readouterr().err.startswith("usage: vardag")


@pytest.mark.parametrize("command", [["run"], ["tick"], ["health"], ["org", "export"]])
def test_wrong_settings_are_sentences_and_2(
    command: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / ".env").write_text("VARDAG_PORT=many\n")
    monkeypatch.setenv("VARDAG_SLACK_BOT_TOKEN", "s3cret")
    assert main(command) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert [line.split()[0] for line in told.err.splitlines()][:2] == ["VARDAG_PORT", "VARDAG_SLACK_BOT_TOKEN"]
    assert "s3cret" not in told.err
    assert list(folder.iterdir()) == [folder / ".env"]


def test_a_database_that_cannot_be_opened_is_a_sentence_and_1(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VARDAG_DATABASE_URL", "postgresql://vardag:s3cret@127.0.0.1:1/vardag")
    assert main(["org", "export"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert "cannot be reached" in line
    assert "s3cret" not in line


def test_whoever_stops_a_command_gets_no_traceback() -> None:
    async def stopped(_: Settings) -> int:
        raise KeyboardInterrupt

    assert perform(stopped) == 130


@pytest.mark.parametrize("instant", ["tomorrow", "2026-11-23T08:00", "2026-13-01T08:00Z"])
def test_a_moment_is_exact(instant: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["tick", "--at", instant])
    assert instant in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["version"]) == 0
    assert capsys.readouterr().out.startswith("Vardag 0.1.0 on Python 3.")


def test_the_manifest_for_http(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["slack", "manifest", "--url", "https://vardag.example.org"]) == 0
    told = capsys.readouterr()
    settings = json.loads(told.out)["settings"]
    assert settings["event_subscriptions"]["request_url"] == "https://vardag.example.org/slack/events"
    assert told.err == ""


def test_the_manifest_for_socket_mode(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["slack", "manifest", "--socket-mode"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["settings"]["socket_mode_enabled"] is True
    assert told.err == ""


def test_the_manifest_without_an_address_says_where_to_put_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["slack", "manifest"]) == 0
    told = capsys.readouterr()
    assert "https://vardag.example.com/slack/events" in told.out
    assert told.err == "Replace https://vardag.example.com with your own address, or give it with --url.\n"


def test_the_app_packages_for_teams(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in TEAMS.items():
        monkeypatch.setenv(name, value)
    assert main(["teams", "package", "--folder", "packages", "--url", "https://vardag.example.org"]) == 0
    told = capsys.readouterr()
    names = ["vardag-teams-1.29.zip", "vardag-teams-1.25.zip"]
    assert told.out.splitlines() == [f"packages/{name}" for name in names]
    for name in names:
        with ZipFile(folder / "packages" / name) as archive:
            manifest = json.loads(archive.read("manifest.json"))
        assert manifest["developer"]["websiteUrl"] == "https://vardag.example.org"
        assert manifest["version"] == version("vardag")


def test_the_app_packages_without_an_app(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["teams", "package"]) == 1
    assert "Set VARDAG_TEAMS_APP_ID first" in capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in TEAMS.items():
        monkeypatch.setenv(name, value)
    (folder / "file").write_text("")
    assert main(["teams", "package", "--folder", "file"]) == 1
    assert "file cannot be written" in capsys.readouterr().err


def test_a_reader_who_has_seen_enough_is_no_trouble() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "bot.cli", "org", "schema"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (done.stderr, done.returncode) == ("", 0)


@pytest.mark.parametrize(
    "url",
    ["http://vardag.example.com", "vardag.example.com", "https://", "https://[x", "https://x/?a=1", "https://x/#a"],
)
def test_slack_wants_https(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["slack", "manifest", "--url", url])
    assert "an https:// address" in capsys.readouterr().err


async def test_health_is_that_of_the_bot_on_our_port(
    app: web.Application, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with serve(app, host="127.0.0.1", port=0) as address:
        monkeypatch.setenv("VARDAG_PORT", address.rpartition(":")[2])
        assert await asyncio.to_thread(main, ["health"]) == 0
        assert await asyncio.to_thread(main, ["health"]) == 1
    assert await asyncio.to_thread(main, ["health"]) == 1
    told = capsys.readouterr()
    assert [json.loads(line)["alive"] for line in told.out.splitlines()] == [True, False]
    assert told.err == f"Nothing that is alive answers at {address}/healthz (ConnectError).\n"


async def test_health_in_a_container_asks_the_machine_itself(
    app: web.Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serve(app, host="127.0.0.1", port=0) as address:
        monkeypatch.setenv("VARDAG_PORT", address.rpartition(":")[2])
        monkeypatch.setenv("VARDAG_HOST", "0.0.0.0")
        monkeypatch.setenv("VARDAG_SLACK_BOT_TOKEN", "xoxb-1")
        monkeypatch.setenv("VARDAG_SLACK_APP_TOKEN", "xapp-1")
        assert await asyncio.to_thread(main, ["health"]) == 0


def test_doctor_on_a_new_machine_says_what_to_do(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in told] == ["✓ Settings", "✗ Database"]
    assert told[1].endswith("Start the bot: `vardag run` makes it.")
    assert list(folder.iterdir()) == []


def test_doctor_with_wrong_settings_says_which(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VARDAG_PRT", "1")
    assert main(["doctor"]) == 1
    assert capsys.readouterr().out == "✗ Settings: VARDAG_PRT is no setting of Vardag. Did you mean VARDAG_PORT?\n"


def test_a_pass_tried_out_changes_nothing_and_the_pass_itself_does(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["tick", "--at", "2026-11-23T08:30+01:00"]
    assert main([*words, "--dry-run"]) == 1
    assert "`vardag run` makes it" in capsys.readouterr().err
    assert main(["tick", "--at", "2026-11-22T08:30+01:00"]) == 0
    capsys.readouterr()
    assert main([*words, "--dry-run"]) == 0
    first = capsys.readouterr().out
    assert main([*words, "--dry-run"]) == 0
    assert capsys.readouterr().out == first
    assert "greeting" in first
    assert main(words) == 0
    assert "greeting" in capsys.readouterr().out
    assert main(words) == 0
    assert "greeting: " not in capsys.readouterr().out


def test_a_pass_tried_out_says_of_everybody_what_they_get_or_why_they_get_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tick", "--at", "2026-11-22T08:30+01:00"]) == 0  # a Sunday
    capsys.readouterr()
    people = {each.name for each in example().people}
    teams = {f"team {each.name}" for each in example().teams}
    assert main(["tick", "--at", "2026-11-22T12:00+01:00", "--dry-run"]) == 0
    lines = capsys.readouterr().out.splitlines()
    weekend = [line for line in lines if "it is the weekend; next Mon 2026-11-23 08:00 Europe/" in line]
    assert {line.removeprefix("nothing: ").split(", ")[0] for line in weekend} == people
    # It is morning in London, too.
    assert main(["tick", "--at", "2026-11-23T09:30+01:00", "--dry-run"]) == 0
    lines = capsys.readouterr().out.splitlines()
    told = {line.removeprefix("greeting: ").split(" is told")[0] for line in lines if " is told " in line}
    assert told == people
    assert {line.removeprefix("nothing: ").split(", ")[0] for line in lines if line.startswith("nothing")} == teams


def test_what_was_tried_out_is_never_shown_to_real_people(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VARDAG_DATABASE_URL", "sqlite:///var/one.sqlite")
    assert main(["tick"]) == 0
    capsys.readouterr()
    monkeypatch.setenv("VARDAG_SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("VARDAG_SLACK_SIGNING_SECRET", "0123456789abcdef0123456789abcdef")
    assert main(["tick"]) == 1
    assert "has been a playground's" in capsys.readouterr().err


def test_what_was_tried_out_in_development_stays_by_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VARDAG_DATABASE_URL", "sqlite:///var/one.sqlite")
    monkeypatch.setenv("VARDAG_DEVELOPMENT", "true")
    assert main(["tick"]) == 0
    monkeypatch.delenv("VARDAG_DEVELOPMENT")
    capsys.readouterr()
    for environment in ({}, TEAMS):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        assert main(["tick"]) == 1
        assert "was tried out in development" in capsys.readouterr().err


async def test_a_port_in_use_is_a_sentence_and_1(app: web.Application, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serve(app, host="127.0.0.1", port=0) as address:
        monkeypatch.setenv("VARDAG_PORT", address.rpartition(":")[2])
        process = await _run()
        out, err = await process.communicate()
    assert process.returncode == 1
    assert out == b""
    assert b"is taken, perhaps by another Vardag" in err
    assert b"Traceback" not in err


async def test_run_says_where_it_is_is_ready_and_ends_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VARDAG_PORT", "0")
    process = await _run()
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    assert line.startswith("Vardag is ready: http://127.0.0.1:")
    async with httpx.AsyncClient(base_url=line.split()[-1], trust_env=False) as client:
        assert (await client.get("/readyz")).json() == {"ready": True, "missing": {}}
        assert (await client.get("/healthz")).status_code == 200
        assert (await client.get("/metrics")).status_code == 200
    process.terminate()
    rest, err = await process.communicate()
    assert (process.returncode, rest) == (0, b"")
    assert b"Traceback" not in err


async def test_a_second_bot_on_the_same_file_is_a_sentence_and_1(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VARDAG_PORT", "0")
    first = await _run()
    assert first.stdout is not None
    assert b"ready" in await first.stdout.readline()
    second = await _run()
    out, err = await second.communicate()
    assert (second.returncode, out) == (1, b"")
    assert b"Another Vardag is running on" in err
    assert b"docs/scaling.md" in err
    assert b"Traceback" not in err
    assert await asyncio.to_thread(main, ["tick"]) == 1
    assert "Another Vardag is running on" in capsys.readouterr().err
    # Whoever only looks is let in, and once the first has ended, another may begin.
    assert await asyncio.to_thread(main, ["org", "export"]) == 0
    first.terminate()
    await first.communicate()
    assert await asyncio.to_thread(main, ["tick"]) == 0


async def _run() -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", "run", stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )

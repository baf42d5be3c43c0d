"""The image and the compose file, as far as they can be checked without an engine to run them."""

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from adapters.slack.chat import Slack
from bot import loops, web
from bot.cli.__main__ import parser
from bot.clock import SystemClock
from bot.settings import Settings, variables
from tests.architecture.repository import PACKAGES, ROOT

SLACK = {"VARDAG_SLACK_BOT_TOKEN": "xoxb-1", "VARDAG_SLACK_SIGNING_SECRET": "a" * 32}


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions with what stands behind them."""
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines)]


def of(word: str) -> list[str]:
    return [rest for name, rest in instructions() if name == word]


def copied() -> Iterator[str]:
    for rest in of("COPY"):
        if not rest.startswith("--from"):
            yield from rest.split()[:-1]


def environment() -> dict[str, str]:
    return dict(word.split("=", 1) for rest in of("ENV") for word in shlex.split(rest))


def test_what_is_copied_is_there_and_is_let_through() -> None:
    let = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    for source in copied():
        assert (ROOT / source).exists(), source
        assert any(fnmatch(source, pattern) for pattern in let), source
    assert set(copied()) == set(let)
    assert set(PACKAGES) <= set(copied())


def test_nothing_is_installed_without_its_hash() -> None:
    installs = [rest for rest in of("RUN") if "pip install" in rest]
    assert len(installs) == 2
    assert all("--require-hashes -r requirements.lock" in each or "--no-index --no-deps" in each for each in installs)
    assert of("ADD") == []


def test_nobody_in_particular_runs_it() -> None:
    last = len(instructions()) - [name for name, _ in reversed(instructions())].index("FROM") - 1
    users = [rest for name, rest in instructions()[last:] if name == "USER"]
    assert [int(each) > 0 for each in users] == [True]


def test_both_stages_have_one_python_which_we_support() -> None:
    bases = {rest.split()[0] for rest in of("FROM")}
    assert len(bases) == 1
    [version] = re.findall(r"^python:3\.(\d+)-slim$", bases.pop())
    assert int(version) >= 11


def test_the_commands_are_ours_and_need_no_shell() -> None:
    [start], [check] = of("CMD"), of("HEALTHCHECK")
    assert json.loads(start) == ["vardag", "run"]
    assert json.loads(check.partition("CMD ")[2]) == ["vardag", "health"]
    for command in ("run", "health"):
        assert callable(parser().parse_args([command]).run)


def test_the_images_settings_are_settings_and_want_slack() -> None:
    ours = {name: value for name, value in environment().items() if name.startswith("VARDAG_")}
    settings = Settings.load({**ours, **SLACK}, ROOT / "no such file")
    assert (settings.host, str(settings.port)) == ("0.0.0.0", of("EXPOSE")[0])
    assert f"{of('WORKDIR')[-1]}/var" in of("VOLUME")


def compose() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return content


def entrance() -> str:
    """What the proxy in front of the replicas is set to."""
    content: str = compose()["configs"]["entrance"]["content"]
    return content


def test_compose_starts_two_replicas_of_the_bot_with_postgresql() -> None:
    services, volumes = compose()["services"], compose()["volumes"]
    bot, database = services["bot"], services["database"]
    assert bot["build"] == "."
    assert bot["deploy"] == {"replicas": "${REPLICAS:-2}"}
    assert re.search(r"^# REPLICAS=2$", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert bot["env_file"] == ".env"
    assert bot["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert database["image"] == "postgres:17"
    assert database["healthcheck"]["test"][:2] == ["CMD", "pg_isready"]
    assert {each["restart"] for each in services.values()} == {"unless-stopped"}
    assert {each.split(":")[0] for each in database["volumes"]} == volumes.keys()


def test_compose_gives_a_bot_more_time_to_end_than_it_takes() -> None:
    for name in ("bot", "entrance"):
        assert compose()["services"][name]["stop_grace_period"] == "40s"
    assert web.FAREWELL + loops.FAREWELL < 40
    assert "hard-stop-after 30s" in entrance()


def test_compose_shows_one_port_to_this_machine_and_nothing_to_the_world() -> None:
    ports = {name: service["ports"] for name, service in compose()["services"].items() if "ports" in service}
    assert ports == {"entrance": ["127.0.0.1:3978:3978"]}


def test_the_entrance_passes_what_the_platforms_send_and_nothing_else() -> None:
    [passed] = re.findall(r"^\s*http-request return status 404 unless \{ path (.*) \}$", entrance(), re.MULTILINE)
    slack = Slack(bot_token="xoxb-1", signing_secret="s", app_token=None, api_url="http://x/", clock=SystemClock().now)
    [events] = slack.routes()
    assert passed.split() == [events.path, "/api/messages"]


def test_the_entrance_asks_each_replica_whether_it_is_ready_and_repeats_nothing_that_has_arrived() -> None:
    lines = [line.strip() for line in entrance().splitlines()]
    environment = compose()["services"]["bot"]["environment"]
    assert "option httpchk GET /readyz" in lines
    assert f"server-template bot 20 bot:{environment['VARDAG_PORT']}" in lines
    assert [line for line in lines if line.startswith("retry-on")] == ["retry-on conn-failure"]
    assert "option http-server-close" in lines


@pytest.mark.skipif(shutil.which("haproxy") is None, reason="no HAProxy")
def test_the_entrance_is_understood(tmp_path: Path) -> None:
    (tmp_path / "haproxy.cfg").write_text(entrance())
    subprocess.run(["haproxy", "-c", "-f", tmp_path / "haproxy.cfg"], check=True, capture_output=True)


def test_the_entrance_is_of_a_version_that_is_known() -> None:
    assert re.fullmatch(r"haproxy:\d+\.\d+", compose()["services"]["entrance"]["image"])


def test_compose_sets_what_the_bot_understands_and_needs_a_password() -> None:
    environment = compose()["services"]["bot"]["environment"]
    assert environment.keys() <= variables().keys()
    assert "${POSTGRES_PASSWORD:?" in environment["VARDAG_DATABASE_URL"]
    url = re.sub(r"\$\{[^}]*\}", "0123456789abcdef", environment["VARDAG_DATABASE_URL"])
    given = {name: str(value) for name, value in environment.items()} | {"VARDAG_DATABASE_URL": url} | SLACK
    settings = Settings.load(given, ROOT / "no such file")
    assert settings.database_url.get_secret_value() == "postgresql://vardag:0123456789abcdef@database/vardag"
    assert re.search(r"^POSTGRES_PASSWORD=$", (ROOT / ".env.example").read_text(), re.MULTILINE)

"""What an operator meets who sets something, rightly or wrongly."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings, SettingsError

NOWHERE = Path("does not exist/.env")

SLACK = {"VARDAG_SLACK_BOT_TOKEN": "xoxb-1-abc", "VARDAG_SLACK_SIGNING_SECRET": "0123456789abcdef0123456789abcdef"}


def problems(environment: dict[str, str], dotenv: Path = NOWHERE) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as refusal:
        Settings.load(environment, dotenv)
    return refusal.value.problems


def test_nothing_set_is_the_playground_on_this_machine() -> None:
    settings = Settings.load({}, NOWHERE)
    assert settings.slack is None
    assert (settings.host, settings.port) == ("127.0.0.1", 3978)
    assert settings.database_url.get_secret_value() == "sqlite:///var/vardag.sqlite"


def test_slack_over_http() -> None:
    slack = Settings.load(SLACK, NOWHERE).slack
    assert slack is not None
    assert slack.bot_token.get_secret_value() == "xoxb-1-abc"
    assert slack.signing_secret is not None
    assert slack.app_token is None
    assert slack.api_url == "https://slack.com/api/"


def test_slack_in_socket_mode_needs_no_signing_secret() -> None:
    slack = Settings.load(
        {"VARDAG_SLACK_BOT_TOKEN": "xoxb-1-abc", "VARDAG_SLACK_APP_TOKEN": "xapp-1-A1-2-c"}, NOWHERE
    ).slack
    assert slack is not None
    assert slack.signing_secret is None
    assert slack.app_token is not None


def test_the_file_is_read_and_the_environment_goes_before_it(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text(
        """
        # A comment, another program's variable, and every way to write a value
        POSTGRES_PASSWORD=not-ours
        export VARDAG_PORT="4000"
        VARDAG_LOG_FORMAT='json'
        VARDAG_LOG_LEVEL=debug # as much as there is
        VARDAG_HOST=
        VARDAG_DATABASE_URL=postgresql://vardag:pa$HOME%20ss@db/vardag
        """
    )
    settings = Settings.load({"VARDAG_PORT": "5000", "HOME": "/root"}, dotenv)
    assert (settings.port, settings.log_format, settings.log_level, settings.host) == (
        5000,
        "json",
        "DEBUG",
        "127.0.0.1",
    )
    assert settings.database_url.get_secret_value() == "postgresql://vardag:pa$HOME%20ss@db/vardag"


def test_an_empty_variable_takes_away_what_the_file_says(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("\n".join(f"{name}={value}" for name, value in SLACK.items()))
    assert Settings.load({}, dotenv).slack is not None
    assert Settings.load(dict.fromkeys(SLACK, ""), dotenv).slack is None


def test_the_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings.load({}, NOWHERE).port = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("VARDAG_DATABASE_URL", "mysql://u:s3cret@h/d"),
        ("VARDAG_DATABASE_URL", "sqlite://"),
        ("VARDAG_DATABASE_URL", "sqlite:///:memory:"),
        ("VARDAG_DATABASE_URL", "sqlite://s3cret.sqlite"),
        ("VARDAG_DATABASE_URL", "postgresql://"),
        ("VARDAG_DATABASE_URL", "postgresql://u:s3cret@h"),
        ("VARDAG_DATABASE_URL", "postgresql://[s3cret"),
        ("VARDAG_HOST", "http://s3cret"),
        ("VARDAG_PORT", "s3cret"),
        ("VARDAG_PORT", "65536"),
        ("VARDAG_PORT", "-1"),
        ("VARDAG_SLACK_BOT_TOKEN", "xapp-s3cret"),
        ("VARDAG_SLACK_BOT_TOKEN", "xoxb-s3cret\nx"),
        ("VARDAG_SLACK_SIGNING_SECRET", "xoxb-s3cret"),
        ("VARDAG_SLACK_APP_TOKEN", "xoxb-s3cret"),
        ("VARDAG_SLACK_API_URL", "http://slack.com/s3cret"),
        ("VARDAG_SLACK_API_URL", "https://u:s3cret@slack.com/api/"),
        ("VARDAG_SLACK_API_URL", "https://slack.com/api/?s3cret"),
        ("VARDAG_SLACK_API_URL", "slack.com"),
        ("VARDAG_LOG_LEVEL", "s3cret"),
        ("VARDAG_LOG_FORMAT", "s3cret"),
    ],
)
def test_a_wrong_value_is_named_and_never_repeated(variable: str, value: str) -> None:
    [problem] = problems({**SLACK, "VARDAG_SLACK_APP_TOKEN": "xapp-1", variable: value})
    assert problem.startswith(f"{variable} must ")
    assert "s3cret" not in problem


def test_every_problem_is_told_at_once() -> None:
    told = "\n".join(problems({"VARDAG_PORT": "x", "VARDAG_LOG_LEVEL": "y", "VARDAG_SLACK_SIGNING_SECRET": "z" * 32}))
    assert [name in told for name in ("VARDAG_PORT", "VARDAG_LOG_LEVEL", "VARDAG_SLACK_BOT_TOKEN")] == [True] * 3


@pytest.mark.parametrize(
    ("variable", "mend"),
    [
        ("VARDAG_SLACK_BOT_TOKN", "Did you mean VARDAG_SLACK_BOT_TOKEN?"),
        ("vardag_port", "Did you mean VARDAG_PORT?"),
        ("VARDAG_QQQQQQQQQQQQQQ", "Remove it."),
    ],
)
def test_a_typing_error_does_not_pass(variable: str, mend: str, tmp_path: Path) -> None:
    expected = f"{variable} is no setting of Vardag. {mend}"
    assert problems({variable: "1"}) == (expected,)
    dotenv = tmp_path / ".env"
    dotenv.write_text(f"{variable}=1")
    assert problems({}, dotenv) == (expected,)


def test_a_bot_token_alone_connects_nothing() -> None:
    [problem] = problems({"VARDAG_SLACK_BOT_TOKEN": "xoxb-1"})
    assert "VARDAG_SLACK_SIGNING_SECRET" in problem
    assert "VARDAG_SLACK_APP_TOKEN" in problem


@pytest.mark.parametrize("given", ["VARDAG_SLACK_SIGNING_SECRET", "VARDAG_SLACK_APP_TOKEN"])
def test_the_rest_without_the_bot_token_is_refused(given: str) -> None:
    value = {"VARDAG_SLACK_APP_TOKEN": "xapp-1"}.get(given, "a" * 32)
    [problem] = problems({given: value})
    assert problem.startswith("VARDAG_SLACK_BOT_TOKEN is missing")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_the_playground_runs_on_loopback(host: str) -> None:
    assert Settings.load({"VARDAG_HOST": host}, NOWHERE).host == host


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "vardag.example.com"])
def test_the_playground_runs_nowhere_else(host: str) -> None:
    [problem] = problems({"VARDAG_HOST": host})
    assert problem.startswith("VARDAG_HOST must be 127.0.0.1 while neither Slack nor Teams is connected")
    assert Settings.load({**SLACK, "VARDAG_HOST": host}, NOWHERE).host == host


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/api", "http://[::1]:9/api/", "http://localhost:9/api/"])
def test_an_api_on_this_machine_needs_no_tls(url: str) -> None:
    assert Settings.load({"VARDAG_SLACK_API_URL": url}, NOWHERE).slack_api_url == url.rstrip("/") + "/"


def test_a_file_that_is_no_file_of_settings_is_refused(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("VARDAG_PORT=1\n'half a line\n")
    assert problems({}, dotenv) == (f"Line 2 of {dotenv} must be NAME=value.",)
    dotenv.write_bytes(b"VARDAG_PORT=\xff\xfe")
    assert problems({}, dotenv)[0].startswith(f"{dotenv} cannot be read")
    assert problems({}, tmp_path)[0].startswith(f"{tmp_path} cannot be read")


def test_no_secret_is_shown_by_anything() -> None:
    secrets = {
        **SLACK,
        "VARDAG_SLACK_APP_TOKEN": "xapp-1-abc",
        "VARDAG_DATABASE_URL": "postgresql://vardag:pw@db/vardag",
    }
    settings = Settings.load(secrets, NOWHERE)
    shown = f"{settings!r} {settings} {settings.slack!r} {settings.model_dump_json()}"
    assert not [value for value in secrets.values() if value in shown]
    assert set(settings.secrets) == set(secrets.values())

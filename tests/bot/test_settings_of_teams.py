"""What an operator meets who connects Teams, rightly or wrongly."""

from pathlib import Path

import pytest
import trustme

from bot.settings import Settings
from tests.bot.test_settings import NOWHERE, SLACK, problems

ID, TENANT = "8a7c0f4e-1111-4222-8333-0123456789ab", "c0ffee00-0000-4000-8000-00000000cafe"
IDS = {"VARDAG_TEAMS_APP_ID": ID, "VARDAG_TEAMS_TENANT_ID": TENANT}
TEAMS = {**IDS, "VARDAG_TEAMS_APP_PASSWORD": "s3cret~value"}


@pytest.fixture
def pem(tmp_path: Path) -> Path:
    """A certificate and its key in one file."""
    made = trustme.CA().issue_cert("vardag.example.com")
    file = tmp_path / "teams.pem"
    file.write_bytes(made.private_key_and_cert_chain_pem.bytes())
    return file


def test_a_single_tenant_with_a_client_secret() -> None:
    settings = Settings.load({**TEAMS, "VARDAG_TEAMS_APP_ID": ID.upper()}, NOWHERE)
    teams = settings.teams
    assert teams is not None
    assert (teams.app_id, teams.tenant_id, teams.app_type) == (ID, TENANT, "single-tenant")
    assert teams.openid_metadata_url == "https://login.botframework.com/v1/.well-known/openidconfiguration"
    assert teams.login_url == "https://login.microsoftonline.com/"
    assert settings.slack is None
    assert settings.database == "sqlite:///var/vardag.sqlite"


def test_a_managed_identity_needs_no_secret() -> None:
    settings = Settings.load({**IDS, "VARDAG_TEAMS_APP_TYPE": "managed-identity"}, NOWHERE)
    assert settings.teams is not None
    assert settings.seal == ID.encode()


def test_a_certificate_is_read_from_its_file(pem: Path) -> None:
    environment = {**IDS, "VARDAG_TEAMS_APP_TYPE": "certificate", "VARDAG_TEAMS_CERTIFICATE": str(pem)}
    settings = Settings.load(environment, NOWHERE)
    assert settings.teams is not None
    assert settings.teams.certificate is not None
    assert settings.teams.certificate.get_secret_value() == pem.read_text()
    assert "PRIVATE KEY" not in f"{settings!r} {settings.teams!r} {settings.model_dump_json()}"


def test_slack_and_teams_at_once_are_sealed_with_what_was_there_first() -> None:
    both, slack = Settings.load({**SLACK, **TEAMS}, NOWHERE), Settings.load(SLACK, NOWHERE)
    assert both.slack is not None
    assert both.teams is not None
    assert both.seal == slack.seal != Settings.load(TEAMS, NOWHERE).seal


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        (IDS, "VARDAG_TEAMS_APP_PASSWORD"),
        ({"VARDAG_TEAMS_APP_ID": ID}, "VARDAG_TEAMS_TENANT_ID and VARDAG_TEAMS_APP_PASSWORD"),
        ({**IDS, "VARDAG_TEAMS_APP_TYPE": "Certificate"}, "VARDAG_TEAMS_CERTIFICATE"),
        ({"VARDAG_TEAMS_APP_ID": ID, "VARDAG_TEAMS_APP_TYPE": "managed-identity"}, "VARDAG_TEAMS_TENANT_ID"),
    ],
)
def test_without_credentials_the_bot_does_not_start(environment: dict[str, str], missing: str) -> None:
    [problem] = problems(environment)
    assert problem.startswith(f"VARDAG_TEAMS_APP_ID is not enough to connect Teams: set {missing} too.")


@pytest.mark.parametrize("given", [{"VARDAG_TEAMS_APP_PASSWORD": "s3cret~value"}, {"VARDAG_TEAMS_TENANT_ID": TENANT}])
def test_the_rest_without_the_app_is_refused(given: dict[str, str]) -> None:
    [problem] = problems(given)
    assert problem.startswith("VARDAG_TEAMS_APP_ID is missing")
    assert "VARDAG_DEVELOPMENT=true" in problem


@pytest.mark.parametrize("word", ["true", "True", "TRUE"])
def test_in_development_nobody_has_to_show_who_they_are(word: str) -> None:
    settings = Settings.load({"VARDAG_DEVELOPMENT": word}, NOWHERE)
    assert settings.teams is not None
    assert not settings.tried_out
    assert settings.database == "sqlite:///var/development.sqlite"


@pytest.mark.parametrize("word", ["t", "T", "y", "yes", "on", "1", "0", "no", "truee"])
def test_development_is_said_in_one_word(word: str) -> None:
    [problem] = problems({"VARDAG_DEVELOPMENT": word})
    assert problem == "VARDAG_DEVELOPMENT must be true or false."


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "vardag.example.com"])
def test_in_development_the_bot_listens_on_loopback_alone(host: str) -> None:
    [problem] = problems({"VARDAG_DEVELOPMENT": "true", "VARDAG_HOST": host})
    assert problem.startswith("VARDAG_HOST must be 127.0.0.1 in development")
    assert Settings.load({**TEAMS, "VARDAG_HOST": host}, NOWHERE).host == host


@pytest.mark.parametrize("environment", [IDS, TEAMS, SLACK, {"VARDAG_TEAMS_APP_ID": ID}])
def test_nobody_real_is_among_those_who_are_believed(environment: dict[str, str]) -> None:
    [problem] = problems({**environment, "VARDAG_DEVELOPMENT": "true"})
    assert problem.startswith("VARDAG_DEVELOPMENT is for trying Teams out by itself")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("VARDAG_TEAMS_APP_ID", "s3cret"),
        ("VARDAG_TEAMS_APP_ID", ID + "s3cret"),
        ("VARDAG_TEAMS_TENANT_ID", "s3cret.onmicrosoft.com"),
        ("VARDAG_TEAMS_APP_PASSWORD", "s3cret s3cret"),
        ("VARDAG_TEAMS_APP_PASSWORD", "short"),
        ("VARDAG_TEAMS_APP_TYPE", "multi-tenant"),
        ("VARDAG_TEAMS_CERTIFICATE", "s3cret/not there.pem"),
        ("VARDAG_TEAMS_OPENID_METADATA_URL", "http://s3cret.example.com/"),
        ("VARDAG_TEAMS_LOGIN_URL", "ftp://s3cret"),
        ("VARDAG_TEAMS_SERVICE_URL", "s3cret"),
        ("VARDAG_DEVELOPMENT", "s3cret"),
    ],
)
def test_a_wrong_value_is_named_and_never_repeated(variable: str, value: str) -> None:
    [problem] = problems({**TEAMS, variable: value})
    assert problem.startswith(f"{variable} must ")
    assert "s3cret" not in problem


def test_a_file_without_the_key_is_no_certificate(pem: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone.pem"
    alone.write_text(pem.read_text().split("-----BEGIN CERTIFICATE")[0])
    environment = {**IDS, "VARDAG_TEAMS_APP_TYPE": "certificate", "VARDAG_TEAMS_CERTIFICATE": str(alone)}
    [problem] = problems(environment)
    assert problem.startswith("VARDAG_TEAMS_CERTIFICATE must be the path of a PEM file")


def test_no_secret_is_shown_by_anything(pem: Path) -> None:
    settings = Settings.load({**TEAMS, "VARDAG_TEAMS_CERTIFICATE": str(pem)}, NOWHERE)
    assert {"s3cret~value", pem.read_text()} <= set(settings.secrets)
    assert "s3cret~value" not in f"{settings!r} {settings} {settings.teams!r} {settings.model_dump_json()}"

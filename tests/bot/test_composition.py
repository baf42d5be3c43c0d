"""Which chats there are by the settings."""

from pathlib import Path

import pytest
import trustme

from adapters.port import ChatError
from adapters.teams.chat import Teams
from adapters.teams.login import Certificate, ManagedIdentity, Password, Proof
from bot import main
from bot.clock import SystemClock
from bot.settings import Settings
from tests.bot.test_settings import NOWHERE, SLACK
from tests.bot.test_settings_of_teams import IDS, TEAMS


def proof(environment: dict[str, str]) -> Proof | None:
    """How the one chat that there is shows who it is."""
    (chat,) = main._real(Settings.load(environment, NOWHERE), SystemClock(), listens=False)
    assert isinstance(chat, Teams)
    return chat._app.proof


def test_every_kind_of_app_shows_who_it_is_in_its_way(tmp_path: Path) -> None:
    file = tmp_path / "teams.pem"
    file.write_bytes(trustme.CA().issue_cert("vardag.example.com").private_key_and_cert_chain_pem.bytes())
    certificate = {"VARDAG_TEAMS_APP_TYPE": "certificate", "VARDAG_TEAMS_CERTIFICATE": str(file)}
    assert proof(TEAMS) == Password(secret="s3cret~value")
    assert proof({**IDS, **certificate}) == Certificate(pem=file.read_text())
    assert proof({**IDS, "VARDAG_TEAMS_APP_TYPE": "managed-identity"}) == ManagedIdentity()
    assert proof({"VARDAG_DEVELOPMENT": "true"}) is None


def test_both_platforms_are_two_chats() -> None:
    chats = main._real(Settings.load({**SLACK, **TEAMS}, NOWHERE), SystemClock(), listens=False)
    assert [type(chat).__name__ for chat in chats] == ["Slack", "Teams"]


def test_whoever_would_be_believed_is_heard_on_this_machine_alone() -> None:
    settings = Settings.model_construct(development="true", host="0.0.0.0")
    with pytest.raises(ChatError, match=r"VARDAG_HOST=127\.0\.0\.1"):
        main._real(settings, SystemClock(), listens=False)

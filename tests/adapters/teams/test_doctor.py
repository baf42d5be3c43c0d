"""What the operator is told about the connection with Teams, by `vardag doctor` and where the start fails."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from adapters.port import ChatError, Finding
from adapters.teams.chat import Teams
from adapters.teams.login import Certificate, Password
from tests.adapters.conftest import NOW
from tests.adapters.faults import Fault, answered, reset_after_storing
from tests.adapters.inbox import RecordingInbox
from tests.adapters.teams.fake import FakeTeams
from tests.adapters.teams.harness import TeamsHarness, app_of
from tests.adapters.teams.signing import BOT_TOKEN, PASSWORD

NOBODY = "127.0.0.1:1"


def bot(teams: FakeTeams, *, off: timedelta = timedelta(0), **changed: Any) -> Teams:
    return Teams(app=app_of(teams, **changed), clock=lambda: NOW + off)


async def unwell(chat: Teams) -> Mapping[str, str]:
    """Without a start, as `vardag doctor` asks."""
    found = await chat.findings()
    assert all(secret not in repr(found) for secret in (PASSWORD, BOT_TOKEN))
    return {finding.what: finding.detail for finding in found if not finding.well}


async def test_a_good_connection_is_well(connected: TeamsHarness, teams: FakeTeams) -> None:
    for chat in (connected.chat, bot(teams)):
        found = await chat.findings()
        assert [(finding.what, finding.well) for finding in found] == [
            ("Teams keys", True),
            ("Clock", True),
            ("Teams login", True),
        ]


KEYLESS: dict[str, Fault] = {
    "busy": answered(503, "busy", "text/plain"),
    "moved": answered(302, "", Location="/metadata"),
    "a_page": answered(200, "<html>", "text/html"),
    "odd": answered(200, "[1]"),
    "no_address": answered(200, "{}"),
    "a_bad_address": answered(200, '{"jwks_uri": "of no kind"}'),
}


@pytest.mark.parametrize("name", KEYLESS)
async def test_keys_that_cannot_be_had_are_named(teams: FakeTeams, name: str) -> None:
    teams.faults["metadata"].append(KEYLESS[name])
    found = await unwell(bot(teams))
    assert list(found) == ["Teams keys"]
    assert f"{teams.address}/metadata" in found["Teams keys"]
    assert "VARDAG_TEAMS_OPENID_METADATA_URL" in found["Teams keys"]


async def test_an_address_without_keys_is_named(teams: FakeTeams) -> None:
    teams.keys = ()
    assert list(await unwell(bot(teams))) == ["Teams keys"]
    assert list(await unwell(bot(teams, metadata_url=f"http://{NOBODY}/"))) == ["Teams keys"]


async def test_a_login_that_is_refused_is_named_and_its_secret_not_shown(teams: FakeTeams) -> None:
    found = await unwell(bot(teams, proof=Password(secret="not~the~secret")))
    assert list(found) == ["Teams login"]
    for word in ("AADSTS7000215", "VARDAG_TEAMS_APP_ID", "VARDAG_TEAMS_TENANT_ID", "secret"):
        assert word in found["Teams login"]
    assert "not~the~secret" not in repr(found)


async def test_a_certificate_that_is_none_is_named_and_not_shown(teams: FakeTeams) -> None:
    found = await unwell(bot(teams, proof=Certificate(pem="not the certificate")))
    assert list(found) == ["Teams login"]
    assert "certificate is still good" in found["Teams login"]
    assert "not the certificate" not in repr(found)


async def test_a_login_that_gives_no_answer_is_named(teams: FakeTeams) -> None:
    teams.faults["token"].append(reset_after_storing)
    for chat in (bot(teams, login_url=f"https://{NOBODY}/"), bot(teams)):
        found = await unwell(chat)
        assert list(found) == ["Teams login"]
        assert "VARDAG_TEAMS_LOGIN_URL" in found["Teams login"]
        assert "VARDAG_TEAMS_APP_ID" not in found["Teams login"]


@pytest.mark.parametrize("seconds", [-300, 90])
async def test_a_wrong_clock_is_named(teams: FakeTeams, seconds: int) -> None:
    found = await unwell(bot(teams, off=timedelta(seconds=seconds)))
    assert list(found) == ["Clock"]
    assert f"{abs(seconds)} s" in found["Clock"]
    assert "NTP" in found["Clock"]


async def test_a_clock_that_is_a_little_off_is_well(teams: FakeTeams) -> None:
    assert await unwell(bot(teams, off=timedelta(seconds=-50))) == {}


@pytest.mark.parametrize("date", ["yesterday", "0", " "])
async def test_an_answer_whose_date_cannot_be_read_is_named(teams: FakeTeams, date: str) -> None:
    teams.date = date
    found = await unwell(bot(teams))
    assert list(found) == ["Clock"]
    assert "no date" in found["Clock"]


async def test_everything_that_is_wrong_is_told_at_once(teams: FakeTeams) -> None:
    chat = bot(teams, metadata_url=f"http://{NOBODY}/", login_url=f"https://{NOBODY}/")
    assert list(await unwell(chat)) == ["Teams keys", "Teams login"]


async def test_where_teams_does_not_let_us_in_the_start_fails_with_the_same_words(
    teams: FakeTeams, inbox: RecordingInbox
) -> None:
    for changed in (
        {"metadata_url": f"http://{NOBODY}/"},
        {"proof": Password(secret="not~the~secret")},
        {"login_url": f"https://{NOBODY}/"},
    ):
        (told,) = (await unwell(bot(teams, **changed))).values()
        chat = bot(teams, **changed)
        with pytest.raises(ChatError) as failure:
            await chat.start(inbox)
        assert str(failure.value) == told
        await chat.stop()


async def test_in_development_there_is_nothing_to_look_at(teams: FakeTeams) -> None:
    (finding,) = await bot(teams, proof=None, metadata_url=f"http://{NOBODY}/").findings()
    assert finding == Finding(what="Teams", well=True, detail=finding.detail)
    assert "development" in finding.detail

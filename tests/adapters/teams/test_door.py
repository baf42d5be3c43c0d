"""Only what Microsoft signed for this bot is looked at, and nothing odd comes through `POST /api/messages`."""

import hmac
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.utils import base64url_encode

from adapters.body import DEEPEST, LONGEST
from tests.adapters.inbox import RecordingInbox
from tests.adapters.teams.fake import FakeTeams
from tests.adapters.teams.knock import JSON, good, knocked, message
from tests.adapters.teams.signing import claims, private_key, signed

pytestmark = pytest.mark.usefixtures("logged")

# What is no activity


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"])
async def test_teams_sends_json(teams: FakeTeams, inbox: RecordingInbox, content_type: str, logged: list[Any]) -> None:
    headers = {"Content-Type": content_type, "Authorization": good(teams)}
    assert (await teams.send(json.dumps(message(teams)).encode(), headers)).status == 415
    assert inbox.taken == []
    assert [entry["event"] for entry in logged] == ["teams request refused"]


async def test_what_is_compressed_is_not_unpacked(teams: FakeTeams, inbox: RecordingInbox, logged: list[Any]) -> None:
    headers = {"Content-Type": JSON, "Authorization": good(teams), "Content-Encoding": "gzip"}
    assert (await teams.send(json.dumps(message(teams)).encode(), headers)).status == 415
    assert inbox.taken == []


async def in_pieces(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 1024):
        yield b" " * 1024


@pytest.mark.parametrize("declared", [True, False])
async def test_a_giant_is_refused_whether_or_not_it_says_how_long_it_is(
    teams: FakeTeams, inbox: RecordingInbox, declared: bool, logged: list[Any]
) -> None:
    body = b" " * (LONGEST + 1024) if declared else in_pieces(LONGEST + 1024)
    headers = {"Content-Type": JSON, "Authorization": good(teams)}
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{teams.bot}/api/messages", data=body, headers=headers) as response,
    ):
        assert response.status == 413
    assert inbox.taken == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"type": "message", "text": "my answ',
        b"my answer",
        b"null",
        b"1",
        b'"x"',
        b'[{"type": "message"}]',
        b'{"text": "\xff"}',
        "{}".encode("utf-16"),
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a":' + b"[" * DEEPEST + b"]" * DEEPEST + b"}",
        b'{"a":' + b"[" * 100_000,
    ],
)
async def test_signed_rubbish_is_no_500(
    teams: FakeTeams, inbox: RecordingInbox, body: bytes, logged: list[Any]
) -> None:
    headers = {"Content-Type": JSON, "Authorization": good(teams)}
    assert (await teams.send(body, headers)).status == 400
    assert inbox.taken == []


# What Microsoft has not signed


def without_algorithm(teams: FakeTeams) -> str:
    return jwt.encode(claims(teams.service), "", algorithm="none", headers={"kid": "first"})


def with_the_public_key_as_a_secret(teams: FakeTeams) -> str:
    secret = private_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    parts = ({"alg": "HS256", "kid": "first"}, claims(teams.service))
    said = b".".join(base64url_encode(json.dumps(part).encode()) for part in parts)
    return b".".join((said, base64url_encode(hmac.digest(secret, said, "sha256")))).decode()


TOKENS: dict[str, Callable[[FakeTeams], str]] = {
    "of_nothing": lambda _: "",
    "garbage": lambda _: "garbage",
    "garbage_in_three_parts": lambda _: "e30.e30.e30",
    "garbage_beyond_ascii": lambda _: "å.å.å",
    "and_more": lambda teams: f"{signed(claims(teams.service))} x",
    "signed_by_another_key": lambda teams: signed(claims(teams.service), key="mine", kid="first"),
    "signed_by_a_key_nobody_knows": lambda teams: signed(claims(teams.service), key="mine"),
    "naming_no_key": lambda teams: jwt.encode(claims(teams.service), private_key(), algorithm="RS256"),
    "without_algorithm": without_algorithm,
    "with_the_public_key_as_a_secret": with_the_public_key_as_a_secret,
    "of_another_issuer": lambda teams: signed(claims(teams.service, iss="https://sts.example.com")),
    "of_no_issuer": lambda teams: signed(claims(teams.service, iss=None)),
    "for_another_bot": lambda teams: signed(claims(teams.service, aud="another-app")),
    "for_nobody": lambda teams: signed(claims(teams.service, aud=None)),
    "for_several": lambda teams: signed(claims(teams.service, aud=["another-app"])),
    "expired": lambda teams: signed(claims(teams.service, exp=claims("")["nbf"] - 3600)),
    "without_an_end": lambda teams: signed(claims(teams.service, exp=None)),
    "with_an_end_that_is_no_time": lambda teams: signed(claims(teams.service, exp="tomorrow")),
    "not_yet_valid": lambda teams: signed(claims(teams.service, nbf=claims("")["exp"])),
    "of_another_service": lambda _: signed(claims("https://smba.example.com/teams/")),
    "of_no_service": lambda teams: signed(claims(teams.service, serviceurl=None)),
    "that_is_a_list": lambda _: jwt.api_jws.encode(b"[1]", private_key(), algorithm="RS256", headers={"kid": "first"}),
}


@pytest.mark.parametrize("name", TOKENS)
async def test_a_bad_token_lets_nobody_in(
    teams: FakeTeams, inbox: RecordingInbox, name: str, logged: list[Any]
) -> None:
    assert await knocked(teams, f"Bearer {TOKENS[name](teams)}") == 401
    assert inbox.taken == []
    assert [entry["event"] for entry in logged] == ["teams token refused", "teams request refused"]


@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Basic YTpi", "token"])
async def test_no_token_lets_nobody_in(
    teams: FakeTeams, inbox: RecordingInbox, authorization: str | None, logged: list[Any]
) -> None:
    assert await knocked(teams, authorization) == 401
    assert inbox.taken == []


async def test_who_signs_for_a_service_signs_for_no_activity_without_one(
    teams: FakeTeams, inbox: RecordingInbox, logged: list[Any]
) -> None:
    for service in ("", None):
        token = signed(claims("", serviceurl=service))
        activity = {name: value for name, value in message(teams).items() if name != "serviceUrl"}
        assert await knocked(teams, f"Bearer {token}", activity) == 401
    assert inbox.taken == []


@pytest.mark.parametrize("endorsements", [(), ("webchat", "skype")])
async def test_a_key_for_other_channels_does_not_speak_for_teams(
    teams: FakeTeams, inbox: RecordingInbox, endorsements: tuple[str, ...], logged: list[Any]
) -> None:
    teams.keys, teams.endorsements = ("second",), endorsements
    assert await knocked(teams, f"Bearer {signed(claims(teams.service), key='second')}") == 401
    assert inbox.taken == []


async def test_a_token_that_is_a_little_off_in_time_is_still_good(teams: FakeTeams, inbox: RecordingInbox) -> None:
    now = claims("")["nbf"] + 300
    assert await knocked(teams, good(teams, nbf=now + 200, exp=now + 3600)) == 200
    assert await knocked(teams, good(teams, exp=now - 200)) == 200
    assert len(inbox.events) == 2

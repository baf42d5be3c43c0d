"""Only what Slack signed is looked at (platforms.md, A.1 item 1)."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.signature import SignatureVerifier

from adapters.body import DEEPEST, RefusalError
from adapters.slack.guard import Letter, admit
from tests.adapters.slack.fake import SECRET, signed

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


def letter(body: bytes, content_type: str = JSON, at: datetime = NOW, secret: str = SECRET) -> Letter:
    headers = signed(body, content_type, at, secret)
    return Letter(
        content_type=content_type,
        timestamp=headers["X-Slack-Request-Timestamp"],
        signature=headers["X-Slack-Signature"],
        body=body,
    )


def status(letter: Letter) -> int:
    with pytest.raises(RefusalError) as refusal:
        admit(letter, secret=SECRET, now=NOW)
    return refusal.value.status


def test_the_fake_signs_as_slack_sdk_does() -> None:
    headers = signed(b'{"a": "\xc3\xa5"}', JSON, NOW)
    expected = SignatureVerifier(SECRET).generate_signature(
        timestamp=headers["X-Slack-Request-Timestamp"], body=b'{"a": "\xc3\xa5"}'
    )
    assert headers["X-Slack-Signature"] == expected


@pytest.mark.parametrize(
    ("body", "content_type", "payload"),
    [
        (b'{"type": "event_callback"}', JSON, {"type": "event_callback"}),
        (b"payload=%7B%22type%22%3A%22x%22%7D", FORM, {"type": "x"}),
        (b"command=%2Fgoal&text=hj%C3%A4lp+%26", FORM, {"command": "/goal", "text": "hjälp &"}),
        (b"command=%2Fgoal&text=", FORM, {"command": "/goal", "text": ""}),
    ],
)
def test_what_slack_signed_comes_in(body: bytes, content_type: str, payload: dict[str, object]) -> None:
    assert admit(letter(body, content_type), secret=SECRET, now=NOW) == payload


@pytest.mark.parametrize("seconds", [-300, 300])
def test_five_minutes_are_recent_enough(seconds: int) -> None:
    assert admit(letter(b"{}", at=NOW + timedelta(seconds=seconds)), secret=SECRET, now=NOW) == {}


@pytest.mark.parametrize("seconds", [-301, 301])
def test_what_is_older_or_from_the_future_is_a_replay(seconds: int) -> None:
    assert status(letter(b"{}", at=NOW + timedelta(seconds=seconds))) == 401


@pytest.mark.parametrize("timestamp", ["", "now", "1e9", "-1", " 1795424400", "1795424400.0", "١٧٩", "9" * 5000])
def test_a_timestamp_that_is_not_digits_is_no_500(timestamp: str) -> None:
    good = letter(b"{}")
    odd = Letter(content_type=JSON, timestamp=timestamp, signature=good.signature, body=good.body)
    assert status(odd) == 401


@pytest.mark.parametrize("signature", ["", "v0=", "v0=å", "v0=\udce5", "v1=abc", "v0=" + "0" * 64])
def test_a_signature_that_is_not_ascii_is_no_500(signature: str) -> None:
    good = letter(b"{}")
    assert status(Letter(content_type=JSON, timestamp=good.timestamp, signature=signature, body=good.body)) == 401


def test_another_secret_and_another_body_are_forgeries() -> None:
    good = letter(b'{"a": 1}')
    assert status(letter(b"{}", secret="another")) == 401
    assert (
        status(Letter(content_type=JSON, timestamp=good.timestamp, signature=good.signature, body=b'{"a": 2}')) == 401
    )


@pytest.mark.parametrize("content_type", ["", "text/plain", "multipart/form-data", "application/octet-stream"])
def test_slack_sends_json_and_forms(content_type: str) -> None:
    assert status(letter(b"{}", content_type)) == 415


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"{", JSON),
        (b"null", JSON),
        (b"[1]", JSON),
        (b"", JSON),
        (b'{"a": "\xff"}', JSON),
        (b'{"a": ' + b"9" * 5000 + b"}", JSON),
        (b"payload=zzz", FORM),
        (b"payload=%ff", FORM),
        (b"payload=[1]", FORM),
        (b"&".join([b"a=1"] * 200), FORM),
    ],
)
def test_signed_rubbish_is_no_500(body: bytes, content_type: str) -> None:
    assert status(letter(body, content_type)) == 400


@pytest.mark.parametrize("levels", [DEEPEST, 1_000, 20_000, 100_000])
def test_what_is_nested_too_deeply_is_refused(levels: int) -> None:
    assert status(letter(b'{"a":' + b"[" * levels + b"]" * levels + b"}")) == 400


def test_what_is_nested_as_slack_nests_comes_in() -> None:
    body = b'{"a":' * (DEEPEST - 1) + b"{}" + b"}" * (DEEPEST - 1)
    assert json.loads(body) == admit(letter(body), secret=SECRET, now=NOW)

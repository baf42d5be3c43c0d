"""Microsoft's side of trust: the keys by which it signs, and the login that gives the bot its token."""

import json
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from tempfile import TemporaryDirectory
from typing import Any

import jwt
import pytest
import trustme
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.clock import SystemClock

APP_ID = "8a7c0f4e-1111-4222-8333-0123456789ab"
PASSWORD = "client~secret~of~the~bot"
TENANT = "c0ffee00-0000-4000-8000-00000000cafe"
ISSUER = "https://api.botframework.com"
BOT_TOKEN = "token-of-the-bot"


@cache
def private_key(name: str = "first") -> rsa.RSAPrivateKey:
    """A key that is the same all through a test run."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public_keys(*names: str, endorsements: tuple[str, ...] = ("msteams",)) -> dict[str, Any]:
    """What the address of the keys answers."""
    return {
        "keys": [
            {
                **json.loads(RSAAlgorithm.to_jwk(private_key(name).public_key())),
                "kid": name,
                "use": "sig",
                "endorsements": list(endorsements),
            }
            for name in names
        ]
    }


def claims(service: str, **changed: Any) -> dict[str, Any]:
    """What a token of Teams says. Microsoft's clock is the real one; a None leaves a claim out."""
    now = int(SystemClock().now().timestamp())
    told = {"iss": ISSUER, "aud": APP_ID, "serviceurl": service, "nbf": now - 300, "exp": now + 3600} | changed
    return {name: value for name, value in told.items() if value is not None}


def signed(said: Mapping[str, Any], *, key: str = "first", kid: str | None = None) -> str:
    """A token that says so, signed by one key and perhaps naming another."""
    return jwt.encode(dict(said), private_key(key), algorithm="RS256", headers={"kid": kid or key})


@cache
def authority() -> trustme.CA:
    return trustme.CA()


def server_side() -> ssl.SSLContext:
    """msal speaks to nobody without TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert("localhost", "127.0.0.1").configure_cert(context)
    return context


@contextmanager
def trusted() -> Iterator[None]:
    """Whoever logs in meanwhile trusts our authority, as an operator would make it with a company's own."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        file = f"{folder}/authority.pem"
        authority().cert_pem.write_to_path(file)
        patch.setenv("REQUESTS_CA_BUNDLE", file)
        yield

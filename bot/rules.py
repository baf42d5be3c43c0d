"""What a setting has to be."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import AfterValidator, SecretStr


@dataclass(frozen=True, slots=True)
class Must:
    """What a value has to be, as the end of a sentence that begins with the variable's name."""

    rule: str


def reads(pattern: str) -> AfterValidator:
    """For a secret, of which pydantic cannot see the text."""

    def read(secret: SecretStr | None) -> SecretStr | None:
        _require(secret is None or re.fullmatch(pattern, secret.get_secret_value(), re.ASCII) is not None)
        return secret

    return AfterValidator(read)


def is_database(url: SecretStr) -> SecretStr:
    address = urlsplit(url.get_secret_value())
    file = address.path.removeprefix("/")
    _require(
        (address.scheme == "sqlite" and not address.netloc and bool(file) and ":memory:" not in file)
        or (address.scheme == "postgresql" and bool(address.hostname or address.query) and bool(file))
    )
    return url


def is_base(url: str) -> str:
    """An address below which others are."""
    return is_address(url).rstrip("/") + "/"


def is_address(url: str) -> str:
    """An address that nobody on the way can read or change."""
    address = urlsplit(url)
    _require(bool(address.hostname) and address.username is None and not address.query and not address.fragment)
    _require(address.scheme == "https" or (address.scheme == "http" and is_loopback(address.hostname or "")))
    return url


def _require(well: bool) -> None:
    if not well:
        raise ValueError


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_guid(text: str | None) -> str | None:
    """As Azure writes its ids, in any case."""
    _require(text is None or re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text.lower()) is not None)
    return text.lower() if text else None


def is_pem(path: object) -> object:
    """The text of a file that has both a certificate and its private key."""
    if not isinstance(path, str):
        return path
    try:
        pem = Path(path).read_text(encoding="ascii")
    except OSError as error:
        raise ValueError from error
    _require("BEGIN CERTIFICATE" in pem and "PRIVATE KEY" in pem)
    return pem

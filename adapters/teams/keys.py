"""The keys with which Microsoft signs what it sends to bots."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp
import jwt
import structlog

from adapters.payload import Payload, listed, text

log = structlog.get_logger("vardag.teams")

#: Seconds. Microsoft asks for a look at least once a day.
FRESH = 24 * 3600.0
#: Seconds between two looks for a key that is not known: whoever makes up key ids costs no more than that.
LOOKING = 60.0
#: And where the last look has failed.
RETRYING = 5.0
WIRE = aiohttp.ClientTimeout(total=5)


@dataclass(frozen=True, slots=True)
class Key:
    """One of them, and the channels that it may speak for."""

    public_key: object
    endorsements: tuple[str, ...]


class KeysError(Exception):
    """The keys could not be had; the text says why."""


class Keys:
    """Those that the OpenID metadata at `url` names. `seconds` only ever runs forward, at an even pace."""

    def __init__(self, url: str, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self.url = url
        self._seconds = seconds
        self._known: Mapping[str, Key] = {}
        self._read_at = float("-inf")
        self._looked_at = float("-inf")
        self._failure: KeysError | None = None
        self._asking = asyncio.Lock()
        self._renewal: asyncio.Future[None] | None = None

    async def get(self, id: str | None) -> Key:
        """The key with this id. Raises KeysError where the keys could not be had, LookupError where it is none."""
        if self._known and self._is_old() and (self._renewal is None or self._renewal.done()):
            # Nobody waits for it: those that are known serve on.
            self._renewal = asyncio.ensure_future(self._renew())
        if id not in self._known:
            # Whoever comes while the keys are asked for waits for the same answer.
            async with self._asking:
                await self._look_for(id)
        if id is None or id not in self._known:
            raise LookupError("no key of Microsoft's")
        return self._known[id]

    async def read(self) -> datetime | None:
        """Ask for the keys now; returns the time there, where it is told. Raises KeysError."""
        try:
            async with aiohttp.ClientSession(timeout=WIRE, trust_env=True) as http:
                metadata, at = await _json(http, self.url)
                keys, _ = await _json(http, text(metadata, "jwks_uri"))
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise KeysError(type(error).__name__) from None
        known = {id: key for id, key in map(_key, listed(keys, "keys")) if key}
        if not known:
            raise KeysError("no keys there")
        self._known, self._read_at = known, self._seconds()
        return at

    async def _look_for(self, id: str | None) -> None:
        """Ask for a key that is not known, no more often than LOOKING; what went wrong last time is so until then."""
        if id in self._known:
            return
        if self._seconds() - self._looked_at >= (RETRYING if self._failure else LOOKING):
            self._looked_at = self._seconds()
            self._failure = None
            try:
                await self.read()
            except KeysError as error:
                self._failure = error
        if self._failure:
            raise KeysError(str(self._failure))

    async def _renew(self) -> None:
        try:
            await self.read()
        except KeysError as error:
            log.warning("teams keys not renewed", reason=str(error))
            self._read_at = self._seconds() - FRESH + LOOKING

    def _is_old(self) -> bool:
        return self._seconds() - self._read_at > FRESH


async def _json(http: aiohttp.ClientSession, url: str) -> tuple[Payload, datetime | None]:
    async with http.get(url, allow_redirects=False) as response:
        response.raise_for_status()
        found = await response.json(content_type=None)
        if response.status != 200 or not isinstance(found, dict):
            raise ValueError
        return found, _date(response.headers.get("Date", ""))


def _key(found: object) -> tuple[str, Key | None]:
    """A key by its id. What we cannot use is passed over."""
    if not isinstance(found, dict):
        return "", None
    try:
        public_key = jwt.PyJWK(found, algorithm="RS256").key
    except jwt.PyJWTError:
        return "", None
    endorsements = tuple(each for each in listed(found, "endorsements") if isinstance(each, str))
    return text(found, "kid"), Key(public_key, endorsements)


def _date(header: str) -> datetime | None:
    try:
        return parsedate_to_datetime(header).astimezone(UTC)
    except ValueError:
        return None

"""Fetches what stands at a feed's address: from the public internet, safely, within bounds."""

import asyncio
import ssl
import zlib
from contextlib import aclosing
from dataclasses import dataclass
from importlib.metadata import version

import httpx

from adapters.calendar.reach import CONNECT, PublicTransport, ReachError, Resolve, resolve
from dialogues.feed import Fault

#: The whole fetch with all its redirects, in seconds.
PATIENCE = 10.0
#: The most that is read, in bytes, once it is unpacked.
LARGEST = 5_000_000
#: How often an address may lead to another one.
REDIRECTS = 3
#: The longest address, and the longest mark of a version, that are taken.
LONGEST = 2_000

#: The name that calendars are given where a click is to open them in an app. It means HTTP; ours is the safe one.
_FOR_APPS = "webcal"
_GONE = (401, 403, 404, 410)
_ELSEWHERE = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a server has said about the version that it gave: handed back, it can say that there is no newer one."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What stands there, unpacked."""

    body: bytes
    marks: Marks


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """It is what it was when the server gave the marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Elsewhere:
    """It is to be found at another address."""

    url: httpx.URL


class Fetcher:
    """Fetches over https with certificates that `trust` accepts, by default those that the machine does.

    There is no client between this and the transport: none that would use a proxy of the environment, which would then
    decide what is reached, keep cookies, or follow by itself. With `loopback`, this machine may be reached, also over
    http.
    """

    def __init__(
        self, *, trust: ssl.SSLContext | None = None, resolve: Resolve = resolve, loopback: bool = False
    ) -> None:
        self._trust = trust or ssl.create_default_context()
        self._resolve = resolve
        self._loopback = loopback

    async def fetch(self, url: str, marks: Marks, *, patience: float = PATIENCE) -> Fetched | NotModified | Fault:
        """What stands at `url` now. Never raises for what is there, and takes no longer than `patience`."""
        try:
            async with asyncio.timeout(patience):
                return await self._follow(url, marks)
        except TimeoutError:
            return Fault.SLOW
        except ReachError:
            return Fault.PRIVATE
        except httpx.TransportError:
            return Fault.UNREACHABLE

    async def _follow(self, url: str, marks: Marks) -> Fetched | NotModified | Fault:
        address = self._read(url)
        if address is None:
            return Fault.ADDRESS
        for _ in range(REDIRECTS + 1):
            answer = await self._ask(address, marks)
            if not isinstance(answer, _Elsewhere):
                return answer
            address = self._read(str(answer.url))
            if address is None:
                return Fault.ASTRAY
        return Fault.ASTRAY

    def _read(self, url: str) -> httpx.URL | None:
        schemes = ("https", "http") if self._loopback else ("https",)
        try:
            address = httpx.URL(url.strip() if len(url) <= LONGEST else "")
            if address.scheme == _FOR_APPS:
                address = address.copy_with(scheme="https")
            # The host is read out of its ASCII form only here, and may be none.
            is_safe = address.scheme in schemes and address.host and not address.userinfo
        except (httpx.InvalidURL, UnicodeError):
            return None
        return address if is_safe else None

    async def _ask(self, url: httpx.URL, marks: Marks) -> Fetched | NotModified | Fault | _Elsewhere:
        timeout = httpx.Timeout(None, connect=CONNECT).as_dict()
        request = httpx.Request("GET", url, headers=_headers(marks), extensions={"timeout": timeout})
        async with (
            PublicTransport(trust=self._trust, resolve=self._resolve, loopback=self._loopback) as transport,
            aclosing(await transport.handle_async_request(request)) as response,
        ):
            if response.status_code in _ELSEWHERE:
                return _elsewhere(response, url)
            return await _answer(response, marks)


async def _answer(response: httpx.Response, marks: Marks) -> Fetched | NotModified | Fault:
    status = response.status_code
    if status == 304 and marks != Marks():
        return NotModified()
    if status in _GONE:
        return Fault.REFUSED
    if status != 200:
        return Fault.FAILING
    body = await _body(response)
    if isinstance(body, Fault):
        return body
    return Fetched(body=body, marks=Marks(etag=_mark(response, "ETag"), modified=_mark(response, "Last-Modified")))


def _elsewhere(response: httpx.Response, url: httpx.URL) -> _Elsewhere | Fault:
    try:
        return _Elsewhere(url=url.join(response.headers["Location"]))
    except (KeyError, httpx.InvalidURL, UnicodeError):
        return Fault.ASTRAY


async def _body(response: httpx.Response) -> bytes | Fault:
    """Unpacked here and not by the client, which unpacks whole chunks, and packings within packings."""
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("identity", "", "gzip", "x-gzip"):
        return Fault.DAMAGED
    unpack = zlib.decompressobj(wbits=31) if "gzip" in packing else None
    body = bytearray()
    try:
        async for chunk in response.aiter_raw():
            body += unpack.decompress(chunk, LARGEST + 1 - len(body)) if unpack else chunk
            if len(body) > LARGEST:
                return Fault.LARGE
            if unpack and unpack.eof:
                break
    except zlib.error:
        return Fault.DAMAGED
    return bytes(body) if unpack is None or unpack.eof else Fault.DAMAGED


def _headers(marks: Marks) -> dict[str, str]:
    said = {"If-None-Match": marks.etag, "If-Modified-Since": marks.modified}
    return {
        "User-Agent": f"Vardag/{version('vardag')} (reads a calendar for its owner)",
        "Accept": "text/calendar, */*;q=0.1",
        "Accept-Encoding": "gzip",
        **{name: mark for name, mark in said.items() if mark},
    }


def _mark(response: httpx.Response, name: str) -> str:
    mark = response.headers.get(name, "")
    return mark if mark.isascii() and mark.isprintable() and len(mark) <= LONGEST else ""

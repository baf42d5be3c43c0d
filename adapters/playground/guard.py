"""Keeps strangers out: the playground has no login, so it is for this machine and its own pages alone."""

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import parse_qsl

from aiohttp import web
from yarl import URL

from adapters.port import ChatError

#: Bytes.
LONGEST_BODY = 64 * 1024
MOST_FIELDS = 100

FORM = "application/x-www-form-urlencoded"

#: Nothing stands in a page but what the playground itself serves; a form goes nowhere else.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # With `no-referrer`, a browser would send `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def refuse_unless_loopback(host: str) -> None:
    """Raises ChatError where `host`, a name or an address to listen on, can be reached from another machine."""
    if not _is_loopback(host):
        raise ChatError(
            f"In the playground anybody can be anybody, so it listens on this machine only, not on {host or 'all'!r}. "
            "Set VARDAG_HOST to 127.0.0.1, or connect Slack or Teams."
        )


def admit(request: web.Request) -> None:
    """Raises HTTPForbidden for a name that is not this machine's (DNS rebinding) and a form of another site (CSRF)."""
    try:
        name = URL(f"http://{request.host}").host
    except ValueError:
        name = None
    if not _is_loopback(name or ""):
        raise web.HTTPForbidden
    if request.method != "GET" and request.method != "HEAD":
        origin = request.headers.get("Origin", f"http://{request.host}")
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        if origin != f"http://{request.host}" or site not in ("same-origin", "none"):
            raise web.HTTPForbidden


async def read_body(request: web.Request) -> bytes:
    """The body of a form. Raises HTTPUnsupportedMediaType and HTTPRequestEntityTooLarge."""
    if request.content_type != FORM:
        raise web.HTTPUnsupportedMediaType
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise web.HTTPRequestEntityTooLarge(max_size=LONGEST_BODY, actual_size=len(body))
    return bytes(body)


def read_fields(body: bytes) -> Mapping[str, str]:
    """The fields of a form, their lines ended by `\\n` alone. Raises HTTPBadRequest."""
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise web.HTTPBadRequest from None
    if b"\0" in body or any("\0" in text for pair in pairs for text in pair):
        raise web.HTTPBadRequest
    return {name: value.replace("\r\n", "\n") for name, value in pairs}


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False

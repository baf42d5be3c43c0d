"""Which machines a feed may lead to, and a transport that reaches no other."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

import httpx

#: The addresses of a host, as text. Raises OSError where there are none.
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

#: How long one address may take to answer, in seconds, before the next is tried.
CONNECT = 4.0

#: All that has been given out to machines on the internet so far (RFC 4291 §2.4), and what in it is for other uses.
_UNICAST = IPv6Network("2000::/3")
_OTHER_USES = [IPv6Network(each) for each in ("2001::/23", "2001:db8::/32", "3fff::/20")]
#: Addresses of the other kind within: they lead to whatever stands in their last bits (RFC 4291 §2.5.5, RFC 6052).
_WITHIN = [IPv6Network(each) for each in ("::ffff:0:0/96", "64:ff9b::/96")]
#: Python's own list does not have the relays of RFC 7526.
_RELAYS = ip_network("192.88.99.0/24")


class ReachError(Exception):
    """The host is not on the public internet."""


def is_public(address: str) -> bool:
    """Whether a machine on the public internet can have this address; False for what is no address."""
    try:
        read = ip_address(address)
    except ValueError:
        return False
    if isinstance(read, IPv4Address):
        return _is_public_4(read)
    if any(read in each for each in _WITHIN):
        return _is_public_4(IPv4Address(int(read) & 0xFFFFFFFF))
    return _is_public_6(read)


async def resolve(host: str, port: int) -> Sequence[str]:
    """What the machine's own resolver says, in the order in which it would connect."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class PublicTransport(httpx.AsyncBaseTransport):
    """Connects to the very address that has been checked: what a name leads to may change from one moment to the next.

    The certificate has to be that of the host's name, all the same. Raises ReachError where any of the host's addresses
    is not public. With `loopback`, this machine is reached too, also without TLS.
    """

    def __init__(self, *, trust: ssl.SSLContext, resolve: Resolve, loopback: bool) -> None:
        self._wire = httpx.AsyncHTTPTransport(verify=trust, trust_env=False)
        self._resolve = resolve
        self._loopback = loopback

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        *others, last = await self._addresses(request.url)
        for address in others:
            try:
                return await self._wire.handle_async_request(_at(address, request))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await self._wire.handle_async_request(_at(last, request))

    async def aclose(self) -> None:
        await self._wire.aclose()

    async def _addresses(self, url: httpx.URL) -> Sequence[str]:
        try:
            found = await self._resolve(url.host, url.port or (443 if url.scheme == "https" else 80))
        except (OSError, UnicodeError) as error:
            raise httpx.ConnectError(f"no address: {error}") from None
        if not found:
            raise httpx.ConnectError("no address")
        if not all(self._may_reach(each, safely=url.scheme == "https") for each in found):
            raise ReachError
        return found

    def _may_reach(self, address: str, *, safely: bool) -> bool:
        here = self._loopback and ip_address(address).is_loopback
        return here or (safely and is_public(address))


def _at(address: str, request: httpx.Request) -> httpx.Request:
    """The same request to one address. Its headers, and what the certificate has to be for, still name the host."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )


def _is_public_4(address: IPv4Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved and address not in _RELAYS


def _is_public_6(address: IPv6Address) -> bool:
    """Tunnels (6to4, Teredo) are none: nobody knows where they end."""
    inside = address in _UNICAST and address.scope_id is None
    return inside and address.sixtofour is None and not any(address in each for each in _OTHER_USES)

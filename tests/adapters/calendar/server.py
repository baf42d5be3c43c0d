"""A server of feeds on the loopback, over http and https, that writes down what it is asked."""

import gzip
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import trustme
from aiohttp import web

from tests.adapters.serving import serving

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]

#: The hosts whose name leads to the loopback, as far as the tests are concerned.
HOST = "feed.example"


@dataclass
class FeedServer:
    """`answer` answers everything; `asked` are the requests so far."""

    url: str
    answer: Answer
    asked: list[web.Request] = field(default_factory=list)
    named: list[str | None] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])


@asynccontextmanager
async def feed_server(*, authority: trustme.CA | None = None, name: str = HOST) -> AsyncIterator[FeedServer]:
    """Over https with a certificate for `name`, where there is an authority to issue it."""
    server = FeedServer(url="", answer=saying(b""))

    async def answer(request: web.Request) -> web.StreamResponse:
        server.asked.append(request)
        return await server.answer(request)

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    async with serving(app, ssl_context=_context(server, authority, name) if authority else None) as url:
        server.url = f"{url.partition('://')[0]}://{HOST}:{url.rpartition(':')[2]}"
        yield server


def _context(server: FeedServer, authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)

    def note(_: ssl.SSLObject, asked: str | None, __: ssl.SSLContext) -> None:
        server.named.append(asked)

    context.sni_callback = note
    return context


def saying(body: bytes, *, status: int = 200, headers: dict[str, str] | None = None, packed: bool = False) -> Answer:
    """An answer that is always the same."""
    packing = {"Content-Encoding": "gzip"} if packed else {}

    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(
            body=gzip.compress(body) if packed else body, status=status, headers={**(headers or {}), **packing}
        )

    return answer


def leading(*, to: str) -> Answer:
    """An answer that leads elsewhere, and gives a cookie to take along."""
    return saying(b"", status=302, headers={"Location": to, "Set-Cookie": "seen=yes; Path=/"})


class Names:
    """A resolver: what it does not know is on the loopback. `asked` are the hosts so far."""

    def __init__(self, **known: Sequence[str]) -> None:
        self.known = {name.replace("_", "."): addresses for name, addresses in known.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        return self.known.get(host, ["127.0.0.1"])

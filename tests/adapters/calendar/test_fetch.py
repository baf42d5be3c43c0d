"""Fetching from a real server: what may be reached, how much, how long, and what is said about it."""

import asyncio
import gzip
import ssl
import tracemalloc
from collections.abc import AsyncIterator, Sequence
from time import perf_counter

import pytest
import trustme
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from adapters.calendar.fetch import LARGEST, LONGEST, REDIRECTS, Fetched, Fetcher, Marks, NotModified
from dialogues.feed import Fault
from tests.adapters.calendar.server import HOST, FeedServer, Names, feed_server, leading, saying

BODY = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    async with feed_server() as server:
        server.answer = saying(BODY)
        yield server


def fetcher(names: Names | None = None) -> Fetcher:
    return Fetcher(resolve=names or Names(), loopback=True)


async def fetch(url: str, marks: Marks = Marks(), **patience: float) -> Fetched | NotModified | Fault:  # noqa: B008
    return await fetcher().fetch(url, marks, **patience)


# What is there


async def test_what_stands_there_is_fetched_by_somebody_who_says_who_they_are(server: FeedServer) -> None:
    fetched = await fetch(f"{server.url}/secret/basic.ics?token=1")
    assert isinstance(fetched, Fetched)
    assert fetched.body == BODY
    [request] = server.asked
    assert request.path_qs == "/secret/basic.ics?token=1"
    assert request.headers["Host"] == f"{HOST}:{server.port}"
    assert request.headers["User-Agent"].startswith("Vardag/")
    assert not {"Cookie", "Authorization", "Referer", "If-None-Match", "If-Modified-Since"} & set(request.headers)


async def test_what_has_not_changed_is_not_fetched_again(server: FeedServer) -> None:
    marks = Marks(etag='W/"1"', modified="Mon, 23 Nov 2026 09:00:00 GMT")
    server.answer = saying(BODY, headers={"ETag": marks.etag, "Last-Modified": marks.modified})
    assert await fetch(server.url) == Fetched(body=BODY, marks=marks)
    server.answer = saying(b"", status=304)
    assert await fetch(server.url, marks) == NotModified()
    assert server.asked[-1].headers["If-None-Match"] == marks.etag
    assert server.asked[-1].headers["If-Modified-Since"] == marks.modified


async def test_nothing_can_be_unchanged_before_it_was_ever_seen(server: FeedServer) -> None:
    server.answer = saying(b"", status=304)
    assert await fetch(server.url) is Fault.FAILING


async def test_a_mark_that_could_be_anything_is_not_kept(server: FeedServer) -> None:
    server.answer = saying(BODY, headers={"ETag": '"' + "x" * LONGEST + '"'})
    assert await fetch(server.url) == Fetched(body=BODY, marks=Marks())


@pytest.mark.parametrize(
    ("status", "fault"),
    [(status, Fault.REFUSED) for status in (401, 403, 404, 410)]
    + [(status, Fault.FAILING) for status in (204, 206, 400, 408, 418, 429, 500, 502, 503)],
)
async def test_a_server_that_has_no_calendar_says_why(server: FeedServer, status: int, fault: Fault) -> None:
    server.answer = saying(b"", status=status)
    assert await fetch(server.url) is fault


# Where it may lead


@pytest.mark.parametrize(
    "url",
    [
        "",
        " ",
        "calendar",
        "feed.example/basic.ics",
        "ftp://feed.example/",
        "file:///etc/passwd",
        "gopher://feed.example/",
        "http://feed.example/",
        "https://",
        "https:///basic.ics",
        "https://me@feed.example/",
        "https://me:secret@feed.example/",
        "webcal://me:secret@feed.example/",
        "https://feed.example:port/",
        "https://feed.example/" + "x" * LONGEST,
        "https://[::1/",
        "https://xn--/",
        "https://xn--a.example/",
        "https://feed.example/\x00",
    ],
)
async def test_an_address_that_is_not_safe_is_never_asked(url: str) -> None:
    names = Names()
    assert await Fetcher(resolve=names).fetch(url, Marks()) is Fault.ADDRESS
    assert names.asked == []


TRUST = ssl.create_default_context()


@given(st.text(max_size=40).map(lambda rest: f"https://{rest}"))
def test_no_address_raises(url: str) -> None:
    async def none(host: str, port: int) -> Sequence[str]:
        return []

    fault = asyncio.run(Fetcher(trust=TRUST, resolve=none).fetch(url, Marks()))
    assert fault in (Fault.ADDRESS, Fault.UNREACHABLE)


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["10.1.2.3"], ["::1"], ["::ffff:127.0.0.1"], ["93.184.215.14", "169.254.169.254"]]
)
async def test_a_name_that_leads_inside_is_not_followed(server: FeedServer, addresses: Sequence[str]) -> None:
    url = server.url.replace("http:", "https:")
    assert await Fetcher(resolve=Names(feed_example=addresses)).fetch(url, Marks()) is Fault.PRIVATE
    assert server.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:7f00:1]"])
async def test_this_machine_is_not_reached_by_any_of_its_names(server: FeedServer, host: str) -> None:
    assert await Fetcher().fetch(f"https://{host}:{server.port}/", Marks()) is Fault.PRIVATE
    assert server.asked == []


async def test_plain_http_goes_no_further_than_this_machine() -> None:
    names = Names(feed_example=["93.184.215.14"])
    assert await fetcher(names).fetch("http://feed.example/", Marks()) is Fault.PRIVATE


async def test_a_name_is_looked_up_once_and_what_was_found_is_connected_to(server: FeedServer) -> None:
    """Whoever owns the name could let it lead inside the moment after it was checked."""

    class Rebinding(Names):
        async def __call__(self, host: str, port: int) -> Sequence[str]:
            await super().__call__(host, port)
            return ["127.0.0.1"] if len(self.asked) == 1 else ["10.0.0.1"]

    names = Rebinding()
    assert isinstance(await fetcher(names).fetch(server.url, Marks()), Fetched)
    assert names.asked == [HOST]


async def test_an_address_that_does_not_answer_gives_way_to_the_next(server: FeedServer) -> None:
    names = Names(feed_example=["127.0.0.2", "::1", "127.0.0.1"])
    assert isinstance(await fetcher(names).fetch(server.url, Marks()), Fetched)


async def test_a_name_that_leads_nowhere_is_unreachable() -> None:
    async def nowhere(host: str, port: int) -> Sequence[str]:
        raise OSError("Name or service not known")

    assert await Fetcher(resolve=nowhere).fetch("https://feed.example/", Marks()) is Fault.UNREACHABLE


async def test_nobody_at_the_port_is_unreachable(unused_tcp_port: int) -> None:
    assert await fetch(f"http://feed.example:{unused_tcp_port}/") is Fault.UNREACHABLE


async def test_what_is_not_http_is_unreachable() -> None:
    async def gibber(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example ESMTP\r\n")
        writer.close()

    async with await asyncio.start_server(gibber, "127.0.0.1", 0) as listening:
        port = listening.sockets[0].getsockname()[1]
        assert await fetch(f"http://feed.example:{port}/") is Fault.UNREACHABLE


async def test_no_proxy_of_the_environment_is_used(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert isinstance(await fetch(server.url), Fetched)


# Redirects


def steps(server: FeedServer, number: int) -> None:
    """The feed is at the end of so many redirects."""

    async def answer(request: web.Request) -> web.StreamResponse:
        step = int(request.query.get("step", "0"))
        return await (saying(BODY) if step == number else leading(to=f"/elsewhere?step={step + 1}"))(request)

    server.answer = answer


async def test_three_redirects_are_followed_without_cookies(server: FeedServer) -> None:
    steps(server, REDIRECTS)
    assert isinstance(await fetch(server.url, Marks(etag='"1"')), Fetched)
    assert REDIRECTS == 3
    assert [request.path for request in server.asked] == ["/"] + ["/elsewhere"] * REDIRECTS
    assert all("Cookie" not in request.headers for request in server.asked)
    assert all(request.headers["Host"] == f"{HOST}:{server.port}" for request in server.asked)


async def test_a_fourth_is_not(server: FeedServer) -> None:
    steps(server, REDIRECTS + 1)
    assert await fetch(server.url) is Fault.ASTRAY
    assert len(server.asked) == REDIRECTS + 1


@pytest.mark.parametrize(
    "to",
    [
        "ftp://feed.example/",
        "file:///etc/passwd",
        "http://me:secret@feed.example/",
        "http://feed.example:x",
    ],
)
async def test_a_redirect_to_what_is_not_safe_is_not_followed(server: FeedServer, to: str) -> None:
    server.answer = leading(to=to)
    assert await fetch(server.url) is Fault.ASTRAY
    assert len(server.asked) == 1


async def test_a_redirect_to_nowhere_is_not_followed(server: FeedServer) -> None:
    server.answer = saying(b"", status=302)
    assert await fetch(server.url) is Fault.ASTRAY


@pytest.mark.parametrize("address", ["10.0.0.1", "169.254.169.254", "fd00::1", "100.64.0.1"])
async def test_a_redirect_leads_no_further_inside_than_an_address(server: FeedServer, address: str) -> None:
    names = Names(inside_example=[address])
    server.answer = leading(to="https://inside.example/")
    assert await fetcher(names).fetch(server.url, Marks()) is Fault.PRIVATE
    assert names.asked == [HOST, "inside.example"]


# How much, and how long


async def test_five_megabytes_are_read_and_not_a_byte_more(server: FeedServer) -> None:
    server.answer = saying(b"x" * LARGEST)
    fetched = await fetch(server.url)
    assert isinstance(fetched, Fetched)
    assert len(fetched.body) == LARGEST
    server.answer = saying(b"x" * (LARGEST + 1))
    assert await fetch(server.url) is Fault.LARGE


async def test_what_is_packed_is_unpacked(server: FeedServer) -> None:
    server.answer = saying(BODY * 1000, packed=True)
    fetched = await fetch(server.url)
    assert isinstance(fetched, Fetched)
    assert fetched.body == BODY * 1000
    assert server.asked[0].headers["Accept-Encoding"] == "gzip"


async def test_what_is_packed_is_measured_unpacked_and_no_further_than_allowed(server: FeedServer) -> None:
    bomb = gzip.compress(bytes(300_000_000), compresslevel=1)
    server.answer = saying(bomb, headers={"Content-Encoding": "gzip"})
    tracemalloc.start()
    try:
        assert await fetch(server.url) is Fault.LARGE
        assert tracemalloc.get_traced_memory()[1] < 6 * LARGEST
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("packing", ["gzip, gzip", "br", "deflate", "zstd", "nonsense"])
async def test_only_what_was_asked_for_is_unpacked(server: FeedServer, packing: str) -> None:
    server.answer = saying(gzip.compress(gzip.compress(BODY)), headers={"Content-Encoding": packing})
    assert await fetch(server.url) is Fault.DAMAGED


@pytest.mark.parametrize(
    "body", [gzip.compress(BODY)[:-9], b"not packed at all", b""], ids=["cut off", "not packed", "nothing"]
)
async def test_a_packing_that_cannot_be_undone_is_damage(server: FeedServer, body: bytes) -> None:
    server.answer = saying(body, headers={"Content-Encoding": "gzip"})
    assert await fetch(server.url) is Fault.DAMAGED


async def test_what_never_ends_is_too_large(server: FeedServer) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x" * 100_000)

    server.answer = endless
    assert await fetch(server.url) is Fault.LARGE


async def test_a_body_that_breaks_off_is_no_body(server: FeedServer) -> None:
    async def short(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(BODY)
        assert request.transport is not None
        request.transport.abort()
        return response

    server.answer = short
    assert await fetch(server.url) is Fault.UNREACHABLE


@pytest.mark.parametrize("first", [True, False], ids=["before the answer", "drop by drop"])
async def test_the_patience_is_for_the_whole(server: FeedServer, first: bool) -> None:
    async def slow(request: web.Request) -> web.StreamResponse:
        if first:
            await asyncio.sleep(5)
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(100):
            await response.write(b"x")
            await asyncio.sleep(0.05)
        return response

    server.answer = slow
    began = perf_counter()
    assert await fetch(server.url, patience=0.4) is Fault.SLOW
    assert perf_counter() - began < 4


async def test_the_patience_is_for_all_redirects_together(server: FeedServer) -> None:
    async def slow(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.3)
        return await leading(to="/again")(request)

    server.answer = slow
    assert await fetch(server.url, patience=0.5) is Fault.SLOW


async def test_the_patience_is_for_the_name_too() -> None:
    async def slow(host: str, port: int) -> Sequence[str]:
        await asyncio.sleep(5)
        return []

    assert await Fetcher(resolve=slow).fetch("https://feed.example/", Marks(), patience=0.1) is Fault.SLOW


# TLS


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def trust(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.mark.parametrize("scheme", ["https", "webcal", "WEBCAL"])
async def test_the_server_is_the_one_that_is_named(authority: trustme.CA, trust: ssl.SSLContext, scheme: str) -> None:
    async with feed_server(authority=authority) as server:
        server.answer = saying(BODY)
        url = f" {scheme}{server.url.removeprefix('https')}/basic.ics\n"
        fetched = await Fetcher(trust=trust, resolve=Names(), loopback=True).fetch(url, Marks())
    assert isinstance(fetched, Fetched)
    assert server.named == [HOST]
    assert server.asked[0].headers["Host"] == f"{HOST}:{server.port}"


async def test_another_name_s_certificate_is_not_taken(authority: trustme.CA, trust: ssl.SSLContext) -> None:
    async with feed_server(authority=authority, name="other.example") as server:
        fault = await Fetcher(trust=trust, resolve=Names(), loopback=True).fetch(server.url, Marks())
    assert fault is Fault.UNREACHABLE
    assert server.asked == []


async def test_a_certificate_for_the_machine_s_address_is_not_enough(
    authority: trustme.CA, trust: ssl.SSLContext
) -> None:
    async with feed_server(authority=authority, name="127.0.0.1") as server:
        fault = await Fetcher(trust=trust, resolve=Names(), loopback=True).fetch(server.url, Marks())
    assert fault is Fault.UNREACHABLE


async def test_an_authority_that_nobody_knows_is_not_trusted(authority: trustme.CA) -> None:
    async with feed_server(authority=authority) as server:
        assert await Fetcher(resolve=Names(), loopback=True).fetch(server.url, Marks()) is Fault.UNREACHABLE
    assert server.asked == []

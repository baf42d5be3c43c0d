"""The edge to HTTP as a platform, an operator and a stranger meet it."""

import asyncio
import io
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from adapters.port import Absent, Delivered, Refused
from bot import logs
from bot.backlog import Waiting
from bot.health import Health
from bot.metrics import Metrics
from bot.web import LONGEST_BODY, WebError, application, serve
from dialogues.address import AccountKey, Address, Platform, Workspace
from dialogues.event import Commanded
from migrations.runner import upgrade
from storage.sql.store import SqlStorage

WORKSPACE = Workspace(platform=Platform("slack"), key="T1")


class Seconds:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Site:
    """A served application and what it is made of."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.storage = SqlStorage.open(self.url, ids=iter("abc").__next__)
        self.seconds = Seconds()
        self.health = Health(storage=self.storage, chats=["slack"], seconds=self.seconds)
        for loop in ("schedule", "delivery"):
            self.health.beat(loop)
        self.metrics = Metrics()

    @asynccontextmanager
    async def open(self, routes: Sequence[web.RouteDef] = ()) -> AsyncIterator[httpx.AsyncClient]:
        app = application(routes=routes, health=self.health, metrics=self.metrics)
        async with (
            serve(app, host="127.0.0.1", port=0) as address,
            httpx.AsyncClient(base_url=address, trust_env=False) as client,
        ):
            yield client


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    site = Site(f"sqlite:///{tmp_path}/vardag.sqlite")
    yield site
    await site.storage.close()


async def test_alive_while_every_loop_comes_round(site: Site) -> None:
    async with site.open() as client:
        assert (await client.get("/healthz")).json() == {"alive": True, "stalled": []}
        site.seconds.now += 100
        site.health.beat("delivery")
        site.seconds.now += 100
        dead = await client.get("/healthz")
        assert (dead.status_code, dead.json()) == (503, {"alive": False, "stalled": ["schedule"]})
        site.health.beat("schedule")
        assert (await client.get("/healthz")).status_code == 200


async def test_ready_when_the_database_and_the_chats_are(site: Site) -> None:
    async with site.open() as client:
        early = await client.get("/readyz")
        assert early.status_code == 503
        assert early.json()["ready"] is False
        assert early.json()["missing"].keys() == {"migrations", "slack"}
        await upgrade(site.url)
        site.health.started("slack")
        assert (await client.get("/readyz")).json() == {"ready": True, "missing": {}}


async def test_not_ready_without_a_database_and_no_word_of_where_it_is() -> None:
    site = Site("postgresql://vardag@127.0.0.1:1/vardag")
    async with site.open() as client:
        response = await client.get("/readyz")
    await site.storage.close()
    assert response.status_code == 503
    assert response.json()["missing"] == {"database": "does not answer", "slack": "not started"}


async def test_the_figures(site: Site) -> None:
    account = AccountKey(workspace=WORKSPACE, user="U-anna")
    event = Commanded(id="1", at=datetime(2026, 11, 23, 8, tzinfo=UTC), account=account, words="anna")
    with site.metrics.turn(event):
        pass
    with pytest.raises(KeyError), site.metrics.turn(event):
        raise KeyError
    site.metrics.delivered(Delivered(ref="1", address=Address(workspace=WORKSPACE)))
    site.metrics.delivered(Refused(scope="account", reason="gone"))
    site.metrics.queued({"planned": Waiting(count=3), "unknown": Waiting()}, late=2)
    site.metrics.queued({"planned": Waiting(count=1, age=timedelta(minutes=2)), "unknown": Waiting(count=2)}, late=0)
    site.metrics.looked_up(Absent())
    site.metrics.held(7)
    site.metrics.lost()
    async with site.open() as client:
        assert (await client.get("/a-name-somebody-made-up")).status_code == 404
        response = await client.get("/metrics")
    assert response.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    figures = set(response.text.splitlines())
    assert figures >= {
        'vardag_turns_total{event="act",outcome="done"} 1.0',
        'vardag_turns_total{event="act",outcome="failed"} 1.0',
        "vardag_turn_seconds_count 2.0",
        'vardag_deliveries_total{outcome="delivered"} 1.0',
        'vardag_deliveries_total{outcome="refused"} 1.0',
        'vardag_queue{state="planned"} 1.0',
        'vardag_queue{state="unknown"} 2.0',
        'vardag_queue_age_seconds{state="planned"} 120.0',
        "vardag_queue_late 0.0",
        'vardag_lookups_total{outcome="absent"} 1.0',
        "vardag_leases 0.0",
        "vardag_leases_lost_total 1.0",
        'vardag_refused_requests_total{route="none",status="404"} 1.0',
    }
    assert not [word for word in ("anna", "T1", "made-up") if word in response.text]


async def test_what_a_route_raises_stays_in_the_log(site: Site) -> None:
    async def fail(_: web.Request) -> web.Response:
        raise RuntimeError("much less than before")

    async with site.open([web.post("/slack/{name}", fail)]) as client:
        with capture_logs() as lines:
            response = await client.post("/slack/anna")
        assert response.status_code == 500
        [line] = lines
        assert response.text == f"Something went wrong here. In the log it is {line['id']}.\n"
        assert (line["event"], line["route"]) == ("request failed", "/slack/{name}")
        figures = (await client.get("/metrics")).text
    assert 'vardag_refused_requests_total{route="/slack/{name}",status="500"} 1.0' in figures


async def test_a_page_that_breaks_half_way_is_cut_off(site: Site) -> None:
    async def fail(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"half")
        raise RuntimeError

    async with site.open([web.get("/page", fail)]) as client:
        with capture_logs() as lines, pytest.raises(httpx.RemoteProtocolError):
            await client.get("/page")
    assert [line["event"] for line in lines] == ["request failed"]


async def test_a_reader_who_leaves_is_no_error(site: Site) -> None:
    gone = asyncio.Event()
    left = asyncio.Event()

    async def page(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"begin")
        await gone.wait()
        try:
            while True:
                await response.write(b"more")
                await asyncio.sleep(0)
        finally:
            left.set()

    with capture_logs() as lines:
        async with site.open([web.get("/page", page)]) as client:
            async with client.stream("GET", "/page") as response:
                assert await anext(response.aiter_bytes()) == b"begin"
            gone.set()
            await asyncio.wait_for(left.wait(), 10)
    assert lines == []


async def test_being_sent_elsewhere_is_no_refusal(site: Site) -> None:
    async def move(_: web.Request) -> web.Response:
        raise web.HTTPSeeOther("/healthz")

    async with site.open([web.get("/old", move)]) as client:
        assert (await client.get("/old", follow_redirects=True)).json() == {"alive": True, "stalled": []}
        assert "refused_requests_total{" not in (await client.get("/metrics")).text


async def test_every_answer_is_dressed(site: Site) -> None:
    async def page(_: web.Request) -> web.Response:
        return web.Response(headers={"Content-Security-Policy": "default-src 'self'"})

    async with site.open([web.get("/page", page)]) as client:
        answers = {path: (await client.get(path)).headers for path in ("/page", "/healthz", "/nowhere")}
    for headers in answers.values():
        assert headers["Server"] == "vardag"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
    assert answers["/page"]["Content-Security-Policy"] == "default-src 'self'"
    assert answers["/nowhere"]["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


async def test_what_is_not_there_is_said_plainly(site: Site) -> None:
    async with site.open() as client:
        answers = [await client.get("/nowhere"), await client.post("/healthz")]
    assert [each.status_code for each in answers] == [404, 405]
    assert all(each.headers["Content-Type"].startswith("text/plain") for each in answers)


async def test_a_body_without_end_is_not_read(site: Site) -> None:
    async def read(request: web.Request) -> web.Response:
        return web.Response(body=await request.read())

    async with site.open([web.post("/read", read)]) as client:
        assert (await client.post("/read", content=b"x" * LONGEST_BODY)).status_code == 200
        assert (await client.post("/read", content=b"x" * (LONGEST_BODY + 1))).status_code == 413


@pytest.fixture
def out(logging_restored: None) -> io.StringIO:
    out = io.StringIO()
    logs.configure(level="INFO", form="json", stream=out)
    return out


async def test_who_speaks_no_http_gets_400_and_fills_no_log(site: Site, out: io.StringIO) -> None:
    async with site.open() as client:
        for rubbish in (
            b"\x16\x03\x01 hello\r\n\r\n",
            b"GET / HTTP/9\r\n\r\n",
            b"GET / HTTP/1.1\r\n\xff: \x00\r\n\r\n",
        ):
            answer = await _speak(client.base_url.port or 0, rubbish)
            assert answer.startswith(b"HTTP/1.0 400")
            assert b"Traceback" not in answer
    assert out.getvalue() == ""


@settings(max_examples=25, deadline=None)
@given(body=st.binary(max_size=300))
def test_rubbish_is_refused_on_every_route_of_ours(body: bytes) -> None:
    async def send() -> set[int]:
        site = Site("sqlite:///never-opened.sqlite")
        async with site.open() as client:
            paths = ("/healthz", "/readyz", "/metrics", "/nowhere")
            answers = [await client.post(path, content=body) for path in paths]
        return {each.status_code for each in answers}

    assert asyncio.run(send()) <= {400, 404, 405}


async def test_a_port_in_use_is_a_sentence(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        app = application(routes=(), health=site.health, metrics=site.metrics)
        with pytest.raises(WebError, match=rf"^Port {port} of 127\.0\.0\.1 is taken.*VARDAG_PORT"):
            async with serve(app, host="127.0.0.1", port=port):
                pass


async def test_an_address_of_another_machine_is_a_sentence(site: Site) -> None:
    app = application(routes=(), health=site.health, metrics=site.metrics)
    with pytest.raises(WebError, match=r"^192\.0\.2\.1 is no address of this machine.*VARDAG_HOST"):
        async with serve(app, host="192.0.2.1", port=0):
            pass


async def test_what_is_under_way_at_the_stop_is_finished(site: Site) -> None:
    begun, stop = asyncio.Event(), asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        begun.set()
        await stop.wait()
        return web.Response(text="done")

    app = application(routes=[web.get("/slow", slow)], health=site.health, metrics=site.metrics)
    async with serve(app, host="127.0.0.1", port=0) as address:
        client = httpx.AsyncClient(base_url=address, trust_env=False)
        request = asyncio.create_task(client.get("/slow"))
        await begun.wait()
        asyncio.get_running_loop().call_later(0.05, stop.set)
    assert (await request).text == "done"
    with pytest.raises(httpx.ConnectError):
        await client.get("/healthz")
    await client.aclose()


async def _speak(port: int, words: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(words)
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer

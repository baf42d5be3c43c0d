"""Bodies that nobody should send, against every route that takes one: refused without a traceback and without work.

`--bodies N` says how many; `make fuzz` tries 100,000. A failure names the seed and number that bring its body back.
"""

import importlib.util
import logging
import random
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
import structlog
from aiohttp import web

from adapters.port import Chat
from tests.adapters.conftest import NOW, clock, running
from tests.adapters.inbox import RecordingInbox
from tests.adapters.rubbish import TEXTS, Rubbish, junk
from tests.adapters.serving import serving

SEED = 20261123

Bodies = Callable[[random.Random, datetime], Rubbish]


@pytest.fixture
def count(request: pytest.FixtureRequest) -> int:
    number: int = request.config.getoption("bodies", 2_000)
    return number


@pytest.mark.parametrize("platform", ["slack", "teams", "playground"])
async def test_rubbish_is_refused_without_a_traceback_and_without_work(
    platform: str, count: int, caplog: pytest.LogCaptureFixture, record_property: Callable[[str, object], None]
) -> None:
    caplog.set_level(logging.WARNING)
    inbox, dice = RecordingInbox(), random.Random(SEED)
    statuses: dict[int, int] = {}
    with structlog.testing.capture_logs() as logged:
        bodies = made(platform)
        async with running(platform)(inbox, clock) as harness, posting(harness.chat) as post:
            for number in range(count):
                rubbish = bodies(dice, NOW)
                before = len(inbox.taken)
                status = await post(dice, rubbish)
                statuses[status] = statuses.get(status, 0) + 1
                where = f"{platform}, seed {SEED}, body {number}: {rubbish.body[:5000]!r} {rubbish.headers}"
                assert status < 500 or status == 501, where  # 501: what we have not got, and have not done
                if rubbish.refused:
                    assert status in rubbish.refused, where
                if status >= 400:
                    assert len(inbox.taken) == before, where
    assert [entry for entry in logged if entry.get("exc_info") or entry["log_level"] in ("error", "critical")] == []
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []
    assert sum(statuses.values()) == count
    record_property("bodies", f"{platform}: {count} tried, answered {dict(sorted(statuses.items()))}")
    print(f"{platform}: {count} bodies tried, answered {dict(sorted(statuses.items()))}, taken {len(inbox.taken)}")


def made(platform: str) -> Bodies:
    """What makes rubbish for a platform: its own `rubbish.bodies` where it has one, else anything."""
    name = f"tests.adapters.{platform}.rubbish"
    if importlib.util.find_spec(name) is None:
        return anything
    bodies: Bodies = importlib.import_module(name).bodies
    return bodies


def anything(dice: random.Random, now: datetime) -> Rubbish:
    """Any bytes under any name."""
    texts = "&".join(f"{quote(repr(junk(dice, 0)))}={quote(repr(junk(dice)))}" for _ in range(dice.randint(0, 5)))
    body = dice.choice([dice.randbytes(dice.randint(0, 300)), texts.encode(), repr(junk(dice)).encode(), b"[" * 50_000])
    kinds = ("application/x-www-form-urlencoded", "application/json", "text/plain", "multipart/form-data; boundary=x")
    return Rubbish(body=body, headers={"Content-Type": dice.choice(kinds)})


@asynccontextmanager
async def posting(chat: Chat) -> AsyncIterator[Callable[[random.Random, Rubbish], Any]]:
    """Sends to one of the chat's routes that take a body, whatever stands in the gaps of its path."""
    paths = [route.path for route in chat.routes() if route.method == "POST"]
    app = web.Application()
    app.add_routes(chat.routes())
    async with serving(app) as address, aiohttp.ClientSession() as session:

        async def post(dice: random.Random, rubbish: Rubbish) -> int:
            path = re.sub(
                r"\{[^}]*\}", lambda _: quote(dice.choice(TEXTS), safe="", errors="replace") or "x", dice.choice(paths)
            )
            target = address + path
            async with session.post(
                target, data=rubbish.body, headers=rubbish.headers, allow_redirects=False
            ) as response:
                return response.status

        yield post

"""How far a request is read."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from adapters.body import DEEPEST, LONGEST, RefusalError, read_body, read_object
from tests.adapters.serving import serving


@pytest.fixture
async def reader() -> AsyncIterator[str]:
    """The address of a server that answers with the length of what it has read."""

    async def read(request: web.Request) -> web.Response:
        try:
            return web.Response(text=str(len(await read_body(request))))
        except RefusalError as refusal:
            return web.Response(status=refusal.status)

    app = web.Application()
    app.router.add_post("/", read)
    async with serving(app) as address:
        yield address


async def in_pieces(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 1024):
        yield b" " * 1024


async def test_a_body_of_the_longest_length_is_read(reader: str) -> None:
    async with aiohttp.ClientSession() as http, http.post(reader, data=b" " * LONGEST) as response:
        assert await response.text() == str(LONGEST)


async def test_a_giant_is_refused_whether_or_not_it_says_how_long_it_is(reader: str) -> None:
    for body in (b" " * (LONGEST + 1), in_pieces(LONGEST + 1024)):
        async with aiohttp.ClientSession() as http, http.post(reader, data=body) as response:
            assert response.status == 413


async def test_what_says_that_it_is_compressed_is_not_opened(reader: str) -> None:
    headers = {"Content-Encoding": "gzip"}
    async with aiohttp.ClientSession() as http, http.post(reader, data=b"{}", headers=headers) as response:
        assert response.status == 415


@pytest.mark.parametrize("text", ["", "{", "null", "[1]", "1", '{"a": ' + "9" * 5000 + "}", '{"a":' + "[" * 100_000])
def test_what_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(RefusalError) as refusal:
        read_object(text)
    assert refusal.value.status == 400


def test_depth_is_counted_in_levels_not_in_brackets() -> None:
    wide = '{"a": [' + ",".join(["[]"] * 1000) + "]}"
    assert read_object(wide) == {"a": [[] for _ in range(1000)]}
    deep = '{"a":' * DEEPEST + "1" + "}" * DEEPEST
    with pytest.raises(RefusalError):
        read_object('{"a":' + deep + "}")

"""What can go wrong with a call to a fake platform."""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

#: Something that goes wrong with one call. The second argument does what would have been right, and answers it.
Fault = Callable[[web.Request, Callable[[], web.Response]], Awaitable[web.StreamResponse]]


def answered(status: int, text: str, content_type: str = "application/json", **headers: str) -> Fault:
    async def fault(_: web.Request, act: Callable[[], web.Response]) -> web.StreamResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(status=status, text=text, content_type=content_type, headers=named)

    return fault


async def reset_after_storing(request: web.Request, act: Callable[[], web.Response]) -> web.StreamResponse:
    act()
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


def held(until: asyncio.Event) -> Fault:
    async def fault(_: web.Request, act: Callable[[], web.Response]) -> web.StreamResponse:
        await until.wait()
        return act()

    return fault

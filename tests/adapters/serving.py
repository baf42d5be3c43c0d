"""An aiohttp application on a free port of the loopback, served as the bot serves its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ssl import SSLContext

from aiohttp import web


@asynccontextmanager
async def serving(app: web.Application, *, ssl_context: SSLContext | None = None) -> AsyncIterator[str]:
    """Serve `app` on a free port; yields its address. With a context, it is `https://localhost`."""
    runner = web.AppRunner(app, access_log=None, auto_decompress=False, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=ssl_context)
    await site.start()
    try:
        port = runner.addresses[0][1]
        yield f"https://localhost:{port}" if ssl_context else f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()

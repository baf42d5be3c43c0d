"""The edge to HTTP: the chats' routes, and three of ours for whoever operates the bot."""

import errno
import logging
import secrets
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import structlog
from aiohttp import ClientConnectionResetError, web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler, Middleware
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from bot.health import Health
from bot.metrics import Metrics

log = structlog.get_logger("vardag.web")

#: Bytes. Nothing that a platform sends is longer.
LONGEST_BODY = 1024 * 1024
#: Seconds that requests under way are given when the bot stops.
FAREWELL = 10.0

#: For every response whose route does not know better.
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class WebError(Exception):
    """The address cannot be listened on; the text says why and what to do."""


def application(*, routes: Iterable[web.RouteDef], health: Health, metrics: Metrics) -> web.Application:
    """The chats' `routes` with `/healthz`, `/readyz` and `/metrics`.

    What a route raises is logged under an id, and the caller sees no more than the id. Routes may set headers of their
    own instead of the strict ones.
    """
    app = web.Application(middlewares=[_counting(metrics), _containing], client_max_size=LONGEST_BODY)
    app.on_response_prepare.append(_dress)

    async def healthz(_: web.Request) -> web.Response:
        stalled = health.stalled()
        return web.json_response({"alive": not stalled, "stalled": stalled}, status=503 if stalled else 200)

    async def readyz(_: web.Request) -> web.Response:
        missing = dict(await health.missing())
        return web.json_response({"ready": not missing, "missing": missing}, status=503 if missing else 200)

    async def page(_: web.Request) -> web.Response:
        return web.Response(body=metrics.page(), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", page)
    app.add_routes(routes)
    return app


@asynccontextmanager
async def serve(app: web.Application, *, host: str, port: int) -> AsyncIterator[str]:
    """Listen while the block runs; yields the address, such as `http://127.0.0.1:3978`.

    At the end nothing new is accepted and what is under way is finished. Raises WebError.
    """
    # A body that says it is compressed, and is not, would end the connection below any handler.
    runner = web.AppRunner(
        app, access_log=None, shutdown_timeout=FAREWELL, logger=_protocol_log(), auto_decompress=False
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        try:
            await site.start()
        except OSError as error:
            raise WebError(_mend(error, host, port)) from error
        yield site.name
    finally:
        await runner.cleanup()


def _counting(metrics: Metrics) -> Middleware:
    @web.middleware
    async def count(request: web.Request, handler: Handler) -> web.StreamResponse:
        resource = request.match_info.route.resource
        route = resource.canonical if resource is not None else "none"
        try:
            response = await handler(request)
        except web.HTTPException as error:
            if error.status >= 400:
                metrics.refused(route=route, status=error.status)
            raise
        if response.status >= 400:
            metrics.refused(route=route, status=response.status)
        return response

    return count


@web.middleware
async def _containing(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except (web.HTTPException, ClientConnectionResetError):
        raise
    except Exception:
        resource = request.match_info.route.resource
        id = secrets.token_hex(4)
        log.exception("request failed", id=id, method=request.method, route=resource and resource.canonical)
        if request.writer.output_size:
            raise ConnectionAbortedError from None  # a page that was half sent cannot become another one
        return web.Response(status=500, text=f"Something went wrong here. In the log it is {id}.\n")


async def _dress(_: web.Request, response: web.StreamResponse) -> None:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Server"] = "vardag"


def _protocol_log() -> logging.Logger:
    """For what goes wrong below the routes. That somebody speaks no HTTP is their fault, and fills no log."""
    logger = logging.getLogger("vardag.http")
    logger.addFilter(_is_ours)
    return logger


def _is_ours(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


def _mend(error: OSError, host: str, port: int) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return (
                f"Port {port} of {host} is taken, perhaps by another Vardag. Stop that one, "
                "or set VARDAG_PORT to a free port."
            )
        case errno.EACCES:
            return f"Port {port} may not be opened by this user. Set VARDAG_PORT to a port above 1023."
        case _:
            return f"{host} is no address of this machine. Set VARDAG_HOST to 127.0.0.1, or to 0.0.0.0 for all."

"""The HTTP side: reads a request no further than it must, and turns what comes of it into a response."""

from collections.abc import Callable
from datetime import datetime

import structlog
from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from adapters.body import RefusalError, read_body
from adapters.payload import Payload, text
from adapters.slack.guard import Letter, admit
from adapters.slack.shape import heard, sound

log = structlog.get_logger()


class Door:
    """Takes requests from `open` to `close`."""

    def __init__(self, *, signing_secret: str, clock: Callable[[], datetime]) -> None:
        self._signing_secret = signing_secret
        self._clock = clock
        self._app: AsyncApp | None = None

    def open(self, app: AsyncApp) -> None:
        self._app = app

    def close(self) -> None:
        self._app = None

    async def enter(self, request: web.Request) -> web.Response:
        """Answer one request. 4xx where Slack did not send it, 503 while closed, 500 where it should come again."""
        try:
            payload = admit(await _letter(request), secret=self._signing_secret, now=self._clock())
        except RefusalError as refusal:
            log.info("slack request refused", status=refusal.status)
            return web.Response(status=refusal.status)
        if text(payload, "type") == "url_verification":
            return web.Response(text=text(payload, "challenge"))
        if not heard(payload):
            # Such as Slack's check of our certificate: good as soon as it is answered.
            return web.Response()
        return await self._dispatch(payload) if sound(payload) else web.Response(status=400)

    async def _dispatch(self, payload: Payload) -> web.Response:
        if self._app is None:
            return web.Response(status=503)
        # To bolt, socket mode means no more than that the body has been verified and parsed.
        response = await self._app.async_dispatch(AsyncBoltRequest(body=dict(payload), mode="socket_mode"))
        return web.Response(
            status=response.status, body=response.body.encode(), headers=response.first_headers_without_set_cookie()
        )


async def _letter(request: web.Request) -> Letter:
    return Letter(
        content_type=request.content_type,
        timestamp=request.headers.get("X-Slack-Request-Timestamp", ""),
        signature=request.headers.get("X-Slack-Signature", ""),
        body=await read_body(request),
    )

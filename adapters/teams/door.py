"""The HTTP side: nothing is done that Microsoft has not signed, and nothing odd comes through."""

import structlog
from aiohttp import web

from adapters.body import RefusalError, read_body, read_object
from adapters.payload import Payload, text
from adapters.teams.keys import KeysError
from adapters.teams.listen import Listener
from adapters.teams.sdk import ForgedError, Verifier

log = structlog.get_logger("vardag.teams")


class Door:
    """Takes requests from `open` to `close`. Without a `verifier` everything comes in: for this machine alone."""

    def __init__(self, *, verifier: Verifier | None) -> None:
        self._verifier = verifier
        self._listener: Listener | None = None

    def open(self, listener: Listener) -> None:
        self._listener = listener

    def close(self) -> None:
        self._listener = None

    async def enter(self, request: web.Request) -> web.Response:
        """Answer one request. 4xx where Teams did not send it, 503 while closed or while that cannot be told, 500
        where it should come again."""
        try:
            activity = await self._admit(request)
        except RefusalError as refusal:
            log.info("teams request refused", status=refusal.status)
            return web.Response(status=refusal.status)
        except KeysError as error:
            log.warning("teams request not verified", reason=str(error))
            return web.Response(status=503)
        if self._listener is None:
            return web.Response(status=503)
        response = await self._listener.hear(activity)
        if response.body is None:
            return web.Response(status=response.status)
        return web.json_response(response.body, status=response.status)

    async def _admit(self, request: web.Request) -> Payload:
        """What a signed request holds. Raises RefusalError: 413 too long, 415 no JSON, 401 unsigned, 400 odd; and
        KeysError."""
        if request.content_type != "application/json":
            raise RefusalError(415)
        authorization = request.headers.get("Authorization", "")
        if self._verifier and not authorization:
            raise RefusalError(401)
        body = await read_body(request)
        try:
            activity = read_object(body.decode("utf-8"))
        except UnicodeDecodeError:
            raise RefusalError(400) from None
        if self._verifier:
            try:
                await self._verifier.verify(authorization, service=text(activity, "serviceUrl"))
            except ForgedError as error:
                log.info("teams token refused", reason=str(error))
                raise RefusalError(401) from None
        return activity

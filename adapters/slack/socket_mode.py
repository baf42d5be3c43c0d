"""The connection that we open to Slack where Slack cannot reach us. What comes over it needs no signature."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.call import CallError
from adapters.payload import text
from adapters.port import ChatError
from adapters.slack.call import ask

#: Seconds. After that, starting has failed; later on the connection is renewed without end.
CONNECTING = 20.0


async def connect(
    app: AsyncApp, client: AsyncWebClient, app_token: str, logger: logging.Logger
) -> AsyncSocketModeHandler:
    """An open connection that feeds `app`. Raises ChatError."""
    try:
        told = await ask(client.apps_connections_open(app_token=app_token))
    except CallError as failure:
        raise ChatError(f"Slack did not open a socket ({failure.word}): look at VARDAG_SLACK_APP_TOKEN") from None
    handler = AsyncSocketModeHandler(app, app_token, logger=logger, web_client=client)
    handler.client.wss_uri = text(told.data, "url")
    try:
        async with asyncio.timeout(CONNECTING):
            await handler.client.connect()  # type: ignore[no-untyped-call]
    except TimeoutError:
        await handler.client.close()  # type: ignore[no-untyped-call]
        raise ChatError("Slack's socket could not be reached: look at the network and a proxy") from None
    return handler


def tasks(handler: AsyncSocketModeHandler) -> Sequence[asyncio.Future[Any]]:
    """What takes the messages from the socket, and what opens it anew where it has been closed."""
    client = handler.client
    # While it is being renewed, the monitor of the old session may end before that of the new one begins.
    monitor = None if client.connect_operation_lock.locked() else client.current_session_monitor
    return [each for each in (client.message_processor, monitor) if each is not None]

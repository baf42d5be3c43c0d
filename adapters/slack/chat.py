"""Slack as one of our chat platforms."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from adapters.call import CallError
from adapters.errands import Errands
from adapters.payload import text
from adapters.port import Capabilities, Channel, ChatError, Delivery, Finding, Found, Heard, Inbox
from adapters.slack.call import Told, ask
from adapters.slack.doctor import findings, unanswered
from adapters.slack.door import Door
from adapters.slack.find import find
from adapters.slack.limits import (
    BETWEEN_LOOKUPS,
    BETWEEN_MESSAGES,
    BETWEEN_READERS,
    BLOCKS_PER_MESSAGE,
    BUTTONS_PER_ROW,
    MESSAGES_PER_SECOND,
    TEXT,
)
from adapters.slack.listen import Listener
from adapters.slack.people import everyone
from adapters.slack.readers import readers
from adapters.slack.receive import Receiver
from adapters.slack.reply import Replier
from adapters.slack.send import send
from adapters.slack.socket_mode import connect, tasks
from dialogues.address import Address, Platform, Profile, Workspace
from dialogues.message import Message

PLATFORM = Platform("slack")

CAPABILITIES = Capabilities(
    rate=MESSAGES_PER_SECOND,
    interval=timedelta(seconds=BETWEEN_MESSAGES),
    lookup=timedelta(seconds=BETWEEN_LOOKUPS),
    readers=timedelta(seconds=BETWEEN_READERS),
    text=TEXT,
    blocks=BLOCKS_PER_MESSAGE,
    choices=BUTTONS_PER_ROW,
    forms=True,
    charts=True,
    ephemeral=True,
)

#: With a session of our own, the only time-out that the SDK minds.
WIRE = aiohttp.ClientTimeout(total=10, connect=5)
#: Seconds.
FAREWELL = 5.0


class Slack:
    """One Slack workspace. Implements `adapters.port.Chat`.

    It is heard over HTTP where there is a `signing_secret`, and over Socket Mode where there is an `app_token`.
    """

    def __init__(
        self,
        *,
        bot_token: str,
        signing_secret: str | None,
        app_token: str | None,
        api_url: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._app_token = app_token
        self._api_url = api_url
        self._clock = clock
        # Below WARNING, the SDKs log bodies: answers and tokens.
        self._logger = logging.getLogger("vardag.slack")
        self._logger.setLevel(logging.WARNING)
        self._client = self._reach(bot_token)
        self._door = Door(signing_secret=signing_secret, clock=clock) if signing_secret else None
        self._errands = Errands()
        self._session: aiohttp.ClientSession | None = None
        self._socket: AsyncSocketModeHandler | None = None
        self._workspace: Workspace | None = None
        self._bot: str | None = None

    @property
    def workspace(self) -> Workspace:
        if self._workspace is None:
            raise ChatError("Slack has not been started")
        return self._workspace

    @property
    def capabilities(self) -> Capabilities:
        return CAPABILITIES

    def routes(self) -> Sequence[web.RouteDef]:
        return (web.post("/slack/events", self._door.enter),) if self._door else ()

    async def start(self, inbox: Inbox) -> None:
        self._client.session = self._session = aiohttp.ClientSession(timeout=WIRE)
        try:
            app = await self._listening(inbox, self._session)
            if self._app_token:
                self._socket = await connect(app, self._client, self._app_token, self._logger)
        except ChatError:
            await self._session.close()
            raise
        if self._door:
            self._door.open(app)

    def tasks(self) -> Sequence[asyncio.Future[Any]]:
        return tasks(self._socket) if self._socket else ()

    async def stop(self) -> None:
        if self._door:
            self._door.close()
        if self._socket:
            await self._socket.client.close()  # type: ignore[no-untyped-call]
        await self._errands.finish(within=FAREWELL)
        if self._session:
            await self._session.close()

    async def send(self, *, to: Address, message: Message[str], key: str) -> Delivery:
        return await send(self._client, to=to, message=message, key=key)

    async def find(self, *, to: Address, key: str, around: datetime) -> Found:
        return await find(self._client, to=to, key=key, around=around)

    async def readers(self, *, of: Address) -> Heard:
        return await readers(self._client, channel=of.channel or "", bot=self._bot)

    async def people(self) -> AsyncIterator[Profile]:
        async for profile in everyone(self._client, self.workspace, self._clock):
            yield profile

    async def channels(self) -> Sequence[Channel]:
        return ()

    async def findings(self) -> Sequence[Finding]:
        return await findings(self._client, self._clock())

    def _reach(self, token: str | None) -> AsyncWebClient:
        return AsyncWebClient(token=token, base_url=self._api_url, timeout=10, retry_handlers=[], logger=self._logger)

    async def _listening(self, inbox: Inbox, session: aiohttp.ClientSession) -> AsyncApp:
        """The bolt app for our workspace, hearing everything. Raises ChatError."""
        try:
            us = await ask(self._client.api_call("auth.test"))
        except CallError as failure:
            raise ChatError(unanswered(failure, self._client.base_url).detail) from None
        self._workspace = Workspace(platform=PLATFORM, key=text(us.data, "team_id"))
        self._bot = text(us.data, "user_id")
        receiver = Receiver(workspace=self._workspace, bot=self._bot)
        replier = Replier(client=self._client, session=session, errands=self._errands)
        app = self._app(us)
        Listener(receiver=receiver, inbox=inbox, replier=replier, clock=self._clock).join(app)
        return app

    def _app(self, us: Told) -> AsyncApp:
        """Bolt as a router: no call of its own stands in the way of an acknowledgement."""
        known = AuthorizeResult(
            enterprise_id=text(us.data, "enterprise_id") or None,
            team_id=text(us.data, "team_id"),
            bot_user_id=text(us.data, "user_id"),
            bot_id=text(us.data, "bot_id"),
        )

        async def authorize() -> AuthorizeResult:
            return known

        return AsyncApp(
            # Bolt's logger has this name, and is given the level of ours: it must not be one of the others.
            name=self._logger.name,
            logger=self._logger,
            # What is not given here, bolt looks for in the environment.
            client=self._reach(None),
            signing_secret="",
            authorize=authorize,
            process_before_response=True,
            raise_error_for_unhandled_request=True,
            request_verification_enabled=False,
            ssl_check_enabled=False,
            url_verification_enabled=False,
        )

"""The Bot Framework SDK, and the only module that knows it: tokens are verified and conversations are written to by
it, and nothing of it goes any further.

It is out of support since the end of 2025. What is done here otherwise than its documentation has it goes round a
fault of its version 4.17.1; each has a test in `tests/adapters/teams/test_faults.py`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlencode

from botbuilder.core import CloudAdapterBase, TurnContext
from botbuilder.core.teams import TeamsInfo
from botbuilder.schema import (
    Activity,
    ActivityTypes,
    Attachment,
    ChannelAccount,
    ConversationAccount,
    ConversationParameters,
    ConversationReference,
)
from botframework.connector.aio import ConnectorClient
from botframework.connector.aiohttp_bf_pipeline import AsyncBfPipeline
from botframework.connector.auth import (
    AuthenticateRequestResult,
    AuthenticationConstants,
    BotFrameworkAuthentication,
    ChannelValidation,
    ClaimsIdentity,
    ConnectorFactory,
    JwtTokenExtractor,
    MicrosoftAppCredentials,
    SimpleCredentialProvider,
    UserTokenClient,
)
from botframework.connector.bot_framework_sdk_client_async import BotFrameworkConnectorConfiguration
from msrest.universal_http import ClientRequest
from msrest.universal_http.async_requests import AsyncRequestsClientResponse, AsyncRequestsHTTPSender

from adapters.call import PAUSE, CallError
from adapters.payload import Payload, clean
from adapters.teams.content import CARD, Content
from adapters.teams.keys import Keys, KeysError
from adapters.teams.login import Login
from adapters.teams.place import CHANNEL, Place
from adapters.teams.refusal import RefusedError
from adapters.teams.wire import Wire

#: Seconds for the whole of a question.
PATIENCE = 20.0
#: How many may be under way at once.
THREADS = 16

T = TypeVar("T")


class ForgedError(Exception):
    """The token does not show that Microsoft sent this to us; the text says why, for the log."""


class Verifier:
    """Tells by its token whether an activity comes from Teams and is for the app `app_id`."""

    def __init__(self, *, app_id: str, keys: Keys) -> None:
        self._credentials = SimpleCredentialProvider(app_id, "")
        self._extractor = JwtTokenExtractor(
            ChannelValidation.TO_BOT_FROM_CHANNEL_TOKEN_VALIDATION_PARAMETERS,
            keys.url,
            AuthenticationConstants.ALLOWED_SIGNING_ALGORITHMS,
        )
        self._extractor.open_id_metadata = _Metadata(keys)

    async def verify(self, authorization: str, *, service: str) -> None:
        """Raises ForgedError; and KeysError where it cannot be told, for Microsoft's keys cannot be had."""
        try:
            identity = await self._extractor.get_identity_from_auth_header(authorization, CHANNEL)
            await ChannelValidation.validate_identity(identity, self._credentials)
        except KeysError:
            raise
        except Exception as error:  # the SDK raises anything at all, an IndexError among others
            raise ForgedError(
                str(error.args[0]) if isinstance(error, PermissionError) else type(error).__name__
            ) from None
        if identity.get_claim_value(ChannelValidation.SERVICE_URL_CLAIM) != service or not service:
            raise ForgedError("of another service")
        if identity.get_claim_value("exp") is None:
            raise ForgedError("without an end")


class _Metadata:
    """Our keys where the SDK expects its own, which it would look for once a day and with a call that blocks."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    async def get(self, id: str | None) -> object:
        key = await self._keys.get(id)
        if CHANNEL not in key.endorsements:
            raise LookupError("a key that may not speak for Teams")
        return key


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What the roster knows of somebody; empty where it does not say."""

    name: str
    email: str


class Connector:
    """Writes into conversations as the app `app_id`. Every method raises CallError, and none tries twice.

    Without a `login` nothing shows who we are, which a service on this machine alone can do without. What blocks is
    done in `threads`.
    """

    def __init__(
        self, *, app_id: str, login: Login | None, clock: Callable[[], datetime], threads: Executor | None = None
    ) -> None:
        self._app_id = app_id
        self._login = login
        self._wire = Wire(login=login, clock=clock, threads=threads)
        self._adapter = CloudAdapterBase(_Authentication(_Connectors(self._wire)))
        # The newest token that was not taken, if none has been since.
        self._doubted: int | None = None
        # No more than there are threads: what waits for one has not begun.
        self._slots = asyncio.Semaphore(THREADS)

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()

    async def open(self, place: Place) -> str:
        """The id of the conversation with `place.user`, the same every time."""

        async def opened(context: TurnContext) -> None:
            ids.append(context.activity.conversation.id)

        ids: list[str] = []
        parameters = ConversationParameters(
            is_group=False,
            bot=ChannelAccount(id=place.bot),
            members=[ChannelAccount(id=place.user)],
            tenant_id=place.tenant,
            channel_data={"tenant": {"id": place.tenant}},
        )
        await self._ask(
            lambda: self._adapter.create_conversation(self._app_id, opened, parameters, CHANNEL, place.service)
        )
        if not ids or not ids[0]:
            raise CallError("no_conversation", certain=False)
        return ids[0]

    async def post(self, place: Place, content: Content, *, alert: bool) -> str:
        """Write a card; returns the message's id. With `alert` it shows in the person's feed."""
        activity = _activity(place, content)
        activity.channel_data = {"notification": {"alert": True}} if alert else None
        # Not context.send_activity: that makes it a reply to a message that never was.
        (sent,) = await self._within(place, lambda context: self._adapter.send_activities(context, [activity]))
        if not sent.id:
            raise CallError("no_id", certain=False)
        return str(sent.id)

    async def put(self, place: Place, id: str, content: Content) -> None:
        """Write a card in the place of the message `id`."""
        activity = _activity(place, content)
        activity.id = id
        await self._within(place, lambda context: self._adapter.update_activity(context, activity))

    async def member(self, place: Place) -> Member:
        """Who it is that the conversation is with."""
        found = await self._within(place, lambda context: TeamsInfo.get_member(context, place.user))
        return Member(name=clean(found.name or ""), email=clean(found.email or found.user_principal_name or "").lower())

    async def read(self, service: str, path: str, query: Mapping[str, str]) -> Payload:
        """The object at `path` of a service."""

        async def answered() -> None:
            url = f"{service.rstrip('/')}/{path}?{urlencode(query)}"
            response = await self._wire.send("GET", url, headers={"Accept": "application/json"}, body=None)
            found.append(response.json())

        found: list[object] = []
        await self._ask(answered)
        if not isinstance(found[0], dict):
            raise CallError("no_object", certain=False)
        return found[0]

    async def _within(self, place: Place, work: Callable[[TurnContext], Awaitable[T]]) -> T:
        """What `work` comes to in a turn of its own in this conversation."""

        async def logic(context: TurnContext) -> None:
            context.activity.channel_data = {}  # TeamsInfo looks into it
            done.append(await work(context))

        done: list[T] = []
        await self._ask(lambda: self._adapter.continue_conversation(_reference(place), logic, self._app_id))
        return done[0]

    async def _ask(self, call: Callable[[], Awaitable[None]]) -> None:
        issue = 0
        try:
            if self._login:
                await self._login.refresh()
            async with self._slots, asyncio.timeout(PATIENCE):
                issue = self._login.issue if self._login else 0
                await call()
            self._doubted = None
        except RefusedError as failure:
            if failure.status == 401 and self._login:
                self._doubt(self._login, issue, failure)
            elif failure.certain and failure.retry_after is None:  # the token was good enough to be told so
                self._doubted = None
            raise
        except CallError:
            raise
        except Exception as error:  # whatever the SDK makes of an answer that is not what it expects
            raise CallError(type(error).__name__, certain=False) from None

    def _doubt(self, login: Login, issue: int, failure: RefusedError) -> None:
        """A token may be taken back before its time is over: with another one the same may be tried once more."""
        newest = self._doubted or issue
        if issue <= newest and failure.retry_after is None:
            failure.retry_after = PAUSE
        self._doubted = max(issue, newest)
        if login.issue == issue:
            login.forget()


class _Driver(AsyncRequestsHTTPSender):
    """The SDK's transport, cut down to one attempt at one address."""

    def __init__(self, config: BotFrameworkConnectorConfiguration, wire: Wire) -> None:
        super().__init__(config)
        self._wire = wire

    async def send(self, request: ClientRequest, **_: object) -> AsyncRequestsClientResponse:  # type: ignore[override]
        response = await self._wire.send(request.method, request.url, headers=request.headers, body=request.data)
        return AsyncRequestsClientResponse(request, response)  # type: ignore[no-untyped-call]


class _Connectors(ConnectorFactory):
    """One client for each service address."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._clients: dict[str, ConnectorClient] = {}

    async def create(self, service_url: str, audience: str | None = None) -> ConnectorClient:
        client = self._clients.get(service_url)
        if client is None:
            # Who we are is said by the wire, once for all clients.
            config = BotFrameworkConnectorConfiguration(MicrosoftAppCredentials.empty(), service_url)
            config.driver = _Driver(config, self._wire)
            config.custom_pipeline = AsyncBfPipeline(config)
            client = ConnectorClient(config.credentials, custom_configuration=config)
            self._clients[service_url] = client
        return client


class _Authentication(BotFrameworkAuthentication):
    """All that the SDK's adapter asks of one to write to somebody."""

    def __init__(self, connectors: _Connectors) -> None:
        self._connectors = connectors

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        return self._connectors

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> UserTokenClient | None:
        return None

    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult:
        raise NotImplementedError("see Verifier")

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> AuthenticateRequestResult:
        raise NotImplementedError("see Verifier")


def _reference(place: Place) -> ConversationReference:
    return ConversationReference(
        service_url=place.service,
        channel_id=CHANNEL,
        bot=ChannelAccount(id=place.bot),
        user=ChannelAccount(id=place.user),
        conversation=ConversationAccount(id=place.conversation),
    )


def _activity(place: Place, content: Content) -> Activity:
    return Activity(
        type=ActivityTypes.message,
        channel_id=CHANNEL,
        service_url=place.service,
        from_property=ChannelAccount(id=place.bot),
        recipient=ChannelAccount(id=place.user) if place.user else None,
        conversation=ConversationAccount(id=place.conversation),
        summary=content.summary,
        attachments=[Attachment(content_type=CARD, content=content.card)],
    )

"""The SDK used as its documentation has it, on our fake Teams: what goes wrong there is what ours goes round."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import msal
import requests
from aiohttp import web
from botbuilder.core import CloudAdapterBase, TurnContext
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount, ConversationReference
from botframework.connector.auth import (
    BotFrameworkAuthenticationFactory,
    ChannelValidation,
    MicrosoftAppCredentials,
    SimpleCredentialProvider,
)

from tests.adapters.serving import serving
from tests.adapters.teams.fake import FakeTeams
from tests.adapters.teams.signing import APP_ID, PASSWORD, TENANT

T = TypeVar("T")


class Credentials:
    """The SDK's own factory builds these anew for every message too. Only the login's address is ours."""

    def __init__(self, teams: FakeTeams, http: requests.Session) -> None:
        self._authority = f"{teams.login_url}/{TENANT}"
        self._http = http

    async def create_credentials(self, app_id: str, *_: object, **__: object) -> MicrosoftAppCredentials:
        credentials = MicrosoftAppCredentials(app_id, PASSWORD, TENANT)
        credentials.app = msal.ConfidentialClientApplication(
            app_id,
            client_credential=PASSWORD,
            authority=self._authority,
            instance_discovery=False,
            http_client=self._http,
        )
        return credentials


async def apart(work: Awaitable[T]) -> T:
    """What `work` comes to in a thread of its own: the SDK's keys and logins hold up whatever else its loop does."""

    async def whole() -> T:
        return await work

    return await asyncio.to_thread(lambda: asyncio.run(whole()))


async def let_in(header: str, service: str) -> Any:
    """The identity that the SDK sees in a header. Its keys are where `ChannelValidation` has been told."""
    provider = SimpleCredentialProvider(APP_ID, "")
    return await apart(
        ChannelValidation.authenticate_channel_token_with_service_url(header, provider, service, "msteams")
    )


async def proactive(teams: FakeTeams, work: Callable[[TurnContext], Awaitable[object]], *answers: int) -> list[str]:
    """Do `work` in a turn that nobody began; returns the calls that come of it. Each is answered with the next of
    these statuses, and all others with 201, whatever they are."""

    async def answered(request: web.Request) -> web.Response:
        calls.append(f"{request.method} {request.path}")
        return web.json_response({"id": "1"}, status=[*answers, 201][min(len(calls), len(answers) + 1) - 1])

    calls: list[str] = []
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answered)
    async with serving(app) as address:
        reference = ConversationReference(
            service_url=f"{address}/",
            channel_id="msteams",
            bot=ChannelAccount(id=f"28:{APP_ID}"),
            user=ChannelAccount(id="29:aad-anna"),
            conversation=ConversationAccount(id="a:1"),
        )
        with requests.Session() as http:
            authentication = BotFrameworkAuthenticationFactory.create(credential_factory=Credentials(teams, http))
            await apart(CloudAdapterBase(authentication).continue_conversation(reference, work, APP_ID))
    return calls


def turn(**told: Any) -> TurnContext:
    """A turn of an activity that came in."""
    activity = Activity().deserialize(told)
    return TurnContext(CloudAdapterBase(BotFrameworkAuthenticationFactory.create()), activity)

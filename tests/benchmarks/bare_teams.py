"""The baseline for Teams: a bare handler of botbuilder's that stores one row and answers with a card, and an empty one
for messages.

It is Microsoft's sample, but for one thing: the adapter that the sample has fails at every answer to an invoke, which
it serialises twice. Here the handler does its work.

python -m tests.benchmarks.bare_teams DATABASE_URL MICROSOFT [ours]
"""

import asyncio
import logging
import sys

from aiohttp import web
from botbuilder.core import CloudAdapterBase, TurnContext
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.schema import Activity, AdaptiveCardInvokeResponse, AdaptiveCardInvokeValue
from botframework.connector.auth import (
    BotFrameworkAuthenticationFactory,
    ChannelValidation,
    PasswordServiceClientCredentialFactory,
)

from tests.adapters.teams.fake import CARD
from tests.adapters.teams.signing import APP_ID, PASSWORD, TENANT
from tests.benchmarks.bare import Writer, open_writer, serve

THANKS = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": "Thank you."}]}


class Bot(TeamsActivityHandler):  # type: ignore[misc] # the SDK has no types
    def __init__(self, write: Writer) -> None:
        self._write = write

    async def on_adaptive_card_invoke(
        self, turn_context: TurnContext, invoke_value: AdaptiveCardInvokeValue
    ) -> AdaptiveCardInvokeResponse:
        user, data = turn_context.activity.from_property.aad_object_id, invoke_value.action["data"]
        await self._write({"user": user, "value": data["vardag"]["choose"]})
        return AdaptiveCardInvokeResponse(status_code=200, type=CARD, value=THANKS)


async def main(database_url: str, microsoft: str, *, ours: bool) -> None:
    logging.getLogger("msrest").setLevel(logging.ERROR)  # it warns of every tap: the SDK does not know its `trigger`
    ChannelValidation.open_id_metadata_endpoint = f"{microsoft}/metadata"
    auth = BotFrameworkAuthenticationFactory.create(
        credential_factory=PasswordServiceClientCredentialFactory(APP_ID, PASSWORD, TENANT)
    )
    adapter, bot = CloudAdapterBase(auth), Bot(await open_writer(database_url, ours=ours))

    async def messages(request: web.Request) -> web.Response:
        activity = Activity().deserialize(await request.json())
        try:
            result = await auth.authenticate_request(activity, request.headers.get("Authorization", ""))
        except Exception:  # the SDK raises anything at all
            return web.Response(status=401)
        invoke = await adapter.process_activity(result, activity, bot.on_turn)
        return web.json_response(invoke.body, status=invoke.status) if invoke else web.Response()

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    await serve(app)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], ours="ours" in sys.argv[3:]))

"""The baseline for Slack: a bare slack-bolt handler that stores one row and acknowledges, and an empty one.

python -m tests.benchmarks.bare_slack DATABASE_URL [ours]
"""

import asyncio
import re
import sys
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from tests.adapters.slack.fake import SECRET, TEAM
from tests.benchmarks.bare import open_writer, serve


async def main(database_url: str, *, ours: bool) -> None:
    write = await open_writer(database_url, ours=ours)

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_user_id="U0BOT", bot_id="B0BOT")

    app = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)

    @app.action(re.compile(""))
    async def store(ack: Any, body: dict[str, Any]) -> None:
        await write({"user": body["user"]["id"], "value": body["actions"][0]["value"]})
        await ack()

    @app.command("/goal")
    async def nothing(ack: Any) -> None:
        await ack()

    await serve(app.web_app(path="/slack/events"))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], ours="ours" in sys.argv[2:]))

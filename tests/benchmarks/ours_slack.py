"""Our whole way from Slack's bytes.

python -m tests.benchmarks.ours_slack DATABASE_URL SLACK_API_URL
"""

import asyncio
import sys

from adapters.slack.chat import Slack
from bot.clock import SystemClock
from tests.adapters.slack.fake import SECRET, TOKEN
from tests.benchmarks.ours import serve


async def main(database_url: str, api_url: str) -> None:
    clock = SystemClock()
    chat = Slack(bot_token=TOKEN, signing_secret=SECRET, app_token=None, api_url=api_url, clock=clock.now)
    await serve(database_url, chat, clock)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))

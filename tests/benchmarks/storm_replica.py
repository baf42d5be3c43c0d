"""`vardag run` with more Slack workspaces than one, on a Monday morning.

An organisation has one Slack workspace, which takes four messages a second. So that many go out at that same pace, the
bot has more of them here, which it only writes to; it is heard in the last. Everything else is what `vardag run` does.

python -m tests.benchmarks.storm_replica WORKSPACES SHIFT, with the settings in the environment
"""

import asyncio
import os
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from adapters.port import Chat
from adapters.slack.chat import Slack
from bot import logs, main
from bot.clock import Clock, ShiftedClock
from bot.settings import Settings
from tests.benchmarks.storm_slack import TOKEN

OURS = main._real


def start(workspaces: int, shift: float) -> int:
    """Runs until it is asked to stop, or has failed."""

    def several(settings: Settings, clock: Clock, *, listens: bool) -> Sequence[Chat]:
        others = [
            # The bot tells its chats apart by their types.
            type(f"Slack{number}", (Slack,), {})(
                bot_token=f"{TOKEN}T{number}",
                signing_secret=None,
                app_token=None,
                api_url=settings.slack_api_url,
                clock=clock.now,
            )
            for number in range(workspaces)
        ]
        return [*others, *OURS(settings, clock, listens=listens)]

    with (
        Path(os.devnull).open("w") as nowhere,
        patch.object(main, "_real", several),
        patch.object(main, "SystemClock", lambda: ShiftedClock(timedelta(seconds=shift))),
    ):
        logs.configure(level="INFO", form="json", stream=nowhere)
        return asyncio.run(main.run(Settings.load(os.environ, Path(os.devnull))))


if __name__ == "__main__":
    sys.exit(start(int(sys.argv[1]), float(sys.argv[2])))

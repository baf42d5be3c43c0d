"""A tap on a pulse in Slack: our whole way against a bare slack-bolt handler."""

import json
from dataclasses import replace
from itertools import count, cycle

from adapters.slack import chat
from bot.clock import SystemClock
from tests.adapters.slack.fake import BOT_ID, BOT_USER, TEAM, encoded, signed
from tests.adapters.slack.harness import WORKSPACE, SlackHarness, slack_harness
from tests.benchmarks.measuring import Figures, Load, Tap, answered, in_turn
from tests.benchmarks.organisation import RATE, asked, taken
from tests.benchmarks.wire import Sink, request
from tests.process import running

#: What a Slack answers that everything is well with, whatever it is asked.
WELL = json.dumps({"ok": True, "team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT_ID}).encode()
LOAD = Load(warming=200, alone=1000, crowd=4000)


async def compare(database_url: str) -> list[Figures]:
    """Ours, the bare handler's, and the bare handler's on the bot's own way to the database, all in one database."""
    chat.CAPABILITIES = replace(chat.CAPABILITIES, rate=RATE)
    async with (
        asked(database_url, slack_harness, WORKSPACE) as slack,
        Sink.open(WELL) as sink,
        running("tests.benchmarks.ours_slack", database_url, f"{sink.address}/api/") as ours,
        running("tests.benchmarks.bare_slack", database_url) as bare,
        running("tests.benchmarks.bare_slack", database_url, "ours") as kin,
    ):
        await sink.settle(1)  # the start asks who we are
        before = await taken(database_url)
        # Ours thanks with a message of its own; the bare handler has nothing to do after an acknowledgement.
        servers = ((ours, sink.settle), (bare, answered), (kin, answered))
        figures = await in_turn(servers, taps(slack, sink), LOAD)
        assert await taken(database_url) - before == LOAD.whole
        return figures


def taps(slack: SlackHarness, sink: Sink) -> Tap:
    """Makes signed requests: one person after the other taps yes, each tap a new one."""
    people, numbers, clock = cycle(slack.users()), count(1), SystemClock()
    seen = {each.key.user: slack.find(each.key.user, "Ja") for each in slack.users()}

    def tap() -> bytes:
        user = next(people).key.user
        payload = slack.tap(user, *seen[user])
        payload["actions"][0]["action_ts"] = f"{clock.now().timestamp():.6f}.{next(numbers)}"
        payload["response_url"] = f"{sink.address}/response"
        body, content_type = encoded("interactive", payload)
        return request("/slack/events", signed(body, content_type, clock.now()), body)

    return tap

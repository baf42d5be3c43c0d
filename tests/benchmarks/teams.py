"""A tap on a pulse in Teams, answered in place: our whole way against a bare handler of botbuilder's."""

import json
from dataclasses import replace
from itertools import count, cycle

from adapters.teams import chat
from tests.adapters.teams.fake import CARD
from tests.adapters.teams.harness import WORKSPACE, TeamsHarness, teams_harness
from tests.adapters.teams.signing import claims, signed
from tests.benchmarks.measuring import Figures, Load, Tap, answered, in_turn
from tests.benchmarks.organisation import RATE, asked, taken
from tests.benchmarks.wire import request
from tests.process import Server, running

#: Less than Slack's: botbuilder makes two clients anew for every request, and takes milliseconds over each.
LOAD = Load(warming=100, alone=500, crowd=500)


async def compare(database_url: str) -> list[Figures]:
    """Ours, the bare handler's, and the bare handler's on the bot's own way to the database, all in one database."""
    chat.CAPABILITIES = replace(chat.CAPABILITIES, rate=RATE)
    async with asked(database_url, teams_harness, WORKSPACE) as teams:
        microsoft, posted = teams.teams, len(teams.teams.posted)
        async with (
            running("tests.benchmarks.ours_teams", database_url, microsoft.address, microsoft.login_url) as ours,
            running("tests.benchmarks.bare_teams", database_url, microsoft.address) as bare,
            running("tests.benchmarks.bare_teams", database_url, microsoft.address, "ours") as kin,
        ):
            for server in (ours, bare, kin):
                await examine(teams, server)
            before = await taken(database_url)
            servers = [(server, answered) for server in (ours, bare, kin)]
            figures = await in_turn(servers, taps(teams), LOAD)
            assert await taken(database_url) - before == LOAD.whole
            assert len(microsoft.posted) == posted, "an answer in place needs no message"
            return figures


async def examine(teams: TeamsHarness, server: Server) -> None:
    """Whether it answers a tap with a card, and not one that somebody else has signed."""
    user = teams.users()[0].key.user
    body = json.dumps(teams.execution(user, *teams.find(user, "Ja"), {})).encode()
    teams.teams.bot = server.address
    heard = await teams.teams.send(body, headers(teams, key="second"))
    assert heard.status == 401, "a forged token was taken"
    heard = await teams.teams.send(body, headers(teams))
    assert (heard.status, heard.json["statusCode"], heard.json["type"]) == (200, 200, CARD)


def taps(teams: TeamsHarness) -> Tap:
    """Makes requests with one token, as Teams does: one person after the other taps yes, each tap a new one."""
    people, numbers, signature = cycle(teams.users()), count(1), headers(teams)
    seen = {each.key.user: teams.find(each.key.user, "Ja") for each in teams.users()}

    def tap() -> bytes:
        user = next(people).key.user
        # The very same once more, half a minute later, would be a retry of Teams' own.
        told = teams.execution(user, *seen[user], {"number": str(next(numbers))})
        return request("/api/messages", signature, json.dumps(told).encode())

    return tap


def headers(teams: TeamsHarness, *, key: str = "first") -> dict[str, str]:
    """Those of Teams, with a token that names its first key, and is signed by this one."""
    token = signed(claims(teams.teams.service), key=key, kid="first")
    return {"Content-Type": "application/json; charset=utf-8", "Authorization": f"Bearer {token}"}

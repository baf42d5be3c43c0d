"""`/goal` for a team with three goals, against an empty handler of the same SDK: how long until it is answered.

In Slack the response holds the whole card. In Teams a message is answered with nothing, and the card follows in a
message of its own, which the empty handler does not write.

python -m tests.benchmarks.goal [share]
"""

import asyncio
import json
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, cycle

from sqlalchemy import Connection, insert, select

from adapters.slack import chat as slack_chat
from adapters.teams import chat as teams_chat
from bot import logs
from bot.clock import SystemClock
from dialogues.blueprint.entries import BehaviourEntry, Blueprint, GoalEntry
from dialogues.goal import Audience, GoalId, StopItem
from dialogues.measure import Kind, Measure, Measured
from dialogues.phrase import Wording
from storage.tables.goals import behaviour, goal
from storage.tables.questions import reading, window
from tests.adapters.slack.fake import TEAM, encoded, signed
from tests.adapters.slack.harness import WORKSPACE as SLACK
from tests.adapters.slack.harness import slack_harness
from tests.adapters.teams import signing
from tests.adapters.teams.harness import WORKSPACE as TEAMS
from tests.adapters.teams.harness import TeamsHarness, teams_harness
from tests.benchmarks.measuring import Done, Figures, Load, Tap, answered, in_turn
from tests.benchmarks.morning import written
from tests.benchmarks.organisation import MONDAY, RATE, TEAM_SIZE, crowd, living, profiles, taken
from tests.benchmarks.slack import WELL
from tests.benchmarks.wire import Line, Sink, request
from tests.postgres import running as postgresql
from tests.process import Server, running

GOALS = 3
#: One after the other, as many at a time as answer quickly: what counts is how long somebody waits.
LOAD = Load(warming=100, alone=500, crowd=500)


async def main(share: float) -> None:
    load = replace(LOAD, alone=max(100, round(LOAD.alone * share)), crowd=max(16, round(LOAD.crowd * share)))
    print(f"/goal for a team with {GOALS} goals, against an empty handler of the same SDK")
    print(f"{'':24}{'':>8}{'p50 ms':>9}{'p99 ms':>9}{'per s':>9}")
    with tempfile.TemporaryDirectory() as folder:
        await table("slack", in_slack, load, folder)
        await table("teams", in_teams, load, folder)


async def table(
    platform: str, compare: Callable[[str, Load], Awaitable[list[Figures]]], load: Load, folder: str
) -> None:
    """One platform's figures on both databases."""
    show(f"{platform}, sqlite", *await compare(f"sqlite:///{folder}/{platform}-goal.db", load))
    with postgresql(fsync=True) as url:
        show(f"{platform}, postgresql", *await compare(url("postgres"), load))


def show(what: str, ours: Figures, empty: Figures) -> None:
    for name, figures in (("ours", ours), ("empty", empty)):
        print(f"{what:24}{name:>8}{figures.p50:9.2f}{figures.p99:9.2f}{figures.rate:9.0f}", end="")
        p50, p99, rate = ours.p50 / figures.p50, ours.p99 / figures.p99, ours.rate / figures.rate
        print("" if figures is ours else f"   ours to it: {p50:5.2f} {p99:5.2f} {rate:5.2f}", flush=True)


# Slack


async def in_slack(database_url: str, load: Load) -> list[Figures]:
    """Ours and the empty handler's."""
    slack_chat.CAPABILITIES = replace(slack_chat.CAPABILITIES, rate=RATE)
    async with (
        living(database_url, slack_harness, SLACK, organisation()),
        Sink.open(WELL) as sink,
        running("tests.benchmarks.ours_slack", database_url, f"{sink.address}/api/") as ours,
        running("tests.benchmarks.bare_slack", database_url) as empty,
    ):
        await written(database_url, publish)
        await sink.settle(1)  # the start asks who we are
        commands = slack_commands()
        await examine(ours, commands())
        return await compared(database_url, [(ours, answered), (empty, answered)], commands, load)


def slack_commands() -> Tap:
    """Makes signed requests: one person after the other asks."""
    people, numbers, clock = cycle(profiles(SLACK)), count(1), SystemClock()

    def command() -> bytes:
        user = next(people).key.user
        fields = {
            "token": "verification",
            "team_id": TEAM,
            "channel_id": f"D{user}",
            "user_id": user,
            "command": "/goal",
            "text": "",
            "response_url": "https://hooks.slack.com/commands/x",
            "trigger_id": f"{clock.now().timestamp():.6f}.{next(numbers)}",
        }
        body, content_type = encoded("slash_commands", fields)
        return request("/slack/events", signed(body, content_type, clock.now()), body)

    return command


async def examine(server: Server, command: bytes) -> None:
    """Whether the answer has in it what it is measured for."""
    async with Line.open(server.address) as line:
        _, answer = await line.ask(command)
    body = json.dumps(json.loads(answer), ensure_ascii=False)
    for expected in (*(f"Mål {number}" for number in range(GOALS)), "Vi slutar", "nu 68", "Senaste resultatet"):
        assert expected in body, f"{expected} is missing in {body}"


# Teams


async def in_teams(database_url: str, load: Load) -> list[Figures]:
    """Ours and the empty handler's."""
    teams_chat.CAPABILITIES = replace(teams_chat.CAPABILITIES, rate=RATE)
    async with living(database_url, teams_harness, TEAMS, organisation()) as (teams, _):
        await written(database_url, publish)
        microsoft = teams.teams
        async with (
            Sink.open(json.dumps({"id": "1"}).encode()) as sink,
            running("tests.benchmarks.ours_teams", database_url, microsoft.address, microsoft.login_url) as ours,
            running("tests.benchmarks.bare_teams", database_url, microsoft.address) as empty,
        ):
            servers = [(ours, sink.settle), (empty, answered)]
            return await compared(database_url, servers, teams_commands(teams, sink.address), load)


def teams_commands(teams: TeamsHarness, service: str) -> Tap:
    """Makes requests with one token, as Teams does: one person after the other asks, and is answered at `service`."""
    token = signing.signed(signing.claims(service))
    headers = {"Content-Type": "application/json; charset=utf-8", "Authorization": f"Bearer {token}"}
    people = cycle(profiles(TEAMS))

    def command() -> bytes:
        told = teams.teams.activity(next(people).key.user, type="message", textFormat="plain", text="/goal")
        return request("/api/messages", headers, json.dumps({**told, "serviceUrl": service}).encode())

    return command


# Both


async def compared(
    database_url: str, servers: Sequence[tuple[Server, Done]], command: Tap, load: Load
) -> list[Figures]:
    before = await taken(database_url)
    figures = await in_turn(servers, command, load)
    assert await taken(database_url) - before == load.whole
    return figures


def organisation() -> Blueprint:
    """The crowd, with as many goals in each team as there may be, and something of everything in each."""
    people = crowd()
    goals = tuple(
        _goal(replace(each, key=GoalId(f"{each.key}-{number}")), number)
        for each in people.goals
        for number in range(GOALS)
    )
    return replace(people, goals=goals)


def _goal(of: GoalEntry, number: int) -> GoalEntry:
    (first, *rest), day = of.behaviours, MONDAY.date()
    lead = BehaviourEntry(
        text=_both("Varje måndag frågar jag efter ett exempel.", "Every Monday I ask for an example."),
        arena=first.arena,
        audience=Audience.LEADER,
        confirmed=True,
    )
    values = (Measured(day=day - timedelta(days=30), value=66), Measured(day=day, value=68))
    return replace(
        of,
        title=_both(f"Mål {number}: nöjdare kunder", f"Goal {number}: happier customers"),
        behaviours=(first, *rest, lead),
        focus=1 if number == 0 else None,
        measures=(
            Measure(name="NKI", unit="index", start=66, target=72.5, by=of.last, values=values),
            Measure(name="Svarstid", unit="h", kind=Kind.KEY_RESULT, start=24, target=4, by=of.last, values=values),
        ),
        stop=(
            StopItem(text=_both("Vi slutar med veckorapporten.", "We stop writing the weekly report."), review=of.last),
            StopItem(text=_both("Vi slutar boka dubbla möten.", "We stop booking double meetings.")),
        ),
    )


def _both(swedish: str, english: str) -> Wording:
    return Wording(texts={"sv": swedish, "en": english})


def publish(connection: Connection) -> None:
    """Every team has a reading of the behaviour in its focus."""
    rows = connection.execute(
        select(goal.c.team, behaviour.c.id).join(behaviour, behaviour.c.goal == goal.c.key).where(behaviour.c.focus)
    ).all()
    opened, closed = MONDAY - timedelta(days=7), MONDAY
    windows = [
        {"id": f"w-{row.id}", "team": row.team, "behaviour": row.id, "opened_at": opened, "closed_at": closed}
        for row in rows
    ]
    readings = [
        {
            "window": each["id"],
            "first": date(2026, 11, 9),
            "last": date(2026, 11, 15),
            "people": 7,
            "yes": 5,
            "members": TEAM_SIZE,
        }
        for each in windows
    ]
    connection.execute(insert(window), windows)
    connection.execute(insert(reading), readings)


if __name__ == "__main__":
    logs.configure(level="WARNING", form="text")
    asyncio.run(main(float(sys.argv[1]) if sys.argv[1:] else 1.0))

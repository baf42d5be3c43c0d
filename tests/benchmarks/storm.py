"""An inbound storm and an outbound morning at once, on PostgreSQL with two replicas; and again while the database is
away in the middle of both.

python -m tests.benchmarks.storm [SCALE]
"""

import asyncio
import os
import sys
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import aiohttp
from sqlalchemy import Connection, func, select, update

from bot.clock import ShiftedClock
from dialogues.address import Platform, Workspace
from storage.tables.people import workspace
from storage.tables.sending import delivery, inbound
from tests import postgres
from tests.adapters.slack.fake import SECRET, TEAM
from tests.benchmarks import answerers, morning
from tests.benchmarks.answerers import Crowd
from tests.benchmarks.storm_slack import TOKEN
from tests.process import Server, running

#: A minute of answers, so many a second, from as many people; and the messages that drain meanwhile.
SECONDS, ANSWERS_PER_SECOND, MESSAGES = 60, 200, 20_000
WORKSPACES = 100
#: The messages are to go out in this time, with what an outage takes.
WINDOW = timedelta(minutes=5)
AWAY = 60.0
HEARD = Workspace(platform=Platform("slack"), key=TEAM)


async def main(scale: float) -> None:
    """Prints both runs."""
    print("Two replicas of `vardag run` on PostgreSQL, over HTTP with a Slack in a process of its own, all on this")
    print(
        f"machine. {ANSWERS_PER_SECOND} taps a second, each by somebody else, timed from the moment at which they tap."
    )
    print(f"The messages go to {WORKSPACES} more Slack workspaces, at Slack's real pace of 4/s in each.")
    print(f"Load of this machine before: {os.getloadavg()[0]:.1f}.")
    await _storm(scale, outage=0)
    print("The same, and in the middle of it the database is stopped at once. Whoever saw that the tap did not work")
    print(f"taps again every {answerers.AGAIN:.0f} s, as a person does: Slack itself repeats no tap.")
    await _storm(scale, outage=AWAY * min(1, scale * 2))


async def _storm(scale: float, *, outage: float) -> None:
    seconds = SECONDS * scale
    answering, each = round(ANSWERS_PER_SECOND * seconds), round(MESSAGES * scale / WORKSPACES)
    with postgres.running(fsync=True) as database:
        database_url, clock = database("postgres"), morning.clock()
        places = [*(Workspace(platform=Platform("slack"), key=f"T{number}") for number in range(WORKSPACES)), HEARD]
        await morning.populate(database_url, [*([each] * WORKSPACES), 0], places=places)
        await morning.written(database_url, lambda connection: answerers.ask(connection, answering, HEARD))
        await morning.analyse(database_url)
        async with AsyncExitStack() as stack:
            slack = await stack.enter_async_context(running("tests.benchmarks.storm_slack"))
            replicas = [await stack.enter_async_context(_replica(database_url, slack, clock)) for _ in range(2)]
            await morning.written(database_url, _connect)
            http = await stack.enter_async_context(aiohttp.ClientSession())
            count = await morning.plan(database_url, at=clock.now(), window=WINDOW)
            began = time.monotonic()
            crowd = Crowd(
                clock=clock,
                addresses=[replica.address for replica in replicas],
                response=f"{slack.address}/response",
                where=HEARD,
            )
            answered = asyncio.create_task(crowd.answer(answering, rate=ANSWERS_PER_SECOND))
            if outage:
                await asyncio.sleep(seconds / 4)
                await _without(database, http, replicas, outage)
            tapped = await answered
            while set(await morning.states(database_url)) & {"planned", "sending"}:
                await asyncio.sleep(1)
            async with http.get(f"{slack.address}/taken") as response:
                taken: dict[str, list[float]] = await response.json()
            alive = [_alive(replica) for replica in replicas]
        states = await morning.states(database_url)
        stored = await morning.written(database_url, answerers.answers)
        events, late = await morning.written(database_url, _look)
    right = sum(stored.get(f"a{number}") == answerers.choice(number) for number in range(answering))
    last = max(at for times in taken.values() for at in times) - began
    print(
        f"  answers: {answering} people, {tapped.taps} taps, {tapped.refused} refused at first; {len(stored)} answers"
    )
    print(f"    stored, {right} of them right, {events} events taken (target: each once)")
    print(f"  acknowledged after p50 {1000 * tapped.p50:.0f} ms, p99 {1000 * tapped.p99:.0f} ms (target 500)")
    doubled, lost = sum(len(times) > 1 for times in taken.values()), count - len(taken)
    print(f"  messages: {count}, the last after {last:.0f} s of {WINDOW.total_seconds():.0f}; {dict(states)}")
    print(f"    lost {lost}, doubled {doubled}, after their window {late} (targets 0)")
    print(f"  both processes as before: {all(alive)}")


async def _without(
    database: postgres.Server, http: aiohttp.ClientSession, replicas: Sequence[Server], seconds: float
) -> None:
    """Take the database away for a while, and print what the replicas say meanwhile and afterwards."""
    await asyncio.to_thread(database.stop)
    await asyncio.sleep(seconds / 2)
    print(f"  {seconds / 2:.0f} s into the outage of {seconds:.0f} s: {await _ready(http, replicas)}")
    await asyncio.sleep(seconds / 2)
    await asyncio.to_thread(database.start)
    back = time.monotonic()
    said = await _ready(http, replicas)
    while {status for status, _ in said} != {200}:
        await asyncio.sleep(0.1)
        said = await _ready(http, replicas)
    print(f"  {time.monotonic() - back:.1f} s after its return: {said}")


async def _ready(http: aiohttp.ClientSession, replicas: Sequence[Server]) -> list[tuple[int, Any]]:
    said = []
    for each in replicas:
        async with http.get(f"{each.address}/readyz") as response:
            said.append((response.status, (await response.json())["missing"]))
    return said


def _replica(database_url: str, slack: Server, clock: ShiftedClock) -> Any:
    environment = {
        "VARDAG_DATABASE_URL": database_url,
        "VARDAG_SLACK_BOT_TOKEN": f"{TOKEN}{TEAM}",
        "VARDAG_SLACK_SIGNING_SECRET": SECRET,
        "VARDAG_SLACK_API_URL": f"{slack.address}/api/",
        "VARDAG_PORT": "0",
    }
    words = ("tests.benchmarks.storm_replica", str(WORKSPACES), str(clock.shift.total_seconds()))
    return running(*words, environment=environment)


def _alive(replica: Server) -> bool:
    """Whether it is still the process that was started, and no corpse."""
    return replica.resident > 0


def _connect(connection: Connection) -> None:
    """All at once, which an organisation never has."""
    connection.execute(update(workspace).values(connected=True, reason=None))


def _look(connection: Connection) -> tuple[int, int]:
    """How many events were taken, and how many deliveries ended after their time."""
    events = connection.scalar(select(func.count()).select_from(inbound))
    late = connection.scalar(
        select(func.count()).where(delivery.c.subject == "window", delivery.c.ended_at > delivery.c.expires_at)
    )
    return events or 0, late or 0


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]) if sys.argv[1:] else 1.0))

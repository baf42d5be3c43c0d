"""People who have a question in front of them and tap on it, at an even pace, whatever becomes of the taps before."""

import asyncio
import json
import statistics
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import cycle

from sqlalchemy import Connection, insert, select

from bot.clock import Clock
from dialogues.address import Workspace
from dialogues.pulse import card
from dialogues.token import Token
from dialogues.window import Value
from storage.sql.codec import WORDING
from storage.tables.goals import behaviour, goal
from storage.tables.people import account, person, team, workspace
from storage.tables.questions import answer, respondent, window
from storage.tables.sending import conversation
from tests.adapters.slack.fake import encoded, signed
from tests.benchmarks import morning
from tests.benchmarks.wire import Line, request

TEAM_SIZE = 10
#: Connections to each replica.
LINES = 32
#: Seconds after which somebody taps again to whom nothing happened.
AGAIN = 2.0


def ask(connection: Connection, count: int, where: Workspace) -> None:
    """So many people in teams of TEAM_SIZE, each with the question of the team's open window in front of them."""
    teams = [f"team{number}" for number in range(-(-count // TEAM_SIZE))]
    people = [(f"a{number}", teams[number // TEAM_SIZE]) for number in range(count)]
    first, last = morning.MONDAY.date(), morning.MONDAY.date().replace(month=12)
    text = WORDING.write(morning.BEHAVIOUR.text)
    place = connection.scalar(
        select(workspace.c.id).where(workspace.c.platform == where.platform, workspace.c.key == where.key)
    )
    connection.execute(insert(team), [{"key": each, "position": 0, "name": each} for each in teams])
    connection.execute(
        insert(person),
        [
            {"id": id, "position": 0, "email": f"{id}@example.com", "name": id, "team": home, "greeted_on": first}
            for id, home in people
        ],
    )
    connection.execute(
        insert(account),
        [{"workspace": place, "user": id.upper(), "person": id, "opaque": "{}", "reachable": True} for id, _ in people],
    )
    connection.execute(insert(respondent), [{"key": f"r-{id}", "person": id} for id, _ in people])
    goals = {"position": 0, "title": text, "why": text, "first": first, "last": last, "measures": "[]", "stop": "[]"}
    goals |= {"state": "active", "guidance": "{}", "answers": "{}"}
    connection.execute(insert(goal), [goals | {"key": each, "team": each} for each in teams])
    behaviours = {"position": 0, "text": text, "arena": morning.BEHAVIOUR.arena, "audience": "team", "focus": True}
    connection.execute(insert(behaviour), [behaviours | {"id": each, "goal": each} for each in teams])
    connection.execute(
        insert(window),
        [{"id": each, "team": each, "behaviour": each, "opened_at": morning.MONDAY} for each in teams],
    )
    connection.execute(
        insert(conversation),
        [{"person": id, "dialogue": card.NAME, "subject": home, "state": '{"tag":"asked"}'} for id, home in people],
    )


def answers(connection: Connection) -> Mapping[str, str]:
    """What is stored: everybody's answer."""
    found = connection.execute(
        select(respondent.c.person, answer.c.value).join(answer, answer.c.respondent == respondent.c.key)
    )
    return {row.person: row.value for row in found}


def choice(number: int) -> Value:
    """What this person answers."""
    return list(Value)[number % len(Value)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tapped:
    """Seconds from the moment of a tap to its acknowledgement, of those that were acknowledged at once; and how many
    were not, whose people tapped again until they were."""

    waited: Sequence[float]
    refused: int
    taps: int

    @property
    def p50(self) -> float:
        return statistics.median(self.waited)

    @property
    def p99(self) -> float:
        return statistics.quantiles(self.waited, n=100)[98]


class Crowd:
    """The answerers, who reach the replicas in turn."""

    def __init__(self, *, clock: Clock, addresses: Sequence[str], response: str, where: Workspace) -> None:
        self._clock = clock
        self._addresses = addresses
        self._response = response
        self._where = where
        self._waited: list[float] = []
        self._refused = 0
        self._taps = 0

    async def answer(self, count: int, *, rate: float) -> Tapped:
        """Everybody answers once, so many a second."""
        async with AsyncExitStack() as stack:
            doors = []
            for address in self._addresses:
                lines: asyncio.Queue[Line] = asyncio.Queue()
                for _ in range(LINES):
                    lines.put_nowait(await stack.enter_async_context(Line.open(address)))
                doors.append(lines)
            began, tasks = time.perf_counter(), []
            for number, lines in zip(range(count), cycle(doors), strict=False):
                at = began + number / rate
                await asyncio.sleep(at - time.perf_counter())
                tasks.append(asyncio.create_task(self._answer(number, lines, at)))
            await asyncio.gather(*tasks)
        return Tapped(waited=self._waited, refused=self._refused, taps=self._taps)

    async def _answer(self, number: int, lines: "asyncio.Queue[Line]", at: float) -> None:
        if await self._tap(number, lines):
            self._waited.append(time.perf_counter() - at)
            return
        self._refused += 1
        while True:
            await asyncio.sleep(AGAIN)
            if await self._tap(number, lines):
                return

    async def _tap(self, number: int, lines: "asyncio.Queue[Line]") -> bool:
        self._taps += 1
        line = await lines.get()
        try:
            return await line.send(self._request(number)) == 200
        finally:
            lines.put_nowait(line)

    def _request(self, number: int) -> bytes:
        now, user = self._clock.now(), f"A{number}"
        token = Token(dialogue=card.NAME, step="answer", subject=f"team{number // TEAM_SIZE}", value=choice(number))
        action = {"type": "button", "action_id": "choose", "block_id": "b", "value": str(token)}
        payload = {
            "type": "block_actions",
            "user": {"id": user, "team_id": self._where.key},
            "team": {"id": self._where.key, "domain": "vardag"},
            "container": {"type": "message", "message_ts": "1.0", "channel_id": f"D{user}", "is_ephemeral": False},
            "channel": {"id": f"D{user}", "name": "directmessage"},
            "trigger_id": f"{self._taps}.trigger",
            "response_url": self._response,
            "actions": [{**action, "action_ts": f"{now.timestamp():.6f}.{self._taps}"}],
        }
        body, content_type = encoded("interactive", json.loads(json.dumps(payload)))
        return request("/slack/events", signed(body, content_type, now), body)

"""One of several replicas: the bot's engine and loops over many workspaces of a `tests.benchmarks.platform`.

python -m tests.benchmarks.replica '{"database": ..., "platform": ..., ...}', the fields of `Replica`
"""

import asyncio
import json
import os
import secrets
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import aiohttp

from bot import logs
from bot.catalogues import read_languages
from bot.engine import Engine
from bot.health import Health
from bot.loops import Loops
from bot.metrics import Metrics
from bot.supervision import Supervisor
from storage import postgresql
from storage.database import Database
from storage.sql.store import SqlStorage
from tests.benchmarks import baselines, morning
from tests.benchmarks.platform import WiredChat


@dataclass(frozen=True, slots=True, kw_only=True)
class Replica:
    """`silence` as `storage.postgresql` has it; one that is `plain` is the baseline."""

    database: str
    platform: str
    workspaces: int
    rate: float
    silence: float = postgresql.SILENCE
    plain: bool = False

    @property
    def words(self) -> tuple[str, str]:
        """What `tests.process.running` starts."""
        return "tests.benchmarks.replica", json.dumps(asdict(self))


async def main(replica: Replica) -> None:
    """Says that it is ready; never returns, unless it has failed."""
    nowhere = Path(os.devnull).open("w")  # noqa: SIM115 - as long as the process
    logs.configure(level="INFO", form="json", stream=nowhere)
    postgresql.SILENCE = replica.silence
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as http:
        chats = [
            WiredChat(morning.place(number), rate=replica.rate, http=http, url=replica.platform, name=str(os.getpid()))
            for number in range(replica.workspaces)
        ]
        await (_plainly if replica.plain else _wholly)(replica, chats)


async def _wholly(replica: Replica, chats: list[WiredChat]) -> None:
    storage = SqlStorage.open(replica.database, ids=lambda: secrets.token_hex(8))
    clock = morning.clock()
    engine = Engine(storage=storage, languages=read_languages(), metrics=Metrics(), clock=clock, seal=b"sealed")
    for each in chats:
        await engine.connect(each)
    supervisor, health = Supervisor(), Health(storage=storage, chats=())
    loops = Loops(engine=engine, health=health, supervisor=supervisor)
    loops.start()
    print(f"ready: {replica.platform}", flush=True)
    raise RuntimeError(await supervisor.over)


async def _plainly(replica: Replica, chats: list[WiredChat]) -> None:
    database = Database.open(replica.database)
    print(f"ready: {replica.platform}", flush=True)
    while True:
        await asyncio.gather(asyncio.sleep(1), *(baselines.drain_plainly(database, each) for each in chats))


if __name__ == "__main__":
    asyncio.run(main(Replica(**json.loads(sys.argv[1]))))

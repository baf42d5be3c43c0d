"""The bot, of which something dies: `python -m tests.bot.dying HOW`."""

import asyncio
import sys
import time
from datetime import timedelta

from adapters.playground.chat import Playground
from bot import health, loops, supervision
from bot.cli.__main__ import main
from bot.engine import Engine

ANSWER = "an answer that nobody may read"


async def fail(_: Engine, **__: object) -> int:
    raise RuntimeError(ANSWER)


async def wait(_: Engine, **__: object) -> int:
    await asyncio.Event().wait()
    return 0


def cut(_: Playground) -> list[asyncio.Future[None]]:
    ended = asyncio.get_running_loop().create_future()
    ended.set_result(None)
    return [ended]


def hang() -> None:
    time.sleep(600)


async def never_end() -> None:
    supervision.bound_the_end()
    asyncio.get_running_loop().run_in_executor(None, hang)


DEATHS: dict[str, tuple[type, str, object]] = {
    "fails": (Engine, "deliver", fail),
    "hangs": (Engine, "deliver", wait),
    "is cut off": (Playground, "tasks", cut),
}

if __name__ == "__main__":
    loops.EVERY = dict.fromkeys(loops.EVERY, timedelta(seconds=0.1))
    health.PATIENCE, loops.FAREWELL, supervision.LAST = 1.0, 0.5, 2.0
    if sys.argv[1] == "never ends":
        asyncio.run(never_end())
    setattr(*DEATHS[sys.argv[1]])
    sys.exit(main(["run"]))

"""A turn whose work is the body of a test."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy.util import await_only

from storage.port import Storage
from storage.turn import Turn

#: What the turn is to do next, and who waits for it; None ends the turn.
Call = tuple[Callable[[Turn], Any], "asyncio.Future[Any]"] | None


class HeldTurn:
    """The methods of `Turn`, each to be awaited, of a turn that stays open meanwhile."""

    def __init__(self, calls: "asyncio.Queue[Call]", turn: "asyncio.Future[Any]") -> None:
        self._calls = calls
        self._turn = turn

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        async def call(**arguments: object) -> Any:
            done = asyncio.get_running_loop().create_future()
            self._calls.put_nowait((lambda turn: getattr(turn, name)(**arguments), done))
            await asyncio.wait({done, self._turn}, return_when=asyncio.FIRST_COMPLETED)
            return await done if done.done() else await self._turn  # which has died

        return call


@asynccontextmanager
async def turning(storage: Storage) -> AsyncIterator[HeldTurn]:
    """Holds a turn open while the block runs, and does in it what the block asks. What the block raises, it raises."""
    calls: asyncio.Queue[Call] = asyncio.Queue()
    raised: list[BaseException] = []

    def work(turn: Turn) -> None:
        # What found another one in its way is run again, and has nothing more to do.
        while not raised and (call := await_only(calls.get())):
            do, done = call
            try:
                done.set_result(do(turn))
            except Exception as error:
                done.set_exception(error)
        if raised:
            raise raised[0]

    turn = asyncio.ensure_future(storage.turn(work))
    try:
        yield HeldTurn(calls, turn)
    except BaseException as error:
        raised.append(error)
    finally:
        calls.put_nowait(None)
        await turn

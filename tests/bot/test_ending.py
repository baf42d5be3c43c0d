"""How the bot ends as a process, and how one sees from outside that it stands still."""

import asyncio
import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest

from bot.settings import variables
from tests.bot.dying import ANSWER
from tests.process import running


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Of a bot in an empty folder, without a setting of whoever runs the tests."""
    ours = {name: value for name, value in os.environ.items() if name not in variables()}
    return {**ours, "PYTHONPATH": str(Path.cwd()), "VARDAG_PORT": "0"}


async def ending(how: str, environment: dict[str, str], folder: Path) -> tuple[int | None, str, str]:
    """The exit code, the standard output and the standard error of a bot that dies like this."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bot.dying", how),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environment,
        cwd=folder,
    )
    try:
        async with asyncio.timeout(60):
            out, err = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return process.returncode, out.decode(), err.decode()


@pytest.mark.parametrize(
    ("how", "word"),
    [
        ("fails", "Vardag ends: The loop deliver has failed: RuntimeError. The log says where.\n"),
        ("hangs", "Vardag ends: The loop deliver has not come round for too long.\n"),
        ("is cut off", "Vardag ends: What connects the bot to Playground has ended: it came to its end.\n"),
    ],
)
async def test_a_bot_of_which_something_has_died_ends_with_a_last_word_and_1(
    how: str, word: str, environment: dict[str, str], tmp_path: Path
) -> None:
    code, out, err = await ending(how, environment, tmp_path)
    assert out.startswith("Vardag is ready: http://127.0.0.1:")
    assert err.count("Vardag ends:") == 1
    assert word in err
    assert ANSWER not in err
    assert code == 1


async def test_an_end_that_hangs_is_cut_short_and_says_where(environment: dict[str, str], tmp_path: Path) -> None:
    before = time.perf_counter()
    code, _, err = await ending("never ends", environment, tmp_path)
    assert code == 1
    assert "in hang" in err
    assert time.perf_counter() - before < 30


async def test_the_health_check_notices_a_bot_that_stands_still_and_that_it_goes_on(
    environment: dict[str, str], tmp_path: Path
) -> None:
    async with running("bot.cli", "run", environment={"VARDAG_PORT": "0"}, folder=tmp_path) as server:
        environment["VARDAG_PORT"] = re.findall(r"\d+", server.address)[-1]
        assert await health(environment, tmp_path) == 0
        os.kill(server.pid, signal.SIGSTOP)
        try:
            assert await health(environment, tmp_path) == 1
        finally:
            os.kill(server.pid, signal.SIGCONT)
        assert await health(environment, tmp_path) == 0


async def health(environment: dict[str, str], folder: Path) -> int | None:
    """The exit code of `vardag health`."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.cli", "health"),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        env=environment,
        cwd=folder,
    )
    async with asyncio.timeout(15):
        return await process.wait()

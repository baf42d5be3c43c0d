"""A server in a process of its own, that says where it is once it is ready."""

import asyncio
import os
import re
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """`ready_after` is in seconds from its start."""

    pid: int
    address: str
    ready_after: float

    @property
    def resident(self) -> float:
        """Resident memory now, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found
        return int(found[1]) / 1024


@asynccontextmanager
async def running(
    *words: str, environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> AsyncIterator[Server]:
    """`python -m words`, until the block ends."""
    began = time.perf_counter()
    ours = {name: value for name, value in os.environ.items() if not name.startswith("VARDAG_")}
    env = {**ours, "PYTHONPATH": str(Path.cwd()), **(environment or {})}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *words, stdout=asyncio.subprocess.PIPE, env=env, cwd=folder
    )
    try:
        assert process.stdout
        while line := (await process.stdout.readline()).decode():
            if found := re.search(r"ready: (http://\S+)", line):
                after = time.perf_counter() - began
                yield Server(pid=process.pid, address=found[1].rstrip("/"), ready_after=after)
                break
        else:
            raise RuntimeError(f"{words} ended before it was ready")
    finally:
        process.terminate()
        await process.wait()

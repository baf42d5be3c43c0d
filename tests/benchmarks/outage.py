"""A database that goes away without a word, and comes back."""

import asyncio
import os
import signal
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import make_url


@asynccontextmanager
async def away(database_url: str) -> AsyncIterator[None]:
    """The server of `tests.postgres` is stopped at once while the block runs, and started afterwards."""
    home = Path(str(make_url(database_url).query["host"]))
    pid, data = (home / ".s.PGSQL.5432.lock").read_text().splitlines()[:2]
    program, owner = Path(f"/proc/{pid}/exe").readlink(), Path(f"/proc/{pid}").stat()
    os.kill(int(pid), signal.SIGQUIT)
    while (Path(data) / "postmaster.pid").exists():
        await asyncio.sleep(0.05)
    try:
        yield
    finally:
        who = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []} if os.geteuid() == 0 else {}
        command = [program.with_name("pg_ctl"), "-D", data, "start", "--wait", "--log", home / "server"]
        code = await asyncio.to_thread(subprocess.call, command, cwd=home, stdout=subprocess.DEVNULL, **who)  # type: ignore[arg-type]
        assert code == 0, "the database did not come back"

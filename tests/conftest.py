"""A migrated, empty database for every test that asks for one: on SQLite, and on a PostgreSQL of our own."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from hypothesis import settings

from migrations.runner import upgrade
from storage.sql.store import SqlStorage
from tests.postgres import running

# A test is right or wrong, however busy the machine is.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[str], str]]:
    """One server for each test process: turns a database's name into its URL."""
    with running(fsync=False) as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "vardag.db"
    asyncio.run(upgrade(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgresql_template(postgresql: Callable[[str], str]) -> str:
    asyncio.run(_execute(postgresql("postgres"), "CREATE DATABASE template"))
    asyncio.run(upgrade(postgresql("template")))
    return "template"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Which database this run of the test is on."""
    return str(request.param)


@pytest.fixture
def empty_database_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without tables."""
    if database == "sqlite":
        yield f"sqlite:///{tmp_path / 'vardag.db'}"
    else:
        with _copied(request.getfixturevalue("postgresql"), "template0") as url:
            yield url


@pytest.fixture
def database_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with all tables and nothing in them."""
    yield from _migrated(database, request, tmp_path / "vardag.db")


@pytest.fixture
def other_database_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of another one of the same kind."""
    yield from _migrated(database, request, tmp_path / "other.db")


@pytest.fixture
def three_database_urls(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[str]]:
    """The URLs of three databases with all tables and nothing in them."""
    with ExitStack() as stack:
        migrated = contextmanager(_migrated)
        yield [stack.enter_context(migrated(database, request, tmp_path / f"{number}.db")) for number in range(3)]


@pytest.fixture
async def storage(database_url: str) -> AsyncIterator[SqlStorage]:
    """An empty store."""
    storage = SqlStorage.open(database_url, ids=lambda: uuid4().hex)
    yield storage
    await storage.close()


def _migrated(database: str, request: pytest.FixtureRequest, file: Path) -> Iterator[str]:
    if database == "sqlite":
        yield f"sqlite:///{shutil.copy(request.getfixturevalue('sqlite_template'), file)}"
    else:
        template = request.getfixturevalue("postgresql_template")
        with _copied(request.getfixturevalue("postgresql"), template) as url:
            yield url


@contextmanager
def _copied(url: Callable[[str], str], template: str) -> Iterator[str]:
    name = f"test_{uuid4().hex}"
    asyncio.run(_execute(url("postgres"), f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"))
    yield url(name)
    asyncio.run(_execute(url("postgres"), f"DROP DATABASE {name} WITH (FORCE)"))


async def _execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
